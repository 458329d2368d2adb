"""Recovery sheets in the window: saved as PDF, printed. They are kept nowhere else."""

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop.errors import UserError

_DPI = 300


def save_secret(path: Path, data: bytes) -> None:
    """Writes a new file only its owner may read; one that is there is not touched.

    Raises:
        UserError: ``paper_exists``, ``paper_failed``.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError:
        raise UserError("paper_exists", file=path.name) from None
    except OSError as error:
        raise UserError("paper_failed", file=path.name) from error


def print_pdf(parent: QWidget, data: bytes) -> bool:
    """Prints a PDF without writing it to a disk; asks for the printer. False when the person did not."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument(parent)
    document.load(buffer)
    painter = QPainter(printer)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * _DPI / 72), round(points.height() * _DPI / 72))
        painter.drawImage(
            printer.pageLayout().fullRectPixels(printer.resolution()), document.render(page, size)
        )
    painter.end()
    document.close()
    return True
