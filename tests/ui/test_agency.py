"""The department's desk in the window, by keys only."""

from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.actions import assignments
from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.shape_types import Outcome
from desktop.ui.application import Application
from desktop.ui.pages.agency.followup import FollowupPage
from desktop.ui.pages.agency.incoming import IncomingPage
from tests.actions.homes import District, record
from tests.ui.conftest import Opener
from tests.ui.exchanging import OFFSCREEN, asked_for_files

PASSPHRASE = "kata sandi uji"


@pytest.fixture
def window(tmp_path: Path, open_window: Opener) -> Application:
    """A window on a department's home with three assignments."""
    district = District.of(tmp_path / "district", setda="coordinator", pupr="agency:PUPR")
    setda, pupr = district.homes.values()
    for place in ("satu", "dua", "tiga"):
        assignments.assign(setda, record(setda, {"text": f"jembatan {place} retak"}), "PUPR")
    district.carry(setda, pupr)
    district.close()
    return open_window(tmp_path / "district" / "pupr", PASSPHRASE)


@pytest.fixture
def idle(tmp_path: Path, open_window: Opener) -> Application:
    """A window on a department's home that was given nothing yet."""
    District.of(tmp_path / "district", setda="coordinator", pupr="agency:PUPR").close()
    return open_window(tmp_path / "district" / "pupr", PASSPHRASE)


def incoming(application: Application) -> IncomingPage:
    page = application.window.page
    assert isinstance(page, IncomingPage)
    return page


def typed(keys: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, keys)


def pressed(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_list_is_a_sound_model(window: Application, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(incoming(window).model)  # type: ignore[no-untyped-call]


@OFFSCREEN
def test_nothing_given_yet_offers_to_take_files_in(idle: Application, qtbot: QtBot) -> None:
    page = incoming(idle)
    assert QApplication.focusWidget() is page.fetch
    assert not page.answer.isVisible(), "one button is the one to press"
    pressed(Qt.Key.Key_2, CTRL)
    assert not page.fetch.isVisible()
    assert page.tabs.isAncestorOf(QApplication.focusWidget() or page)
    pressed(Qt.Key.Key_1, CTRL)
    assert page.fetch.isVisible()
    page.fetch.setFocus()
    pressed(Qt.Key.Key_Return)
    assert asked_for_files(qtbot)
    assert idle.window.page_name == "exchange"


def test_answered_by_keys_only(window: Application, qtbot: QtBot) -> None:
    application = window
    page = incoming(application)
    assert page.model.rowCount() == 3
    item = page.table.item()
    assert item is not None
    code = item["code"]
    pressed(Qt.Key.Key_Return)
    followup = application.window.page
    assert isinstance(followup, FollowupPage)
    typed("Sudah kami periksa; dikerjakan mulai Senin.")
    pressed(Qt.Key.Key_Return, CTRL)
    assert followup.form.outcome_field.problem.text()
    assert QApplication.focusWidget() is followup.form.outcome
    typed("Dik")
    pressed(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: isinstance(application.window.page, IncomingPage), timeout=10_000)
    reader = application.reader
    assert reader is not None
    shown = show_aspiration(reader, code)
    assert shown["status"] == "ditanggapi"
    departments = {one["kind"]: one.get("department") for one in shown["history"]}
    assert departments["answer.given"] == "DPUPR"
    assert departments["aspiration.recorded"] is None
    assert shown["assignments"][0]["answer"]["outcome"] == "dikerjakan"
    qtbot.waitUntil(lambda: incoming(application).model.rowCount() == 2)


def test_not_ours_needs_a_reason(window: Application, qtbot: QtBot) -> None:
    application = window
    pressed(Qt.Key.Key_Return)
    followup = application.window.page
    assert isinstance(followup, FollowupPage)
    pressed(Qt.Key.Key_R, CTRL)
    pressed(Qt.Key.Key_Return)
    assert followup.form.reason_field.problem.text()
    typed("Jalan ini jalan provinsi")
    pressed(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(application.window.page, IncomingPage), timeout=10_000)
    incoming(application).on_part("ended")
    assert incoming(application).model.rowCount() == 1


def test_every_outcome_says_what_it_means(window: Application) -> None:
    pressed(Qt.Key.Key_Return)
    followup = window.window.page
    assert isinstance(followup, FollowupPage)
    form, said = followup.form, set[str]()
    assert not form.told.isVisible()
    for code in get_args(Outcome):
        form.outcome.choose(code)
        assert form.told.isVisible()
        said.add(form.told.text())
    assert len(said) == len(get_args(Outcome))


def test_what_is_typed_comes_back(window: Application, qtbot: QtBot) -> None:
    application = window
    pressed(Qt.Key.Key_Return)
    typed("Setengah jawaban")
    pressed(Qt.Key.Key_Escape)
    first = incoming(application).table.item()
    assert first is not None
    qtbot.waitUntil(lambda: _kept(application, f"followup/{first['id']}"), timeout=10_000)
    pressed(Qt.Key.Key_J)
    pressed(Qt.Key.Key_Return)
    followup = application.window.page
    assert isinstance(followup, FollowupPage)
    assert followup.form.words.toPlainText() == ""
    pressed(Qt.Key.Key_Escape)
    pressed(Qt.Key.Key_K)
    pressed(Qt.Key.Key_Return)
    assert followup.form.words.toPlainText() == "Setengah jawaban"


def _kept(application: Application, key: str) -> bool:
    reader = application.reader
    assert reader is not None
    row = reader.store.connection.execute("SELECT 1 FROM draft WHERE key = ?", (key,)).fetchone()
    return row is not None
