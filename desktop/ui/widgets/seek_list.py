"""A line one types into and the list of what fits below it; arrows choose while typing goes on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.models.paged import Column, Item, PagedModel
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.table import Table

Ask = Callable[[str], Sequence[Item]]
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class SeekList(QWidget):
    """Finds while one types.

    Args:
        look: how it looks.
        label: of the line.
        columns: of the list.
        ask: what was typed → what fits, best first, a page of it.
        hint: between label and line.
        pause: milliseconds of rest before it asks.
    """

    taken = Signal(object)
    moved = Signal(object)

    def __init__(
        self, look: Look, label: str, columns: Sequence[Column], ask: Ask, hint: str = "", pause: int = 0
    ) -> None:
        super().__init__()
        self._ask = ask
        self.line = Line(look)
        self.field = Field(look, label, self.line, hint)
        self.model = PagedModel(columns, self._fetch)
        self.table = Table(look, self.model, label)
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self.refresh)
        self.line.textEdited.connect(lambda _text: self._timer.start())
        self.line.installEventFilter(self)
        self.table.opened.connect(self.taken)
        self.table.clicked.connect(lambda _index: self.moved.emit(self.item()))

    def item(self) -> Item | None:
        """What is chosen now; a rest that is not over yet is cut short."""
        if self._timer.isActive():
            self._timer.stop()
            self.refresh()
        return self.table.item()

    def rest(self) -> None:
        """Asks no more until something is typed."""
        self._timer.stop()

    def refresh(self) -> None:
        """Asks again; the first that fits is chosen."""
        self.model.ask(self._fetch)
        self.table.go_to(0)
        self.moved.emit(self.table.item())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, the focus stays in the line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = _STEPS.get(Qt.Key(event.key()))
            if by is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                last = self.model.rowCount() - 1
                self.table.go_to(max(0, min(last, self.table.currentIndex().row() + by)))
                self.moved.emit(self.table.item())
                return True
        return False

    def _fetch(self, _after: str | None) -> Mapping[str, Any]:
        return {"items": list(self._ask(self.line.text().strip())), "next": None}
