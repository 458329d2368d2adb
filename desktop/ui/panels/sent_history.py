"""Files that went out: when, what was in them, and whether a receipt came back."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.actions.sent_list import list_sent
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.file_words import contents_words, number_words, size_words
from desktop.ui.states import moment_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.table import Table

_LATE_DAYS = 7
"""Without a receipt for so long a file stands out: it may lie lost somewhere."""


class SentHistory(Card):
    """Newest first.

    Args:
        place: the workplace.
        again: the button that sends everything anew, None for none.
        to_whom: with a column for the recipient.
    """

    def __init__(self, place: Workplace, again: Button | None = None, *, to_whom: bool = False) -> None:
        super().__init__(place.look, place.look.text("sent_title"), padding=8)
        self._place, self.look = place, place.look
        if again is not None:
            self.head.addWidget(again)
        self.model = PagedModel(self._columns(to_whom), self._fetch)
        self.table = Table(self.look, self.model, self.look.text("sent_title"))
        self.none = Label(self.look, self.look.text("sent_none"), "body", "muted", wrap=True)
        self.none.setContentsMargins(8, 0, 8, 8)
        self.body.addWidget(self.none)
        self.table.setMinimumHeight(self.look.lettering.scaled(36 * 4))
        self.body.addWidget(self.table, 1)
        self._rest = QWidget()
        self.body.addWidget(self._rest)

    def refresh(self) -> None:
        """Reads again."""
        self.model.ask(self._fetch)
        self.table.go_to(0)
        filled = self.model.rowCount() > 0
        self.table.setVisible(filled)
        self.none.setVisible(not filled)
        self.body.setStretchFactor(self._rest, 0 if filled else 1)

    def _fetch(self, after: str | None) -> Mapping[str, Any]:
        return list_sent(self._place.reader, 50, after)

    def _columns(self, to_whom: bool) -> list[Column]:
        text = self.look.text
        columns = [
            Column("created", text("sent_created"), self._created, 124),
            Column("number", text("file_column_number"), self._number, 125 if to_whom else 0),
            Column("contents", text("file_column_contents"), self._contents, 150),
            Column("state", text("file_column_state"), self._state, 205),
        ]
        if to_whom:
            columns.insert(1, Column("to", text("sent_to"), self._to))
        else:
            columns.insert(3, Column("size", text("sent_size"), _size, 75, right=True))
        return columns

    def _created(self, item: Mapping[str, Any]) -> Cell:
        return Cell(moment_words(item["created"], self._place.reader.today))

    def _number(self, item: Mapping[str, Any]) -> Cell:
        return Cell(number_words(self.look, item), "muted")

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
