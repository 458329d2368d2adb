"""Every visit this laptop knows, newest first; a new one beside the list."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.actions.lists import Query
from desktop.actions.visits import list_visits
from desktop.core.dates import format_day
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.new_visit import NewVisit
from desktop.ui.panels.visit_glance import VisitGlance
from desktop.ui.panels.visit_state import state_of, state_words
from desktop.ui.panels.visit_values import attended
from desktop.ui.states import short_day
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.search_line import SearchLine
from desktop.ui.widgets.table import Table

_TYPING_MS = 150


class VisitsPage(Page):
    """The list, and beside it the chosen visit or a new one."""

    nouns = ("visit", "aspiration")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_visits"))
        look = self.look
        self._opened = ""
        self.drafts = DraftKeeper(place, self)
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(look, self.model, self.text("page_visits"))
        self.search = SearchLine(look)
        self.search.setAccessibleName(self.text("visits_search"))
        self.search.setPlaceholderText(self.text("visits_search"))
        self.new = Button(look, self.text("visits_new"), icon="plus", keys="Ctrl+N", kind="primary")
        self.head.buttons.addWidget(self.new)
        self.form = NewVisit(place, self.drafts)
        self.glance = VisitGlance(look)
        self._right = QStackedWidget()
        self._right.addWidget(self.glance)
        self._right.addWidget(self.form)
        self._right.setFocusProxy(self.table)
        self._empty = Empty(look, "notebook-pen", self.text("visits_none"), self.text("visits_none_words"))
        self.parts = Beside(look, self._left(), self._right, 432, 480)
        self.column.addWidget(self.parts, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self.refresh)
        self._listen()

    def refresh(self) -> None:
        """Asks again and stays on the same visit."""
        before = self.table.item()
        self.model.ask(self._fetch)
        wanted = self._opened or (before["id"] if before else "")
        row = self.model.row_of("id", wanted)
        self._opened = ""
        self.table.go_to(max(0, row))
        nothing = self.model.rowCount() == 0 and not self.search.text()
        self.head.subtitle.setText("" if nothing else self.model.told(self.text("visits_shown")))
        self.parts.show_alone(nothing and self._right.currentWidget() is self.glance)
        self._list.setCurrentWidget(self._empty if nothing else self.table)
        self.search.setVisible(not nothing)
        self.on_moved(self.table.item())

    def show_thing(self, what: Any) -> None:
        """``"new"`` opens the form, a day opens it for that day; so does one that was being filled in."""
        self._day = what if isinstance(what, date) else None
        self._wanted = what == "new" or self._day is not None or self.form.kept

    def begin(self) -> QWidget | None:
        """The form that is under way, else the list."""
        if self._wanted:
            self._wanted = False
            day, self._day = self._day, None
            return self._open_form(day)
        return self.new if self._list.currentWidget() is self._empty else self.table

    def leave(self) -> bool:
        """Keeps what is being typed."""
        self.drafts.flush()
        return True

    def on_new(self) -> None:
        """A new visit."""
        self._open_form().setFocus(Qt.FocusReason.OtherFocusReason)

    def on_wanted_back(self, typed: Mapping[str, Any]) -> None:
        """The form as it was before it was given up."""
        if not self.isVisible():
            self.place.go("visits", None)
        self._open_form(typed=typed).setFocus(Qt.FocusReason.OtherFocusReason)

    def on_moved(self, item: Mapping[str, Any] | None) -> None:
        """Tells of the current visit."""
        self.glance.show_visit(item, self.place.reader.now())

    def on_opened(self, item: Mapping[str, Any] | None) -> None:
        """Opens a visit."""
        if item is not None:
            self._opened = item["id"]
            self.place.go("visit", item["id"])

    def on_made(self, id: str) -> None:
        """The new visit is there: on to it."""
        self._close_form()
        self._opened = id
        self.place.go("visit", id)

    def _listen(self) -> None:
        self._wanted, self._day = False, None
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.table.moved.connect(self.on_moved)
        self.table.opened.connect(self.on_opened)
        self.glance.opened.connect(lambda: self.on_opened(self.table.item()))
        self.new.clicked.connect(self.on_new)
        self.form.made.connect(self.on_made)
        self.form.cancelled.connect(self._close_form)
        self.form.wanted_back.connect(self.on_wanted_back)
        self.bind("Ctrl+N", "visits_new", self.on_new)
        self.bind("Ctrl+F", "keys_search", self.search.setFocus)
        self.bind("F6", "keys_other_part", self.parts.turn)
        self.bind("Ctrl+Return", "new_visit_save", self._on_save)
        self.bind("Esc", "new_visit_cancel", self._on_escape)

    def _left(self) -> QWidget:
        card = Card(self.look, padding=8)
        row = QHBoxLayout()
        row.addWidget(self.search)
        card.body.addLayout(row)
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty)
        card.body.addWidget(self._list, 1)
        card.setFocusProxy(self.table)
        return card

    def _open_form(self, day: date | None = None, typed: Mapping[str, Any] | None = None) -> QWidget:
        first = self.form.open(day, typed)
        self._right.setCurrentWidget(self.form)
        self._right.setFocusProxy(self.form.village)
        self.new.hide()
        self.parts.show_alone(False)
        if not self.parts.both and not self._right.isVisible():
            self.parts.turn()
        return first

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self.glance)
        self._right.setFocusProxy(self.glance)
        self.new.show()
        self.parts.show_alone(self._list.currentWidget() is self._empty)
        if not self.parts.both and self._right.isVisible():
            self.parts.turn()
        target = self.new if self._list.currentWidget() is self._empty else self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        if self._right.currentWidget() is self.form:
            self.form.save()

    def _on_escape(self) -> None:
        if self._right.currentWidget() is self.form:
            self.form.cancel()

    def _fetch(self, after: str | None) -> Mapping[str, Any]:
        return list_visits(self.place.reader, Query({}, self.search.text().strip() or None, 50, after))

    def _columns(self) -> list[Column]:
        text = self.text
        return [
            Column("date", text("visits_date"), self._date, 150),
            Column("village", text("column_village"), self._village),
            Column("state", text("visits_state"), self._state, 140),
            Column(
                "heard", text("visits_heard"), lambda item: Cell(str(item["aspirations"])), 92, right=True
            ),
            Column(
                "attended",
                text("visits_attended"),
                lambda item: Cell(str(attended(item) or "")),
                72,
                right=True,
            ),
        ]

    def _date(self, item: Mapping[str, Any]) -> Cell:
        day = date.fromisoformat(item["date"])
        return Cell(f"{format_day(day)}, {short_day(day, self.place.reader.today)}", "muted")

    def _village(self, item: Mapping[str, Any]) -> Cell:
        return Cell(str(item["village_name"] or item["village"] or ""))

    def _state(self, item: Mapping[str, Any]) -> Cell:
        icon, word, tone = state_words(self.look, state_of(item, self.place.reader.now()))
        return Cell(word, "muted" if tone == "neu" else tone, icon)
