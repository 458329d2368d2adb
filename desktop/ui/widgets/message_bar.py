"""The one place where the program speaks up: a line above the status line, with undo or the next step."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.errors import UserError
from desktop.ui.look import Look, mark
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label, Sign

_STAYS_MS = 8_000


class MessageBar(QFrame):
    """Says what was done, or what is wrong and what to do about it. Errors stay until they are closed."""

    said = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._undo: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        self._sign = Sign(look, "circle-check", "ok", 18)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.sentence = Label(look, "", "label", wrap=True)
        self.hint = Label(look, "", "body", "muted", wrap=True)
        words.addWidget(self.sentence)
        words.addWidget(self.hint)
        self.undo = Button(look, look.text("ui_undo"), icon="undo-2", keys="Ctrl+Z", kind="quiet")
        self.undo.clicked.connect(self._on_undo)
        close = Button(look, look.text("ui_close"), icon="x", kind="quiet")
        close.clicked.connect(self.hide)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self.undo)
        row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Something was done; with `undo` it can be taken back."""
        self._say("note", "circle-check", "ok", sentence, "", undo)
        self._timer.start(_STAYS_MS)

    def complain(self, error: UserError) -> None:
        """Something was refused, and the next step."""
        sentence, hint = self._look.words.sentence(error)
        self._timer.stop()
        self._say("error", "circle-alert", "err", sentence, hint, None)

    def take_back(self) -> bool:
        """Does the undo that is offered; whether there was one."""
        if self._undo is None or self.isHidden():
            return False
        self._on_undo()
        return True

    def _say(
        self, surface: str, icon: str, tone: str, sentence: str, hint: str, undo: Callable[[], None] | None
    ) -> None:
        mark(self, "surface", surface)
        self._sign.show_icon(icon, tone)
        self.sentence.setText(sentence)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._undo = undo
        self.undo.setVisible(undo is not None)
        self.show()
        self.said.emit(sentence)

    def _on_undo(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
