"""The laptop is left alone in the middle of typing, and taken up again."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.gate import Gate
from desktop.ui.idle import IdleWatch
from tests.ui.conftest import Opener, copied
from tests.ui.frame import PASSPHRASE, Practice, activate, focus, press, type_in


def test_the_lock_gives_back_page_words_and_focus(
    open_window: Opener, qtbot: QtBot, practice: Practice, tmp_path: Path
) -> None:
    application = open_window(copied(practice.folder / "induk", tmp_path / "induk"), PASSPHRASE)
    window = application.window
    activate(application, qtbot)
    window.go("help")
    type_in("jembatan")
    line = focus()
    assert application.idle is not None
    application.idle.wait(0.05)
    qtbot.waitUntil(lambda: window.covered)
    assert isinstance(window.findChild(Gate), Gate)
    application.idle.wait(0)
    before = window.page_name
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert (window.page_name, window.covered) == (before, True), "no key reaches what is covered"
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.covered, timeout=20_000)
    assert focus() is line
    assert isinstance(line, QLineEdit)
    assert line.text() == "jembatan"


def test_a_touch_begins_the_wait_anew(qtbot: QtBot) -> None:
    now = [0.0]
    source = QObject()
    watch = IdleWatch(source, lambda: now[0])
    heard: list[bool] = []
    watch.left_alone.connect(lambda: heard.append(True))
    watch.wait(600)
    now[0] = 599
    watch.on_looked()
    watch.touch()
    now[0] = 1198
    watch.on_looked()
    assert heard == []
    now[0] = 1199
    watch.on_looked()
    watch.on_looked()
    assert heard == [True], "it is said once"
    watch.touch()
    now[0] = 5
    watch.on_looked()
    assert heard == [True], "a clock set back begins anew"
