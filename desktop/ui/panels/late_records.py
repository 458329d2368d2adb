"""Late records of laptops that are no longer used: each is let count or not, with a reason."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions.arrivals import EVERYTHING
from desktop.actions.waiting import review_accept, review_list, review_refuse
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Workplace
from desktop.ui.panels.complaint import Complaint
from desktop.ui.panels.file_words import said
from desktop.ui.panels.value_words import act_words, field_words, value_words
from desktop.ui.panels.waiting_list import WaitingList
from desktop.ui.states import moment_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label

_SHOWN = 12


class LateRecords(WaitingList):
    """What came too late at the left, what it says and the decision at the right.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        text = place.look.text
        empty = Empty(place.look, "history", text("late_none"), text("late_none_words"))
        super().__init__(place, text("late_title"), empty)

    def refresh(self) -> None:
        """Reads again."""
        self.show_items(review_list(self._place.reader)["items"])

    def on_opened(self) -> None:
        """Goes on to the reason."""
        self.parts.show_right(True)
        self.reason.setFocus()

    def act(self, keys: str) -> None:
        """A key of the page: A lets count, X does not."""
        if not self._in_sight():
            return
        if keys == "A":
            self.on_accept()
        elif keys == "X":
            self.on_refuse()

    def on_accept(self) -> None:
        """It counts from now on."""
        self._decide(review_accept, "late_accepted")

    def on_refuse(self) -> None:
        """It is kept and does not count; that needs a reason."""
        if self.table.item() is not None and not self.reason.text().strip():
            self.field.complain(self.look.text("late_reason_missing"))
            self.reason.setFocus()
            return
        self._decide(review_refuse, "late_refused")

    def _decide(self, action: Callable[..., Any], told: str) -> None:
        item = self.table.item()
        if item is None:
            return
        event, reason = str(item["event"]), self.reason.text().strip() or None
        self.complaint.clear()
        self.field.complain("")

        def on_done(_answer: object) -> None:
            self.reason.clear()
            self._place.wrote(EVERYTHING)
            self._place.messages.tell(self.look.text(told))
            self.refresh()
            self.back_to_list()

        self._place.background.run(lambda session: action(session, event, reason), on_done, self._on_refused)

    def _on_refused(self, error: UserError) -> None:
        if error.code == "reason_needed":
            self.field.complain(" ".join(said(self.look, error)))
        else:
            self.complaint.complain(error)

    def _on_moved(self, item: Mapping[str, Any] | None) -> None:
        self.field.complain("")
        self.complaint.clear()
        if item is None:
            return
        self.what.setText(act_words(self.look, item["kind"]))
        self.who.setText(
            self.look.text("late_who", who=item["who"], at=moment_words(item["at"], self._place.reader.today))
        )
        lines = [
            f"{field_words(self.look, name)}: {value_words(self._place, name, value)}"
            for name, value in list(item["values"].items())[:_SHOWN]
        ]
        self.values.setText("\n".join(lines))

    def _right(self) -> QWidget:
        look, card = self.look, Card(self.look)
        self.what = Label(look, "", "h2", wrap=True)
        self.who = Label(look, "", "body", "muted", wrap=True)
        self.values = Label(look, "", wrap=True)
        self.reason = Line(look)
        self.field = Field(look, look.text("late_reason"), self.reason, look.text("late_reason_hint"))
        self.accept = Button(look, look.text("late_accept"), icon="check", keys="A", kind="primary")
        self.refuse = Button(look, look.text("late_refuse"), icon="ban", keys="X")
        self.accept.clicked.connect(self.on_accept)
        self.refuse.clicked.connect(self.on_refuse)
        self.complaint = Complaint(look)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.refuse)
        buttons.addStretch(1)
        for widget in (self.what, self.who, self.values, self.field):
            card.body.addWidget(widget)
        card.body.addLayout(buttons)
        card.body.addWidget(self.complaint)
        card.body.addStretch(1)
        return card

    def _columns(self) -> list[Column]:
        text = self.look.text
        return [
            Column("what", text("late_what"), lambda item: Cell(act_words(self.look, item["kind"]))),
            Column("who", text("late_by"), lambda item: Cell(str(item["who"]), "muted"), 220),
            Column("at", text("late_at"), self._at, 120),
        ]

    def _at(self, item: Mapping[str, Any]) -> Cell:
        return Cell(moment_words(item["at"], self._place.reader.today), "muted")
