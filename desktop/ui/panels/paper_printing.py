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

_TWO_SIDED = (QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide)


def layout_of(points: QSizeF) -> QPageLayout:
    """The paper a page of this size in points belongs on, without margins: the page has its own."""
    upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
    turned = points.width() > points.height()
    orientation = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    return QPageLayout(_paper(upright), orientation, QMarginsF())


class Job:
    """One job of a printer: pages one after the other, of one document or of several.

    Args:
        printer: as the person chose it.
        two_sided: it prints on both sides; None = as it says.
    """

    def __init__(self, printer: QPrinter, two_sided: bool | None = None) -> None:
        self._printer, self._painter = printer, QPainter()
        self._two_sided = printer.duplex() in _TWO_SIDED if two_sided is None else two_sided
        self._pages = 0

    def page(self, document: QPdfDocument, page: int) -> bool:
        """Prints a page on paper of its size; whether the printer took it."""
        if not self._turn(layout_of(document.pagePointSize(page))):
            return False
        area = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        sharp = min(1.0, _SHARPEST / self._printer.resolution())
        size = QSize(round(area.width() * sharp), round(area.height() * sharp))
        area.moveTo(0, 0)
        self._painter.drawImage(area, on_white(document, page, size))
        return True

    def next_sheet(self) -> bool:
        """What follows begins on paper of its own, also where both sides are printed."""
        return not self._two_sided or self._pages % 2 == 0 or self._turn(self._printer.pageLayout())

    def end(self) -> bool:
        """Whether all of it went to the printer."""
        return self._painter.isActive() and self._painter.end()

    def drop(self) -> None:
        """Nothing more of it; what the printer has not begun is not printed."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _turn(self, layout: QPageLayout) -> bool:
        self._printer.setPageLayout(layout)
        if self._pages:
            good = self._printer.newPage()
        else:
            self._printer.setFullPage(True)
            good = self._painter.begin(self._printer)
        self._pages += 1
        return good


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
        self._document, self._job = document, Job(printer)
        last = document.pageCount()
        first = printer.fromPage() or 1
        self._pages = list(range(first - 1, min(printer.toPage() or last, last)))
        self._done = 0

    def start(self) -> None:
        """Begins; `finished` says whether all of it went to the printer."""
        if self._pages:
            self._later(self._next)
        else:
            self.finished.emit(False)

    def _next(self) -> None:
        if not self._job.page(self._document, self._pages[self._done]):
            self._job.end()
            self.finished.emit(False)
            return
        self._done += 1
        self.told.emit(self._done, len(self._pages))
        if self._done < len(self._pages):
            self._later(self._next)
        else:
            self.finished.emit(self._job.end())

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
