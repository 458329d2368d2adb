"""What lies behind the gate: reader, worker, rail, pages, status line, and the clock that locks.

Loaded once the gate is shown, while somebody types or the key is derived.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.actions.changes import Changes
from desktop.actions.home import Home
from desktop.actions.opening import close, open_reader
from desktop.actions.session import Session
from desktop.actions.surroundings import Surroundings
from desktop.errors import UserError
from desktop.ui.background import Background
from desktop.ui.idle import IdleWatch
from desktop.ui.keys import WindowKeys
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import COMMON, desk_entries, entries, makers
from desktop.ui.page import Workplace
from desktop.ui.rail_counts import RailCounts
from desktop.ui.status import StatusKeeper
from desktop.ui.trouble import Trouble
from desktop.ui.wishes import Wishes

if TYPE_CHECKING:
    from desktop.actions.parts import App


class Inside(QObject):
    """One open home in the window.

    Args:
        app: the parts of the program.
        outside: the home and what it needs from outside.
        key: its data key.
        window: where it is shown.
        wishes: what the person prefers.
        lock: covers the window; gets for how many minutes nobody was there.
        on_crash: hears of a bug in the work behind the window.
    """

    def __init__(
        self,
        app: "App",
        outside: Surroundings,
        key: bytes,
        window: MainWindow,
        wishes: Wishes,
        lock: Callable[[int], object],
        on_crash: Callable[[BaseException], object],
    ) -> None:
        super().__init__()
        self._app, self._outside, self._key = app, outside, key
        self._window, self._wishes, self._lock = window, wishes, lock
        self.reader: Session | None = None
        self.idle: IdleWatch | None = None
        self.status: StatusKeeper | None = None
        self._counts: RailCounts | None = None
        self.background = Background(outside, key)
        self.background.refused.connect(window.messages.complain)
        self.background.crashed.connect(on_crash)
        self.enter()

    def enter(self) -> None:
        """Opens the home; the writer first: it may have to bring the tables up to date."""
        self.background.run(lambda session: session.home, self._furnish, self._trouble)

    def stop(self) -> None:
        """Ends what is under way and closes the home."""
        if self.idle is not None:
            self.idle.wait(0)
        # The writer last: only it can bring its journal home.
        if self.reader is not None:
            close(self.reader)
        self.background.stop()

    def _trouble(self, error: UserError) -> None:
        self._window.cover(Trouble(self._window.look, error, self.enter, self._window.close))

    def _furnish(self, home: Home) -> None:
        try:
            reader = self.reader = open_reader(self._outside, self._key)
        except UserError as error:
            self._trouble(error)
            return
        window, look = self._window, self._window.look
        rail = desk_entries(look, home.desks)
        district, person = district_words(look, reader), person_words(look, home)
        window.open_desks(district, person, rail, entries(look, COMMON))
        place = Workplace(
            look,
            reader,
            self.background,
            window.messages,
            window.go,
            self._on_wrote,
            window.back,
            self._outside,
            self._app.press,
            self._app.version,
            self._wishes,
        )
        window.furnish(place, makers())
        WindowKeys(window, place, lambda: self._lock(0))
        window.uncover()
        self._watch(reader)
        window.go(rail[0][1][0].name)

    def _watch(self, reader: Session) -> None:
        """The status line and the clock that locks."""
        window = self._window
        if window.status is not None:
            self.status = StatusKeeper(window.look, reader, window.status)
            self.background.met.connect(self.status.on_problem)
        if window.rail is not None:
            self._counts = RailCounts(window.look, self.background, window.rail)
        handle = window.windowHandle()
        if handle is not None:
            self.idle = IdleWatch(handle)
            self.idle.left_alone.connect(lambda: self._lock(self._wishes.now.idle_minutes))
            self.idle.wait(self._wishes.now.idle_minutes * 60)

    def _on_wrote(self, changes: Changes) -> None:
        if self.reader is not None:
            if changes.touches("pack"):
                self.reader.refresh()
            self._window.on_wrote(changes)
        if self.status is not None:
            self.status.on_wrote(changes)
        if self._counts is not None:
            self._counts.refresh()


def district_words(look: Look, reader: Session) -> str:
    """The district as it stands in the rail: "Tanah Bumbu", "Kota Banjarbaru", "… (latihan)"."""
    name = reader.pack.name
    for level in ("Kabupaten Administrasi ", "Kabupaten "):
        name = name.removeprefix(level)
    if not name:
        return look.text("ui_no_district")
    return look.text("ui_practice", name=name) if reader.home.practice else name


def person_words(look: Look, home: Home) -> str:
    """Who is signed in, with the desk."""
    kind, _, agency = home.desks[0].partition(":")
    desk = look.text(f"desk_{kind}")
    return f"{home.owner.name} · {desk} {agency}".rstrip()
