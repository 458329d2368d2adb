"""Recovery sheets in the window: shown, saved as PDF, printed. They are kept nowhere else."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop.actions.print_office import recovery_pdf
from desktop.core.dates import format_date
from desktop.errors import UserError
from desktop.ui.look import Look

if TYPE_CHECKING:
    from reports.press import Press  # only its name: it is handed on, never looked into

_DPI = 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``root`` or ``laptop``, its code, whose it is."""

    kind: str
    code: str
    district: str
    owner: str
    made: date
    practice: bool


def sheets_pdf(look: Look, press: "Press", sheets: Sequence[Sheet]) -> bytes:
    """A page for each, in the words of the command line's sheets."""
    secrets = [_secret(look, sheet) for sheet in sheets]
    # The day alone: two prints of the same sheet are the same file.
    moment = datetime.combine(sheets[0].made, time(), UTC)
    return recovery_pdf(press, moment, secrets, practice=any(sheet.practice for sheet in sheets))


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


def _secret(look: Look, sheet: Sheet) -> Mapping[str, str]:
    root = sheet.kind == "root"
    return {
        "title": look.text("sheet_root_title" if root else "sheet_laptop_title"),
        "facts": look.text(
            "sheet_facts", district=sheet.district, owner=sheet.owner, made=format_date(sheet.made)
        ),
        "code": sheet.code,
        "use": look.text("sheet_root_use" if root else "sheet_laptop_use").strip(),
        "reading": look.text("sheet_reading"),
    }
