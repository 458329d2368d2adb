"""A PDF on a printer: each page on paper of its own size, page by page so that nothing freezes."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QObject, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from desktop.ui.panels.paper import on_white

_SHARPEST = 300
_INCH = 72
_MM = 25.4 / _INCH
# What printers know by name. Among the others Qt takes F4 for something German that is a little wider.
_KNOWN = (
    QPageSize.PageSizeId.A3,
    QPageSize.PageSizeId.A4,
    QPageSize.PageSizeId.A5,
    QPageSize.PageSizeId.A6,
    QPageSize.PageSizeId.Legal,
    QPageSize.PageSizeId.Letter,
)


def layout_of(points: QSizeF) -> QPageLayout:
    """The paper a page of this size in points belongs on, without margins: the page has its own."""
    upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
    turned = points.width() > points.height()
    orientation = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    return QPageLayout(_paper(upright), orientation, QMarginsF())


class Printing(QObject):
    """Prints pages one after the other.

    Args:
        document: the PDF; it must stay as it is until the end.
        printer: as the person chose it.
        parent: keeps it.
    """

    told = Signal(int, int)
    finished = Signal(bool)

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._printer = document, printer
        self._painter = QPainter()
        last = document.pageCount()
        first = printer.fromPage() or 1
        self._pages = list(range(first - 1, min(printer.toPage() or last, last)))
        self._done = 0

    def start(self) -> None:
        """Begins; `finished` says whether all of it went to the printer."""
        if self._pages:
            self._lay_out(self._pages[0])
            self._printer.setFullPage(True)
        if not self._pages or not self._painter.begin(self._printer):
            self.finished.emit(False)
            return
        self._later(self._next)

    def _next(self) -> None:
        page = self._pages[self._done]
        if self._done:
            self._lay_out(page)
            if not self._printer.newPage():
                self._end(good=False)
                return
        area = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        sharp = min(1.0, _SHARPEST / self._printer.resolution())
        size = QSize(round(area.width() * sharp), round(area.height() * sharp))
        area.moveTo(0, 0)
        self._painter.drawImage(area, on_white(self._document, page, size))
        self._done += 1
        self.told.emit(self._done, len(self._pages))
        if self._done < len(self._pages):
            self._later(self._next)
        else:
            self._end(good=True)

    def _end(self, *, good: bool) -> None:
        ended = self._painter.end()
        self.finished.emit(good and ended)

    def _lay_out(self, page: int) -> None:
        self._printer.setPageLayout(layout_of(self._document.pagePointSize(page)))

    def _later(self, step: Callable[[], None]) -> None:
        """After whatever the window has to do first."""
        QTimer.singleShot(0, self, step)


def _paper(upright: QSizeF) -> QPageSize:
    near = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    if near.id() in _KNOWN:
        return near
    size = QSizeF(round(upright.width() * _MM), round(upright.height() * _MM))
    name = "F4" if (size.width(), size.height()) == (215, 330) else ""
    return QPageSize(size, QPageSize.Unit.Millimeter, name, QPageSize.SizeMatchPolicy.ExactMatch)
