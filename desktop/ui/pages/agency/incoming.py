"""What the department has been given, earliest due first; Enter goes on to the follow-up."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.lists import Query
from desktop.actions.own_work import list_own, own_counts
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.record import RecordPanel
from desktop.ui.states import due_cell, status_cell, words_cell
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty, KeyBar
from desktop.ui.widgets.table import Table
from desktop.ui.widgets.tabs import Tabs

_PARTS = ("open", "answered", "ended")


class IncomingPage(Page):
    """A list in three parts, and the record beside it."""

    nouns = ("aspiration", "assignment", "letter")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_incoming"))
        look = self.look
        self.answer = Button(look, self.text("incoming_answer"), icon="hammer", keys="Enter", kind="primary")
        self.answer.clicked.connect(self.on_answer)
        self.head.buttons.addWidget(self.answer)
        self.part: str = "open"
        self.tabs = Tabs(look, [(part, self.text(f"incoming_{part}")) for part in _PARTS])
        self.tabs.chosen.connect(self.on_part)
        self.column.addWidget(self.tabs)
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(look, self.model, self.text("page_incoming"))
        self.table.moved.connect(self.on_moved)
        self.table.opened.connect(lambda _item: self.on_answer())
        self.fetch = self.take_in_button()
        title, words = self.text("incoming_none"), self.text("incoming_none_words")
        self.empties = {
            "open": Empty(look, "inbox", title, words, self.fetch),
            "answered": Empty(
                look,
                "message-circle",
                self.text("incoming_unanswered"),
                self.text("incoming_unanswered_words"),
            ),
            "ended": Empty(
                look, "corner-up-left", self.text("incoming_kept"), self.text("incoming_kept_words")
            ),
        }
        self.panel = RecordPanel(place)
        card = Card(look, padding=8)
        card.body.addWidget(self.table, 1)
        for empty in self.empties.values():
            card.body.addWidget(empty, 1)
        self.parts = Beside(look, card, self.panel, width=392)
        self.column.addWidget(self.parts, 1)
        keys = [("J K", self.text("keys_updown")), ("Enter", self.text("incoming_bar_answer"))]
        self.bar = KeyBar(look, keys)
        self.column.addWidget(self.bar)
        self.bind("J", "keys_down", lambda: self.table.step(1))
        self.bind("K", "keys_up", lambda: self.table.step(-1))
        self.bind("F6", "keys_other_part", self.parts.turn)
        for number, part in enumerate(_PARTS, 1):
            self.bind(f"Ctrl+{number}", f"incoming_{part}", partial(self.on_part, part))

    def refresh(self) -> None:
        """Reads the part again and stays on the same assignment."""
        before = self.table.item()
        counts = own_counts(self.place.reader)
        for part in _PARTS:
            self.tabs.show_count(part, counts[part])
        self.tabs.show_part(self.part)
        late = (
            self.text("incoming_late", count=counts["late"])
            if counts["late"]
            else self.text("incoming_in_time")
        )
        self.head.subtitle.setText(self.text("incoming_told", count=counts["open"], late=late))
        self.model.ask(self._fetch)
        filled = self.model.rowCount() > 0
        self.table.setVisible(filled)
        for part, empty in self.empties.items():
            empty.setVisible(not filled and part == self.part)
        self.bar.setVisible(filled)
        self.answer.setVisible(filled)
        self.parts.show_alone(not filled)
        row = self.model.row_of("assignment", before["assignment"]) if before else 0
        self.table.go_to(max(0, row))
        self.on_moved(self.table.item())

    def begin(self) -> QWidget | None:
        """The list, or how to fill it."""
        if self.model.rowCount():
            return self.table
        return self.fetch if self.part == "open" else self.tabs

    def on_part(self, part: str) -> None:
        """Another part of the list."""
        self.part = part
        self.refresh()
        first = self.table if self.model.rowCount() else self.tabs
        first.setFocus()

    def on_moved(self, item: Mapping[str, Any] | None) -> None:
        """Shows the record of the current row."""
        self.answer.setEnabled(item is not None)
        self.panel.show_item(show_aspiration(self.place.reader, item["id"]) if item else None)

    def on_answer(self) -> None:
        """Goes on to the follow-up of the current row."""
        item = self.table.item()
        if item is not None:
            self.place.go("followup", item["id"])

    def _fetch(self, after: str | None) -> Mapping[str, Any]:
        return list_own(self.place.reader, self.part, Query({"part": self.part}, after=after))  # type: ignore[arg-type]

    def _due(self, item: Mapping[str, Any]) -> Cell:
        """What was answered or given back is late for nobody."""
        return due_cell(self.look, item["due"], self.place.reader.today, done=self.part != "open")

    def _columns(self) -> list[Column]:
        look = self.look
        return [
            Column("words", self.text("column_words"), lambda item: words_cell(look, item)),
            Column(
                "village",
                self.text("column_village"),
                lambda item: Cell(item["village_name"] or "", "muted"),
                126,
            ),
            Column("due", self.text("column_due"), self._due, 136),
            Column("status", self.text("column_status"), lambda item: status_cell(look, item["status"]), 140),
        ]
