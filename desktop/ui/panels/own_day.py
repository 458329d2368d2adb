"""A deadline typed by hand, where none of those that are offered fits."""

from PySide6.QtCore import Qt

from desktop.actions.session import Session
from desktop.core.dates import loose_date
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.widgets.fields import Field, Line


class OwnDay(Field):
    """One line for a day, as people write it.

    Args:
        look: how it looks.
        reader: knows what day it is.
    """

    def __init__(self, look: Look, reader: Session) -> None:
        self.line = Line(look)
        super().__init__(look, look.text("assign_day"), self.line, look.text("assign_day_hint"))
        self._look, self._reader = look, reader
        self.line.textChanged.connect(lambda _text: self.complain(""))
        self.hide()

    def day(self) -> str:
        """The day as it is recorded; empty, and said below the line, when it is none or has gone by."""
        try:
            day = loose_date(self.line.text().strip(), self._reader.today)
        except UserError as error:
            self._refuse(" ".join(self._look.words.sentence(error)))
            return ""
        if day < self._reader.today:
            self._refuse(self._look.text("assign_day_past"))
            return ""
        return day.isoformat()

    def _refuse(self, sentence: str) -> None:
        self.complain(sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
