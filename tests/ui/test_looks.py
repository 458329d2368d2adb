"""How the controls look: whole rows, words that wrap well, rings where there is something to do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import build
from desktop.paths import RESOURCES
from desktop.ui.look import Look
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.pages.common.help import HelpPage
from desktop.ui.panels.beside import Beside
from desktop.ui.start import begin
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Empty
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.labels import Label, Sign
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.rail import StatusLine
from desktop.ui.widgets.search_line import SearchLine
from desktop.ui.widgets.table import Table
from desktop.ui.widgets.tabs import Tabs
from tests.ui.conftest import Opener, copied
from tests.ui.frame import PASSPHRASE, Practice, activate

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
ROWS, HEAD = 13, 36


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(RESOURCES, build().catalogue)


def page_of_rows(_after: str | None) -> Mapping[str, Any]:
    return {"items": [{"id": number} for number in range(ROWS)], "next": None}


def shown(qtbot: QtBot, look: Look, qapp: QApplication, *widgets: QWidget) -> QWidget:
    """A window around some widgets, in the look."""
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    look.wear(window)
    look.apply(qapp)
    qtbot.addWidget(window)
    window.resize(600, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isVisible)
    return window


def test_a_list_begins_with_a_whole_row_wherever_it_stands(
    qapp: QApplication, qtbot: QtBot, look: Look
) -> None:
    model = PagedModel([Column("id", "Nomor", lambda item: Cell(str(item["id"])))], page_of_rows)
    table = Table(look, model, "Daftar")
    qtbot.addWidget(table)
    look.wear(table)
    look.apply(qapp)
    model.ask(page_of_rows)
    table.show()
    for high in (HEAD + 333, HEAD + 230, HEAD + 333):
        table.resize(400, high)
        table.scrollToBottom()
        qapp.processEvents()
        assert table.verticalHeader().offset() % 36 == 0
        last = table.rowViewportPosition(ROWS - 1)
        assert last + 36 <= table.viewport().height()


def test_the_current_row_stays_in_sight_when_the_list_shrinks(
    qapp: QApplication, qtbot: QtBot, look: Look
) -> None:
    model = PagedModel([Column("id", "Nomor", lambda item: Cell(str(item["id"])))], page_of_rows)
    table = Table(look, model, "Daftar")
    qtbot.addWidget(table)
    look.wear(table)
    look.apply(qapp)
    model.ask(page_of_rows)
    table.resize(400, HEAD + 360)
    table.show()
    table.go_to(9)
    qapp.processEvents()
    table.resize(400, HEAD + 150)
    qapp.processEvents()
    assert 0 <= table.rowViewportPosition(9) <= table.viewport().height() - 36


def test_prose_leaves_no_word_alone(qapp: QApplication, look: Look) -> None:
    label = Label(look, "Catat yang pertama di sini.", wrap=True)
    assert label.text() == "Catat yang pertama di sini."
    assert QLabel.text(label) == "Catat yang pertama di\N{NO-BREAK SPACE}sini."
    label.setText("Ya")
    assert QLabel.text(label) == "Ya"
    label.setText("Lihat penyelenggaraan-pemerintahan-daerah")
    assert "\N{NO-BREAK SPACE}" not in QLabel.text(label)
    assert QLabel.text(Label(look, "satu dua tiga")) == "satu dua tiga"


def test_an_empty_page_evens_its_lines(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    words = "Semua aspirasi di laptop ini terkumpul di sini. Catat yang pertama pada sebuah kunjungan desa."
    button = Button(look, "Mulai")
    empty = Empty(look, "search", "Kosong", words, button)
    shown(qtbot, look, qapp, empty)
    told = next(one for one in empty.findChildren(Label) if one.text() == words)
    two_lines = 2 * look.lettering.height()
    for width in (300, 600):
        empty.window().resize(width, 500)
        qapp.processEvents()
    assert look.lettering.scaled(440) > told.width() > look.lettering.width(words) // 2
    assert told.height() == pytest.approx(two_lines, abs=2)
    assert empty.focusProxy() is button


def test_a_ring_is_drawn_only_round_what_can_be_reached(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    empty, line = Empty(look, "search", "Kosong", "Belum ada apa-apa."), Line(look)
    tabs = Tabs(look, [("one", "Satu"), ("two", "Dua")])
    tabs.show_part("one")
    window = shown(qtbot, look, qapp, tabs, empty, line)
    ring = FocusRing(window, look)
    line.setFocus()
    qtbot.waitUntil(ring.isVisible)
    assert ring.width() == line.width() + 8
    empty.setFocus()
    qtbot.waitUntil(lambda: not ring.isVisible())
    tabs.setFocus()
    qtbot.waitUntil(ring.isVisible)
    first = tabs.findChildren(Button)[0]
    # A tab has no frame: the ring keeps off its word.
    assert ring.width() > first.width() + 16


def test_what_is_wrong_has_a_sign_besides_its_colour(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    field = Field(look, "Jam", Line(look))
    shown(qtbot, look, qapp, field)
    assert field.findChild(Sign) is None
    field.complain("Jam tidak dikenal.")
    sign = field.findChild(Sign)
    assert sign is not None
    assert sign.isVisible()
    field.complain("")
    assert not sign.isVisible()


def test_whoever_is_led_to_a_line_goes_on_at_its_end(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    line = Line(look, "21")
    other = Line(look)
    shown(qtbot, look, qapp, other, line)
    line.setCursorPosition(0)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(line.hasFocus)
    assert line.cursorPosition() == 2


def test_the_right_part_is_left_away_while_there_is_nothing_to_choose(
    qapp: QApplication, qtbot: QtBot, look: Look
) -> None:
    left, right = QWidget(), QWidget()
    parts = Beside(look, left, right, 200, 200)
    shown(qtbot, look, qapp, parts)
    assert right.isVisible()
    parts.show_alone(True)
    assert not right.isVisible()
    assert left.isVisible()
    parts.show_alone(False)
    assert right.isVisible()


def test_a_search_shows_a_lens_before_its_words(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    search, line = SearchLine(look), Line(look)
    shown(qtbot, look, qapp, search, line)
    assert search.textMargins().left() > 16
    area = search.rect().adjusted(4, 4, 0, -4)
    area.setWidth(24)
    assert search.grab(area).toImage() != line.grab(area).toImage()
    assert search.height() == line.height()


def test_signs_grow_with_the_words(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    sign = Sign(look, "search", "muted", 16)
    shown(qtbot, look, qapp, sign)
    look.choose(qapp, "light", 150)
    assert sign.width() == 24


def test_a_long_status_line_tells_what_it_cuts(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    status = StatusLine(look, "Muhammad Rizqan Fadillah, S.AP. · Petugas")
    window = shown(qtbot, look, qapp, status)
    status.show_saved("Tersimpan 10.15.00")
    status.show_unsent("13 aspirasi belum dikirim, sejak 10.15")
    status.show_last("Berkas terakhir 20 Nov 15.00")
    window.resize(480, 100)
    window.setFixedWidth(700)
    qapp.processEvents()
    window.grab()
    last = next(one for one in status.findChildren(Label) if one.text().startswith("Berkas"))
    assert last.toolTip() == "Berkas terakhir 20 Nov 15.00"


def test_a_message_stands_between_the_edges_of_the_page(qapp: QApplication, qtbot: QtBot, look: Look) -> None:
    messages = MessageBar(look)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(messages)
    shown(qtbot, look, qapp, holder)
    messages.tell("Tersimpan.")
    qapp.processEvents()
    assert messages.sentence.mapTo(messages, messages.sentence.rect().topLeft()).x() > 24


def test_the_program_has_its_own_icon(qapp: QApplication) -> None:
    begin("Jemput Bola")
    assert not qapp.windowIcon().isNull()


def test_help_is_set_in_the_type_of_the_window(
    open_window: Opener, practice: Practice, tmp_path: Path, qtbot: QtBot
) -> None:
    application = open_window(copied(practice.folder / "petugas", tmp_path / "petugas"), PASSPHRASE)
    activate(application, qtbot)
    application.window.go("help")
    page = application.window.page
    assert isinstance(page, HelpPage)
    look = application.look
    block = page.words.document().begin()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert cursor.charFormat().font().pointSizeF() == look.lettering.font("h1").pointSizeF()
    links = page.words.toHtml().lower()
    application.wishes.choose(shade="dark")
    assert look.colours["pri"].lower() in page.words.toHtml().lower()
    assert page.words.toHtml().lower() != links
