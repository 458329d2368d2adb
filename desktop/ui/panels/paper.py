"""One page of a PDF at a time on white, scrolled and enlarged by keyboard or wheel."""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.ui.look import Look

Fit = Literal["width", "page", "free"]

STEPS = (50, 75, 100, 125, 150, 200, 300)
"""Percent of the size on paper one can choose."""

_MARGIN, _KEPT = 16, 4
_INCH = 72
_WIDEST = 2.0
"""Fitted to the width of a large screen, a page grows no further than this."""


class Paper(QAbstractScrollArea):
    """Shows a page of a document that somebody else loads.

    Args:
        look: how it looks.
        document: the PDF.
        name: accessible name.
    """

    turned = Signal()
    """Another page, or another size."""

    def __init__(self, look: Look, document: QPdfDocument, name: str) -> None:
        super().__init__()
        self._look, self._document, self._name = look, document, name
        self.page = 0
        self.fit: Fit = "width"
        self._percent = 100
        self._drawn: dict[tuple[int, int, int], QImage] = {}
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        look.changed.connect(self.viewport().update)
        self._name_page()

    def begin(self) -> None:
        """The document is another one."""
        self._drawn.clear()
        self.page = 0
        self._arrange(top=True)

    def go_to(self, page: int) -> None:
        """Shows a page, counted from 0, if there is one."""
        if page != self.page and 0 <= page < self._document.pageCount():
            self.page = page
            self._arrange(top=True)

    def choose(self, fit: Fit) -> None:
        """The whole width, the whole page, or a size of its own."""
        self.fit = fit
        self._arrange()

    def enlarge(self, by: int) -> None:
        """One step larger (1) or smaller (-1)."""
        now = self.percent()
        further = [step for step in STEPS if (step > now if by > 0 else step < now)]
        self._percent = (min(further) if by > 0 else max(further)) if further else now
        self.choose("free")

    def percent(self) -> int:
        """How large it is shown, compared with the paper."""
        points = self._points()
        return round(self._size().width() / (points.width() * self._dots()) * 100)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys and space turn the page at its end, arrows scroll, + and - enlarge."""
        if not self._turn(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls, and on to the next page at the end; with Ctrl it enlarges."""
        down = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(1 if down > 0 else -1)
        elif down:
            bar = self.verticalScrollBar()
            if down < 0 and bar.value() == bar.maximum():
                self.go_to(self.page + 1)
            elif down > 0 and bar.value() == bar.minimum():
                self._back()
            else:
                bar.setValue(bar.value() - down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits anew."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The bars were moved."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What lies behind, and the page with its edge."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.colour("alt"))
        if self._document.pageCount():
            place = QRect(self._corner(), self._size())
            painter.fillRect(place, Qt.GlobalColor.white)
            painter.drawImage(place, self._image(place.size()))
            painter.setPen(self._look.colour("line"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    def _turn(self, key: Qt.Key) -> bool:
        bar, last = self.verticalScrollBar(), self._document.pageCount() - 1
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            if bar.value() < bar.maximum():
                bar.setValue(bar.value() + bar.pageStep())
            else:
                self.go_to(self.page + 1)
        elif key == Qt.Key.Key_PageUp:
            if bar.value() > 0:
                bar.setValue(bar.value() - bar.pageStep())
            else:
                self._back()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.enlarge(-1 if key == Qt.Key.Key_Minus else 1)
        else:
            return False
        return True

    def _back(self) -> None:
        """To the foot of the page before."""
        if self.page > 0:
            self.go_to(self.page - 1)
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _arrange(self, *, top: bool = False) -> None:
        whole = self.fit == "page"
        always, never = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        # Coming and going with the size it decides on, a bar would never rest.
        self.setVerticalScrollBarPolicy(never if whole else always)
        room, size = self.viewport().size(), self._size()
        for bar, need, have in (
            (self.verticalScrollBar(), size.height(), room.height()),
            (self.horizontalScrollBar(), size.width(), room.width()),
        ):
            bar.setPageStep(max(1, have - 2 * _MARGIN))
            bar.setSingleStep(40)
            bar.setRange(0, max(0, need + 2 * _MARGIN - have))
        if top:
            self.verticalScrollBar().setValue(0)
        self._name_page()
        self.viewport().update()
        self.turned.emit()

    def _name_page(self) -> None:
        count = self._document.pageCount()
        self.setAccessibleName(self._name)
        words = self._document.getAllText(self.page).text() if count else ""
        self.setAccessibleDescription(" ".join(words.split()))

    def _points(self) -> QSizeF:
        found = self._document.pagePointSize(self.page) if self._document.pageCount() else QSizeF()
        return found if found.isValid() and not found.isEmpty() else QSizeF(595, 842)

    def _dots(self) -> float:
        """Pixels of a point on paper at 100 %."""
        return self.logicalDpiX() / _INCH

    def _size(self) -> QSize:
        points, room = self._points(), self.viewport().size()
        across = max(1, room.width() - 2 * _MARGIN) / points.width()
        down = max(1, room.height() - 2 * _MARGIN) / points.height()
        scale = self._percent / 100 * self._dots()
        if self.fit == "width":
            scale = min(across, _WIDEST * self._dots())
        elif self.fit == "page":
            scale = min(across, down)
        return QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale)))

    def _corner(self) -> QPoint:
        size, room = self._size(), self.viewport().size()
        left = max(_MARGIN, (room.width() - size.width()) // 2) - self.horizontalScrollBar().value()
        top = max(_MARGIN, (room.height() - size.height()) // 2) if self.fit == "page" else _MARGIN
        return QPoint(left, top - self.verticalScrollBar().value())

    def _image(self, size: QSize) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (self.page, round(size.width() * ratio), round(size.height() * ratio))
        if key not in self._drawn:
            while len(self._drawn) >= _KEPT:
                self._drawn.pop(next(iter(self._drawn)))
            self._drawn[key] = on_white(self._document, self.page, QSize(key[1], key[2]))
        return self._drawn[key]


def on_white(document: QPdfDocument, page: int, size: QSize) -> QImage:
    """A page of this size in pixels on white: Qt leaves what nothing was printed on transparent."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(QPoint(), document.render(page, size))
    painter.end()
    return image
