"""Long work of care as a child process does it: progress is told, and it can be cancelled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.actions.care import backup, check
from desktop.actions.session import Session
from desktop.actions.standing import note_backup
from desktop.errors import UserError

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def check_all(session: Session, repair: bool, *, progress: Progress, cancelled: Cancelled) -> dict[str, Any]:
    """The whole check, see `care.check`.

    Raises:
        UserError: ``cancelled``.
    """
    return check(session, repair, _stoppable(progress, cancelled))


def back_up(session: Session, out: Path, *, progress: Progress, cancelled: Cancelled) -> dict[str, Any]:
    """A full backup, remembered with its moment.

    Raises:
        UserError: ``cancelled``, and as `care.backup`.
    """
    made = backup(session, out, _stoppable(progress, cancelled))
    return {**made, "created": note_backup(session)}


def _stoppable(progress: Progress, cancelled: Cancelled) -> Progress:
    def told(done: int, total: int) -> None:
        if cancelled():
            raise UserError("cancelled")
        progress(done, total)

    return told
