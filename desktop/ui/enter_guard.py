"""Keeps an Enter that was meant for the gate from the page that comes to sight behind it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EnterGuard(QObject):
    """Whoever waits before a gate presses Enter twice, or holds it: nothing of that may act on the page.

    What was pressed before the page was there still lies in the system's queue when it is. So Enter is heard
    again only after that queue was empty, then no second press of a double one can come any more, and then
    it was empty once more; and a key that is held is not heard before it is let go. Any other key that is
    pressed says that the page is seen: the Enter after it is meant for the page.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._source: QObject | None = None
        self._passed = self._deaf = self._held = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._when_quiet(self._hear))

    @property
    def watching(self) -> bool:
        """Whether keys go through it: while a gate is shown and a moment longer."""
        return self._source is not None

    def watch(self, source: QObject | None) -> None:
        """A gate is shown: notes whether Enter is held.

        Args:
            source: what all keys pass through, the window as the system knows it; None while it does not yet.
        """
        self._timer.stop()
        self._passed = self._deaf = False
        if source is not None and self._source is None:
            self._source = source
            source.installEventFilter(self)

    def keep_off(self) -> None:
        """The page comes to sight now."""
        if self._source is not None:
            self._passed = self._deaf = True
            self._when_quiet(self._wait)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallows an Enter that was not meant for what is shown."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.key() not in _ENTERS:
            if event.type() == QEvent.Type.KeyPress:
                self._hear()
            return False
        first = not event.isAutoRepeat()
        if event.type() == QEvent.Type.KeyRelease:
            if first:
                self._held = False
                self._leave()
            return False
        if self._deaf or (self._passed and self._held and not first):
            event.accept()  # nor shall it be a shortcut
            self._held = True
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._held = not self._passed
            self._leave()
        return False

    def _wait(self) -> None:
        if self._deaf:
            self._timer.start(QGuiApplication.styleHints().mouseDoubleClickInterval())

    def _hear(self) -> None:
        if self._passed:
            self._deaf = False
            self._leave()

    def _leave(self) -> None:
        """Nothing more to do once Enter is heard again and let go."""
        if self._passed and not self._deaf and not self._held and self._source is not None:
            self._source.removeEventFilter(self)
            self._source = None

    def _when_quiet(self, step: Callable[[], None]) -> None:
        """After all that waits in the system's queue: Qt promises so much of a timer of no time."""
        QTimer.singleShot(0, self, step)
