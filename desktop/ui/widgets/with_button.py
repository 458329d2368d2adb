"""A line and a button that fills it in: one control for whoever hears it read out."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Line


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
