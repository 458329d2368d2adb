"""Answers for citizens by keys: told one by one or together, taken back, opened again, printed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.actions.finding import find
from desktop.core.dates import format_date
from desktop.ui.application import Application
from desktop.ui.pages.officer.answers import AnswersPage
from desktop.ui.widgets.labels import Label
from tests.actions.homes import ANGSANA, MANTEWE, TODAY
from tests.ui.exchanging import OFFSCREEN, asked_for_files
from tests.ui.villages import ANSWER, answered, focused, officer, press, typed, window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = Qt.Key


def opened(application: Application, code: str = "", village: str = ANGSANA) -> AnswersPage:
    application.window.go("answers", {"village": village, "code": code})
    page = application.window.page
    assert isinstance(page, AnswersPage)
    return page


def codes_of(page: AnswersPage) -> list[str]:
    model = page.lists.model
    return [str(item["code"]) for row in range(model.rowCount()) if (item := model.item(row)) is not None]


def said(page: AnswersPage) -> str:
    return " | ".join(label.text() for label in page.panel.findChildren(Label) if label.isVisible())


def values(folder: Path, code: str) -> dict[str, object]:
    with officer(folder) as session:
        one = find(session, code)
        return {**one.values, "status": one.status}


def test_lists_are_sound_models(
    qapp: QApplication, qtbot: QtBot, qtmodeltester: ModelTester, tmp_path: Path
) -> None:
    codes = answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application)
        qtmodeltester.check(page.lists.model)  # type: ignore[no-untyped-call]
        qtmodeltester.check(page.lists.villages_model)  # type: ignore[no-untyped-call]
        assert sorted(codes_of(page)) == sorted(codes[:5])
        assert page.lists.villages_model.rowCount() == 2
        assert focused() is page.lists.table


def test_a_number_and_enter_tell_one_and_go_on(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    codes = answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application, codes[2])
        assert ANSWER in said(page)
        assert "Biaya Rp250.000.000" in said(page)
        before = codes_of(page)
        press(KEY.Key_4, KEY.Key_Return)
        qtbot.waitUntil(lambda: codes[2] not in codes_of(page))
        after = page.lists.table.item()
        assert after is not None
        assert after["code"] == before[before.index(codes[2]) + 1]
        assert focused() is page.lists.table
        assert page.panel.form.scale.value == 0
    kept = values(tmp_path, codes[2])
    assert kept["status"] == "selesai"
    assert kept["told.1"] == {"date": TODAY.isoformat(), "how": "langsung"}


def test_told_without_asking_and_taken_back(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    codes = answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application, codes[3])
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda: codes[3] not in codes_of(page))
        press(KEY.Key_Z, control=True)
        qtbot.waitUntil(lambda: codes[3] in codes_of(page))
        current = page.lists.table.item()
        assert current is not None
        assert current["code"] == codes[3]
    assert values(tmp_path, codes[3])["status"] == "ditanggapi"


def test_not_satisfied_asks_why_and_opens_again(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    codes = answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application, codes[0])
        press(KEY.Key_1)
        assert focused() is page.panel.form.reason
        typed("Masih gelap, 2 lampu lagi mati")
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda: codes[0] not in codes_of(page))
        assert "dibuka kembali" in application.window.messages.sentence.text()
    kept = values(tmp_path, codes[0])
    assert (kept["status"], kept["satisfied.1"], kept["round"]) == ("dibuka_kembali", 1, 2)


def test_several_with_the_same_answer_at_once(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    codes = answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application, codes[1])
        assert f"Dijawab bersama {codes[0]}" in said(page)
        press(KEY.Key_G)
        assert page.lists.marked == {codes[0], codes[1]}
        assert page.panel.form.button.text() == "Sampaikan 2 sekaligus"
        press(KEY.Key_3, KEY.Key_Return)
        qtbot.waitUntil(lambda: page.lists.model.rowCount() == 3)
        assert page.lists.marked == set()
    assert values(tmp_path, codes[0])["status"] == "selesai"
    assert values(tmp_path, codes[1])["satisfied.1"] == 3


def test_marks_by_space_and_given_up_by_escape(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application)
        press(KEY.Key_Space, KEY.Key_Space)
        assert len(page.lists.marked) == 2
        press(KEY.Key_Escape)
        assert page.lists.marked == set()
        press(KEY.Key_A, control=True)
        assert len(page.lists.marked) == 5
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda: page.lists.model.rowCount() == 0)
        assert focused() is page.lists.villages


def test_told_ones_are_found_again_and_mended(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    codes = answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application, codes[3])
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda: codes[3] not in codes_of(page))
        press(KEY.Key_T)
        assert codes_of(page) == [codes[3]]
        assert "Disampaikan 21 Nov, langsung, belum ditanya" in said(page)
        press(KEY.Key_2, KEY.Key_Return)
        qtbot.waitUntil(lambda: "kurang puas" in said(page))
        press(KEY.Key_R)
        typed("Jembatan tetap patah")
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda: codes_of(page) == [])
    assert values(tmp_path, codes[3])["status"] == "dibuka_kembali"


@pytest.mark.parametrize(("day", "told"), [("31 feb", "tanggal"), ("besok", "belum terjadi")])
def test_a_wrong_day_is_said_beside_it(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, day: str, told: str
) -> None:
    answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application)
        form = page.panel.form
        form.day.setFocus()
        form.day.selectAll()
        typed(day)
        press(KEY.Key_Return)
        assert told in form.day_field.problem.text().lower()
        assert page.lists.model.rowCount() == 5
        form.day.selectAll()
        typed("kemarin")
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda: page.lists.model.rowCount() == 4)


def test_the_day_stays_for_the_next_one(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application)
        assert page.panel.form.day.text() == format_date(TODAY)
        page.panel.form.day.setText("kemarin")
        page.panel.form.how.choose("telepon")
        press(KEY.Key_3, KEY.Key_Return)
        qtbot.waitUntil(lambda: page.lists.model.rowCount() == 4)
        assert page.panel.form.day.text() == "kemarin"
        assert page.panel.form.how.code() == "telepon"


def test_a_secret_one_shows_its_summary_alone(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    codes = answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application, codes[4])
        shown = said(page)
        assert "Pungutan di tingkat dusun" in shown
        for hidden in ("Kepala dusun", "Uang di dusun", "Budi Samar"):
            assert hidden not in shown


def test_the_sheet_is_shown_and_closed_by_keys(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    codes = answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application)
        press(KEY.Key_P, control=True)
        qtbot.waitUntil(lambda: page.paper is not None and page.paper.isVisible(), timeout=20_000)
        assert page.paper is not None
        assert focused() is page.paper.paper
        assert codes[0] in page.paper.paper.accessibleDescription()
        press(KEY.Key_Escape)
        assert focused() is page.lists.table


def test_with_large_text_the_answer_is_a_page_of_its_own(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    answered(tmp_path)
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        application.window.resize(1366, 768)
        application.look.choose(qapp, "light", 150)
        page = opened(application)
        qapp.processEvents()
        assert not page.panel.isVisible()
        press(KEY.Key_Return)
        assert page.panel.isVisible()
        press(KEY.Key_3, KEY.Key_Return)
        qtbot.waitUntil(lambda: page.lists.model.rowCount() == 4)
        assert page.lists.isVisible()
        application.look.choose(qapp, "light", 100)


@OFFSCREEN
def test_nothing_to_tell_teaches(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    answered(tmp_path)
    with officer(tmp_path) as session:
        session.store.connection.execute("UPDATE aspiration SET outcome = NULL")
    with window(qapp, qtbot, tmp_path / "petugas") as application:
        page = opened(application, village=MANTEWE)
        assert page.nothing.isVisible()
        assert focused() is page.fetch
        press(KEY.Key_P, control=True)
        assert page.paper is None
        press(KEY.Key_Return)
        assert asked_for_files(qtbot)
        assert application.window.page_name == "exchange"
