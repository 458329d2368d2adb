"""The window's run from the first line to the last: Qt begins, the loop turns, everything closes."""

import ctypes
import signal
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.paths import RESOURCES

PULSE_MS = 500
SWITCH_S = 0.0005
STYLE = ("-style", "Fusion")
"""The same on every system. In words: a style that Python holds brings five hundred names with it."""


def keep_none_alive() -> None:
    """Lends PySide6 references to None, True and False: 6.12 gives one back too many.

    One of None at each call that answers nothing, one of True at each `Signal.emit`. They become as if
    immortal, which they are from Python 3.12 on (PEP 683); on 3.11 the program would die after some ten
    thousand calls, or some hundred signals. Measured: one reference lost per call, of no other object.
    """
    if sys.version_info < (3, 12):
        for lent in (None, True, False):
            ctypes.c_ssize_t.from_address(id(lent)).value += 1 << 40


def begin(program: str) -> QApplication:
    """Qt's one application, made before anything of the window."""
    keep_none_alive()
    # Beside a busy writer the window waits one interval each time it wants the interpreter back; measured
    # with 0.5 ms instead of 5: Enter to paint 48 → 24 ms on a loaded machine, page switch 95 → 57 ms.
    sys.setswitchinterval(SWITCH_S)
    qt = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    if not isinstance(qt, QApplication):
        raise TypeError("another kind of Qt application runs already")
    qt.setApplicationName(program)
    qt.setWindowIcon(QIcon(str(RESOURCES / "icons" / "program.png")))
    return qt


def turn(qt: QApplication, on_crash: Callable[[BaseException], None]) -> int:
    """Stays until the last window is closed; gives the exit code."""
    sys.excepthook = _hook(on_crash)
    for sent in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sent, lambda _number, _frame: qt.closeAllWindows())
    # Qt's own loop never lets Python look at Ctrl+C.
    pulse = QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(PULSE_MS)
    return qt.exec()


def _hook(
    tell: Callable[[BaseException], None],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(_kind: type[BaseException], problem: BaseException, _trace: TracebackType | None) -> None:
        tell(problem)

    return hook
