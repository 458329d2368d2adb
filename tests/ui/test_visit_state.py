"""Whether a visit is planned, under way, left open or finished, by the hour; and planning it for a day."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import build
from desktop.core.dates import format_date
from desktop.paths import RESOURCES
from desktop.ui.look import Look
from desktop.ui.pages.officer.today import TodayPage
from desktop.ui.pages.officer.visits import VisitsPage
from desktop.ui.panels.visit_state import state_of
from desktop.ui.reading_order import walk_as_one_reads
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.day_tile import DayTile
from desktop.ui.widgets.fields import Line, Segments
from tests.ui.officer import ALT, CTRL, Key, Officer, Opener, officer_home

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=timezone(timedelta(hours=8)))
TODAY, BEFORE, AFTER = "2026-11-21", "2026-11-20", "2026-11-22"


@pytest.mark.parametrize(
    ("visit", "state"),
    [
        ({"date": TODAY}, "planned"),
        ({"date": TODAY, "start": "12:01"}, "planned"),
        ({"date": TODAY, "start": "12:00"}, "running"),
        ({"date": TODAY, "start": "09:00"}, "running"),
        ({"date": TODAY, "start": "14:00", "aspirations": 1}, "running"),
        ({"date": TODAY, "aspirations": 3}, "running"),
        ({"date": TODAY, "start": "09:00", "end": "12:01"}, "running"),
        ({"date": TODAY, "start": "09:00", "end": "12:00"}, "over"),
        ({"date": TODAY, "start": "14:00", "end": "15:00"}, "planned"),
        ({"date": AFTER, "start": "09:00", "aspirations": 2}, "planned"),
        ({"date": BEFORE, "start": "23:00"}, "over"),
        ({"date": BEFORE, "aspirations": 1}, "over"),
        ({"date": BEFORE}, "planned"),
        ({"date": BEFORE, "finished": True}, "finished"),
        ({"date": AFTER, "finished": True}, "finished"),
    ],
)
def test_by_the_hour(visit: dict[str, Any], state: str) -> None:
    whole = {"finished": False, "start": None, "end": None, "aspirations": 0, **visit}
    assert state_of(whole, NOON) == state


def test_a_free_day_is_planned_with_its_date(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path, {"text": "jalan rusak"}))
    officer.press(Key.Key_2, held=ALT)
    officer.press(Key.Key_N, held=CTRL)
    officer.type("ang")
    officer.settle()
    officer.press(Key.Key_1, held=ALT)
    page = officer.window.page
    assert isinstance(page, TodayPage)
    tile = page.ahead.findChildren(DayTile)[2]
    day = tile.objectName().partition(":")[2]
    tile.setFocus()
    officer.press(Key.Key_Return)
    visits = officer.window.page
    assert isinstance(visits, VisitsPage)
    assert visits.form.date.text() == format_date(datetime.fromisoformat(day).date())
    assert visits.form.village.line.hasFocus()
    visits.form.village.line.clear()
    officer.line("angs")
    officer.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    officer.wait(lambda: officer.visits()[0]["date"] == day)

    # Only that once: another one begins with today.
    officer.press(Key.Key_2, held=ALT)
    officer.press(Key.Key_N, held=CTRL)
    assert visits.form.date.text() == format_date(officer.reader.today)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_tab_comes_to_the_segment_that_is_on_from_both_sides(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look(RESOURCES, build().catalogue)
    whole = QWidget()
    qtbot.addWidget(whole)
    before, after = Line(look), Line(look)
    segments = Segments(look, [("a", "Satu"), ("b", "Dua"), ("c", "Tiga")])
    column = QVBoxLayout(whole)
    for one in (before, segments, after):
        column.addWidget(one)
    segments.choose("b")
    walk_as_one_reads(whole)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    chosen = segments.findChildren(Button)[1]
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for start, key, held in ((before, Qt.Key.Key_Tab, plain), (after, Qt.Key.Key_Backtab, shift)):
        start.setFocus()
        QTest.keyClick(start, key, held)
        assert chosen.hasFocus()
        QTest.keyClick(chosen, key, held)
        assert (after if start is before else before).hasFocus()
