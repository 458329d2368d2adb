"""Asks in one quiet line whether pasted lines are many aspirations: Enter says yes, Esc makes them one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label, Sign


class PasteBar(QFrame):
    """Stands above the entry line while it asks.

    Args:
        look: how it looks.
    """

    many = Signal(list)
    one = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lines: list[str] = []
        self.setProperty("surface", "note")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(Sign(look, "clipboard-paste", "pri", 18))
        self._question = Label(look, "", "label")
        row.addWidget(self._question)
        row.addStretch(1)
        self._yes = Button(look, look.text("paste_many"), keys="Enter")
        self._no = Button(look, look.text("paste_one"), keys="Esc", kind="quiet")
        self._yes.clicked.connect(self._on_many)
        self._no.clicked.connect(self.refuse)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self.setFocusProxy(self._yes)
        self.hide()

    def ask(self, lines: list[str]) -> None:
        """Asks about these lines."""
        self.lines = lines
        self._question.setText(self._look.text("paste_question", count=len(lines)))
        self.show()
        self._yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Nothing to ask about."""
        self.lines = []
        self.hide()

    def refuse(self) -> None:
        """They are one."""
        lines, self.lines = self.lines, []
        self.hide()
        self.one.emit(" ".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter says yes; Esc is the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_many()
        else:
            super().keyPressEvent(event)

    def _on_many(self) -> None:
        lines, self.lines = self.lines, []
        self.hide()
        self.many.emit(lines)
