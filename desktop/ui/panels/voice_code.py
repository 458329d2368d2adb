"""The twenty digits two people read to each other: typed as they are heard, shown as they are read out."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label, Sign

_DIGITS, _GROUP = 20, 5
_LOOKALIKES = str.maketrans("oOiIlL", "001111")


class VoiceCode(QWidget):
    """A line that sets what is typed in four groups of five; spaces, dots and dashes do not matter.

    Args:
        look: how it looks.
    """

    submitted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.line = Line(look)
        self.line.setFont(look.lettering.font("entry"))
        look.changed.connect(lambda: self.line.setFont(look.lettering.font("entry")))
        self.field = Field(look, look.text("voice_label"), self.line, look.text("voice_hint"))
        self.counted = Label(look, "", "body", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.counted)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self.submitted)
        self.setFocusProxy(self.line)
        self._count()

    def code(self) -> str:
        """The digits typed."""
        return digits_of(self.line.text())

    def clear(self) -> None:
        """For the next one."""
        self.line.clear()
        self.field.complain("")
        self._count()

    def complain(self, sentence: str) -> None:
        """What is wrong, in words, beside the line; the cursor goes there."""
        self.field.complain(sentence)
        if sentence:
            self.line.setFocus()
            self.line.selectAll()

    def demand(self) -> str | None:
        """The code when it is whole; else it says how many digits are there."""
        code = self.code()
        if len(code) == _DIGITS:
            self.field.complain("")
            return code
        self.complain(self._look.text("voice_short", count=len(code)))
        return None

    def _on_edited(self, typed: str) -> None:
        at = len(digits_of(typed[: self.line.cursorPosition()]))
        shown = grouped(digits_of(typed)[:_DIGITS])
        if shown != typed:
            self.line.setText(shown)
            self.line.setCursorPosition(min(len(shown), at + max(0, at - 1) // _GROUP))
        self._count()

    def _count(self) -> None:
        self.counted.setText(self._look.text("voice_counted", count=len(self.code())))


class ReadOut(QFrame):
    """A code to read out, large."""

    def __init__(self, look: Look, code: str, words: str) -> None:
        super().__init__()
        self.setProperty("surface", "note")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(Label(look, words, wrap=True))
        shown = Label(look, code, "h1")
        shown.setAccessibleName(" ".join(code))
        told.addWidget(shown)
        row.addWidget(Sign(look, "phone", "pri", 18))
        row.addLayout(told, 1)


def digits_of(typed: str) -> str:
    """The digits among what was typed, O read as 0, I and L as 1."""
    return re.sub(r"[^0-9]", "", typed.translate(_LOOKALIKES))


def grouped(digits: str) -> str:
    """Digits in groups of five."""
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))
