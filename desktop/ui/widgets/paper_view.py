"""A finished paper as it will print: read in the window, kept as a file, or printed."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label

_DPI = 300


class PaperView(QWidget):
    """Shows PDF bytes.

    Args:
        look: how it looks.
    """

    closed = Signal()
    kept = Signal(str)
    """Path of the file it was kept in."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._data, self._name = look, b"", ""
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._view = QPdfView(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setDocument(self._document)
        self._view.setAccessibleName(look.text("paper_name"))
        self._title = Label(look, "", "h2")
        self.back = Button(look, look.text("paper_back"), icon="corner-up-left", keys="Esc", kind="quiet")
        self.keep = Button(look, look.text("paper_keep"), icon="save", keys="Ctrl+S")
        self.print = Button(look, look.text("paper_print"), icon="printer", keys="Ctrl+P")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addStretch(1)
        for button in (self.back, self.keep, self.print):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._view, 1)
        self.back.clicked.connect(self.closed)
        self.keep.clicked.connect(self.ask_where)
        self.print.clicked.connect(self.ask_printer)
        self.setFocusProxy(self._view)

    def show_paper(self, data: bytes, title: str, name: str) -> None:
        """Shows a paper.

        Args:
            data: the PDF.
            title: above it.
            name: what its file is called when it is kept.
        """
        self._data, self._name = data, name
        self._title.setText(title)
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self._document.pageCount()

    def ask_where(self) -> None:
        """Asks for a place beside the window and keeps the file there."""
        dialog = QFileDialog(self, self._look.text("paper_keep"), str(Path.home() / self._name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._name)
        dialog.fileSelected.connect(self.keep_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep_as(self, path: str) -> None:
        """Writes the file."""
        Path(path).write_bytes(self._data)
        self.kept.emit(path)

    def ask_printer(self) -> None:
        """Asks for a printer beside the window."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._print(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _print(self, printer: QPrinter) -> None:
        printer.setResolution(_DPI)
        painter = QPainter(printer)
        for page in range(self._document.pageCount()):
            if page:
                printer.newPage()
            area = painter.viewport()
            size = self._document.pagePointSize(page).toSize()
            size.scale(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(0, 0, self._document.render(page, QSize(size.width(), size.height())))
        painter.end()
