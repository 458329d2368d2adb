"""Tabs under a page's head: words, a count, a line under the one that is open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import hairline


class Tabs(QWidget):
    """Parts of a page; arrows move, Tab goes on into the part.

    Args:
        look: how it looks.
        parts: (code, words) in order.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(24)
        for code, words in parts:
            button = Button(look, words, kind="tab")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, code=code: self._on_clicked(code))
            self._buttons[code] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(hairline())

    def show_part(self, code: str) -> None:
        """Marks the part that is open; only its button is reached by Tab."""
        for one, button in self._buttons.items():
            button.setChecked(one == code)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == code else Qt.FocusPolicy.ClickFocus)

    def show_count(self, code: str, count: int) -> None:
        """How much a part holds, nothing for 0."""
        self._buttons[code].show_count(str(count) if count else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right open the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        codes = list(self._buttons)
        on = next((at for at, one in enumerate(codes) if self._buttons[one].isChecked()), 0)
        if step is None or not 0 <= on + step < len(codes):
            super().keyPressEvent(event)
            return
        self._on_clicked(codes[on + step])
        self._buttons[codes[on + step]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, code: str) -> None:
        self.show_part(code)
        self.chosen.emit(code)
