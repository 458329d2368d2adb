"""Files that prove what was done, before they are recorded: chosen, dropped, taken away again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.text import ATTACHMENTS
from desktop.ui.drives import begin_at, was_at
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import Elided, Sign


class Evidence(QWidget):
    """A button and the files chosen; nothing is copied before the answer is recorded.

    Args:
        look: how it looks.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.paths = look, list[Path]()
        self.setAcceptDrops(True)
        self.button = Button(look, look.text("evidence_add"), icon="camera")
        self.button.clicked.connect(self.ask)
        self.field = Field(
            look, look.text("evidence_title"), self.button, look.text("evidence_hint"), optional=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column.addLayout(self._list)
        self._rows: list[QWidget] = []

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Other files; those that are gone meanwhile are left out."""
        self.paths = [path for path in paths if path.is_file()]
        self._show()

    def add(self, paths: Sequence[Path]) -> None:
        """More files, each once."""
        self.field.complain("")
        self.paths += [path for path in paths if path not in self.paths]
        if len(self.paths) > ATTACHMENTS:
            self.paths = self.paths[:ATTACHMENTS]
            self.field.complain(self.look.text("evidence_many", most=ATTACHMENTS))
        self._show()
        self.changed.emit()

    def complain(self, sentence: str) -> None:
        """What is wrong with a file."""
        self.field.complain(sentence)

    def ask(self) -> None:
        """Asks for files beside the page."""
        dialog = QFileDialog(self, self.look.text("evidence_add"), str(begin_at()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        kinds = "*.jpg *.jpeg *.png *.webp *.heic *.heif *.pdf"
        dialog.setNameFilter(f"{self.look.text('photos_kinds')} ({kinds})")
        dialog.filesSelected.connect(lambda files: self._on_chosen([Path(one) for one in files]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, paths: list[Path]) -> None:
        was_at(paths[0].parent)
        self.add(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the files that were dropped."""
        event.acceptProposedAction()
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _show(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(path) for path in self.paths]
        for row in self._rows:
            self._list.addWidget(row)

    def _row(self, path: Path) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Sign(self.look, "paperclip", "muted", 16))
        line.addWidget(Elided(self.look, path.name), 1)
        away = Button(self.look, self.look.text("evidence_remove"), icon="x", kind="quiet")
        away.setAccessibleName(self.look.text("evidence_remove_named", name=path.name))
        away.clicked.connect(lambda: self._remove(path))
        line.addWidget(away)
        return row

    def _remove(self, path: Path) -> None:
        self.paths.remove(path)
        self._show()
        self.changed.emit()
        self.button.setFocus()
