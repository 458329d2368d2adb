"""The fields of a letter that is still to be made; what comes from elsewhere says where from."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.dates import MONTHS, loose_date
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.page import Workplace
from desktop.ui.panels.letter_words import (
    is_about_number,
    kind_word,
    long_day,
    nature_words,
    said,
    signer_words,
    signs_words,
)
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Chip, Label, Sign, hairline

Item = Mapping[str, Any]


class WithButton(QWidget):
    """A line and a button that fills it in.

    Args:
        look: how it looks.
        words: of the button.
        icon: of the button.
    """

    def __init__(self, look: Look, words: str, icon: str = "") -> None:
        super().__init__()
        self.line, self.button = Line(look), Button(look, words, icon=icon)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def setAccessibleName(self, name: str) -> None:
        """The line is what is read out."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.button.setAccessibleDescription(name)


class Fact(QWidget):
    """Something of the letter that is not filled in here, and where it comes from.

    Args:
        look: how it looks.
        label: above.
        source: where it comes from.
    """

    def __init__(self, look: Look, label: str, source: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(look, label, "label"))
        head.addWidget(Label(look, source, "body", "muted"))
        head.addStretch(1)
        column.addLayout(head)
        self.value = Label(look, "", "body", wrap=True)
        column.addWidget(self.value)

    def show_value(self, words: str, nothing: str) -> None:
        """Another value; `nothing` is said where there is none."""
        self.value.setText(words or nothing)
        self.value.show_tone("text" if words else "muted")


class LetterFields(Card):
    """Number and date are filled in; the rest follows from aspirations, assignments and profile.

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
        self._make_head()
        self._make_fields()
        inside = QWidget()
        inside.setProperty("surface", "inside")
        self._form = QVBoxLayout(inside)
        self._form.setContentsMargins(4, 4, 8, 4)
        self._form.setSpacing(10)
        self._lay()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self._make_foot()
        self.setFocusProxy(self.number.line)
        for line in (self.number.line, self.date.editor):
            if isinstance(line, Line):
                line.textEdited.connect(lambda _text: self._on_edited())
        self.number.button.clicked.connect(self.taking)
        self.folder.button.clicked.connect(self.on_browse)

    def show_item(self, item: Item | None) -> None:
        """Another addressee: the number is left open again."""
        self.setEnabled(item is not None)
        self.number.line.clear()
        self.taken = ""
        self._clear_complaints()
        title = self.look.text("letters_of", kind=kind_word(self.look, item["kind"]).lower()) if item else ""
        self._title.setText(title)
        for fact in self._facts.values():
            fact.show_value("", "")
        self._tell_inside(item)

    def show_told(self, told: Mapping[str, Any]) -> None:
        """What the preview was made of."""
        text = self.look.text
        self._clear_complaints()
        facts = self._facts
        facts["nature"].show_value(nature_words(told), "")
        facts["due"].show_value(long_day(told["due"]), text("letters_due_none"))
        facts["paper"].show_value(str(told["paper"]).upper(), "")
        facts["subject"].show_value(str(told["subject"]), text("letters_missing"))
        facts["signer"].show_value(signer_words(self.look, told["signer"]), text("letters_signer_none"))
        facts["copies"].show_value("; ".join(told["copies"]), text("letters_copies_none"))
        signs = signs_words(self.look, told["warnings"])
        self.signs.setText(signs)
        self.signs.setVisible(bool(signs))

    def show_number(self, number: str) -> None:
        """The next number, as the register would give it."""
        self.taken = number
        self.number.line.setText(number)
        self.number.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._number_field.complain("")

    def number_typed(self) -> str | None:
        """None = left open."""
        return self.number.line.text().strip() or None

    def day(self) -> date | None:
        """The letter's date; None with a complaint when it cannot be read."""
        line = self.date.editor
        try:
            day = loose_date(line.text() if isinstance(line, Line) else "", self._place.reader.today)
        except UserError as error:
            self.date.complain(" ".join(said(self.look, error)))
            return None
        self.date.complain("")
        return day

    def out(self) -> Path:
        """The folder files are laid into."""
        typed = self.folder.line.text().strip().strip("\"'")
        return Path(typed).expanduser() if typed else default_folder(self.look)

    def complain(self, error: UserError) -> bool:
        """Says an error beside the field it is about; False when it is about none."""
        if not is_about_number(error):
            return False
        self._number_field.complain(" ".join(said(self.look, error)))
        return True

    def on_browse(self) -> None:
        """Qt's dialog for a folder."""
        dialog = QFileDialog(self, self.look.text("letters_folder"), str(self.out()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make_head(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 8, 0)
        head.setSpacing(8)
        self._title = Label(self.look, "", "h2")
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(Chip(self.look, "pencil", self.look.text("letters_draft"), "neu"))
        self.body.addLayout(head)

    def _make_fields(self) -> None:
        look, text = self.look, self.look.text
        self.number = WithButton(look, text("letters_take"))
        self.number.button.setToolTip(text("letters_take_words"))
        self._number_field = Field(look, text("letters_number"), self.number, optional=True)
        self.date = Field(look, text("letters_date"), Line(look, _short(self._place.reader.today)))
        self.folder = WithButton(look, text("ui_choose_file"), "folder-open")
        self.folder.line.setText(str(default_folder(look)))
        assigned, profile = text("letters_from_assignments"), text("letters_from_profile")
        self._facts = {
            "due": Fact(look, text("letters_due"), assigned),
            "nature": Fact(look, text("letters_nature"), text("letters_from_urgency")),
            "paper": Fact(look, text("letters_paper"), profile),
            "subject": Fact(look, text("letters_subject"), text("letters_from_visits")),
            "signer": Fact(look, text("letters_signer"), profile),
            "copies": Fact(look, text("letters_copies"), profile),
        }
        self.signs = Label(look, "", "body", "warn", wrap=True)
        self.signs.hide()
        self.change = Button(look, text("letters_change_profile"), icon="pencil", keys="F2", kind="quiet")
        self.change.clicked.connect(self.profile_wanted)

    def _lay(self) -> None:
        form, facts = self._form, self._facts
        form.addWidget(self._number_field)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.date, 1)
        row.addWidget(facts["due"], 1, Qt.AlignmentFlag.AlignTop)
        form.addLayout(row)
        form.addWidget(self.signs)
        form.addWidget(facts["subject"])
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(facts["nature"], 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(facts["paper"], 1, Qt.AlignmentFlag.AlignTop)
        form.addLayout(row)
        form.addWidget(facts["signer"])
        form.addWidget(facts["copies"])
        form.addWidget(Field(self.look, self.look.text("letters_folder"), self.folder))
        form.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        form.addStretch(1)

    def _make_foot(self) -> None:
        self.body.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 8, 0)
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
        self.body.addLayout(row)

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

    def _clear_complaints(self) -> None:
        self._number_field.complain("")
        self.signs.hide()

    def _on_edited(self) -> None:
        self._number_field.complain("")
        self.changed.emit()


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def default_folder(look: Look) -> Path:
    """Where letters lie unless one says otherwise: a folder among the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or str(Path.home())) / look.text("letters_folder_name")
