"""One piece of work beside the window, where there is no open home yet that `Background` could work on."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop.errors import UserError


class Errand(QObject):
    """Runs once in a thread; its outcome comes back to the window's thread.

    Args:
        work: what to do; touches nothing of the window.
        done: gets its answer.
        failed: gets its `UserError`.
        parent: whoever waits; gone with it, the outcome is heard by nobody.
    """

    _ended = Signal(object)

    def __init__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[UserError], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work, self._done, self._failed = work, done, failed
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        Thread(target=self._run, name="errand", daemon=True).start()

    def _run(self) -> None:
        outcome: tuple[Any, BaseException | None]
        try:
            outcome = self._work(), None
        except BaseException as problem:
            outcome = None, problem
        with suppress(RuntimeError):  # whoever waited is gone
            self._ended.emit(outcome)

    def _on_ended(self, outcome: tuple[Any, BaseException | None]) -> None:
        answer, problem = outcome
        self.deleteLater()
        if problem is None:
            self._done(answer)
        elif isinstance(problem, UserError):
            self._failed(problem)
        else:
            raise problem
