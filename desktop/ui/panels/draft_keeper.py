"""Keeps what is being typed within half a second, away from the window's thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.actions.drafting import drop, keep, kept
from desktop.actions.session import Session
from desktop.ui.page import Workplace

PAUSE_MS = 400
"""From the first key that is not kept yet; a timer that began anew at each key would never come to it."""

Body = Callable[[], Any]


class DraftKeeper(QObject):
    """The drafts of one page.

    Args:
        place: the workplace.
        parent: the page.
    """

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._waiting: dict[str, Body] = {}
        self._latest: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    def note(self, key: str, body: Body) -> None:
        """Something was typed; `body` says what stands there when it is kept, None for nothing."""
        self._waiting[key] = body
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keeps everything now."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for key, body in waiting.items():
            self._keep(key, body())

    def read(self, key: str) -> Any:
        """What was kept the last time, None for nothing; what is still on its way counts."""
        if key in self._waiting:
            return self._waiting[key]()
        return self._latest[key] if key in self._latest else kept(self._place.reader, key)

    def forget(self, key: str) -> None:
        """What waits under a key is recorded otherwise: it is not kept any more."""
        self._waiting.pop(key, None)
        self._latest[key] = None

    def drop(self, key: str) -> None:
        """Gives up what is kept."""
        self.forget(key)
        self._keep(key, None)

    def _keep(self, key: str, value: Any) -> None:
        self._latest[key] = value

        def work(session: Session) -> None:
            if value is None:
                drop(session, key)
            else:
                keep(session, key, value)

        self._place.background.run(work, lambda _none: None)
