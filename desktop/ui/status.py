"""Keeps the status line true: asked again after each write and each minute."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.actions.changes import Changes
from desktop.actions.session import Session
from desktop.actions.standing import standing
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.states import moment_words
from desktop.ui.widgets.rail import StatusLine

_EVERY_MS = 60_000
_LATE_DAYS = 3
"""Unsent for so long stands out: a laptop that is lost takes it along."""

_NOT_SAVED = frozenset(
    {"disk_full", "disk_failed", "home_read_only", "database_damaged", "home_not_a_folder"}
)


class StatusKeeper(QObject):
    """Reads how the laptop stands and says it.

    Args:
        look: for the words.
        reader: a session that only reads.
        line: where it is said.
    """

    def __init__(self, look: Look, reader: Session, line: StatusLine) -> None:
        super().__init__(line)
        self._look, self._reader, self._line = look, reader, line
        self._settled = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(_EVERY_MS)
        self.refresh()

    def on_wrote(self, _changes: Changes) -> None:
        """Something was written and the disk has it."""
        self.refresh()

    def on_problem(self, error: UserError) -> None:
        """What was to be written is not."""
        if error.code in _NOT_SAVED:
            self._line.show_saved(self._look.text("status_not_saved"), good=False)

    def refresh(self) -> None:
        """Says how it stands now."""
        found = standing(self._reader, self._settled)
        self._settled = found["settled"]
        now = self._reader.now()
        self._show_saved(found["saved"], now)
        self._show_unsent(found["unsent"] if found["saved"] else None, now)
        last = found["last"]
        self._line.show_last(
            self._look.text("status_last", moment=moment_words(last["received"], now.date()))
            if last
            else self._look.text("status_last_none")
        )

    def _show_saved(self, saved: str | None, now: datetime) -> None:
        text = self._look.text
        if saved is None:
            self._line.show_saved(text("status_saved_none"))
        elif saved[:10] == now.date().isoformat():
            self._line.show_saved(text("status_saved", moment=saved[11:19].replace(":", ".")))
        else:
            self._line.show_saved(text("status_saved", moment=moment_words(saved, now.date())))

    def _show_unsent(self, unsent: dict[str, Any] | None, now: datetime) -> None:
        text = self._look.text
        if unsent is None:
            self._line.show_unsent("")
            return
        if not unsent["records"]:
            self._line.show_unsent(text("status_all_sent"))
            return
        since = datetime.fromisoformat(unsent["since"])
        days = max(0, (now.date() - since.date()).days)
        desk = self._reader.home.desks[0].partition(":")[0]
        if unsent["news"]:
            code = "status_unsent_officer" if desk == "officer" else "status_unsent_agency"
            words = text(code, count=unsent["news"])
        else:
            words = text("status_unsent_records", count=unsent["records"])
        age = (
            text("status_since_days", days=days)
            if days
            else text("status_since_today", moment=since.strftime("%H.%M"))
        )
        self._line.show_unsent(f"{words}, {age}", late=days >= _LATE_DAYS)
