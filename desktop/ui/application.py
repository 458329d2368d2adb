"""The application: dresses Qt, opens the home through the gate, and puts window, pages and work together."""

import hmac
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop.actions.parts import App
from desktop.actions.surroundings import Surroundings, is_new
from desktop.errors import UserError
from desktop.paths import HOUSE, RESOURCES, TRANSLATIONS
from desktop.ui.gate import Gate
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.preload import Preload
from desktop.ui.qt_words import speak
from desktop.ui.start import keep_none_alive as keep_none_alive
from desktop.ui.sweeper import Sweeper
from desktop.ui.trouble import Trouble
from desktop.ui.wishes import Wishes

if TYPE_CHECKING:
    from desktop.actions.session import Session
    from desktop.ui.background import Background
    from desktop.ui.idle import IdleWatch
    from desktop.ui.inside import Inside
    from desktop.ui.status import StatusKeeper
    from desktop.ui.wizard.wizard import Wizard


_FRAME = 32
"""A title bar, in pixels: what a window needs above what is in it."""


class Application(QObject):
    """One run of the window on one home.

    Args:
        qt: Qt's application.
        app: the parts of the program.
        outside: the home and what it needs from outside.
    """

    def __init__(self, qt: QApplication, app: App, outside: Surroundings) -> None:
        super().__init__()
        self._sweeper = Sweeper()
        self.qt, self.app, self.outside = qt, app, outside
        self.wishes = Wishes(outside.paths)
        wished = self.wishes.now
        app.catalogue.in_window = True
        self.look = Look(RESOURCES, app.catalogue, wished.shade, wished.percent)
        speak(qt, TRANSLATIONS, wished.language)
        self.window = MainWindow(self.look)
        self.look.wear(self.window)
        self.look.apply(qt)
        self.window.resize(wished.width, wished.height)
        self.window.closing.connect(self.on_closing)
        self.wishes.changed.connect(self.on_wished)
        self._inside: Inside | None = None
        self._preload: Preload | None = None
        self._wizard: Wizard | None = None
        self._key = b""

    def start(self, passphrase: str | None = None) -> None:
        """Shows the first-run wizard or the gate, or goes through it with a passphrase that was given."""
        try:
            if is_new(self.outside):
                self._begin_wizard()
            else:
                self._show_gate(passphrase)
        except UserError as error:
            self.window.cover(Trouble(self.look, error, self.start, self.window.close))
        if not self.window.isVisible():
            self._show_window()

    def _show_window(self) -> None:
        """As it was left; on a screen too small for that, with its bars, it fills the screen."""
        room = self.qt.primaryScreen().availableGeometry().size()
        size = self.window.size()
        crowded = size.width() > room.width() or size.height() + _FRAME > room.height()
        # Drawn for no screen, Qt calls 800×800 its room, which nobody's window has to fit: pictures and tests
        # have the size that is wished.
        drawn = self.qt.platformName() == "offscreen"
        if self.wishes.now.maximised or (crowded and not drawn):
            self.window.showMaximized()
        else:
            self.window.show()

    def enter(self, outside: Surroundings, passphrase: str) -> None:
        """Opens another home than the one it began with; of the practice district."""
        self.outside = outside
        self._show_gate(passphrase)

    def open(self, data_key: bytes) -> None:
        """Through the gate: readers, workers and pages."""
        # Ten times what the gate needs: loaded while it is shown, see `Preload`.
        from desktop.ui.inside import Inside  # noqa: PLC0415

        if self._preload is not None:
            self._preload.stop()
        self._key = data_key
        self._inside = Inside(
            self.app, self.outside, data_key, self.window, self.wishes, self.lock, self.on_crash
        )

    @property
    def background(self) -> "Background | None":
        """The door to work behind the window, once the gate is open."""
        return self._inside.background if self._inside else None

    @property
    def reader(self) -> "Session | None":
        """The session pages read with, once the home is open."""
        return self._inside.reader if self._inside else None

    @property
    def status(self) -> "StatusKeeper | None":
        """What keeps the status line true, once the home is open."""
        return self._inside.status if self._inside else None

    @property
    def idle(self) -> "IdleWatch | None":
        """The clock that locks, once the home is open."""
        return self._inside.idle if self._inside else None

    def lock(self, minutes: int = 0) -> None:
        """Covers the window until the passphrase is given again; work that is under way goes on.

        Args:
            minutes: for so long nobody was there; 0 = somebody asked for it.
        """
        if self.window.covered:
            return
        text = self.look.text
        why = text("gate_left_alone", minutes=minutes) if minutes else text("gate_locked")
        self.window.cover(Gate(self.look, self.outside.paths.vault, why, self._unlock, self._forgot))

    def stop(self) -> None:
        """Ends what is under way and closes the home."""
        # Nothing asks any more: what a page was about to read again would find the home closed.
        for timer in self.window.findChildren(QTimer):
            timer.stop()
        if self._inside is not None:
            self._inside.stop()

    def on_crash(self, problem: BaseException) -> None:
        """A bug: says so without anything personal; what is saved stays saved."""
        # Hardly anybody ever sees it.
        from desktop.ui.crash_dialog import CrashDialog  # noqa: PLC0415

        CrashDialog(self.look, details(self.app.version, problem), self.window).exec()

    def on_closing(self) -> None:
        """The next window is as large as this one; a home half made goes."""
        if self._wizard is not None and isValid(self._wizard):
            self._wizard.abandon()
        size = self.window.normalGeometry().size()
        self.wishes.choose(width=size.width(), height=size.height(), maximised=self.window.isMaximized())

    def on_wished(self) -> None:
        """Another shade or size of text, at once."""
        wished = self.wishes.now
        if (wished.shade, wished.percent) != (self.look.colours.shade, self.look.lettering.percent):
            self.look.choose(self.qt, wished.shade, wished.percent)
        if self.idle is not None:
            self.idle.wait(wished.idle_minutes * 60)

    def _begin_wizard(self) -> None:
        # Seen once in the life of a laptop; with its recovery sheets it takes 0.4 s to import.
        from desktop.ui.wizard.wizard import Wizard  # noqa: PLC0415

        self._wizard = Wizard(self.look, self.outside, self.app, self.start)
        self.window.cover(self._wizard)

    def _show_gate(self, passphrase: str | None = None, why: str = "") -> None:
        gate = Gate(self.look, self.outside.paths.vault, why, self.open, self._forgot)
        self.window.cover(gate)
        self._preload = Preload(self.window, gate, self.look, self.app.catalogue.read_all)
        if passphrase:
            gate.try_with(passphrase)

    def _forgot(self) -> None:
        # Seldom seen, and it loads whatever makes a new passphrase.
        from desktop.ui.recover import Recover  # noqa: PLC0415

        locked = self._inside is not None
        back = self.lock_again if locked else self._show_gate
        self.window.cover(Recover(self.look, self.outside, self._unlock if locked else self.open, back))

    def lock_again(self) -> None:
        """From the way with the recovery code back to the lock."""
        why = self.look.text("gate_locked")
        self.window.cover(Gate(self.look, self.outside.paths.vault, why, self._unlock, self._forgot))

    def _unlock(self, data_key: bytes) -> None:
        if hmac.compare_digest(data_key, self._key):
            self.window.uncover()
        else:
            self.lock_again()


def details(version: str, problem: BaseException) -> str:
    """Where it went wrong: version, kind, our own lines; never an exception's own text."""
    lines = [
        f"Jemput Bola {version}, Python {sys.version.split()[0]}, {sys.platform}",
        type(problem).__name__,
    ]
    for frame in traceback.extract_tb(problem.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(HOUSE):
            lines.append(f"{path.relative_to(HOUSE).as_posix()}:{frame.lineno}")
    return "\n".join(lines)
