"""Every aspiration this laptop holds: found by words, code, village and state; one shown whole beside."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.actions.aspiration_lists import list_aspirations, show_aspiration
from desktop.actions.lists import Query
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.record import RecordPanel
from desktop.ui.states import status_cell, words_cell
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.search_line import SearchLine
from desktop.ui.widgets.table import Table

_TYPING_MS = 150
_STATUSES = (
    "dicatat",
    "diverifikasi",
    "perlu_data",
    "ditugaskan",
    "diproses",
    "ditanggapi",
    "belum_puas",
    "selesai",
)


class AspirationsPage(Page):
    """A list that is asked, and the record beside it."""

    nouns = ("aspiration", "assignment", "citizen")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_aspirations"))
        look = self.look
        self.search = SearchLine(look)
        self.search.setAccessibleName(self.text("aspirations_search"))
        self.search.setPlaceholderText(self.text("aspirations_search"))
        self.status = Choice(
            look, [("", self.text("status_any")), *((one, self.text(f"status_{one}")) for one in _STATUSES)]
        )
        self.status.setAccessibleName(self.text("aspirations_status"))
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(look, self.model, self.text("page_aspirations"))
        self.panel = RecordPanel(place)
        card = Card(look, padding=8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.status)
        card.body.addLayout(row)
        self._list = QStackedWidget()
        self.to_visits = Button(
            look, self.text("aspirations_to_visits"), icon="notebook-pen", keys="Enter", kind="primary"
        )
        self.to_visits.clicked.connect(lambda: place.go("visits", None))
        title, words = self.text("aspirations_none"), self.text("aspirations_none_words")
        # Only an officer has visits to begin with.
        begin = self.to_visits if place.reader.holds("officer") else None
        self._none = Empty(look, "messages-square", title, words, begin)
        self._not_found = Empty(
            look, "search", self.text("aspirations_not_found"), self.text("aspirations_not_found_words")
        )
        for one in (self.table, self._none, self._not_found):
            self._list.addWidget(one)
        card.body.addWidget(self._list, 1)
        self.parts = Beside(look, card, self.panel, 400)
        self.column.addWidget(self.parts, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.status.chosen.connect(lambda _code: self.refresh())
        self.table.moved.connect(self.on_moved)
        self.bind("F6", "keys_other_part", self.parts.turn)
        self.bind("Ctrl+F", "keys_search", self.search.setFocus)

    def show_thing(self, what: Any) -> None:
        """Shows what was searched for elsewhere: words, or ``{"search", "status"}``."""
        if isinstance(what, str):
            self.search.setText(what)
        elif isinstance(what, Mapping):
            self.search.setText(str(what.get("search") or ""))
            self.status.choose(str(what.get("status") or ""))

    def refresh(self) -> None:
        """Asks again and stays on the same aspiration."""
        before = self.table.item()
        self.model.ask(self._fetch)
        row = self.model.row_of("id", before["id"]) if before else 0
        self.table.go_to(max(0, row))
        narrowed = bool(self.search.text().strip() or self.status.code())
        nothing = not narrowed and not self.model.rowCount()
        self.head.subtitle.setText("" if nothing else self.model.told(self.text("aspirations_shown")))
        for one in (self.search, self.status):
            one.setVisible(not nothing)
        self.parts.show_alone(nothing)
        empty = self._not_found if narrowed else self._none
        self._list.setCurrentWidget(self.table if self.model.rowCount() else empty)
        self.on_moved(self.table.item())

    def begin(self) -> QWidget | None:
        """The list, or where it is asked, or how to begin."""
        if self._list.currentWidget() is self._none:
            return self.to_visits if self.to_visits.isVisibleTo(self) else None
        return self.table if self.model.rowCount() else self.search

    def on_moved(self, item: Mapping[str, Any] | None) -> None:
        """Shows the record of the current row."""
        self.panel.show_item(show_aspiration(self.place.reader, item["id"]) if item else None)

    def _fetch(self, after: str | None) -> Mapping[str, Any]:
        where = {"status": self.status.code()} if self.status.code() else {}
        return list_aspirations(
            self.place.reader, Query(where, self.search.text().strip() or None, 50, after)
        )

    def _columns(self) -> list[Column]:
        look = self.look
        return [
            Column("words", self.text("column_words"), lambda item: words_cell(look, item)),
            Column(
                "village",
                self.text("column_village"),
                lambda item: Cell(item["village_name"] or "", "muted"),
                120,
            ),
            Column("status", self.text("column_status"), lambda item: status_cell(look, item["status"]), 162),
        ]
