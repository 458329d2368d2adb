"""A form about the visit itself: gathered into one correction when it is left."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.actions.changes import Changes
from desktop.actions.visit_changes import VisitChange, correct_visit
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.gathered import Gathered
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label

Values = Mapping[str, str]
_COLUMN = 560
_FIELD_OF = {"time_order": "end", "date_wrong": "date", "time_wrong": "start", "reason_needed": "reason"}


class VisitForm(Card):
    """One column of questions.

    Args:
        place: the workplace.
        drafts: keep what is typed.
        name: of the form, in its draft's key.
        title: its head.
        values: a visit → what the form shows.
        change: all values and the edits → the correction.
    """

    written = Signal()

    def __init__(
        self,
        place: Workplace,
        drafts: DraftKeeper,
        name: str,
        title: str,
        values: Callable[[Mapping[str, Any]], dict[str, str]],
        change: Callable[[Values, Values], VisitChange],
    ) -> None:
        super().__init__(place.look)
        self._place, self.look, self._drafts = place, place.look, drafts
        self._name, self._values, self._change = name, values, change
        self.fields: dict[str, Field] = {}
        self._editors: dict[str, QWidget] = {}
        self._visit: Mapping[str, Any] = {}
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("surface", "inside")
        self._inside = inside
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 12, 4)
        self.column.setSpacing(12)
        self.column.addWidget(Label(self.look, title, "h2"))
        scroll.setWidget(inside)
        self._scroll = scroll
        self.body.addWidget(scroll, 1)
        self._fit()
        self.look.changed.connect(self._fit)

    def ask(self, name: str, words: str, editor: QWidget, hint: str = "", *, optional: bool = False) -> Field:
        """Adds a question; the caller places it."""
        self._editors[name] = editor
        self.fields[name] = Field(self.look, words, editor, hint, optional=optional)
        return self.fields[name]

    def ready(self) -> None:
        """Every question is there."""
        self.reason = Line(self.look)
        text = self.look.text
        self.fields["reason"] = Field(
            self.look, text("editor_reason"), self.reason, text("editor_reason_hint")
        )
        self.column.addWidget(self.fields["reason"])
        self.column.addStretch(1)
        self.gathered = Gathered(self._drafts, self._editors, self._on_flushed, self)

    def show_visit(self, visit: Mapping[str, Any]) -> None:
        """Shows a visit and what was typed for it."""
        self._visit = visit
        self.fields["reason"].setVisible(bool(visit["finished"]))
        self.gathered.show_values(f"visit/{visit['id']}/{self._name}", self._values(visit))

    def leave(self) -> None:
        """Records what changed."""
        self.gathered.flush()

    def focus_field(self, name: str) -> None:
        """Goes to a question."""
        editor = self._editors.get(name) or next(iter(self._editors.values()))
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(editor)

    def first(self) -> QWidget:
        """The first question."""
        return next(iter(self._editors.values()))

    def _on_flushed(self, edits: dict[str, str]) -> None:
        visit, key, why = self._visit, self.gathered.key, self.reason.text().strip()
        for field in self.fields.values():
            field.complain("")
        if visit["finished"] and not why:
            self.fields["reason"].complain(self.look.text("editor_reason_needed"))
            return
        try:
            change = self._change(self.gathered.values(), edits)
        except UserError as error:
            self._complain(error)
            return
        self.gathered.going(key, edits)

        def done(_answer: Any) -> None:
            self.gathered.settled(key, edits)
            self.written.emit()
            self._place.wrote(Changes({"visit": frozenset({UUID(visit["id"]).bytes})}))

        def failed(error: UserError) -> None:
            self.gathered.refused(key)
            self._complain(error)

        self._place.background.run(
            lambda session: correct_visit(session, visit["id"], change, why or None), done, failed
        )

    def _complain(self, error: UserError) -> None:
        named = str(error.values.get("field", "")) or _FIELD_OF.get(error.code, "")
        if named in self.fields:
            self.fields[named].complain(" ".join(self.look.words.sentence(error)))
        else:
            self._place.messages.complain(error)

    def _fit(self) -> None:
        self._inside.setMaximumWidth(self.look.lettering.scaled(_COLUMN))
