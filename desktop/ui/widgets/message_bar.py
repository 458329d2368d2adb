"""The one place where the program speaks up: a line above the status line, with undo or the next step."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout

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
        self._refused = False
        # A card among the page's cards, not a band from edge to edge.
        around = QVBoxLayout(self)
        around.setContentsMargins(24, 0, 24, 12)
        self._frame = QFrame()
        around.addWidget(self._frame)
        row = QHBoxLayout(self._frame)
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
        self.close_button = Button(look, look.text("ui_close"), icon="x", kind="quiet")
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self.undo)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Something was done; with `undo` it can be taken back."""
        self._say("note", "circle-check", "ok", sentence, "", undo)
        self._timer.start(_STAYS_MS)

    def warn(self, sentence: str, hint: str) -> None:
        """Something was done, but not all is well with it; stays until somebody has read it."""
        self._timer.stop()
        self._say("note", "triangle-alert", "warn", sentence, hint, None)

    def complain(self, error: UserError) -> None:
        """Something was refused, and the next step."""
        sentence, hint = self._look.words.sentence(error)
        self._timer.stop()
        self._say("error", "circle-alert", "err", sentence, hint, None)

    def forget_errors(self) -> None:
        """Another page: what was refused on the one before is not said there."""
        if self._refused:
            self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """While something refused is said, Esc closes it before anything else hears of the key."""
        super().showEvent(event)
        self._listen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keys go their way again."""
        super().hideEvent(event)
        if app := QApplication.instance():
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc, which would otherwise leave the page while one reads why it was refused."""
        if (
            event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            or not isinstance(event, QKeyEvent)
            or event.key() != Qt.Key.Key_Escape
        ):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self.hide()
        event.accept()
        return True

    def take_back(self) -> bool:
        """Does the undo that is offered; whether there was one."""
        if self._undo is None or self.isHidden():
            return False
        self._on_undo()
        return True

    def _say(
        self, surface: str, icon: str, tone: str, sentence: str, hint: str, undo: Callable[[], None] | None
    ) -> None:
        mark(self._frame, "surface", surface)
        self._sign.show_icon(icon, tone)
        self.sentence.setText(sentence)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._undo, self._refused = undo, surface == "error"
        self.close_button.show_keys("Esc" if self._refused else "")
        self.undo.setVisible(undo is not None)
        self.show()
        self._listen()  # it may have been shown already, with another message
        self.said.emit(sentence)

    def _listen(self) -> None:
        """Every event of the program would pass through here: only while a refusal is to be read."""
        app = QApplication.instance()
        if app is None:
            return
        app.removeEventFilter(self)
        if self._refused and self.isVisible():
            app.installEventFilter(self)

    def _on_undo(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
