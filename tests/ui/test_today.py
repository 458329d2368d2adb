"""The first page of an officer: what is under way comes first, and each line leads on."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.pages.officer.today import TodayPage
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label
from tests.actions.homes import ANGSANA, MANTEWE, TODAY, District
from tests.ui.villages import answered, focused, officer, plan, press, window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = Qt.Key


def words_of(page: TodayPage) -> str:
    shown = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    return " | ".join(
        [*shown, *(button.text() for button in page.findChildren(Button) if button.isVisible())]
    )


def test_a_running_visit_is_one_enter_away(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    answered(tmp_path)
    with officer(tmp_path) as session:
        later = plan(session, TODAY, MANTEWE, start="13:30")
        running = plan(session, TODAY, ANGSANA, {"text": "Jalan rusak"}, start="09:10", place="Balai Desa")
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = application.window.page
        assert isinstance(page, TodayPage)
        first = page.visits.first
        assert first is not None
        assert focused() is first
        assert (first.objectName(), first.text()) == (f"visit:{running}", "Lanjutkan")
        primary = [
            one for one in page.findChildren(Button) if one.property("kind") == "primary" and one.isVisible()
        ]
        assert primary == [first]
        other = page.findChild(Button, f"visit:{later}")
        assert isinstance(other, Button)
        assert other.text() == "Siapkan"
        assert "Balai Desa" in words_of(page)
        press(KEY.Key_Return)
        assert application.window.page_name == "visit"


def test_what_is_told_today_is_that_of_the_villages_one_goes_to(
    qapp: QApplication, qtbot: QtBot, qtmodeltester: ModelTester, tmp_path: Path
) -> None:
    codes = answered(tmp_path)
    with officer(tmp_path) as session:
        plan(session, TODAY + timedelta(days=2), MANTEWE)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = application.window.page
        assert isinstance(page, TodayPage)
        qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]
        assert [page.model.item(row)["code"] for row in range(page.model.rowCount())] == [codes[5]]  # type: ignore[index]
        assert "6 jawaban untuk disampaikan" in page.head.subtitle.text()
        page.table.setFocus()
        press(KEY.Key_Return)
        assert application.window.page_name == "answers"
        answers = application.window.page
        assert answers.lists.table.item()["code"] == codes[5]  # type: ignore[union-attr]


def test_answers_are_not_kept_quiet_where_none_waits_on_the_way(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    answered(tmp_path)
    with officer(tmp_path) as session:
        elsewhere = next(one.code for one in session.pack.villages if one.code not in (ANGSANA, MANTEWE))
        plan(session, TODAY, elsewhere, start="09:10")
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = application.window.page
        assert isinstance(page, TodayPage)
        assert "6 jawaban untuk disampaikan" in page.head.subtitle.text()
        assert page.model.rowCount() == 6
        assert "Menunggu disampaikan" in words_of(page)


def test_without_a_visit_all_answers_wait(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = application.window.page
        assert isinstance(page, TodayPage)
        assert page.model.rowCount() == 6
        assert "Menunggu disampaikan" in words_of(page)
        assert page.findChild(Button, "visits:begin") is focused()
        press(KEY.Key_Return)
        assert application.window.page_name == "visits"


def test_a_newcomer_is_told_how_it_goes(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    District.of(tmp_path, setda="coordinator", petugas="officer").close()
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = application.window.page
        assert isinstance(page, TodayPage)
        said = words_of(page)
        assert "Selamat datang" in said
        assert "Rencanakan kunjungan" in said
        assert not page.table.isVisible()
        press(KEY.Key_P, control=True)
        assert application.window.page_name == "today"


@pytest.mark.parametrize(
    ("key", "page"), [(KEY.Key_N, "visits"), (KEY.Key_E, "exchange"), (KEY.Key_P, "answers")]
)
def test_each_action_has_its_key(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, key: Qt.Key, page: str
) -> None:
    answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        press(key, control=True)
        assert application.window.page_name == page


def test_gaps_lead_to_where_they_are_mended(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    answered(tmp_path)
    with officer(tmp_path) as session:
        plan(session, TODAY - timedelta(days=3), ANGSANA, {"text": "Jalan rusak"}, start="09:00")
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = application.window.page
        assert isinstance(page, TodayPage)
        for _ in range(40):
            if focused().objectName() == "gap:0":
                break
            press(KEY.Key_Tab)
        assert "Kunjungan 18 Nov belum diselesaikan" in focused().accessibleName()
        press(KEY.Key_Return)
        assert application.window.page_name == "visit"


def test_the_focus_stays_when_the_page_is_read_again(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    answered(tmp_path)
    with officer(tmp_path) as session:
        plan(session, TODAY, MANTEWE, start="13:30")
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = application.window.page
        assert isinstance(page, TodayPage)
        button = page.visits.first
        assert button is not None
        name = button.objectName()
        page._seen = {}
        page.refresh()
        assert focused().objectName() == name
        assert page.visits.first is focused()


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_sticks_out(qapp: QApplication, qtbot: QtBot, tmp_path: Path, percent: int) -> None:
    answered(tmp_path)
    with officer(tmp_path) as session:
        plan(session, TODAY, ANGSANA, {"text": "Jalan rusak"}, start="09:10", place="Balai Desa")
        plan(session, TODAY, MANTEWE, start="13:30")
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        application.window.resize(1366, 768)
        application.look.choose(qapp, "light", percent)
        qapp.processEvents()
        page = application.window.page
        assert isinstance(page, TodayPage)
        assert application.window.width() == 1366
        for button in page.findChildren(Button):
            if button.isVisible():
                right = button.mapTo(page, button.rect().topRight()).x()
                assert right <= page.width(), button.text()
        application.look.choose(qapp, "light", 100)
