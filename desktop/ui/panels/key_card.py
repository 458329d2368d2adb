"""`?`: the keys of this page and of the window, over the page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import KeyCap, clear
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.overlay import Overlay

Section = tuple[str, Sequence[tuple[str, str]]]
_WORDS = {"Return": "Enter", "Space": "Spasi", "Del": "Hapus", "PgDown": "PgDn"}


class KeyCard(Overlay):
    """Lists keys in columns, one for each section."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window, look, 760)
        head = QHBoxLayout()
        head.addWidget(Label(look, capital(look.text("keys_keys")), "h2"))
        head.addStretch(1)
        self.close_button = Button(look, look.text("ui_close"), icon="x", keys="Esc", kind="quiet")
        self.close_button.clicked.connect(self.lift)
        head.addWidget(self.close_button)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(32)
        self.card.body.addLayout(head)
        self.card.body.addLayout(self._columns)

    def open(self, sections: Sequence[Section]) -> None:
        """Shows these keys; a section without keys is left out."""
        clear(self._columns)
        for title, keys in sections:
            if keys:
                self._columns.addLayout(self._section(title, keys), 1)
        self.lay(self.close_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter closes it, like Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lift()
            return
        super().keyPressEvent(event)

    def _section(self, title: str, keys: Sequence[tuple[str, str]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Label(self._look, title, "h3"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (caps, words) in enumerate(keys):
            grid.addWidget(KeyCap(self._look, shown(caps)), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Label(self._look, words, wrap=True), row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return column


def capital(words: str) -> str:
    """The first letter large."""
    return words[:1].upper() + words[1:]


def shown(keys: str) -> str:
    """Keys as they stand on the keyboard: "Ctrl+Return" → "Ctrl+Enter"."""
    return "+".join(_WORDS.get(one, one) for one in keys.split("+")) if keys != "Ctrl++" else keys
