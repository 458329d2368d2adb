"""The application: dresses Qt, opens the home through the gate, and puts window, pages and work together."""

import ctypes
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.actions.changes import Changes
from desktop.actions.opening import Surroundings, close, data_key_of, open_reader
from desktop.actions.session import Session
from desktop.catalogue import Catalogue
from desktop.paths import HOUSE, RESOURCES
from desktop.ui.background import Background
from desktop.ui.crash_dialog import CrashDialog
from desktop.ui.gate import Gate
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import COMMON, desk_entries, entries, makers
from desktop.ui.page import Workplace


class App(Protocol):
    """What the window is given by `desktop.app`, which knows all rooms."""

    @property
    def catalogue(self) -> Catalogue:
        """Every sentence."""

    @property
    def version(self) -> str:
        """The program's own."""

    def surroundings(self, home: Path | None, at: datetime | None) -> Surroundings:
        """Folders, settings, clock and randomness."""


class Application(QObject):
    """One run of the window.

    Args:
        qt: Qt's application.
        app: the parts of the program.
        outside: the home and what it needs from outside.
    """

    def __init__(self, qt: QApplication, app: App, outside: Surroundings) -> None:
        super().__init__()
        self.qt, self.app, self.outside = qt, app, outside
        qt.setStyle("Fusion")
        self.look = Look(RESOURCES, app.catalogue)
        self.look.apply(qt)
        self.window = MainWindow(self.look)
        self.background: Background | None = None
        self.reader: Session | None = None

    def start(self, passphrase: str | None = None) -> None:
        """Shows the gate, or goes through it with a passphrase that was given."""
        self.window.resize(1366, 768)
        if passphrase is not None:
            self.open(data_key_of(self.outside.paths.vault, passphrase))
        else:
            self.window.cover(Gate(self.look, self.outside.paths.vault, "", self.open))
        self.window.show()

    def open(self, data_key: bytes) -> None:
        """Through the gate: readers, workers and pages."""
        self.background = Background(self.outside, data_key)
        self.background.refused.connect(self.window.messages.complain)
        self.background.crashed.connect(self.on_crash)
        # The writer opens first: it may have to bring the tables up to date.
        self.background.run(lambda session: session.home, lambda _home: self._furnish(data_key))

    def stop(self) -> None:
        """Ends what is under way and closes the home."""
        if self.background is not None:
            self.background.stop()
        if self.reader is not None:
            close(self.reader)

    def on_crash(self, problem: BaseException) -> None:
        """A bug: says so without anything personal; what is saved stays saved."""
        CrashDialog(self.look, details(self.app.version, problem), self.window).exec()

    def _furnish(self, data_key: bytes) -> None:
        if self.background is None:
            return
        reader = self.reader = open_reader(self.outside, data_key)
        look, home = self.look, reader.home
        desk = look.text(f"value_desk_{home.desks[0].partition(':')[0]}")
        common = entries(look, COMMON)
        rail = desk_entries(look, home.desks)
        self.window.open_desks(reader.pack.name, f"{home.owner.name} · {desk}", rail, common)
        place = Workplace(look, reader, self.background, self.window.messages, self.window.go, self._on_wrote)
        self.window.furnish(place, makers())
        self.window.uncover()
        self.window.go(rail[0][1][0].name)

    def _on_wrote(self, changes: Changes) -> None:
        if self.reader is not None:
            if changes.touches("pack"):
                self.reader.refresh()
            self.window.on_wrote(changes)


def run(app: App, home: Path | None, at: datetime | None, passphrase: str | None) -> int:
    """Opens the window and stays until it is closed.

    Args:
        app: the parts of the program.
        home: the data folder; None = the platform's place.
        at: the clock stands still there, for practice.
        passphrase: given by file or environment; None asks.

    Returns:
        exit code.
    """
    keep_none_alive()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(qt, QApplication):
        raise TypeError("another kind of Qt application runs already")
    application = Application(qt, app, app.surroundings(home, at))
    sys.excepthook = _hook(application.on_crash)
    # Qt's own loop never lets Python look at Ctrl+C.
    pulse = QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(500)
    application.start(passphrase)
    code = qt.exec()
    application.stop()
    return code


def keep_none_alive() -> None:
    """Lends PySide6 references to None: 6.12 gives one back at each call that answers nothing.

    As if it were immortal, which it is from Python 3.12 on (PEP 683); on 3.11 the program would die after
    some ten thousand calls. Measured: one reference lost per call, of no other object.
    """
    if sys.version_info < (3, 12):
        ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40


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


def _hook(
    tell: Callable[[BaseException], None],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(_kind: type[BaseException], problem: BaseException, _trace: TracebackType | None) -> None:
        tell(problem)

    return hook
