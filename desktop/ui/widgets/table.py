"""The list of this program: dense rows painted by one hand, a ring round the current one."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from desktop.ui.look import Look
from desktop.ui.models.paged import ITEM, Cell, Item, PagedModel

_PAD, _ICON = 8, 16
_LEAST = 120
"""Pixels at 100 % that a column without a width of its own keeps."""
Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """Paints a cell: fill, hairline, icon, words cut to what is left, chip."""

    def __init__(self, look: Look, model: PagedModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model = look, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        item = index.data(ITEM)
        if item is None:
            return
        view = self.parent()
        area: QRect = option.rect
        if isinstance(view, QTableView) and area.top() > 0 and area.bottom() > view.viewport().height():
            return
        current = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        painter.save()
        painter.fillRect(area, self._look.colour("sel" if current else "card"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, self._look.colour("line"))
        self._write(painter, area, self._model.columns[index.column()].cell(item), index.column())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height, set by the view."""
        return QSize(40, self._look.lettering.scaled(36))

    def is_cut(self, area: QRect, cell: Cell) -> bool:
        """Whether a cell's words are wider than what they have."""
        return self._metrics_width(cell) > self._room(area, cell).width()

    def _write(self, painter: QPainter, area: QRect, cell: Cell, column: int) -> None:
        look = self._look
        room = self._room(area, cell)
        ratio = painter.device().devicePixelRatioF()
        icon = look.lettering.scaled(_ICON)
        font = look.lettering.font("strong" if cell.bold else "body")
        painter.setFont(font)
        painter.setPen(look.colour(cell.tone))
        words = painter.fontMetrics().elidedText(cell.words, Qt.TextElideMode.ElideRight, room.width())
        right = self._model.columns[column].right
        if cell.icon:
            pixmap = look.icons.pixmap(cell.icon, look.colours[_drawn(cell.tone)], icon, ratio)
            # Beside its words, on whichever side they stand.
            pushed = room.width() - painter.fontMetrics().horizontalAdvance(words) if right else 0
            middle = area.top() + (area.height() - icon) // 2
            painter.drawPixmap(area.left() + _PAD + max(0, pushed), middle, pixmap)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)
        if cell.chip:
            self._chip(painter, area, cell.chip, ratio)

    def _chip(self, painter: QPainter, area: QRect, chip: tuple[str, str, str], ratio: float) -> None:
        look, (icon, word, tone) = self._look, chip
        width, height = self._chip_width(chip), look.lettering.scaled(24)
        place = QRect(area.right() - _PAD - width, area.top() + (area.height() - height) // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}_b"))
        painter.drawRoundedRect(place, 4, 4)
        wide = look.lettering.scaled(_ICON)
        pixmap = look.icons.pixmap(icon, look.colours[tone], wide, ratio)
        painter.drawPixmap(place.left() + 8, place.top() + (height - wide) // 2, pixmap)
        painter.setPen(look.colour(tone))
        painter.setFont(look.lettering.font("label"))
        painter.drawText(place.adjusted(16 + wide, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)

    def _chip_width(self, chip: tuple[str, str, str]) -> int:
        lettering = self._look.lettering
        return lettering.width(chip[1], "label") + lettering.scaled(_ICON) + 8 + 16

    def _room(self, area: QRect, cell: Cell) -> QRect:
        left = _PAD + (self._look.lettering.scaled(_ICON) + _PAD if cell.icon else 0)
        right = _PAD + (self._chip_width(cell.chip) + _PAD if cell.chip else 0)
        return area.adjusted(left, 0, -right, -1)

    def _metrics_width(self, cell: Cell) -> int:
        return self._look.lettering.width(cell.words, "strong" if cell.bold else "body")


class Table(QTableView):
    """A list over a `PagedModel`; one row is current, Enter opens it.

    Args:
        look: how it looks.
        model: its rows.
        name: accessible name.
    """

    opened = Signal(object)
    moved = Signal(object)

    def __init__(self, look: Look, model: PagedModel, name: str) -> None:
        super().__init__()
        self._look, self._model = look, model
        self.setModel(model)
        self.setAccessibleName(name)
        self._painter = RowPainter(look, model, self)
        self.setItemDelegate(self._painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # By rows, so that none is cut at the head; the painter leaves out the one the lower edge would cut.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._dress()
        look.changed.connect(self._dress)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.item(index.row())))
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        # Another question may come with columns of other widths.
        model.modelReset.connect(self._share)

    def item(self) -> Item | None:
        """The current row's item."""
        return self._model.item(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Makes a row the current one, if it is there."""
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, 0))

    def read_again(self, key: str) -> None:
        """Reads the rows again; stays on the one that says the same under `key`, else goes to the first."""
        before = self.item()
        self._model.reload()
        value = before.get(key) if before else None
        self.go_to(max(0, self._model.row_of(key, value)) if value is not None else 0)

    def step(self, by: int) -> None:
        """Moves down (1) or up (-1)."""
        self.go_to(self.currentIndex().row() + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; all else as usual."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.item())
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            # Rows are what one chooses here; Qt would go to the first and last column.
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width anew; a current row that was seen stays in sight."""
        row, high = self.currentIndex().row(), self._look.lettering.scaled(36)
        top = self.rowViewportPosition(row) if row >= 0 else -1
        seen = top >= 0 and top + high <= event.oldSize().height()
        super().resizeEvent(event)
        self._share()
        if seen:
            self.scrollTo(self.currentIndex())

    def updateGeometries(self) -> None:
        """Another height: the first row stays whole."""
        super().updateGeometries()
        self._begin_whole()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Moves by whole rows."""
        super().scrollContentsBy(dx, dy)
        self._begin_whole()

    def _begin_whole(self) -> None:
        """At the end too the first row is whole: Qt pushes the last one to the lower edge."""
        value, rows = self.verticalScrollBar().value(), self.verticalHeader()
        if value < rows.count() and rows.offset() != rows.sectionPosition(value):
            rows.setOffsetToSectionPosition(value)
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, then where the focus is: a ring while it is here, else a bar at the left."""
        super().paintEvent(event)
        row = self.currentIndex().row()
        if row < 0:
            return
        area = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
        painter = QPainter(self.viewport())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.colour("pri"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -2), 4, 4)
        else:
            painter.fillRect(area.left(), area.top(), 3, area.height() - 1, self._look.colour("pri"))
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Shows the whole of words that were cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            item = self._model.item(index.row())
            cell = self._model.columns[index.column()].cell(item) if item and index.isValid() else None
            cut = cell is not None and self._painter.is_cut(self.visualRect(index), cell)
            QToolTip.showText(event.globalPos(), cell.words if cell and cut else "", self)
            return True
        return super().viewportEvent(event)

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self.moved.emit(self._model.item(current.row()))

    @Slot()
    def _dress(self) -> None:
        lettering = self._look.lettering
        self.setFont(lettering.font())
        header = self.horizontalHeader()
        for one in (header, header.viewport()):
            # While it is in sight the style sheet keeps what it painted with before.
            one.setFont(lettering.font())
        self.horizontalHeader().setFixedHeight(lettering.scaled(36))
        self.verticalHeader().setMinimumSectionSize(lettering.scaled(36))
        self.verticalHeader().setDefaultSectionSize(lettering.scaled(36))
        self._share()
        self.scrollTo(self.currentIndex())

    @Slot()
    def _share(self) -> None:
        columns, scaled = self._model.columns, self._look.lettering.scaled
        room = self.viewport().width()
        fixed = sum(scaled(column.width) for column in columns)
        free = [number for number, column in enumerate(columns) if not column.width]
        # Large text in a narrow window: every column gives way, or the free ones would vanish.
        least = scaled(_LEAST) * len(free)
        share = min(1.0, max(0.0, room - least) / fixed) if fixed else 1.0
        left = max(0, room - round(fixed * share))
        for number, column in enumerate(columns):
            wide = int(scaled(column.width) * share)
            self.setColumnWidth(number, wide if column.width else left // len(free))


def _drawn(tone: str) -> str:
    return "muted" if tone == "text" else tone
