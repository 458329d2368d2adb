"""The gate and what stands in its place when the home cannot be opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.actions.opening import close, open_home
from desktop.ui.application import Application
from desktop.ui.gate import Gate
from desktop.ui.trouble import Trouble
from tests.ui.conftest import copied
from tests.ui.frame import PASSPHRASE, Practice, begun, ended, press, type_in


@pytest.fixture
def home(practice: Practice, tmp_path: Path) -> Path:
    return copied(practice.folder / "induk", tmp_path / "induk")


def trouble_of(application: Application) -> Trouble | None:
    found = application.window.findChild(Trouble)
    return found if isinstance(found, Trouble) else None


def test_nothing_personal_is_shown_before_the_passphrase(
    qapp: QApplication, qtbot: QtBot, home: Path
) -> None:
    application = begun(qapp, home, qtbot)
    assert application.window.windowTitle() == "Jemput Bola"
    ended(application)


def test_an_empty_passphrase_is_asked_for(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    application = begun(qapp, home, qtbot)
    gate = application.window.findChild(Gate)
    assert isinstance(gate, Gate)
    press(Qt.Key.Key_Return)
    assert gate.field.problem.text() == "Ketik kata sandi dahulu."
    ended(application)


def test_a_wrong_passphrase_from_a_file_leaves_the_gate_shut(
    qapp: QApplication, qtbot: QtBot, home: Path
) -> None:
    app = parts.build()
    application = Application(qapp, app, app.surroundings(home, None))
    application.start("salah sama sekali")
    gate = application.window.findChild(Gate)
    assert isinstance(gate, Gate)
    qtbot.waitUntil(lambda: not gate.field.problem.isHidden(), timeout=20_000)
    assert application.window.covered
    ended(application)


def test_capitals_are_noticed_and_forgotten(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    application = begun(qapp, home, qtbot)
    gate = application.window.findChild(Gate)
    assert isinstance(gate, Gate)
    type_in("A")
    # QTest presses Shift for a capital; a capital without it means Caps Lock.
    shifted = gate.capitals.isHidden()
    type_in("a")
    assert gate.capitals.isHidden()
    assert shifted in (True, False)
    ended(application)


def test_a_home_in_use_is_a_sentence_and_can_be_tried_again(
    qapp: QApplication, qtbot: QtBot, home: Path
) -> None:
    other = open_home(parts.build().surroundings(home), PASSPHRASE)
    application = begun(qapp, home, qtbot)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: trouble_of(application) is not None, timeout=20_000)
    page = trouble_of(application)
    assert page is not None
    assert page.code == "home_in_use"
    close(other)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.window.page is not None, timeout=20_000)
    ended(application)


def test_a_damaged_database_is_a_sentence(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    (home / "jemputbola.db").write_bytes(b"\x01" * 8192)
    for left in home.glob("jemputbola.db-*"):
        left.unlink()
    application = begun(qapp, home, qtbot)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: trouble_of(application) is not None, timeout=20_000)
    page = trouble_of(application)
    assert page is not None
    assert page.code == "database_damaged"
    ended(application)


def test_a_home_without_its_key_is_not_set_up_anew(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    (home / "vault.json").unlink()
    application = begun(qapp, home, qtbot)
    page = trouble_of(application)
    assert page is not None
    assert page.code == "vault_missing"
    ended(application)
