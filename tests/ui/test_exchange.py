"""Kirim & terima: what it says of itself, its keys, what can be stopped, and what it never does."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.panels.file_words import count_words, gap_words, size_words
from desktop.ui.panels.voice_code import digits_of, grouped
from tests.journeys import deeds
from tests.journeys.homes import World, copied
from tests.ui.exchanging import OFFSCREEN, Desk, Opener, files_in

pytestmark = OFFSCREEN


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = copied(tmp_path / "district", cast=("induk", "officer", "late"))
    yield made
    made.close()


def test_sizes_counts_and_runs_of_numbers_in_words(world: World, qtbot: QtBot, open_window: Opener) -> None:
    assert [size_words(size) for size in (0, 999, 1024, 16_384, 5_400_000)] == [
        "0 B", "999 B", "1,0 KB", "16 KB", "5,1 MB",
    ]  # fmt: skip
    assert count_words(12_345) == "12.345"
    assert grouped(digits_of("12o45-678 9l234 5678901234")) == "12045 67891 23456 78901 234"
    officer = Desk(qtbot, open_window, world, "officer", "exchange")
    gap = {"numbers": [2, 3, 4, 9], "sequence": "main", "from": "Budi"}
    assert gap_words(officer.application.look, gap) == officer.text(
        "file_gap", numbers="2–4, 9", sender="Budi"
    )


def test_every_control_has_a_name_and_is_reached_in_order(
    world: World, qtbot: QtBot, open_window: Opener
) -> None:
    officer = Desk(qtbot, open_window, world, "officer", "exchange")
    page = officer.page
    for widget in (page.sending.where.choice, page.sending.button, page.sent.table, page.arrived.table):
        assert widget.accessibleName()
    for panel in (page.sent, page.arrived):
        QAbstractItemModelTester(panel.model)
    # Nothing was sent yet, so nothing can be sent again: that button is passed over.
    assert not page.again.isEnabled()
    order = [page.choose, page.sending.where.choice, page.sending.button, page.sent.table]
    officer.tab_to(order[0])
    for widget in order[1:]:
        officer.press("Tab")
        assert officer.focus is widget


def test_nothing_to_send_says_so_and_a_file_may_be_made_all_the_same(
    world: World, tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    officer = Desk(qtbot, open_window, world, "officer", "exchange")
    assert officer.page.unsent.words.text() == officer.text("unsent_nothing")
    assert not officer.page.unsent.figure.isVisible()
    assert not officer.page.again.isEnabled()
    assert officer.page.arrived.none.isVisible()
    folder = tmp_path / "stik"
    folder.mkdir()
    officer.choose_folder(officer.page.sending, folder)
    officer.press("Ctrl+E")
    # A repeat is one more number to wait for: it is asked for twice.
    assert officer.window.messages.sentence.text() == officer.text("send_repeat")
    assert files_in(folder) == []
    officer.send(officer.page.sending, folder)
    assert len(files_in(folder)) == 1
    officer.wait(officer.page.again.isEnabled)


def test_without_a_folder_it_asks_for_one(world: World, qtbot: QtBot, open_window: Opener) -> None:
    officer = Desk(qtbot, open_window, world, "officer", "exchange")
    officer.tab_to(officer.page.sending.where.choice, "Backtab")
    officer.press("End", "Ctrl+E")
    where = officer.page.sending.where
    assert where.field.problem.text() == officer.text("place_missing")
    assert officer.focus is where.line
    assert not officer.page.sending.progress.running


def test_a_laptop_nobody_accepted_yet_shows_its_code(
    world: World, tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    deeds.do(world.homes["late"], deeds.record_acts, "open", 1)
    late = Desk(qtbot, open_window, world, "late", "exchange")
    folder = tmp_path / "stik"
    folder.mkdir()
    late.send(late.page.sending, folder)
    shown = [label.text() for label in late.page.sending.outcome.findChildren(type(late.page.unsent.words))]
    codes = [text for text in shown if len(digits_of(text)) == 20 and text == grouped(digits_of(text))]
    assert len(codes) == 1


def test_escape_stops_what_is_under_way(
    world: World, tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    for number in range(30):
        deeds.do(world.homes["officer"], deeds.record_acts, "named", number)
    officer = Desk(qtbot, open_window, world, "officer", "exchange")
    folder = tmp_path / "stik"
    folder.mkdir()
    officer.choose_folder(officer.page.sending, folder)
    officer.press("Ctrl+E")
    officer.press("Escape")
    officer.wait(lambda: not officer.page.sending.progress.running)
    assert officer.page.sending.complaint.sentence.text() == officer.sentence("write_cancelled")[0]
    assert files_in(folder) == []
    assert officer.sent() == []


def test_dropped_files_are_looked_at_and_left_by_escape(
    world: World, tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    deeds.do(world.homes["induk"], deeds.record_acts, "open", 1)
    paths = world.send("induk", world.member("officer"))
    officer = Desk(qtbot, open_window, world, "officer", "exchange")
    officer.window.take_files(paths)
    officer.wait(lambda: officer.intake.currentWidget() is officer.intake.preview)
    preview = officer.intake.preview
    QAbstractItemModelTester(preview.model)
    assert [one["state"] for one in preview.files] == ["ready"]
    assert officer.focus is preview.table
    cells = [[column.cell(one).words for column in preview.model.columns] for one in preview.files]
    assert all(itertools.chain.from_iterable(cells))
    officer.press("Escape")
    assert not officer.intake.active
    assert officer.received() == []
