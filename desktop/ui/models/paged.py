"""A read-only table filled page by page: a million rows cost as much as the fifty on the screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Item = Mapping[str, Any]
Fetch = Callable[[str | None], Mapping[str, Any]]
Index = QModelIndex | QPersistentModelIndex

ITEM = Qt.ItemDataRole.UserRole
"""The whole item of a row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: words, and perhaps an icon before and a chip at the end.

    Attributes:
        tone: colour of the words. chip: (icon, word, tone).
        bold: the words weigh more.
        spoken: what a screen reader says where there is only a sign.
    """

    words: str
    tone: str = "text"
    icon: str = ""
    chip: tuple[str, str, str] | None = None
    bold: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: of the column, stable.
        title: its head.
        cell: an item → what stands there.
        width: pixels at 100 %; 0 = shares what is left.
        right: figures, set flush right.
    """

    name: str
    title: str
    cell: Callable[[Item], Cell]
    width: int = 0
    right: bool = False


@dataclass(slots=True)
class _Pages:
    items: list[Item] = field(default_factory=list)
    after: str | None = None
    more: bool = True


class PagedModel(QAbstractTableModel):
    """Rows come when the view asks for them.

    Args:
        columns: in order.
        fetch: a cursor (None = from the beginning) → ``{"items": [...], "next": cursor or None}``.
    """

    def __init__(self, columns: Sequence[Column], fetch: Fetch) -> None:
        super().__init__()
        self.columns = list(columns)
        self._fetch = fetch
        self._pages = _Pages()

    def reload(self) -> None:
        """Reads again from the beginning, as many rows as were there."""
        wanted = len(self._pages.items)
        self.beginResetModel()
        self._pages = _Pages()
        self._take()
        while self._pages.more and len(self._pages.items) < wanted:
            self._take()
        self.endResetModel()

    def ask(self, fetch: Fetch) -> None:
        """Another question: other rows from the beginning."""
        self._fetch = fetch
        self.beginResetModel()
        self._pages = _Pages()
        self._take()
        self.endResetModel()

    def add(self, items: Sequence[Item]) -> None:
        """Rows that were just recorded, at the end."""
        if items:
            first = len(self._pages.items)
            self.beginInsertRows(QModelIndex(), first, first + len(items) - 1)
            self._pages.items.extend(items)
            self.endInsertRows()

    def put(self, row: int, item: Item) -> None:
        """A row as it is now."""
        self._pages.items[row] = item
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def item(self, row: int) -> Item | None:
        """The item of a row, None past the end."""
        return self._pages.items[row] if 0 <= row < len(self._pages.items) else None

    def row_of(self, name: str, value: object) -> int:
        """The first row whose item says `value` under `name`, -1 without one among the rows read."""
        return next((row for row, item in enumerate(self._pages.items) if item.get(name) == value), -1)

    def told(self, words: str) -> str:
        """How many rows there are, "50+" while there are more."""
        count = f"{len(self._pages.items)}{'+' if self._pages.more else ''}"
        return f"{count} {words}" if words else count

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows read so far."""
        return 0 if parent is not None and parent.isValid() else len(self._pages.items)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, its `Cell` and its item."""
        item = self.item(index.row()) if index.isValid() else None
        if item is None or not 0 <= index.column() < len(self.columns):
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            cell = column.cell(item)
            return ", ".join(filter(None, (cell.words or cell.spoken, cell.chip[1] if cell.chip else "")))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == ITEM:
            return item
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's head."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be more rows."""
        return not parent.isValid() and self._pages.more

    def fetchMore(self, parent: Index) -> None:
        """Reads the next page."""
        if parent.isValid() or not self._pages.more:
            return
        answer = self._fetch(self._pages.after)
        first, items = len(self._pages.items), list(answer["items"])
        if items:
            self.beginInsertRows(QModelIndex(), first, first + len(items) - 1)
            self._pages.items.extend(items)
            self.endInsertRows()
        self._pages.after = answer["next"]
        self._pages.more = answer["next"] is not None

    def _take(self) -> None:
        answer = self._fetch(self._pages.after)
        self._pages.items.extend(answer["items"])
        self._pages.after = answer["next"]
        self._pages.more = answer["next"] is not None


def _alignment(column: Column) -> int:
    across = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(across | Qt.AlignmentFlag.AlignVCenter)
