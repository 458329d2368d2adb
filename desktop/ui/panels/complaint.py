"""What went wrong, beside what caused it: the sentence and the next step, until it is tried again."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.panels.file_words import said
from desktop.ui.widgets.labels import Label, Sign


class Complaint(QFrame):
    """Hidden while nothing is wrong.

    Args:
        look: how it looks.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("surface", "error")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.sentence = Label(look, "", "label", wrap=True)
        self.hint = Label(look, "", wrap=True)
        words.addWidget(self.sentence)
        words.addWidget(self.hint)
        row.addWidget(Sign(look, "circle-alert", "err", 18))
        row.addLayout(words, 1)
        self.hide()

    def complain(self, error: UserError) -> None:
        """Shows an error."""
        self.say(*said(self._look, error))

    def say(self, sentence: str, hint: str) -> None:
        """Shows a sentence and a next step; nothing to say hides it."""
        self.sentence.setText(sentence)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.setAccessibleName(f"{sentence} {hint}".strip())
        self.setVisible(bool(sentence))

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.say("", "")
