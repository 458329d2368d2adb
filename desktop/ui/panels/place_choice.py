"""Where a file shall lie: a stick that is plugged in, the desktop, or a folder one names."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.drives import Drive, begin_at, desktop_folder, drives, was_at
from desktop.ui.look import Look
from desktop.ui.panels.file_words import size_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Choice, Field, Line

_OTHER = "other"


class PlaceChoice(QWidget):
    """A choice of places; the first stick that can be written is proposed.

    Args:
        look: how it looks.
    """

    confirmed = Signal()
    """Enter in the line for a folder."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.choice = Choice(look)
        self.choice.setMinimumWidth(look.lettering.scaled(200))
        self.field = Field(look, look.text("place_label"), self.choice)
        self.line = Line(look)
        self.button = Button(look, look.text("place_browse"), icon="folder-open")
        self.button.clicked.connect(self.browse)
        self.other = QWidget()
        row = QHBoxLayout(self.other)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Field(look, look.text("place_folder"), self.line), 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.other)
        self.choice.chosen.connect(self.on_chosen)
        self.choice.chosen.connect(lambda code: self.line.setFocus() if code == _OTHER else None)
        self.line.returnPressed.connect(self.confirmed)
        self.line.textEdited.connect(lambda _text: self.field.complain(""))
        self.setFocusProxy(self.choice)
        self.look_around()

    def look_around(self) -> None:
        """Looks again what is plugged in; what was chosen stays chosen while it is there."""
        text, found = self._look.text, drives()
        before = self.choice.code()
        free = [(str(one.path), self._stick(one)) for one in found if not one.locked]
        locked = [(str(one.path), text("place_locked", name=one.name)) for one in found if one.locked]
        places = [*free, (str(desktop_folder()), self._desktop()), *locked]
        places.append((_OTHER, text("place_other")))
        self.choice.offer(places)
        if before in [code for code, _ in places]:
            self.choice.choose(before)
        self.on_chosen(self.choice.code())

    def _stick(self, one: Drive) -> str:
        return self._look.text("place_stick", name=one.name, free=size_words(one.free))

    def _desktop(self) -> str:
        folder = desktop_folder()
        if folder == Path.home():
            return self._look.text("place_home", folder=str(folder))
        return self._look.text("place_desktop")

    def folder(self) -> Path | None:
        """The folder, None while none is named."""
        code = self.choice.code()
        if code != _OTHER:
            return Path(code)
        typed = self.line.text().strip().strip("\"'").removeprefix("file://")
        return Path(typed).expanduser() if typed else None

    def is_stick(self) -> bool:
        """Whether it is something one can take along."""
        return self.choice.code() not in (_OTHER, str(desktop_folder()))

    def complain(self, sentence: str) -> None:
        """What is wrong with the place."""
        self.field.complain(sentence)
        if sentence:
            (self.line if self.choice.code() == _OTHER else self.choice).setFocus()

    def browse(self) -> None:
        """Qt's dialog for folders, beside the window's own work."""
        dialog = QFileDialog(self, self._look.text("place_browse"), str(self.folder() or begin_at()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.line.setText)
        dialog.fileSelected.connect(lambda name: was_at(Path(name)))
        dialog.open()

    def on_chosen(self, code: str) -> None:
        """The line for a folder stands there only when it is wanted."""
        self.field.complain("")
        self.other.setVisible(code == _OTHER)
