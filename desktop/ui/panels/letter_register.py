"""The register of all letters, and the check whether a letter is ours."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.letter_desk import letter_paper
from desktop.actions.letter_items import list_letters
from desktop.actions.letter_verify import verify_code, verify_file
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.letter_words import kind_word, long_day, said, state_cell, state_word
from desktop.ui.panels.live_paper import LivePaper
from desktop.ui.states import short_day
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Choice, Field, Line
from desktop.ui.widgets.labels import Label, Sign
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

    def __init__(self, place: Workplace, press: "Callable[[], Press]") -> None:
        super().__init__()
        self._place, self.look, self._press = place, place.look, press
        look, text = self.look, self.look.text
        self.code = Line(look)
        self.code_field = Field(look, text("letters_verify"), self.code, text("letters_verify_hint"))
        self.state = Choice(look, [("", text("letters_all")), *((one, self._word(one)) for one in STATES)])
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
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        card.setFocusProxy(self.table)
        self.paper = LivePaper(place, press, text("letters_register_choose"))
        self.told: Item = {}
        self.parts = Beside(look, card, self.paper, width=400, least=560)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts, 1)
        self.state.chosen.connect(lambda _code: self.ask())
        self.code.returnPressed.connect(self.on_code)
        self.code.textEdited.connect(lambda _text: self.code_field.complain(""))
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

    def ask(self) -> None:
        """Another state, from the beginning."""
        self.model.ask(self._fetch)
        self.table.go_to(0)

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

    def on_code(self) -> None:
        """Enter in the line: is there such a letter?"""
        typed = self.code.text().strip()
        if typed:
            self._verify(lambda session: verify_code(session, typed))

    def verify(self, path: Path) -> None:
        """A letter's PDF that was dropped or chosen."""
        press = self._press
        self._verify(lambda session: verify_file(session, press(), path))

    def _back(self) -> None:
        self.parts.show_right(False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

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
        return list_letters(self._place.reader, Query(where, None, 50, after))

    def _word(self, state: str) -> str:
        return state_word(self.look, state)[2]

    def _columns(self) -> list[Column]:
        text, look = self.look.text, self.look
        return [
            Column("state", text("letters_state"), lambda item: state_cell(look, item["state"]), 148),
            Column("number", text("letters_number"), lambda item: Cell(str(item["number"] or "–")), 168),
            Column("date", text("letters_date"), self._date, 80),
            Column("agency", text("letters_agency"), lambda item: Cell(str(item["agency_name"] or "–")), 112),
            Column("subject", text("letters_subject"), lambda item: Cell(str(item["subject"] or "–"))),
        ]

    def _date(self, item: Item) -> Cell:
        day, today = item["date"], self._place.reader.today
        return Cell(short_day(date.fromisoformat(day), today) if day else "", "muted")


class Verdict(QFrame):
    """What a check found.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.look = place.look
        self.setProperty("surface", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        self._sign = Sign(self.look, "shield-check", "ok", 18)
        self.sentence = Label(self.look, "", "label", wrap=True)
        self.facts = Label(self.look, "", "body", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.facts)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def tell(self, found: Item) -> None:
        """A letter of ours, as `verify_code` and `verify_file` tell of it."""
        text = self.look.text
        if found["pages_match"] is False:
            self._say("shield-alert", "err", text("letter_verify_pages"))
        elif found["voided"]:
            self._say("ban", "warn", text("letter_verify_void"))
        else:
            match = found["pages_match"]
            self._say("shield-check", "ok", text("letter_verify_good" if match else "letter_verify_code"))
        parts = (
            kind_word(self.look, found["kind"]),
            found["number"] or text("letters_without_number"),
            long_day(found["date"]),
            found["agency"],
            found["subject"],
        )
        self.facts.setText(" · ".join(str(one) for one in parts if one))
        self.facts.show()

    def refuse(self, error: UserError) -> None:
        """No letter of ours, or a forged one."""
        sentence, hint = said(self.look, error)
        self._say("shield-alert", "err", sentence)
        self.facts.setText(hint)
        self.facts.setVisible(bool(hint))

    def _say(self, icon: str, tone: Any, sentence: str) -> None:
        self._sign.show_icon(icon, tone)
        self.sentence.setText(sentence)
        self.sentence.show_tone(tone)
        self.setAccessibleName(sentence)
        self.show()
