"""Photos of one thing: shown small, added by file, drop or paste; what is wrong with one is said here."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTemporaryDir, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.page import Workplace
from desktop.ui.panels.photos import PhotoStrip
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

    chosen = Signal(list)
    """Paths of files to be added."""

    def __init__(self, place: Workplace, name: str) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        self._pasted = QTemporaryDir()
        self._count = 0
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
        self._sweep()
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None
        if attachments:
            self._strip = PhotoStrip(self._place, attachments)
            if len(attachments) <= _BESIDE:
                self._row.insertWidget(1, self._strip)
            else:
                self._below.addWidget(self._strip)

    def show_busy(self, count: int) -> None:
        """Photos are being made ready."""
        self.field.complain("")
        self._wait.setText(self.look.text("photos_busy", count=count))
        self._wait.show()

    def complain(self, sentence: str) -> None:
        """What is wrong with a file."""
        self._wait.hide()
        self._sweep()
        self.field.complain(sentence)

    def ask(self) -> None:
        """Asks for files, beside the page: nothing waits for the answer."""
        dialog = QFileDialog(self, self.look.text("photos_add"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(
            f"{self.look.text('photos_kinds')} (*.jpg *.jpeg *.png *.webp *.heic *.heif *.pdf)"
        )
        dialog.filesSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> bool:
        """Takes a picture or files from the clipboard; False when there are none."""
        board = QGuiApplication.clipboard().mimeData()
        files = [url.toLocalFile() for url in board.urls() if url.isLocalFile()]
        if files:
            self.chosen.emit(files)
            return True
        image = board.imageData()
        if not isinstance(image, QImage) or image.isNull():
            return False
        self._count += 1
        path = self._pasted.filePath(f"tempel-{self._count}.png")
        image.save(path)
        self.chosen.emit([path])
        return True

    def _sweep(self) -> None:
        """What was pasted lies in a folder of ours, unencrypted, until it is recorded."""
        for path in Path(self._pasted.path()).iterdir():
            path.unlink(missing_ok=True)
