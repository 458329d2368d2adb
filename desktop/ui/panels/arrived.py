"""What came in lately, and which numbers of whom never did."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.intake import awaited
from desktop.actions.sent_list import gaps, list_received
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Workplace
from desktop.ui.panels.file_list import FileList, moment_cell, number_cell
from desktop.ui.panels.file_words import count_words, desk_named, desk_words, gap_words
from desktop.ui.widgets.cards import Card, clear
from desktop.ui.widgets.labels import Told, Tone

_GAPS = 6
"""Senders whose gaps are named; of more a count says enough."""


class Arrived(FileList):
    """Files taken in, newest first.

    Args:
        place: the workplace.
        wide: as the whole of a page: with the sender's desk and the number of records, without a head.
        none: said while nothing came in.
    """

    def __init__(self, place: Workplace, *, wide: bool, none: QWidget | None = None) -> None:
        self._place = place
        text = place.look.text
        columns = [
            Column(
                "received", text("arrived_received"), lambda one: moment_cell(place, one["received"]), 116
            ),
            Column("from", text("file_column_from"), self._from if wide else self._who),
        ]
        if wide:
            columns.append(Column("desk", text("file_column_desk"), self._desk, 150))
        columns.append(
            Column(
                "number",
                text("file_column_number"),
                lambda one: number_cell(place, one),
                116 if wide else 130,
            )
        )
        if wide:
            columns.append(Column("events", text("file_column_records"), _events, 84, right=True))
        words = none or text("arrived_none")
        super().__init__(place, text("arrived_title"), words, columns, list_received, headed=not wide)

    def _from(self, item: Mapping[str, Any]) -> Cell:
        return Cell(str(item["from"]))

    def _who(self, item: Mapping[str, Any]) -> Cell:
        """Nearly all come from the coordinator: its desk says more than a name that is cut."""
        coordinator = item["desk"] == "coordinator"
        return Cell(desk_words(self.look, item["desk"]) if coordinator else str(item["from"]))

    def _desk(self, item: Mapping[str, Any]) -> Cell:
        return Cell(desk_named(self._place, item["desk"]), "muted")


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

    def _say(self, icon: str, tone: Tone, words: str) -> None:
        self._lines.addWidget(Told(self.look, icon, words, tone, wrap=True))


def _events(item: Mapping[str, Any]) -> Cell:
    return Cell(count_words(item["events"] or 0))
