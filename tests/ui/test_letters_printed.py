"""Letters printed all at once, by keys: one question, one job, one letter after the other."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.pages.coordinator.letters import LettersPage
from desktop.ui.panels.paper import on_white
from desktop.ui.panels.paper_printing import Job
from tests.ui.conftest import Opener
from tests.ui.induk import focused, keys, letters, letters_page, message, typed, until
from tests.ui.test_paper_view import A4, pdf

# The offscreen platform says this of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

_SMALL = (432, 660)
"""Width and height in dots; rows of whole words of memory, so that nothing stands between them."""


@pytest.fixture
def page(open_window: Opener, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LettersPage:
    return letters_page(open_window, tmp_path, qtbot, monkeypatch)


def dialog_of(page: LettersPage) -> QPrintDialog:
    found = page.window().findChild(QPrintDialog)
    assert isinstance(found, QPrintDialog)
    return found


def into_a_file(page: LettersPage, path: Path) -> None:
    """Chooses a printer that writes what it prints into a file, in dots as large as a screen's."""
    dialog = dialog_of(page)
    dialog.printer().setResolution(96)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(path))
    dialog.done(QPrintDialog.DialogCode.Accepted)


def pictures(path: Path) -> list[Image.Image]:
    """Each page of a PDF, small and grey."""
    document = QPdfDocument()
    document.load(str(path))
    small = [on_white(document, page, QSize(*_SMALL)) for page in range(document.pageCount())]
    grey = [one.convertToFormat(QImage.Format.Format_Grayscale8) for one in small]
    return [Image.frombytes("L", _SMALL, bytes(one.constBits())) for one in grey]


def likest(picture: Image.Image, others: list[Image.Image]) -> int:
    """Which of the others it is."""
    far = [ImageStat.Stat(ImageChops.difference(picture, other)).sum[0] for other in others]
    return far.index(min(far))


def test_all_that_were_made_are_printed_in_one_go(page: LettersPage, qtbot: QtBot, tmp_path: Path) -> None:
    keys("Ctrl+B", "Return")
    until(qtbot, lambda: page.all.table.isVisible())
    keys("Ctrl+Shift+P")
    assert dialog_of(page).windowTitle() == "Cetak 3 surat"
    into_a_file(page, tmp_path / "semua.pdf")
    until(qtbot, lambda: "3 dari 3 surat" in message(page))
    made = [one for letter in page.all.made() for one in pictures(Path(letter["path"]))]
    printed = pictures(tmp_path / "semua.pdf")
    assert len(printed) == len(made) == 6
    # Annexes of two letters may differ by a line; the letters themselves stand in their order.
    found = [likest(one, made) for one in printed]
    assert found[::2] == [0, 2, 4]
    assert not set(found[1::2]) & {0, 2, 4}
    assert page.printing.isHidden()
    page.window().activateWindow()
    until(qtbot, page.all.table.hasFocus)


def test_of_a_list_those_are_printed_that_nobody_has_received(
    page: LettersPage, qtbot: QtBot, tmp_path: Path
) -> None:
    keys("Ctrl+Shift+P")
    assert "Tidak ada surat yang perlu dicetak" in message(page)
    keys("Ctrl+B", "Return")
    until(qtbot, lambda: page.all.table.isVisible())
    keys("Escape")
    page.tabs.setFocus()
    page._open("blank")
    page.stack.blank.table.setFocus()
    keys("S")
    typed("Andi Baso Mahmud")
    keys("Return")
    until(qtbot, lambda: any(one["delivered"] for one in letters(page)))
    until(qtbot, page.stack.blank.table.hasFocus)
    keys("Ctrl+Shift+P")
    assert dialog_of(page).windowTitle() == "Cetak 2 surat"
    into_a_file(page, tmp_path / "semua.pdf")
    until(qtbot, lambda: "2 dari 2 surat" in message(page))


def test_printing_many_is_stopped_by_escape(page: LettersPage, qtbot: QtBot, tmp_path: Path) -> None:
    keys("Ctrl+B", "Return")
    until(qtbot, lambda: page.all.table.isVisible())
    keys("Ctrl+Shift+P")
    into_a_file(page, tmp_path / "semua.pdf")
    page.window().activateWindow()
    until(qtbot, page.printing.progress.hasFocus)
    keys("Escape")
    until(qtbot, page.printing.isHidden)
    assert "dihentikan" in message(page)
    # And once more from the beginning, by the button below the report.
    until(qtbot, page.all.table.hasFocus)
    keys("Tab")
    assert focused() is page.all.print
    keys("Return")
    into_a_file(page, tmp_path / "lagi.pdf")
    until(qtbot, lambda: "3 dari 3 surat" in message(page))


@pytest.mark.parametrize(("two_sided", "sheets"), [(None, 2), (True, 3)])
def test_no_letter_begins_on_the_back_of_another(
    qapp: QApplication, tmp_path: Path, two_sided: bool | None, sheets: int
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "dua.pdf"))
    buffer, document, job = QBuffer(), QPdfDocument(), Job(printer, two_sided)
    buffer.setData(QByteArray(pdf(A4)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    for _ in range(2):
        assert job.next_sheet()
        assert job.page(document, 0)
    assert job.end()
    assert len(pictures(tmp_path / "dua.pdf")) == sheets
