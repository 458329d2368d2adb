"""Letters that were made and are in one state: list, record, and the paper as it was made."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.letter_desk import letter_paper
from desktop.actions.letter_items import list_letters
from desktop.actions.letter_writing import WRITTEN
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.complaint import Complaint
from desktop.ui.panels.letter_record import LetterRecord
from desktop.ui.panels.letter_words import kind_word, said
from desktop.ui.panels.live_paper import LivePaper
from desktop.ui.panels.three import Three
from desktop.ui.states import short_day
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from reports.press import Press

Item = Mapping[str, Any]


class LetterShelf(QWidget):
    """A part of the page.

    Args:
        place: the workplace.
        press: makes what documents are set with; behind the window only.
        state: of the letters: ``belum_bernomor`` or ``bernomor``.
        out: says the folder for files of letters.
    """

    acted = Signal(str, object, object)
    """What was done (``number``, ``replace`` …) with which letter, and what the action answered."""
    rewriting = Signal(str)
    """A letter that was written by hand is to be written anew."""

    def __init__(
        self, place: Workplace, press: "Callable[[], Press]", state: str, out: Callable[[], Path]
    ) -> None:
        super().__init__()
        self._place, self.look, self._state = place, place.look, state
        self.told: Item = {}
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(self.look, self.model, self.look.text("letters_made_list"))
        card = Card(self.look, padding=8)
        card.body.addWidget(self.table, 1)
        card.setFocusProxy(self.table)
        self.record = LetterRecord(place, press, out)
        self.paper = LivePaper(place, press, self.look.text("letters_choose"))
        # The bars of the record hold two buttons with their keys side by side.
        self.parts = Three(self.look, card, self.record, self.paper, widths=(232, 376))
        self.complaint = Complaint(self.look)
        self.empty = Card(self.look)
        numbered = state == "bernomor"
        self.empty.body.addWidget(
            Empty(
                self.look,
                "mail",
                self.look.text("letters_no_numbered" if numbered else "letters_no_blank"),
                self.look.text("letters_no_numbered_words" if numbered else "letters_no_blank_words"),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.complaint)
        column.addWidget(self.parts, 1)
        column.addWidget(self.empty, 1)
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(lambda _item: self._open())
        self.paper.made.connect(self._on_made)
        self.paper.refused.connect(lambda error: self.complaint.say(*said(self.look, error)))
        leave = QShortcut(QKeySequence("Escape"), self.paper)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._back)
        self.record.asked.connect(self.ask)
        self.record.bars.left.connect(self._back)
        self.record.bars.done.connect(self._on_done)

    def refresh(self, identity: str | None = None) -> None:
        """Reads again; stays on the letter, or goes to another."""
        before, row = self.table.item(), max(0, self.table.currentIndex().row())
        wanted = identity or (before["id"] if before else None)
        self.model.reload()
        here = self.model.row_of("id", wanted)
        self.table.go_to(here if here >= 0 else min(row, self.model.rowCount() - 1))
        there = self.model.rowCount() > 0
        self.parts.setVisible(there)
        self.empty.setVisible(not there)
        self._on_moved(self.table.item())

    @property
    def number(self) -> str | None:
        """Of the letter that is shown."""
        return self.told.get("number")

    def step(self, by: int) -> None:
        """Another letter."""
        self.table.step(by)

    def first(self) -> QWidget:
        """The list."""
        return self.table

    def undelivered(self) -> list[Item]:
        """Those that nobody has received yet, as the list shows them."""
        found: list[Item] = []
        where, after = {"state": self._state, "delivered": "false"}, None
        while True:
            page = list_letters(self._place.reader, Query(where, None, 100, after))
            found += page["items"]
            if (after := page["next"]) is None:
                return found

    def ask(self, name: str) -> None:
        """Asks one thing about the letter that is shown."""
        item = self.record.item
        if name == "replace" and item is not None and item["kind"] in WRITTEN:
            self.rewriting.emit(str(item["id"]))
            return
        self.parts.show_part(1)
        self.record.ask(name)

    def bind(self, keys: str, act: Callable[[], object]) -> None:
        """A key that works while the list has the focus: letters are for typing everywhere else."""
        shortcut = QShortcut(QKeySequence(keys), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def _fetch(self, after: str | None) -> Item:
        return list_letters(self._place.reader, Query({"state": self._state}, None, 50, after))

    def _on_moved(self, item: Item | None) -> None:
        self.complaint.clear()
        self.told = {}
        self.record.show_item(item)
        if item is None:
            self.paper.clear()
            return
        identity = str(item["id"])

        def work(session: Session, press: "Press") -> Item:
            return letter_paper(session, press, identity)

        self.paper.ask(work, identity, draft=False)

    def _on_made(self, told: Item) -> None:
        self.told = told

    def _on_done(self, name: str, answer: object) -> None:
        self.acted.emit(name, self.record.item, answer)

    def _back(self) -> None:
        self.parts.show_part(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        self.parts.show_part(2)
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> list[Column]:
        text = self.look.text
        return [
            Column("agency", text("letters_letter"), self._name),
            Column("date", text("letters_date"), self._date, 88),
        ]

    def _name(self, item: Item) -> Cell:
        name = str(item["agency_name"] or item["agency"] or kind_word(self.look, item["kind"]))
        if not item["agency"] and item["subject"]:
            name = f"{name} · {item['subject']}"
        if item["kind"] not in ("penugasan", None) and item["agency"]:
            name = f"{name} · {kind_word(self.look, item['kind']).lower()}"
        return Cell(name, "text", "send") if item["delivered"] else Cell(name)

    def _date(self, item: Item) -> Cell:
        day = item["date"]
        today = self._place.reader.today
        return Cell(short_day(date.fromisoformat(day), today) if day else "", "muted")
