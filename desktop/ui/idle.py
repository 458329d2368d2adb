"""Notices that the laptop was left alone."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_LOOKS_EVERY_MS = 5_000


class IdleWatch(QObject):
    """Says once that nobody touched keyboard or mouse for a while.

    Args:
        source: what all input passes through: the window as the system knows it, so that the thousand other
            events of a window cost nothing here.
        clock: seconds; the computer's own, because it goes on while the laptop sleeps.
    """

    left_alone = Signal()

    def __init__(self, source: QObject, clock: Callable[[], float] = time.time) -> None:
        super().__init__(source)
        self._clock = clock
        self._last = clock()
        self._patience = 0.0
        self._said = True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.on_looked)
        source.installEventFilter(self)

    def wait(self, seconds: float) -> None:
        """From now on so long; 0 = never."""
        self._patience = seconds
        self.touch()
        if seconds:
            self._timer.start(min(_LOOKS_EVERY_MS, max(20, int(seconds * 250))))
        else:
            self._timer.stop()

    def touch(self) -> None:
        """Somebody is there."""
        self._last, self._said = self._clock(), False

    def on_looked(self) -> None:
        """Looks at the clock; a clock that was set back begins anew."""
        away = self._clock() - self._last
        if away < 0:
            self.touch()
        elif away >= self._patience and self._patience and not self._said:
            self._said = True
            self.left_alone.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets everything pass."""
        if event.type() in _SIGNS_OF_LIFE:
            self.touch()
        return False
