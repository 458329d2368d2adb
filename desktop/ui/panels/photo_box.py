"""Photos of one thing: shown small, added by file, drop or paste, taken off; what is wrong is said here."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.page import Workplace
from desktop.ui.panels.pasted import pasted_picture
from desktop.ui.panels.photos import PhotoStrip, Thumb
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import Label

Entry = Mapping[str, Any]

_BESIDE = 2
"""So many stand beside the button; more get rows of their own."""


class PhotoBox(QWidget):
    """A button and a strip.

    Args:
        place: the workplace.
        name: what stands above.
    """

    chosen = Signal(object)
    """Names of files to be added, or what was pasted."""
    removed = Signal(str)
    """SHA-256 of a photo to be taken off."""

    def __init__(self, place: Workplace, name: str) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.button = Button(self.look, self.look.text("photos_add"), icon="camera")
        self.button.clicked.connect(self.ask)
        self._row.addWidget(self.button)
        self._row.addStretch(1)
        self._strip: PhotoStrip | None = None
        self.field = Field(self.look, name, inside)
        self.field.label.setBuddy(self.button)
        self._wait = Label(self.look, "", "body", "muted", wrap=True)
        self._wait.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        self._below = column
        column.addWidget(self._wait)

    def show_photos(self, attachments: Sequence[Entry]) -> None:
        """Other photos."""
        self.field.complain("")
        self._wait.hide()
        if self._strip is not None:
            if self._strip.isAncestorOf(QApplication.focusWidget() or self):
                self.button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None
        if attachments:
            self._strip = PhotoStrip(self._place, attachments, removable=True)
            self._strip.removed.connect(self.removed)
            if len(attachments) <= _BESIDE:
                self._row.insertWidget(1, self._strip)
            else:
                self._below.addWidget(self._strip)

    def thumbs(self) -> list[Thumb]:
        """The photos that are shown."""
        return self._strip.thumbs if self._strip is not None else []

    def show_busy(self, count: int) -> None:
        """Photos are being made ready."""
        self.field.complain("")
        self._wait.setText(self.look.text("photos_busy", count=count))
        self._wait.show()

    def complain(self, sentence: str) -> None:
        """What is wrong with a file."""
        self._wait.hide()
        self.field.complain(sentence)

    def ask(self) -> None:
        """Asks for files, beside the page: nothing waits for the answer."""
        dialog = QFileDialog(self, self.look.text("photos_add"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(
            f"{self.look.text('photos_kinds')} (*.jpg *.jpeg *.png *.webp *.heic *.heif *.pdf)"
        )
        # A signal of Python objects takes no list of Qt's: handed on by hand.
        dialog.filesSelected.connect(lambda names: self.chosen.emit(list(names)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> bool:
        """Takes a picture or files from the clipboard; False when there are none."""
        board = QGuiApplication.clipboard().mimeData()
        files = [url.toLocalFile() for url in board.urls() if url.isLocalFile()]
        if files:
            self.chosen.emit(files)
            return True
        longest = self._place.reader.settings.photo_max_pixels
        picture = pasted_picture(board, self.look.text("photos_pasted"), longest)
        if picture is None:
            return False
        self.chosen.emit([picture])
        return True
