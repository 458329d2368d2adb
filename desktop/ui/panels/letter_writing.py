"""Letters that nothing waits for: nota dinas and surat tugas, beside the paper as it will print."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.letter_preview import next_number
from desktop.actions.letter_writing import preview_written, written_before
from desktop.actions.letters import Order, make_letters
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.visits import list_visits
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.complaint import Complaint
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.letter_form import LetterForm
from desktop.ui.panels.letter_words import said
from desktop.ui.panels.live_paper import LivePaper

if TYPE_CHECKING:
    from reports.press import Press

Item = Mapping[str, Any]
_VISITS = 20
_DRAFT = "letter/written"


class LetterWriting(QWidget):
    """A part of the page.

    Args:
        place: the workplace.
        press: makes what documents are set with; behind the window only.
    """

    issued = Signal(object)
    """A letter was made, as `make_letters` tells of it."""

    def __init__(self, place: Workplace, press: "Callable[[], Press]") -> None:
        super().__init__()
        self._place, self.look, self._press = place, place.look, press
        self.form = LetterForm(place)
        self.paper = LivePaper(place, press, self.look.text("letters_write_first"))
        self.parts = Beside(self.look, self.form, self.paper, width=470, least=520)
        self.complaint = Complaint(self.look)
        self.told: Item = {}
        self._making = self._looked = False
        self._drafts = DraftKeeper(place, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.complaint)
        column.addWidget(self.parts, 1)
        self.form.setFocusProxy(self.form.kinds)
        self.form.changed.connect(self._ask)
        self.form.changed.connect(self._note)
        self.form.reason.textEdited.connect(self._note)
        self.form.taking.connect(self.on_take)
        self.form.renounced.connect(self.on_renounced)
        leave = QShortcut(QKeySequence("Escape"), self.paper)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._back)
        self.paper.made.connect(self._on_made)
        self.paper.refused.connect(self._on_refused)

    def refresh(self, _identity: str | None = None) -> None:
        """Offers the latest visits; what is typed stays."""
        self.form.offer_visits(list_visits(self._place.reader, Query({}, None, _VISITS))["items"])
        if not self._looked:
            self._looked = True
            self._take_back()

    @property
    def number(self) -> str | None:
        """Of the letter that is shown."""
        return self.form.number_typed()

    def first(self) -> QWidget:
        """The kind, or why a letter is corrected."""
        return self.form.first()

    def correct(self, identity: str) -> None:
        """Begins a letter in place of an earlier one."""
        self._place.background.run(
            lambda session: written_before(session, identity), self._on_before, self._on_refused
        )

    def on_renounced(self) -> None:
        """The earlier letter stays as it is."""
        self.form.begin_anew()
        self._drafts.drop(_DRAFT)
        self._ask()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def on_take(self) -> None:
        """The next number of the register, for the kind and day that are shown."""
        day, kind = self.form.day(), self.form.kind

        def done(number: str) -> None:
            self.form.show_number(number)
            self._note()
            self._ask()

        if day is not None:
            self._place.background.run(lambda session: next_number(session, kind, day), done)

    def on_make(self) -> None:
        """Issues what is written; says what is missing."""
        form = self.form
        day, typed = form.day(), form.typed()
        if self._making or not form.demand() or day is None or typed is None:
            return
        self._making = True
        self.complaint.clear()
        order = Order(
            kind=form.kind,
            number=form.number_typed(),
            day=day,
            instead_of=form.instead_of or None,
            reason=form.reason_typed(),
            content=typed,
        )
        out, press = form.out(), self._press

        def work(session: Session) -> dict[str, Any]:
            return make_letters(session, press(), None, out, order)

        self._place.background.run(work, self._on_issued, self._on_not_issued)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the part has all of it kept at once."""
        self._drafts.flush()
        super().hideEvent(event)

    def _note(self, _changed: object = None) -> None:
        self._drafts.note(_DRAFT, self.form.draft)

    def _take_back(self) -> None:
        """What was being typed when the program ended the last time."""
        kept = self._drafts.read(_DRAFT)
        if kept:
            self.form.show_draft(kept)
            self._place.messages.tell(self.look.text("letters_draft_back"))
            self._ask()

    def _ask(self) -> None:
        self.complaint.clear()
        form = self.form
        if form.missing():
            self.told = {}
            self.paper.clear()
            return
        day, typed = form.day(), form.typed()
        if day is None or typed is None:
            return
        kind, number, earlier = form.kind, form.number_typed(), form.instead_of or None

        def work(session: Session, press: "Press") -> Item:
            return preview_written(session, press, kind, typed, number, day, instead_of=earlier)

        self.paper.ask(work, kind, draft=True)

    def _on_before(self, before: Item) -> None:
        self.form.begin_correction(before)
        self._note()
        self._ask()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_made(self, told: Item) -> None:
        self.told = told

    def _on_issued(self, made: dict[str, Any]) -> None:
        self._making = False
        self.form.begin_anew()
        self._drafts.drop(_DRAFT)
        self.paper.clear()
        self.told = {}
        self.issued.emit(made["letters"][0])

    def _on_not_issued(self, error: UserError) -> None:
        self._making = False
        self._on_refused(error)

    def _on_refused(self, error: UserError) -> None:
        if not self.form.complain(error):
            self.complaint.say(*said(self.look, error))

    def _back(self) -> None:
        self.parts.show_right(False)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
