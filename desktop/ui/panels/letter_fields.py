"""The fields of a letter that something waits for; the rest follows from assignments and profile."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.dates import MONTHS, loose_date
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.letter_parts import Facts, FolderField, Wrapped
from desktop.ui.panels.letter_words import (
    is_about_number,
    is_about_subject,
    kind_word,
    long_day,
    nature_words,
    said,
    signer_words,
)
from desktop.ui.panels.scrolled import AHEAD, EDGE, scrolled
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.fold import Fold
from desktop.ui.widgets.labels import Chip, Label, Sign, hairline
from desktop.ui.widgets.with_button import WithButton

Item = Mapping[str, Any]


class LetterFields(Card):
    """Number, date and subject are filled in; where files lie is folded away.

    Args:
        place: the workplace.
    """

    changed = Signal()
    taking = Signal()
    """The next number of the register is asked for."""
    profile_wanted = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look, padding=16)
        self._place, self.look = place, place.look
        self.taken = ""
        self._own_subject = False
        self.body.setContentsMargins(16, 12, 8, 16)
        self._make_head()
        self._make_fields()
        self._form = QVBoxLayout()
        self._form.setSpacing(10)
        form = scrolled(self._form)
        self._lay()
        self.body.addWidget(form, 1)
        self._make_foot()
        self.setFocusProxy(self.number.line)
        for line in (self.number.line, self._date_line):
            line.textEdited.connect(lambda _text: self._on_edited())
        self.subject.textChanged.connect(self._on_subject)
        self.number.button.clicked.connect(self.taking)

    def show_item(self, item: Item | None) -> None:
        """Another addressee: number and subject are left open again."""
        self.setEnabled(item is not None)
        self.number.line.clear()
        self.taken = ""
        self._own_subject = False
        self._show_subject("")
        self._clear_complaints()
        kind = kind_word(self.look, item["kind"]).lower() if item else ""
        self._title.setText(self.look.text("letters_of", kind=kind) if item else "")
        self._chip.setVisible(item is not None)
        self.due.setText("–")
        self.due.show_tone("muted")
        for code in ("nature", "signer", "copies"):
            self.facts.show_value(code, "")
        self._tell_inside(item)

    def show_told(self, told: Mapping[str, Any]) -> None:
        """What the preview was made of."""
        text = self.look.text
        self._clear_complaints()
        if not self._own_subject and not self.subject.hasFocus():
            self._show_subject(str(told["subject"]))
        self.due.setText(long_day(told["due"]) or text("letters_due_none"))
        self.due.show_tone("text" if told["due"] else "muted")
        self.facts.show_value("nature", nature_words(told))
        self.facts.show_value("signer", signer_words(self.look, told["signer"]), text("letters_signer_none"))
        self.facts.show_value("copies", "; ".join(told["copies"]), text("letters_copies_none"))

    def show_number(self, number: str) -> None:
        """The next number, as the register would give it."""
        self.taken = number
        self.number.line.setText(number)
        self.number.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._number_field.complain("")

    def number_typed(self) -> str | None:
        """None = left open."""
        return self.number.line.text().strip() or None

    def subject_typed(self) -> str | None:
        """None = the one that follows from what the letter is about."""
        return (self.subject.words() or None) if self._own_subject else None

    def day(self) -> date | None:
        """The letter's date; None with a complaint when it cannot be read."""
        try:
            day = loose_date(self._date_line.text(), self._place.reader.today)
        except UserError as error:
            self.date.complain(" ".join(said(self.look, error)))
            return None
        self.date.complain("")
        return day

    def out(self) -> Path:
        """The folder files are laid into."""
        return self.folder.path()

    def complain(self, error: UserError) -> bool:
        """Says an error beside the field it is about; False when it is about none."""
        if is_about_number(error):
            self._number_field.complain(" ".join(said(self.look, error)))
        elif is_about_subject(error):
            self._subject_field.complain(" ".join(said(self.look, error)))
        else:
            return False
        return True

    def _make_head(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(AHEAD, 0, EDGE, 0)
        head.setSpacing(8)
        self._title = Label(self.look, "", "h2")
        self._chip = Chip(self.look, "pencil", self.look.text("letters_draft"), "neu")
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._chip)
        self.body.addLayout(head)

    def _make_fields(self) -> None:
        look, text = self.look, self.look.text
        self.number = WithButton(look, text("letters_take"))
        self.number.button.setToolTip(text("letters_take_words"))
        self._number_field = Field(look, text("letters_number"), self.number, optional=True)
        self._date_line = Line(look, _short(self._place.reader.today))
        self.date = Field(look, text("letters_date"), self._date_line)
        self.due = Label(look, "", "body")
        self.subject = Wrapped(look, lines=2)
        self._subject_field = Field(
            look, text("letters_subject"), self.subject, text("letters_subject_hint"), optional=True
        )
        self.facts = Facts(
            look,
            [
                ("nature", text("letters_nature")),
                ("signer", text("letters_signer")),
                ("copies", text("letters_copies")),
            ],
        )
        self.fold = Fold(look, text("letters_fold_desk"))
        self.folder = FolderField(look)
        self.change = Button(look, text("letters_change_profile"), icon="pencil", keys="F2")
        self.change.clicked.connect(self.profile_wanted)
        self.fold.body.addWidget(self.folder)
        self.fold.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)

    def _lay(self) -> None:
        form = self._form
        form.addWidget(self._number_field)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.date, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._told_due(), 1, Qt.AlignmentFlag.AlignTop)
        form.addLayout(row)
        form.addWidget(self._subject_field)
        form.addWidget(self.facts)
        form.addWidget(self.fold)
        form.addStretch(1)

    def _told_due(self) -> QWidget:
        """Deadline beside the date, on the same lines, without the frame of what can be filled in."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(self.look, self.look.text("letters_due"), "label"))
        self.due.setMinimumHeight(self.look.lettering.scaled(36))
        column.addWidget(self.due)
        return box

    def _make_foot(self) -> None:
        self._foot = QFrame()
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(AHEAD, 0, EDGE, 0)
        row.setSpacing(12)
        self._inside_sign = Sign(self.look, "paperclip", "pri", 18)
        self._inside = Label(self.look, "", "label", wrap=True)
        self._inside_words = Label(self.look, "", "body", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._inside)
        words.addWidget(self._inside_words)
        row.addWidget(self._inside_sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column.addLayout(row)
        self.body.addWidget(self._foot)

    def _tell_inside(self, item: Item | None) -> None:
        text = self.look.text
        title = words = ""
        icon, tone = "unlink", "muted"
        if item is not None and item["kind"] == "penugasan" and item["laptops"]:
            icon, tone = "paperclip", "pri"
            title = text("letters_sealed")
            words = text("letters_sealed_words", count=item["aspirations"], laptops=item["laptops"])
        elif item is not None and item["kind"] == "penugasan":
            title, words = text("letters_bare"), text("letters_bare_words")
        elif item is not None:
            title, words = text("letters_no_data"), text("letters_no_data_words")
        self._inside.setText(title)
        self._inside_words.setText(words)
        self._inside_sign.show_icon(icon, tone)
        self._foot.setVisible(item is not None)

    def _show_subject(self, words: str) -> None:
        blocked = self.subject.blockSignals(True)
        self.subject.show_words(words)
        self.subject.blockSignals(blocked)

    def _clear_complaints(self) -> None:
        self._number_field.complain("")
        self._subject_field.complain("")

    def _on_subject(self) -> None:
        self._own_subject = bool(self.subject.words())
        self._subject_field.complain("")
        self.changed.emit()

    def _on_edited(self) -> None:
        self._number_field.complain("")
        self.changed.emit()


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
