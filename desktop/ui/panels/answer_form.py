"""The department's answer: outcome, words, money and year where they belong, evidence; or "not ours"."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.actions.shape_types import FollowupIn, Outcome
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.evidence import Evidence
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Choice, Field, Line, Prose
from desktop.ui.widgets.labels import Label, hairline

_PLANNED = ("dianggarkan", "diusulkan", "dikerjakan")
"""Outcomes of which money and year can be said."""


class AnswerForm(QFrame):
    """The form beside the record.

    Args:
        place: the workplace.
    """

    returned = Signal(str)
    progressed = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        look = self.look = place.look
        self.setProperty("surface", "card")
        self._drafts = DraftKeeper(place, self)
        self._key = ""
        inside = QWidget()
        inside.setProperty("surface", "inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(Label(look, look.text("answer_title"), "h2"))
        outcomes = [("", look.text("answer_choose"))]
        outcomes += [(code, look.text(f"answer_outcome_{code}")) for code in get_args(Outcome)]
        self.outcome = Choice(look, outcomes)
        self.outcome_field = Field(
            look, look.text("answer_outcome"), self.outcome, look.text("answer_outcome_hint")
        )
        self.told = Label(look, "", "body", "muted", wrap=True)
        self.words = Prose(look, 6)
        self.words_field = Field(look, look.text("answer_words"), self.words, look.text("answer_words_hint"))
        self.cost, self.funding, self.year = Line(look), Line(look), Line(look)
        self.cost_field = Field(look, look.text("answer_cost"), self.cost, optional=True)
        self.funding_field = Field(look, look.text("answer_funding"), self.funding, optional=True)
        self.year_field = Field(look, look.text("answer_year"), self.year, optional=True)
        self._money = QWidget()
        money = QVBoxLayout(self._money)
        money.setContentsMargins(0, 0, 0, 0)
        money.setSpacing(12)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.cost_field, 2)
        pair.addWidget(self.year_field, 1)
        money.addLayout(pair)
        money.addWidget(self.funding_field)
        self.evidence = Evidence(look)
        self._fill(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scroll)
        self._listen()

    def _fill(self, column: QVBoxLayout) -> None:
        outcome = QVBoxLayout()
        outcome.setSpacing(4)
        outcome.addWidget(self.outcome_field)
        outcome.addWidget(self.told)
        column.addLayout(outcome)
        for part in (self.words_field, self._money, self.evidence):
            column.addWidget(part)
        column.addWidget(hairline())
        self._reason(column)
        column.addStretch(1)

    def start(self, item: Mapping[str, Any]) -> None:
        """Another aspiration: what was begun for it comes back, else an empty form."""
        self.keep()
        self._key = f"followup/{item['id']}"
        kept = self._drafts.read(self._key) or {}
        self.outcome.choose(str(kept.get("outcome", "")))
        self.words.setPlainText(str(kept.get("text", "")))
        for line, name in ((self.cost, "cost"), (self.funding, "funding"), (self.year, "year")):
            line.setText(str(kept.get(name, "")))
        self.evidence.show_paths([Path(one) for one in kept.get("evidence", [])])
        self.reason.setText(str(kept.get("reason", "")))
        self._bar.setVisible(bool(self.reason.text()))
        for field in (
            self.outcome_field,
            self.words_field,
            self.cost_field,
            self.year_field,
            self.reason_field,
        ):
            field.complain("")
        self._on_outcome()

    def check(self) -> bool:
        """Whether enough is said; what is missing is told beside its field, the first gets the focus."""
        self.outcome_field.complain("" if self.outcome.code() else self.look.text("answer_outcome_missing"))
        self.words_field.complain(
            "" if self.words.toPlainText().strip() else self.look.text("answer_words_missing")
        )
        self.cost_field.complain(
            "" if _whole(self.cost.text()) is not _WRONG else self.look.text("answer_figure")
        )
        self.year_field.complain(
            "" if _whole(self.year.text()) is not _WRONG else self.look.text("answer_figure")
        )
        fields = (self.outcome_field, self.words_field, self.cost_field, self.year_field)
        wrong = [field for field in fields if field.problem.text()]
        if wrong:
            wrong[0].editor.setFocus()
        return not wrong

    def answer(self, code: str) -> FollowupIn:
        """What is filled in, after `check`."""
        planned = self._money.isVisibleTo(self)
        cost, year = _whole(self.cost.text()), _whole(self.year.text())
        return FollowupIn(
            code=code,
            status="ditanggapi",
            text=self.words.toPlainText(),
            outcome=self.outcome.code(),  # type: ignore[arg-type]
            cost=cost if planned and isinstance(cost, int) else None,
            funding=(self.funding.text().strip() or None) if planned else None,
            year=year if planned and isinstance(year, int) else None,
            evidence=[str(path) for path in self.evidence.paths],
        )

    def complain(self, error: UserError) -> bool:
        """Says an error beside the field it is about; False when it is about none."""
        sentence = " ".join(self.look.words.sentence(error))
        about = {"text": self.words_field, "cost": self.cost_field, "year": self.year_field}
        field = about.get(str(error.values.get("field") or error.values.get("key") or ""))
        if error.code == "reason_needed":
            field = self.reason_field
        if error.code.startswith(("attachment_", "photo_", "file_")):
            self.evidence.complain(sentence)
            return True
        if field is None:
            return False
        field.complain(sentence)
        field.editor.setFocus()
        return True

    def ask_reason(self) -> None:
        """Opens the line for why it is not ours."""
        self._bar.show()
        self.reason.setFocus()

    def keep(self) -> None:
        """Keeps what is typed now."""
        self._drafts.flush()

    def forget(self) -> None:
        """It is recorded: the draft is given up."""
        if self._key:
            self._drafts.drop(self._key)
        self._key = ""

    def _reason(self, column: QVBoxLayout) -> None:
        look = self.look
        row = QHBoxLayout()
        row.setSpacing(8)
        self.progress = Button(look, look.text("followup_progress"), icon="hammer", keys="Ctrl+D")
        self.progress.clicked.connect(self.progressed)
        self.back = Button(look, look.text("followup_return"), icon="corner-up-left", keys="Ctrl+R")
        self.back.clicked.connect(self.ask_reason)
        row.addWidget(self.progress)
        row.addWidget(self.back)
        row.addStretch(1)
        column.addLayout(row)
        self._bar = QWidget()
        bar = QVBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        self.reason = Line(look)
        self.reason.returnPressed.connect(self._on_reason)
        self.reason_field = Field(look, look.text("return_reason"), self.reason, look.text("return_hint"))
        bar.addWidget(self.reason_field)
        self._bar.hide()
        column.addWidget(self._bar)

    def _on_reason(self) -> None:
        if not self.reason.text().strip():
            self.reason_field.complain(self.look.text("return_missing"))
            return
        self.returned.emit(self.reason.text().strip())

    def _listen(self) -> None:
        self.outcome.currentIndexChanged.connect(lambda _row: self._on_outcome())
        self.words.textChanged.connect(self._note)
        for line in (self.cost, self.funding, self.year, self.reason):
            line.textEdited.connect(lambda _text: self._note())
        self.evidence.changed.connect(self._note)

    def _on_outcome(self) -> None:
        code = self.outcome.code()
        self._money.setVisible(code in _PLANNED)
        self.told.setText(self.look.text(f"answer_told_{code}") if code else "")
        self.told.setVisible(bool(code))
        self._note()

    def _note(self) -> None:
        if self._key:
            self._drafts.note(self._key, self._body)

    def _body(self) -> dict[str, Any] | None:
        body = {
            "outcome": self.outcome.code(), "text": self.words.toPlainText(), "cost": self.cost.text(),
            "funding": self.funding.text(), "year": self.year.text(), "reason": self.reason.text(),
            "evidence": [str(path) for path in self.evidence.paths],
        }  # fmt: skip
        return body if any(body.values()) else None


_WRONG = object()


def _whole(typed: str) -> object:
    """The whole number of "1.250.000" or "Rp 1.250.000", None of nothing, `_WRONG` of something else."""
    bare = typed.strip().removeprefix("Rp").replace(".", "").replace(" ", "")
    if not bare:
        return None
    return int(bare) if bare.isdecimal() else _WRONG
