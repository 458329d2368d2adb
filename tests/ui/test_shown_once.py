"""How single things are shown, wherever they stand: words once, dates that bind, whole rows."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import build
from desktop.paths import RESOURCES
from desktop.ui.look import Look
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.panels.record import said_once
from desktop.ui.states import due_cell
from desktop.ui.widgets.table import Table

LONG = "Jembatan gantung lapuk, " + "anak sekolah takut lewat " * 12


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(RESOURCES, build().catalogue)


@pytest.mark.parametrize(
    ("title", "text", "shown"),
    [
        ("Jembatan lapuk", "Jembatan lapuk", ("Jembatan lapuk", "")),
        ("Jembatan…", "Jembatan gantung lapuk", ("Jembatan gantung lapuk", "")),
        ("Jembatan lapuk...", "Lampu mati", ("Jembatan lapuk...", "Lampu mati")),
        ("Jembatan", "Jembatan gantung lapuk", ("Jembatan", "Jembatan gantung lapuk")),
        ("Jembatan gantung…", LONG, ("Jembatan gantung…", LONG)),
        ("", "Lampu mati", ("", "Lampu mati")),
    ],
)
def test_what_its_title_says_is_not_said_again(title: str, text: str, shown: tuple[str, str]) -> None:
    assert said_once({"title": title, "text": text}) == shown


def test_a_due_date_is_late_only_while_it_binds(look: Look) -> None:
    today = date(2026, 11, 22)
    assert due_cell(look, "2026-11-20", today).tone == "err"
    assert due_cell(look, "2026-11-20", today, done=True) == Cell("20 Nov", "muted")
    assert due_cell(look, "2026-11-22", today).tone == "warn"
    assert due_cell(look, "2026-11-22", today, done=True) == Cell("22 Nov", "muted")


def test_a_list_shows_whole_rows_and_takes_the_widths_of_its_question(look: Look, qtbot: QtBot) -> None:
    def columns(width: int) -> list[Column]:
        def words(item: object) -> Cell:
            return Cell(str(item))

        return [Column("words", "Kata", words), Column("due", "Tenggat", words, width)]

    model = PagedModel(columns(96), lambda _after: {"items": [{"n": n} for n in range(40)], "next": None})
    table = Table(look, model, "Daftar")
    qtbot.addWidget(table)
    table.resize(400, 36 * 6 + 17)
    model.reload()
    table.show()
    assert table.columnWidth(1) == 96
    model.columns[:] = columns(138)
    model.reload()
    assert table.columnWidth(1) == 138
    table.go_to(39)
    first = table.rowAt(0)
    assert table.rowViewportPosition(first) == 0, "no row is cut at the head"
    picture = table.viewport().grab().toImage()
    below = table.viewport().height() // 36 * 36
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, 380, 3) for y in range(below + 1, picture.height())
    }
    assert len(colours) == 1, "nor is one at the foot"
