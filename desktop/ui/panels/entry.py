"""The line that catches an aspiration: its number, the words, and whom they may concern."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from desktop.ui.look import Look, mark
from desktop.ui.widgets.cards import KeyCap
from desktop.ui.widgets.labels import Label

NUMBER = 44
"""Width of the column of numbers, in the list and here."""


class EntryLine(QFrame):
    """One line + Enter = one aspiration.

    Args:
        look: how it looks.
    """

    entered = Signal(str)
    typed = Signal()
    stepped = Signal(int)
    undone = Signal()
    pasted_lines = Signal(list)
    pasted_photo = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        mark(self, "surface", "entry")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(12)
        self._number = Label(look, "1", "h2", "pri")
        self.line = _CatchingLine(self, look)
        self.line.setAccessibleName(look.text("entry_name"))
        self.line.setAccessibleDescription(look.text("entry_hint"))
        self.line.setPlaceholderText(look.text("entry_hint"))
        self._agency = Label(look, "", "label", "pri")
        # Number and words stand under those of the list above.
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._number)
        row.addSpacing(1)
        row.addWidget(self.line, 1)
        row.addWidget(self._agency)
        row.addWidget(KeyCap(look, look.text("entry_key")), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label(look, look.text("entry_keep"), "body", "muted"))
        self.line.textEdited.connect(lambda _text: self.typed.emit())
        self.line.cursorPositionChanged.connect(lambda _old, _new: self.typed.emit())
        self.line.returnPressed.connect(self._on_return)
        look.changed.connect(self._fit)
        self.setFocusProxy(self.line)
        self._fit()

    def show_number(self, number: int) -> None:
        """Which number the next one gets."""
        self._number.setText(str(number))

    def show_agency(self, name: str) -> None:
        """Whom the words may concern, empty while nothing says so."""
        self._agency.setText(name)

    def text(self) -> str:
        """What stands in it."""
        return self.line.text()

    def put(self, text: str, cursor: int | None = None) -> None:
        """Puts words into it, the cursor at a place or at the end."""
        self.line.setText(text)
        self.line.setCursorPosition(len(text) if cursor is None else min(cursor, len(text)))

    def _on_return(self) -> None:
        words = self.line.text().strip()
        if words:
            self.line.clear()
            self.entered.emit(words)

    def _fit(self) -> None:
        lettering = self._look.lettering
        self.line.setFont(lettering.font("entry"))
        self.setFixedHeight(lettering.scaled(48))
        self._number.setMinimumWidth(lettering.scaled(NUMBER) - 8)


class _CatchingLine(QLineEdit):
    """Hands on what one line cannot hold: many lines, a picture, steps in the list above."""

    def __init__(self, entry: EntryLine, look: Look) -> None:
        super().__init__()
        self._entry = entry
        self.setFont(look.lettering.font("entry"))
        mark(self, "bare", "on")
        self.setProperty("ring", "parent")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk the list; pasting many lines asks first."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.matches(QKeySequence.StandardKey.Paste) and self._taken():
            return
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            # Qt would bring back the words of a line that is recorded already.
            self._entry.undone.emit()
            return
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self._entry.stepped.emit(step)
            return
        super().keyPressEvent(event)

    def _taken(self) -> bool:
        board = QGuiApplication.clipboard().mimeData()
        lines = [line.strip() for line in board.text().splitlines() if line.strip()]
        if len(lines) > 1:
            self._entry.pasted_lines.emit(lines)
            return True
        if not lines and (board.hasImage() or board.hasUrls()):
            self._entry.pasted_photo.emit()
            return True
        return False
