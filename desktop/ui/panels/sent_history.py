"""Files that went out: when, what was in them, and whether a receipt came back."""

from collections.abc import Mapping
from typing import Any

from desktop.actions.sent_list import list_sent
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Workplace
from desktop.ui.panels.file_list import FileList, moment_cell, number_cell
from desktop.ui.panels.file_words import contents_words, size_words
from desktop.ui.widgets.button import Button

_LATE_DAYS = 7
"""Without a receipt for so long a file stands out: it may lie lost somewhere."""


class SentHistory(FileList):
    """Newest first.

    Args:
        place: the workplace.
        again: the button that sends everything anew, None for none.
        to_whom: with a column for the recipient.
    """

    def __init__(self, place: Workplace, again: Button | None = None, *, to_whom: bool = False) -> None:
        text = place.look.text
        columns = [
            Column("created", text("sent_created"), lambda one: moment_cell(place, one["created"]), 118),
            Column(
                "number",
                text("file_column_number"),
                lambda one: number_cell(place, one),
                112,
            ),
            Column("contents", text("file_column_contents"), self._contents, 152 if to_whom else 0),
            Column("state", text("file_column_state"), self._state, 200),
        ]
        if to_whom:
            columns.insert(1, Column("to", text("sent_to"), self._to))
        else:
            columns.insert(3, Column("size", text("sent_size"), _size, 70, right=True))
        super().__init__(place, text("sent_title"), text("sent_none"), columns, list_sent, button=again)
        self._again = again

    def refresh(self) -> None:
        """Reads again; nothing is sent again before something was sent, and a request holds no records."""
        super().refresh()
        if self._again is not None:
            self._again.setEnabled(self.model.row_of("sequence", "main") >= 0)

    def _to(self, item: Mapping[str, Any]) -> Cell:
        if item["to"]:
            return Cell(str(item["to"]))
        everyone = item["desk"] == "everyone"
        return Cell(self.look.text("sent_to_everyone" if everyone else "sent_to_coordinator"), "muted")

    def _contents(self, item: Mapping[str, Any]) -> Cell:
        if item["sequence"] in ("request", "pack"):
            return Cell("")
        if not item["events"]:
            return Cell(self.look.text("sent_only_receipts"), "muted")
        return Cell(contents_words(self.look, item["events"], item["blobs"]))

    def _state(self, item: Mapping[str, Any]) -> Cell:
        text, days = self.look.text, item["days"]
        if item["received"]:
            return Cell(text("sent_received"), "ok", "check-check")
        if not item["awaits"]:
            return Cell(text("sent_no_receipt"), "muted", "file-check")
        if days >= _LATE_DAYS:
            return Cell(text("sent_waiting_days", days=days), "warn", "hourglass")
        return Cell(text("sent_waiting"), "muted", "hourglass")


def _size(item: Mapping[str, Any]) -> Cell:
    return Cell(size_words(item["bytes"]), "muted")
