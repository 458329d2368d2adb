"""What came in lately, and which numbers of whom never did."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.intake import awaited
from desktop.actions.sent_list import gaps, list_received
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.file_words import count_words, desk_words, gap_words, number_words
from desktop.ui.states import moment_words
from desktop.ui.widgets.cards import Card, clear
from desktop.ui.widgets.labels import Label, Sign
from desktop.ui.widgets.table import Table

_GAPS = 6
"""Senders whose gaps are named; of more a count says enough."""


class Arrived(Card):
    """Files taken in, newest first.

    Args:
        place: the workplace.
        wide: with the sender's desk and the number of records.
    """

    def __init__(self, place: Workplace, *, wide: bool) -> None:
        super().__init__(place.look, place.look.text("arrived_title"), padding=8)
        self._place, self.look = place, place.look
        self.model = PagedModel(self._columns(wide), self._fetch)
        self.table = Table(self.look, self.model, self.look.text("arrived_title"))
        self.none = Label(self.look, self.look.text("arrived_none"), "body", "muted", wrap=True)
        self.none.setContentsMargins(8, 0, 8, 8)
        self.body.addWidget(self.none)
        self.table.setMinimumHeight(self.look.lettering.scaled(36 * 4))
        self.body.addWidget(self.table, 1)
        self._rest = QWidget()
        self.body.addWidget(self._rest)

    def refresh(self) -> None:
        """Reads again."""
        before = self.table.item()
        self.model.ask(self._fetch)
        row = self.model.row_of("id", before["id"]) if before else 0
        self.table.go_to(max(0, row))
        filled = self.model.rowCount() > 0
        self.table.setVisible(filled)
        self.none.setVisible(not filled)
        self.body.setStretchFactor(self._rest, 0 if filled else 1)

    def _fetch(self, after: str | None) -> Mapping[str, Any]:
        return list_received(self._place.reader, 50, after)

    def _columns(self, wide: bool) -> list[Column]:
        text = self.look.text
        columns = [
            Column("received", text("arrived_received"), self._received, 110),
            Column("from", text("file_column_from"), self._from if wide else self._who),
        ]
        if wide:
            columns.append(Column("desk", text("file_column_desk"), self._desk, 150))
        columns.append(Column("number", text("file_column_number"), self._number, 130))
        if wide:
            columns.append(Column("events", text("file_column_records"), _events, 90, right=True))
        return columns

    def _received(self, item: Mapping[str, Any]) -> Cell:
        moment = item["received"]
        return Cell(moment_words(moment, self._place.reader.today) if moment else "")

    def _from(self, item: Mapping[str, Any]) -> Cell:
        return Cell(str(item["from"]))

    def _who(self, item: Mapping[str, Any]) -> Cell:
        """Nearly all come from the coordinator: its desk says more than a name that is cut."""
        coordinator = item["desk"] == "coordinator"
        return Cell(desk_words(self.look, item["desk"]) if coordinator else str(item["from"]))

    def _desk(self, item: Mapping[str, Any]) -> Cell:
        return Cell(desk_words(self.look, item["desk"]), "muted")

    def _number(self, item: Mapping[str, Any]) -> Cell:
        return Cell(number_words(self.look, item), "muted")


class Missing(Card):
    """Numbers that were skipped, by sender, and photos that are still awaited.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look, place.look.text("missing_title"))
        self._place, self.look = place, place.look
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Reads again."""
        clear(self._lines)
        found, text = gaps(self._place.reader)["items"], self.look.text
        photos = awaited(self._place.reader)
        for gap in found[:_GAPS]:
            self._say("unlink", "warn", gap_words(self.look, gap))
        if len(found) > _GAPS:
            self._say("unlink", "warn", text("missing_more", count=len(found) - _GAPS))
        if found:
            self._say("info", "muted", text("missing_next"))
        if photos:
            self._say("image", "muted", text("report_photos_awaited", count=count_words(photos)))
        if not found and not photos:
            self._say("circle-check", "ok", text("missing_none"))

    def _say(self, icon: str, tone: str, words: str) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Sign(self.look, icon, tone, 16))
        row.addWidget(Label(self.look, words, wrap=True), 1)
        self._lines.addWidget(holder)


def _events(item: Mapping[str, Any]) -> Cell:
    return Cell(count_words(item["events"] or 0))
