"""An officer tells the answers of the day's village by keys only; one citizen is not satisfied."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions.finding import find
from desktop.ui.pages.officer.answers import AnswersPage
from desktop.ui.pages.officer.today import TodayPage
from tests.actions.homes import ANGSANA, TODAY
from tests.ui.villages import ANSWER, again, answered, focused, officer, plan, press, typed, window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = Qt.Key


def test_told_and_opened_again(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    codes = answered(tmp_path)
    with officer(tmp_path) as session:
        plan(session, TODAY, ANGSANA, {"text": "Jalan rusak"}, start="09:10")
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        today = application.window.page
        assert isinstance(today, TodayPage)
        # Past the other visits' buttons to the list of answers.
        while focused() is not today.table:
            press(KEY.Key_Tab)
        rows = [item["code"] for row in range(5) if (item := today.model.item(row)) is not None]
        press(*[KEY.Key_Down] * rows.index(codes[3]), KEY.Key_Return)
        page = application.window.page
        assert isinstance(page, AnswersPage)
        item = page.panel.item
        assert item is not None
        assert (item["code"], item["answer"]["text"]) == (codes[3], ANSWER)

        press(KEY.Key_2)
        typed("Jembatannya tetap dilewati anak sekolah")
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda: page.lists.model.rowCount() == 4)
        for left in (3, 2, 1, 0):
            press(KEY.Key_4, KEY.Key_Return)
            qtbot.waitUntil(lambda left=left: page.lists.model.rowCount() == left)  # type: ignore[misc]
        press(KEY.Key_Escape)
        assert application.window.page_name == "today"
        assert "1 jawaban untuk disampaikan" in today.head.subtitle.text()

    district = again(tmp_path, "setda", "petugas")
    district.carry(district.homes["petugas"], district.homes["setda"])
    office = district.homes["setda"]
    opened = find(office, codes[3])
    assert (opened.status, opened.round, opened.values["satisfied.1"]) == ("dibuka_kembali", 2, 2)
    assert [find(office, codes[number]).status for number in (0, 2, 4)] == ["selesai"] * 3
    assert find(office, codes[1]).values["satisfied.1"] == 4
    district.close()
