"""A wrong passphrase, then the right one; and a forgotten one with the code from paper."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.gate import Gate
from desktop.ui.recover import Recover
from tests.ui.conftest import copied
from tests.ui.frame import PASSPHRASE, Practice, begun, ended, press, type_in


def test_a_wrong_passphrase_is_said_and_tried_again(
    qapp: QApplication, qtbot: QtBot, practice: Practice, tmp_path: Path
) -> None:
    application = begun(qapp, copied(practice.folder / "induk", tmp_path / "induk"), qtbot)
    gate = application.window.findChild(Gate)
    assert isinstance(gate, Gate)
    with qtbot.waitSignal(gate.refused, timeout=20_000):
        type_in("SALAH SAMA SEKALI")
        assert not gate.capitals.isHidden()
        press(Qt.Key.Key_Return)
    assert "Kata sandi salah" in gate.field.problem.text()
    assert gate.line.selectedText() != ""
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.window.page is not None, timeout=20_000)
    assert not application.window.covered
    ended(application)


def test_the_code_from_paper_sets_another_passphrase(
    qapp: QApplication, qtbot: QtBot, practice: Practice, tmp_path: Path
) -> None:
    application = begun(qapp, copied(practice.folder / "induk", tmp_path / "induk"), qtbot)
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    page = application.window.findChild(Recover)
    assert isinstance(page, Recover)
    type_in("12345 12345")
    press(Qt.Key.Key_Tab)
    type_in("sandi yang lain lagi")
    press(Qt.Key.Key_Tab)
    type_in("sandi yang lain lagi")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.code.hasFocus() and page.done.isEnabled(), timeout=20_000)
    assert page.field.problem.text()
    page.code.selectAll()
    type_in(practice.made.laptop)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.window.page is not None, timeout=20_000)
    ended(application)
