"""Small parts that the forms of letters share: a wrapped line, facts in two columns, a folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field, Prose
from desktop.ui.widgets.labels import Label


class Wrapped(Prose):
    """One line of text that may be long: shown over several lines, Enter goes on as Tab does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No line break of one's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def words(self) -> str:
        """What stands there, on one line."""
        return " ".join(self.toPlainText().split())

    def show_words(self, words: str) -> None:
        """Something else; what is there already keeps its cursor."""
        if words != self.words():
            self.setPlainText(words)


class Facts(QWidget):
    """What is not filled in here: labels at the left, values at the right, each on its line.

    Args:
        look: how it looks.
        facts: (code, label) from above.
    """

    def __init__(self, look: Look, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._values: dict[str, Label] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (code, label) in enumerate(facts):
            self._values[code] = Label(look, "–", "body", "muted", wrap=True)
            self._grid.addWidget(Label(look, label, "body", "muted"), row, 0, top)
            self._grid.addWidget(self._values[code], row, 1, top)

    def value(self, code: str) -> Label:
        """One of them."""
        return self._values[code]

    def show_value(self, code: str, words: str, nothing: str = "–") -> None:
        """Another value; `nothing` is said where there is none."""
        self._values[code].setText(words or nothing)
        self._values[code].show_tone("text" if words else "muted")


class FolderField(Field):
    """The folder that files are laid into; paths are long, so it goes on in a second line.

    Args:
        look: how it looks.
    """

    def __init__(self, look: Look) -> None:
        self.line = Wrapped(look, lines=2)
        super().__init__(look, look.text("letters_folder"), self.line)
        self._look = look
        self.button = Button(look, look.text("letters_folder_choose"), icon="folder-open")
        self.button.clicked.connect(self.on_browse)
        column = self.layout()
        if column is not None:
            column.addWidget(self.button)
            column.setAlignment(self.button, Qt.AlignmentFlag.AlignLeft)
        self.show_path(default_folder(look))

    def show_path(self, path: Path | str) -> None:
        """Another folder."""
        self.line.setPlainText(str(path))

    def path(self) -> Path:
        """The folder; the usual one while the line is empty."""
        typed = "".join(self.line.toPlainText().splitlines()).strip().strip("\"'")
        return Path(typed).expanduser() if typed else default_folder(self._look)

    def on_browse(self) -> None:
        """Qt's dialog for a folder."""
        dialog = QFileDialog(self, self._look.text("letters_folder"), str(self.path()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.show_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def default_folder(look: Look) -> Path:
    """Where letters lie unless one says otherwise: a folder among the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or str(Path.home())) / look.text("letters_folder_name")
