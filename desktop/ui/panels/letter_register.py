"""The register of all letters, and the check whether a letter is ours."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.letter_desk import letter_paper
from desktop.actions.letter_items import list_letters
from desktop.actions.letter_verify import verify_code, verify_file
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.letter_bars import LetterBars, VoidBar
from desktop.ui.panels.letter_more_bars import ReserveBar
from desktop.ui.panels.letter_verdict import Verdict
from desktop.ui.panels.letter_words import kind_word, said, state_cell, state_word
from desktop.ui.panels.live_paper import LivePaper
from desktop.ui.states import short_day
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.fields import Choice, Field, Line
from desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from reports.press import Press

Item = Mapping[str, Any]
STATES = ("dicadangkan", "belum_bernomor", "bernomor", "batal")


class LetterRegister(QWidget):
    """A part of the page.

    Args:
        place: the workplace.
        press: makes what documents are set with; behind the window only.
    """

    reserved = Signal(object)
    """Numbers were set aside, as `reserve_numbers` tells of them."""
    voided = Signal()

    def __init__(self, place: Workplace, press: "Callable[[], Press]") -> None:
        super().__init__()
        self._place, self.look, self._press = place, place.look, press
        look, text = self.look, self.look.text
        self.code = Line(look)
        self.code_field = Field(look, text("letters_verify"), self.code, text("letters_verify_hint"))
        self.state = Choice(
            look, [("", text("letters_all")), *((one, state_word(look, one)[2]) for one in STATES)]
        )
        self.verdict = Verdict(place)
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(look, self.model, text("letters_tab_register"))
        card = Card(look, padding=8)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.code_field, 1)
        row.addWidget(Field(look, text("letters_state"), self.state), 0, Qt.AlignmentFlag.AlignBottom)
        head.addLayout(row)
        head.addWidget(self.verdict)
        self.bars = LetterBars(place, {"reserve": ReserveBar, "void": VoidBar})
        head.addWidget(self.bars)
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        self.empty = Empty(look, "mail", text("letters_register_none"), text("letters_register_none_words"))
        self.unmatched = Empty(
            look, "search", text("letters_register_unmatched"), text("letters_register_unmatched_words")
        )
        card.body.addWidget(self.empty, 1)
        card.body.addWidget(self.unmatched, 1)
        card.setFocusProxy(self.table)
        self.paper = LivePaper(place, press, text("letters_register_choose"))
        self.told: Item = {}
        self.parts = Beside(look, card, self.paper, width=336, least=600)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts, 1)
        self.bars.left.connect(self._back)
        self.bars.done.connect(self._on_done)
        self.state.chosen.connect(lambda _code: self.ask())
        self.code.returnPressed.connect(self.on_code)
        self.code.textEdited.connect(self._on_typed)
        self.table.opened.connect(lambda _item: self.on_open())
        leave = QShortcut(QKeySequence("Escape"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._back)
        self.paper.made.connect(self._on_made)
        self.paper.refused.connect(self._on_refused)

    def refresh(self, identity: str | None = None) -> None:
        """Reads again and stays on the letter."""
        before = self.table.item()
        self.model.reload()
        here = self.model.row_of("id", identity or (before["id"] if before else None))
        self.table.go_to(max(0, here))
        self._show_list()

    def ask(self) -> None:
        """Another state, or other words, from the beginning."""
        self.model.ask(self._fetch)
        self.table.go_to(0)
        self._show_list()

    @property
    def number(self) -> str | None:
        """Of the letter that is shown."""
        return self.told.get("number")

    def step(self, by: int) -> None:
        """Another letter."""
        self.table.step(by)

    def first(self) -> QWidget:
        """The list, or the line for a code while there is none."""
        return self.table if self.model.rowCount() else self.code

    def on_open(self) -> None:
        """Enter: the letter's paper, as it was made."""
        item = self.table.item()
        if item is None:
            return
        identity = str(item["id"])

        def work(session: Session, press: "Press") -> Item:
            return letter_paper(session, press, identity)

        self.paper.ask(work, identity, draft=False, at_once=True)
        self.parts.show_right(True)

    def on_reserve(self) -> None:
        """Asks how many numbers are set aside."""
        self.parts.show_right(False)
        self.bars.ask("reserve", {"id": ""})

    def on_void(self) -> None:
        """Asks why a number that was set aside is not used."""
        item = self.table.item()
        if item is not None and item["state"] == "dicadangkan":
            self.bars.ask("void", item)

    def bind(self, keys: str, act: Callable[[], object]) -> None:
        """A key that works while the list has the focus."""
        shortcut = QShortcut(QKeySequence(keys), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def ask_code(self) -> None:
        """To the line where a code is typed."""
        self.parts.show_right(False)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_code(self) -> None:
        """Enter in the line: a code is checked; from words one goes on to the letters they found."""
        typed = self.code.text().strip()
        if _is_code(typed):
            self._verify(lambda session: verify_code(session, typed))
        elif self.model.rowCount():
            self.table.go_to(max(0, self.table.currentIndex().row()))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def verify(self, path: Path) -> None:
        """A letter's PDF that was dropped or chosen."""
        press = self._press
        self._verify(lambda session: verify_file(session, press(), path))

    def _back(self) -> None:
        self.parts.show_right(False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self) -> None:
        there, sought = self.model.rowCount() > 0, bool(self._words())
        self.table.setVisible(there)
        self.empty.setVisible(not there and not sought)
        self.unmatched.setVisible(not there and sought)

    def _on_typed(self, _text: str) -> None:
        self.code_field.complain("")
        self.verdict.hide()
        self.ask()

    def _words(self) -> str | None:
        """What is searched for; a code is not."""
        typed = self.code.text().strip()
        return None if _is_code(typed) else typed or None

    def _on_done(self, name: str, answer: Item) -> None:
        if name == "reserve":
            self.reserved.emit(answer["items"])
        else:
            self.voided.emit()

    def _verify(self, work: Callable[[Session], Item]) -> None:
        self.verdict.hide()

        def failed(error: UserError) -> None:
            self.verdict.refuse(error)

        self._place.background.run(work, self._on_verified, failed)

    def _on_verified(self, found: Item) -> None:
        self.verdict.tell(found)
        self.table.go_to(self.model.row_of("id", found["letter"]))

    def _on_made(self, told: Item) -> None:
        self.told = told

    def _on_refused(self, error: UserError) -> None:
        self.paper.nothing.setText(" ".join(said(self.look, error)))

    def _fetch(self, after: str | None) -> Item:
        where = {"state": self.state.code()} if self.state.code() else {}
        return list_letters(self._place.reader, Query(where, self._words(), 50, after))

    def _columns(self) -> list[Column]:
        text, look = self.look.text, self.look
        return [
            Column("state", text("letters_state"), lambda item: state_cell(look, item["state"]), 152),
            Column("number", text("letters_number"), lambda item: Cell(str(item["number"] or "–")), 184),
            Column("date", text("letters_date"), self._date, 72),
            Column("agency", text("letters_letter"), self._agency, 100),
            Column("subject", text("letters_subject"), self._subject),
        ]

    def _agency(self, item: Item) -> Cell:
        """To whom; a letter without an addressee of the pack is known by its kind."""
        return Cell(str(item["agency_name"] or kind_word(self.look, item["kind"]) or "–"))

    def _subject(self, item: Item) -> Cell:
        """Without the words that almost every letter has: what differs is what one looks for."""
        first, _, rest = str(item["subject"] or "–").partition(self.look.text("letters_subject_common"))
        return Cell(
            f"{first.split()[0]} … {rest.strip()}" if first.split() and rest.strip() else first + rest
        )

    def _date(self, item: Item) -> Cell:
        day, today = item["date"], self._place.reader.today
        return Cell(short_day(date.fromisoformat(day), today) if day else "", "muted")


def _is_code(typed: str) -> bool:
    """Whether it is what stands beside a QR, or begins like it."""
    return typed.upper().startswith("JB1")
