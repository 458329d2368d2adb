"""Letters still to be made: who waits, the fields, and the paper as it will be printed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.letter_preview import next_number, preview_letter
from desktop.actions.letters import Order, make_letters
from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.complaint import Complaint
from desktop.ui.panels.letter_fields import LetterFields
from desktop.ui.panels.letter_words import said
from desktop.ui.panels.live_paper import LivePaper
from desktop.ui.panels.three import Three
from desktop.ui.panels.waiting_agencies import WaitingAgencies
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty

if TYPE_CHECKING:
    from reports.press import Press

Item = Mapping[str, Any]


class LetterDesk(QWidget):
    """The first part of the page.

    Args:
        place: the workplace.
        press: makes what documents are set with; behind the window only.
    """

    issued = Signal(object)
    """A letter was made, as `make_letters` tells of it."""
    shown = Signal()
    """The rows came to sight again."""

    def __init__(self, place: Workplace, press: "Callable[[], Press]") -> None:
        super().__init__()
        self._place, self.look, self._press = place, place.look, press
        self.list = WaitingAgencies(place)
        self.fields = LetterFields(place)
        self.paper = LivePaper(place, press, self.look.text("letters_choose"))
        self.parts = Three(self.look, self.list, self.fields, self.paper)
        self.complaint = Complaint(self.look)
        self.told: Mapping[str, Any] = {}
        self._making = False
        begin = Button(self.look, self.look.text("letters_to_triage"), icon="list-checks")
        begin.clicked.connect(lambda: place.go("triage", "ready"))
        self._again = False
        self.remind = Button(self.look, "", icon="clock-alert", kind="quiet")
        self.remind.clicked.connect(self.on_remind_again)
        self.empty = Card(self.look)
        self.empty.body.addStretch(1)
        self.empty.body.addWidget(
            Empty(
                self.look,
                "mail",
                self.look.text("letters_nobody"),
                self.look.text("letters_nobody_words"),
                begin,
            )
        )
        self.empty.body.addWidget(self.remind, 0, Qt.AlignmentFlag.AlignHCenter)
        self.empty.body.addStretch(2)
        self.empty.setFocusProxy(begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.complaint)
        column.addWidget(self.parts, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        self.list.moved.connect(self._on_moved)
        self.list.table.opened.connect(lambda _item: self._to_number())
        self.fields.changed.connect(lambda: self._ask(at_once=False))
        self.fields.taking.connect(self.on_take)
        for part in (self.fields, self.paper):
            leave = QShortcut(QKeySequence("Escape"), part)
            leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            leave.activated.connect(self.back)
        self.paper.made.connect(self._on_made)
        self.paper.refused.connect(self._on_refused)

    def show_items(self, items: list[Item]) -> None:
        """Who waits now."""
        self.list.show_items(items)
        reminded = len(self.list.reminded())
        self._again = self._again and reminded == len(items) > 0
        there = len(items) > reminded or self._again
        self.remind.setText(self.look.text("letters_remind_again", count=reminded))
        self.remind.setVisible(reminded > 0)
        self.parts.setVisible(there)
        self.empty.setVisible(not there)

    def choose(self, agency: str) -> None:
        """Makes an addressee the chosen one, even when it was only reminded."""
        if any(one["agency"] == agency for one in self.list.reminded()) and self.parts.isHidden():
            self._show_reminded()
        self.list.choose(agency)

    def on_remind_again(self) -> None:
        """Those who were reminded already: another reminder may be made for each."""
        self._show_reminded()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit()

    def first(self) -> QWidget:
        """The list, or the way on when nothing waits."""
        return self.list.table if not self.parts.isHidden() else self.empty

    @property
    def number(self) -> str | None:
        """Of the letter that is shown."""
        return self.fields.number_typed()

    def step(self, by: int) -> None:
        """Another addressee."""
        self.list.table.step(by)

    def back(self) -> None:
        """Esc: the list again."""
        self.parts.show_part(0)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def on_take(self) -> None:
        """The next number of the register, for the kind and day that are shown."""
        item, day = self.list.item(), self.fields.day()
        if item is None or day is None:
            return
        kind = str(item["kind"])

        def done(number: str) -> None:
            self.fields.show_number(number)
            self._ask(at_once=True)

        self._place.background.run(lambda session: next_number(session, kind, day), done)

    def on_make(self) -> None:
        """Issues the letter that is shown."""
        item, day = self.list.item(), self.fields.day()
        if item is None or day is None or self._making:
            return
        self._making = True
        self.complaint.clear()
        fields = self.fields
        order = Order(
            kind=str(item["kind"]), number=fields.number_typed(), day=day, subject=fields.subject_typed()
        )
        agency, out, press = str(item["agency"]), self.fields.out(), self._press

        def work(session: Session) -> dict[str, Any]:
            return make_letters(session, press(), agency, out, order)

        self._place.background.run(work, self._on_issued, self._on_not_issued)

    def again(self) -> None:
        """Makes the preview anew: what it is made of may have changed."""
        self._ask(at_once=True)

    def _show_reminded(self) -> None:
        self._again = True
        self.empty.hide()
        self.parts.show()

    def _on_issued(self, made: dict[str, Any]) -> None:
        self._making = False
        self.issued.emit(made["letters"][0])

    def _on_not_issued(self, error: UserError) -> None:
        self._making = False
        self._on_refused(error)

    def _on_moved(self, item: Item | None) -> None:
        self.complaint.clear()
        self.told = {}
        self.fields.show_item(item)
        if item is None:
            self.paper.clear()
        else:
            self._ask(at_once=False)

    def _ask(self, *, at_once: bool) -> None:
        item, day = self.list.item(), self.fields.day()
        if item is None or day is None:
            return
        if self.fields.taken and self.fields.taken == self.fields.number_typed():
            number: str | None = "auto"
        else:
            number = self.fields.number_typed()
        kind, agency, subject = str(item["kind"]), str(item["agency"]), self.fields.subject_typed()

        def work(session: Session, press: "Press") -> Mapping[str, Any]:
            return preview_letter(session, press, kind, agency, number, day, subject=subject)

        self.paper.ask(work, f"{kind} {agency}", draft=True, at_once=at_once)

    def _on_made(self, told: Mapping[str, Any]) -> None:
        self.told = told
        self.fields.show_told(told)
        if self.fields.taken and self.fields.taken == self.fields.number_typed():
            # Another date may be of another year, or change what the pattern prints.
            self.fields.taken = str(told["number"])
            self.fields.number.line.setText(self.fields.taken)

    def _on_refused(self, error: UserError) -> None:
        if not self.fields.complain(error):
            self.complaint.say(*said(self.look, error))

    def _to_number(self) -> None:
        self.parts.show_part(1)
        self.fields.number.line.setFocus(Qt.FocusReason.OtherFocusReason)
