"""Shown when the program itself is wrong: the data are safe, and this may be copied for those who mend."""

from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Prose
from desktop.ui.widgets.labels import Label


class CrashDialog(QDialog):
    """Asks nothing and loses nothing.

    Args:
        look: how it looks.
        details: where it went wrong; never an exception's own text, which may hold a citizen's words.
        parent: the window.
    """

    def __init__(self, look: Look, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(look.text("ui_crash_title"))
        self.setMinimumWidth(look.lettering.scaled(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(look, look.text("ui_crash_title"), "h2"))
        column.addWidget(Label(look, look.text("ui_crash_words"), wrap=True))
        self.details = Prose(look, 6)
        self.details.setPlainText(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(look.text("ui_crash_details"))
        column.addWidget(self.details)
        row = QHBoxLayout()
        copy = Button(look, look.text("ui_copy"), icon="copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.details.toPlainText()))
        done = Button(look, look.text("ui_close"), kind="primary")
        done.clicked.connect(self.accept)
        done.setDefault(True)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(done)
        column.addLayout(row)
