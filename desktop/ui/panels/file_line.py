"""Where a file is or shall be: typed, or chosen in Qt's dialog."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.ui.look import Look
from desktop.ui.widgets.with_button import WithButton


class FileLine(WithButton):
    """A path and the button that looks for it.

    Args:
        look: how it looks.
        kind: what the dialog calls such files.
        patterns: ``*.jbpack`` …
        saves: a file to be written; else one that is there.
    """

    def __init__(self, look: Look, kind: str, patterns: Sequence[str], *, saves: bool = False) -> None:
        super().__init__(look, look.text("ui_choose_file"), "folder-open")
        self._kind, self._patterns, self._saves = kind, patterns, saves
        self.button.clicked.connect(self.on_asked)

    def path(self) -> Path | None:
        """What stands there; quotes that a file manager copies along do not count."""
        typed = self.line.text().strip().strip("\"'")
        if typed.startswith("file://"):
            typed = typed.removeprefix("file://")
        return Path(typed).expanduser() if typed else None

    def show_path(self, path: Path) -> None:
        """Another path."""
        self.line.setText(str(path))

    def on_asked(self) -> None:
        """Qt's dialog, beginning where the path points."""
        pattern = f"{self._kind} ({' '.join(self._patterns)})"
        here = str(self.path() or Path.home())
        if self._saves:
            chosen, _ = QFileDialog.getSaveFileName(self, self._kind, here, pattern)
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, self._kind, here, pattern)
        if chosen:
            self.line.setText(chosen)
            self.line.setFocus()
