"""A paper on the screen: shown on white, turned and enlarged by keys, saved, printed on its own size."""

import io
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from desktop import app as parts
from desktop.errors import UserError
from desktop.paths import RESOURCES
from desktop.ui.look import Look
from desktop.ui.page import Workplace
from desktop.ui.panels.paper import on_white
from desktop.ui.panels.paper_printing import layout_of
from desktop.ui.panels.paper_view import PaperView
from desktop.ui.widgets.message_bar import MessageBar

# The offscreen platform says this of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MM = 72 / 25.4
F4, A4, A5_LYING = (215 * MM, 330 * MM), (595.28, 841.89), (595.28, 419.53)


def pdf(*sizes: tuple[float, float]) -> bytes:
    """A document with a page of each size, numbered."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for number, size in enumerate(sizes, 1):
        canvas.setPageSize(size)
        canvas.drawString(100, size[1] - 100, f"Halaman uji {number}")
        canvas.rect(50, 50, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot) -> PaperView:
    look = Look(RESOURCES, parts.build().catalogue)
    look.apply(qapp)
    # All of the workplace that it asks for.
    place = cast(Workplace, SimpleNamespace(look=look, messages=MessageBar(look)))
    shown = PaperView(place)
    qtbot.addWidget(shown)
    qtbot.addWidget(place.messages)
    shown.resize(900, 640)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.setFocus()
    return shown


def test_a_page_is_white_where_nothing_is_printed(view: PaperView) -> None:
    assert view.show_pdf(pdf(A4), "Lembar", "lembar.pdf")
    document = view.findChild(QPdfDocument)
    assert isinstance(document, QPdfDocument)
    image = on_white(document, 0, QSize(595, 842))
    assert image.pixelColor(5, 5).name() == "#ffffff"
    assert image.pixelColor(100, 742).name() == "#000000"
    middle = view.paper.viewport().grab().toImage().pixelColor(view.paper.viewport().width() // 2, 40)
    assert middle.name() == "#ffffff"


def test_everything_is_done_by_keys(view: PaperView, qtbot: QtBot) -> None:
    view.show_pdf(pdf(A4, A4, A5_LYING))
    paper, key = view.paper, Qt.Key
    assert paper.hasFocus()
    for pressed, page in ((key.Key_End, 2), (key.Key_PageDown, 2), (key.Key_Home, 0), (key.Key_PageUp, 0)):
        QTest.keyClick(paper, pressed)
        assert paper.page == page
    QTest.keyClick(paper, key.Key_F)
    assert (paper.fit, paper.verticalScrollBar().maximum()) == ("page", 0)
    QTest.keyClick(paper, key.Key_PageDown)
    assert (paper.page, view.number.text()) == (1, "2 / 3")
    small = paper.percent()
    for _ in range(3):
        QTest.keyClick(paper, key.Key_Plus)
    larger = paper.percent()
    assert larger > small
    QTest.keyClick(paper, key.Key_Minus)
    assert small < paper.percent() < larger
    QTest.keyClick(paper, key.Key_W)
    assert view.fit.code() == "width"
    with qtbot.waitSignal(view.closed):
        QTest.keyClick(paper, key.Key_Escape)


def test_the_page_key_scrolls_before_it_turns(view: PaperView) -> None:
    view.show_pdf(pdf(A4, A4))
    paper = view.paper
    QTest.keyClick(paper, Qt.Key.Key_Space)
    assert paper.page == 0
    assert paper.verticalScrollBar().value() > 0
    for _ in range(4):
        QTest.keyClick(paper, Qt.Key.Key_Space)
    assert paper.page == 1
    for _ in range(4):
        QTest.keyClick(paper, Qt.Key.Key_PageUp)
    assert paper.page == 0


def test_a_screen_reader_hears_the_page(view: PaperView) -> None:
    view.show_pdf(pdf(A4, A4))
    view.paper.go_to(1)
    assert "Halaman uji 2" in view.paper.accessibleDescription()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut", b"no pdf at all"])
def test_what_is_no_paper_is_said(view: PaperView, data: bytes) -> None:
    view.show_pdf(pdf(A4))
    assert not view.show_pdf(data)
    assert view.trouble.isVisibleTo(view)
    assert not view.keep.isEnabled()


def test_saved_whole_or_not_at_all(view: PaperView, tmp_path: Path) -> None:
    data = pdf(F4)
    view.show_pdf(data)
    view.save(tmp_path / "satu.pdf")
    assert (tmp_path / "satu.pdf").read_bytes() == data
    view.save(tmp_path / "tidak ada" / "dua.pdf")
    assert "dua.pdf" in view._place.messages.sentence.text()
    assert [path.name for path in tmp_path.iterdir()] == ["satu.pdf"]


@pytest.mark.parametrize(
    ("size", "millimetres", "known", "lies"),
    [
        (A4, (210, 297), QPageSize.PageSizeId.A4, False),
        (F4, (215, 330), QPageSize.PageSizeId.Custom, False),
        (A5_LYING, (148, 210), QPageSize.PageSizeId.A5, True),
        ((80 * MM, 210 * MM), (80, 210), QPageSize.PageSizeId.Custom, False),
    ],
)
def test_each_page_has_its_own_paper(
    size: tuple[float, float], millimetres: tuple[int, int], known: QPageSize.PageSizeId, lies: bool
) -> None:
    layout = layout_of(QSizeF(*size))
    found = layout.pageSize().size(QPageSize.Unit.Millimeter)
    assert (round(found.width()), round(found.height())) == millimetres
    assert layout.pageSize().id() == known
    assert (layout.orientation() == QPageLayout.Orientation.Landscape) is lies


def test_printed_as_it_is(view: PaperView, qtbot: QtBot, tmp_path: Path) -> None:
    view.show_pdf(pdf(F4, A4, A5_LYING), "Tiga")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    with qtbot.waitSignal(view.printed, timeout=20_000) as told:
        view.print_on(printer)
    assert told.args == [True]
    assert view.show_pdf(tmp_path / "cetak.pdf")
    document = view.findChild(QPdfDocument)
    assert isinstance(document, QPdfDocument)
    sizes = [document.pagePointSize(page) for page in range(document.pageCount())]
    assert [(round(one.width() / MM), round(one.height() / MM)) for one in sizes] == [
        (215, 330),
        (210, 297),
        (210, 148),
    ]
    # What was black at the foot of the first page is black there on the paper.
    image = on_white(document, 0, QSize(430, 660))
    assert image.pixelColor(round(100 / MM * 2), round(660 - 100 / MM * 2)).lightness() < 60


def test_signs_that_became_boxes_are_told_on_the_paper_and_after_printing(
    view: PaperView, qtbot: QtBot, tmp_path: Path
) -> None:
    view.show_pdf(pdf(A4), "Lembar", warnings=[{"field": "village", "signs": "☃"}])
    assert view.signs.isVisible()
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    with qtbot.waitSignal(view.printed, timeout=20_000):
        view.print_on(printer)
    messages = view._place.messages
    assert "☃" in messages.hint.text()
    assert "desa" in messages.hint.text()
    assert not messages._timer.isActive()
    view.show_pdf(pdf(A4), "Lembar")
    assert not view.signs.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints", "Returned false")
def test_what_was_not_printed_is_said(view: PaperView, qtbot: QtBot, tmp_path: Path) -> None:
    view.show_pdf(pdf(A4), "Lembar", warnings=[{"field": "village", "signs": "☃"}])
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "tidak ada" / "cetak.pdf"))
    with qtbot.waitSignal(view.printed, timeout=20_000) as told:
        view.print_on(printer)
    assert told.args == [False]
    assert view._place.messages.sentence.text() == view.look.words.sentence(UserError("printer_failed"))[0]


def test_it_asks_for_a_printer(view: PaperView) -> None:
    view.show_pdf(pdf(A4), "Lembar")
    QTest.keyClick(view.paper, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = view.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_narrow_places_keep_every_button(view: PaperView) -> None:
    view.show_pdf(pdf(A4))
    view.resize(440, 600)
    QApplication.processEvents()
    shown = (view.before, view.after, view.larger, view.fit, view.keep, view.press, view.leave)
    for button in shown:
        corner = button.mapTo(view, button.rect().bottomRight())
        assert view.rect().contains(corner), button.accessibleName()
