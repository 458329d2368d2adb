"""The form of a letter that somebody writes: nota dinas or surat tugas; what is rare is folded away."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.letter_shapes import LetterIn
from desktop.actions.letter_writing import WRITTEN
from desktop.core.dates import format_date, loose_date
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.letter_form_fields import (
    CorrectionNote,
    nature_fields,
    prose_fields,
    show_in,
    side_by_side,
    words_in,
)
from desktop.ui.panels.letter_parts import FolderField
from desktop.ui.panels.letter_typed import lines_of, persons_of, team_text, typed_of, visit_text, words_of
from desktop.ui.panels.letter_words import is_about_number, is_about_subject, kind_word, said
from desktop.ui.panels.scrolled import scrolled
from desktop.ui.panels.visit_state import village_name
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Choice, Field, Line, Segments
from desktop.ui.widgets.fold import Fold
from desktop.ui.widgets.with_button import WithButton

Item = Mapping[str, Any]
_NAMES = tuple(words_of(LetterIn(subject="")))
_FOCUS = Qt.FocusReason.OtherFocusReason
_OF_KIND = {"nota_dinas": ("to",), "surat_tugas": ("visit", "persons", "visits", "basis")}
_NEEDED = {"nota_dinas": ("subject", "to"), "surat_tugas": ("subject", "persons")}


class LetterForm(Card):
    """What a letter says, field by field; nothing typed is lost when the kind changes.

    Args:
        place: the workplace.
    """

    changed = Signal()
    taking = Signal()
    """The next number of the register is asked for."""
    renounced = Signal()
    """No correction after all."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look)
        self._place, self.look = place, place.look
        self.instead_of, self._earlier = "", None
        self._blank, self._visits = dict[str, str](), dict[str, Item]()
        self._make_fields()
        self._form = QVBoxLayout()
        self._form.setSpacing(10)
        self._scroll = scrolled(self._form)
        self._lay()
        self.body.setContentsMargins(16, 12, 8, 16)
        self.body.addWidget(self._scroll, 1)
        self._listen()
        self.show_kind()
        self.begin_anew()

    @property
    def kind(self) -> str:
        """Of the letter."""
        return self.kinds.code()

    def begin_anew(self) -> None:
        """An empty letter of today."""
        self.instead_of = ""
        self._correction.hide()
        self.kinds.show()
        for name, words in words_of(LetterIn(subject="")).items():
            self._show_words(name, words)
        self.reason.clear()
        self.number.line.clear()
        self._date.setText(format_date(self._place.reader.today))
        self.visit.choose("")
        self.fold.show_inside(shown=False)
        self._scroll.verticalScrollBar().setValue(0)
        self._clear_complaints()
        self._blank = self._all_words()

    def draft(self) -> dict[str, Any] | None:
        """What was typed and is no letter yet; None while nothing was."""
        words = {name: said for name, said in self._all_words().items() if said != self._blank[name]}
        if not words and not self.instead_of:
            return None
        return {"kind": self.kind, "words": words, "earlier": self.instead_of, "number": self._earlier}

    def show_draft(self, kept: Item) -> None:
        """What was typed before the program ended."""
        if kept["earlier"]:
            self.begin_correction({**kept, "id": kept["earlier"], "content": LetterIn(subject="")})
        else:
            self.begin_anew()
            self.kinds.choose(str(kept["kind"]))
            self.show_kind()
        for name, words in kept["words"].items():
            self._show_words(name, str(words))

    def begin_correction(self, before: Item) -> None:
        """A letter in place of an earlier one, as `written_before` tells of it."""
        self.begin_anew()
        self.instead_of, self._earlier = str(before["id"]), before["number"]
        self.kinds.choose(str(before["kind"]))
        self.kinds.hide()
        self.show_kind()
        for name, words in words_of(before["content"]).items():
            self._show_words(name, words)
        number = before["number"] or self.look.text("letters_without_number").lower()
        kind = kind_word(self.look, before["kind"]).lower()
        self._correction.about.setText(self.look.text("letters_correction_of", kind=kind, number=number))
        self._correction.show()

    def offer_visits(self, visits: list[Item]) -> None:
        """Visits whose team, day and village may be taken over."""
        self._visits = {str(one["id"]): one for one in visits}
        told = [(identity, visit_text(one, self._village(one))) for identity, one in self._visits.items()]
        self.visit.offer([("", self.look.text("letters_visit_none")), *told])

    def first(self) -> QWidget:
        """What is filled in first."""
        if self.instead_of:
            return self.reason
        return self.kinds.focusProxy() or self.kinds

    def show_number(self, number: str) -> None:
        """The next number, as the register would give it."""
        self.number.line.setText(number)
        self.number.line.setFocus(_FOCUS)

    def number_typed(self) -> str | None:
        """None = left open."""
        return self.number.line.text().strip() or None

    def reason_typed(self) -> str | None:
        """Why the earlier letter is replaced; None for a first one."""
        return self.reason.text().strip() or None

    def day(self) -> date | None:
        """The letter's date; None with a complaint when it cannot be read."""
        try:
            day = loose_date(self._date.text(), self._place.reader.today)
        except UserError as error:
            self.fields["date"].complain(" ".join(said(self.look, error)))
            return None
        self.fields["date"].complain("")
        return day

    def typed(self) -> LetterIn | None:
        """What it says; None with a complaint when a day cannot be read."""
        words = {name: self._words(name) for name in _NAMES}
        try:
            return typed_of(self.kind, words, self._place.reader.today)
        except UserError as error:
            self.fields["visits"].complain(" ".join(said(self.look, error)))
            return None

    def missing(self) -> list[str]:
        """Fields without which there is no letter yet."""
        found = [name for name in _NEEDED[self.kind] if not lines_of(self._words(name))]
        if "persons" not in found and not all(one.name for one in persons_of(self._words("persons"))):
            found.append("persons")
        return found

    def demand(self) -> bool:
        """Complains beside the first field that must be filled in; whether nothing is missing."""
        missing = self.missing()
        if self.instead_of and not self.reason_typed():
            missing.insert(0, "reason")
        for name in missing[:1]:
            self.fields[name].complain(self.look.text(f"letters_needed_{name}"))
            self.fields[name].editor.setFocus(_FOCUS)
            self._scroll.ensureWidgetVisible(self.fields[name])
        return not missing

    def complain(self, error: UserError) -> bool:
        """Says an error beside the field it is about; False when it is about none."""
        name = "number" if is_about_number(error) else "subject" if is_about_subject(error) else ""
        name = name or str(error.values.get("field") or "")
        if name not in self.fields:
            return False
        self.fields[name].complain(" ".join(said(self.look, error)))
        return True

    def out(self) -> Path:
        """The folder files are laid into."""
        return self.folder.path()

    def show_kind(self) -> None:
        """Only what a letter of this kind has."""
        kind = self.kind
        for one, names in _OF_KIND.items():
            for name in names:
                self.fields[name].setVisible(one == kind)
        code = "letters_points" if kind == "nota_dinas" else "letters_tasks"
        self.fields["points"].label.setText(self.look.text(code))
        self._editor("points").setAccessibleName(self.look.text(code))

    def _make_fields(self) -> None:
        look, text = self.look, self.look.text
        self.kinds = Segments(look, [(one, kind_word(look, one)) for one in WRITTEN], text("letters_kind"))
        self.subject, self._date, self.reason = Line(look), Line(look), Line(look)
        self.number = WithButton(look, text("letters_take"))
        self.number.button.setToolTip(text("letters_take_words"))
        self.visit = Choice(look, [("", text("letters_visit_none"))])
        self.folder = FolderField(look)
        self.fields = {
            "reason": Field(look, text("bar_reason"), self.reason),
            "number": Field(look, text("letters_number"), self.number, optional=True),
            "date": Field(look, text("letters_date"), self._date),
            "subject": Field(look, text("letters_subject"), self.subject),
            "visit": Field(look, text("letters_visit"), self.visit, optional=True),
            **prose_fields(look),
            **nature_fields(look),
        }
        self.fold = Fold(look, text("letters_fold_write"))
        self._correction = CorrectionNote(look, self.fields["reason"])
        self.renounce = self._correction.renounce
        self.renounce.clicked.connect(self.renounced)

    def _lay(self) -> None:
        form, fields = self._form, self.fields
        form.addWidget(self._correction)
        form.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        form.addLayout(side_by_side((fields["number"], 3), (fields["date"], 2)))
        for name in ("subject", "to", "visit", "persons", "visits", "points"):
            form.addWidget(fields[name])
        form.addWidget(self.fold)
        self.fold.body.addLayout(side_by_side((fields["urgency"], 1), (fields["security"], 1)))
        for field in (fields["basis"], fields["copies"], self.folder):
            self.fold.body.addWidget(field)
        form.addStretch(1)

    def _listen(self) -> None:
        self.kinds.chosen.connect(self._on_kind)
        self.number.button.clicked.connect(self.taking)
        for line, name in ((self.number.line, "number"), (self._date, "date"), (self.subject, "subject")):
            line.textEdited.connect(lambda _text, name=name: self._on_edited(name))
        self.reason.textEdited.connect(lambda _text: self.fields["reason"].complain(""))
        for name in ("to", "persons", "visits", "points", "basis", "copies"):
            self._editor(name).textChanged.connect(lambda name=name: self._on_edited(name))
        for name in ("urgency", "security"):
            self._editor(name).chosen.connect(lambda _code: self.changed.emit())
        self.visit.chosen.connect(self._on_visit)

    def _on_kind(self, _kind: str) -> None:
        self._clear_complaints()
        self.show_kind()
        self.changed.emit()

    def _on_edited(self, name: str) -> None:
        self.fields[name].complain("")
        self.changed.emit()

    def _on_visit(self, identity: str) -> None:
        """Takes over team, day and village; what was typed already stays above."""
        visit = self._visits.get(identity)
        if visit is None:
            return
        told = {"persons": team_text(visit), "visits": visit_text(visit, self._village(visit))}
        for name, words in told.items():
            before = lines_of(self._words(name))
            self._show_words(name, "\n".join(dict.fromkeys([*before, *lines_of(words)])))
        self.changed.emit()

    def _village(self, visit: Item) -> str:
        village, district = village_name(self.look, self._place.reader.pack, visit), visit.get("district")
        if not district:
            return village
        return self.look.text("letters_village", village=village, district=district)

    def _editor(self, name: str) -> Any:
        return self.number.line if name == "number" else self.fields[name].editor

    def _all_words(self) -> dict[str, str]:
        return {name: self._words(name) for name in ("reason", "number", "date", *_NAMES)}

    def _words(self, name: str) -> str:
        return words_in(self._editor(name))

    def _show_words(self, name: str, words: str) -> None:
        show_in(self._editor(name), words)

    def _clear_complaints(self) -> None:
        for field in self.fields.values():
            field.complain("")
