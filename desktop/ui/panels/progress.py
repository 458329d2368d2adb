"""Long work while it goes on: what is being done, how far it is, and the way to stop it."""

from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label

_STEPS = 1000


class Progress(QWidget):
    """Words, a bar and a cancel button; hidden while nothing is under way.

    Args:
        look: how it looks.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cancel: Event | None = None
        self.words = Label(look, "", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.button = Button(look, look.text("progress_cancel"), icon="x", keys="Esc")
        self.button.clicked.connect(self.cancel)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.words)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        # The focus waits here: on the button, the second of two quick Enters would cancel.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ring", "none")
        self.hide()

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._cancel is not None

    def begin(self, words: str, cancel: Event) -> None:
        """Something begins; how much it is nobody knows yet.

        Args:
            words: what is being done.
            cancel: set when the person stops it.
        """
        self._cancel = cancel
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self.button.setEnabled(True)
        self.show()

    def tell(self, done: int, total: int) -> None:
        """How far it is, in whatever it counts."""
        if total > 1 and self.running:
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(min(_STEPS, done * _STEPS // total))

    def end(self) -> None:
        """It is over, one way or the other."""
        self._cancel = None
        self.bar.setRange(0, _STEPS)
        self.hide()

    def cancel(self) -> bool:
        """Asks it to stop; it ends as soon as it can. Whether there was something."""
        if self._cancel is None:
            return False
        self._cancel.set()
        self.words.setText(self._look.text("progress_stopping"))
        self.button.setEnabled(False)
        return True
