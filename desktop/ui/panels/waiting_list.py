"""A list of what waits beside what can be done about it; words that teach while nothing waits."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.models.paged import Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]


class WaitingList(QWidget):
    """What waits at the left, the decision at the right; a kind of it says its columns and its right part.

    Args:
        place: the workplace.
        title: of the list.
        empty: stands there while nothing waits.
        width: of the right part at 100 %, in pixels.
        least: pixels at 100 % the list needs.
    """

    counted = Signal(int)

    def __init__(
        self, place: Workplace, title: str, empty: Empty, *, width: int = 424, least: int = 480
    ) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        self.items: list[Item] = []
        self.empty = empty
        self.model = PagedModel(self._columns(), lambda _after: {"items": self.items, "next": None})
        self.table = Table(self.look, self.model, title)
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(lambda _item: self.on_opened())
        self.listed = Card(self.look, title, padding=8)
        self.listed.body.addWidget(self.table, 1)
        self.right = self._right()
        self.parts = Beside(self.look, self._left(), self.right, width, least)
        self._none = Card(self.look)
        self._none.body.addWidget(empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._none)
        row.addWidget(self.parts)

    def refresh(self) -> None:
        """Reads again."""
        raise NotImplementedError

    def begin(self) -> QWidget | None:
        """The list; None while there is nothing in it."""
        return self.table if self.items else None

    def on_opened(self) -> None:
        """Enter in the list: goes on to the decision."""
        raise NotImplementedError

    def show_items(self, items: Sequence[Item], key: str = "") -> None:
        """Shows other items, and stays where one was.

        Args:
            items: all of them.
            key: what tells one from another; without one the same row stays current.
        """
        before, row = self.table.item(), self.table.currentIndex().row()
        self.items = list(items)
        self.model.reload()
        if key:
            row = self.model.row_of(key, before[key]) if before else 0
        self.table.go_to(min(max(row, 0), len(self.items) - 1))
        self._on_moved(self.table.item())
        self._none.setVisible(not self.items)
        self.parts.setVisible(bool(self.items))
        self.counted.emit(len(self.items))

    def back_to_list(self) -> None:
        """What was asked is decided: the list again."""
        self.parts.show_right(False)
        if (first := self.begin()) is not None:
            first.setFocus()

    def _in_sight(self) -> bool:
        """Brings the right part to sight; False when it was not: nothing is decided unseen."""
        seen = self.right.isVisible()
        self.parts.show_right(True)
        return seen

    def _left(self) -> QWidget:
        return self.listed

    def _right(self) -> QWidget:
        raise NotImplementedError

    def _columns(self) -> list[Column]:
        raise NotImplementedError

    def _on_moved(self, item: Item | None) -> None:
        raise NotImplementedError
