"""The gate and what stands in its place when the home cannot be opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.actions.opening import close, open_home
from desktop.ui.application import Application
from desktop.ui.gate import Gate
from desktop.ui.trouble import Trouble
from tests.ui.conftest import copied
from tests.ui.frame import CTRL, PASSPHRASE, Practice, begun, ended, press, type_in


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


def handle_of(application: Application) -> QWindow:
    """What the system gives keys to."""
    handle = application.window.windowHandle()
    assert handle is not None
    return handle


def pages_of(application: Application) -> list[str]:
    """Every page that is opened from now on, by name."""
    names: list[str] = []
    application.window.page_shown.connect(names.append)
    return names


def opened_impatiently(application: Application, qtbot: QtBot, *, held: bool) -> None:
    """Enter at every turn of Qt's loop until long after the page is there, pressed or held down."""
    handle, heard = handle_of(application), 0

    def again() -> None:
        nonlocal heard
        heard += application.window.page is not None
        QCoreApplication.postEvent(handle, enter(QEvent.Type.KeyPress, again=held))

    type_in(PASSPHRASE)
    QCoreApplication.postEvent(handle, enter(QEvent.Type.KeyPress))
    impatience = QTimer(interval=0)
    impatience.timeout.connect(again)
    impatience.start()
    # Those that come while the window is busy with its first page, and some more.
    qtbot.waitUntil(lambda: heard > 20, timeout=20_000)
    impatience.stop()
    QCoreApplication.postEvent(handle, enter(QEvent.Type.KeyRelease))


def enter(kind: QEvent.Type, *, again: bool = False) -> QKeyEvent:
    return QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", again)


@pytest.mark.parametrize("held", [False, True])
def test_an_impatient_enter_does_not_act_on_the_page_behind_the_gate(
    qapp: QApplication, qtbot: QtBot, practice: Practice, tmp_path: Path, held: bool
) -> None:
    application = begun(qapp, copied(practice.folder / "petugas", tmp_path / "petugas"), qtbot)
    names = pages_of(application)
    opened_impatiently(application, qtbot, held=held)
    assert names == ["today"]
    # Soon it is heard again: on the one button there is.
    qtbot.waitUntil(lambda: not application.window.guard.watching)
    QTest.keyClick(handle_of(application), Qt.Key.Key_Return)
    assert names == ["today", "visits"]
    ended(application)


def test_whoever_sees_the_page_and_types_on_is_heard_at_once(
    qapp: QApplication, qtbot: QtBot, practice: Practice, tmp_path: Path
) -> None:
    application = begun(qapp, copied(practice.folder / "petugas", tmp_path / "petugas"), qtbot)
    names, handle = pages_of(application), handle_of(application)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.window.page is not None, timeout=20_000)
    assert application.window.guard.watching
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert names == ["today"]
    QTest.keyClick(handle, Qt.Key.Key_Backtab)
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert names == ["today", "visits"]
    ended(application)


def test_an_impatient_enter_does_not_act_behind_the_lock(
    qapp: QApplication, qtbot: QtBot, practice: Practice, tmp_path: Path
) -> None:
    application = begun(qapp, copied(practice.folder / "petugas", tmp_path / "petugas"), qtbot)
    names = pages_of(application)
    opened_impatiently(application, qtbot, held=False)
    press(Qt.Key.Key_L, CTRL)
    gate = application.window.findChild(Gate)
    assert isinstance(gate, Gate)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not application.window.covered, timeout=20_000)
    QTest.keyClick(handle_of(application), Qt.Key.Key_Return)
    assert names == ["today"]
    ended(application)


def test_the_gate_waits_until_the_page_is_there(qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    """Enter while the home is opened finds an empty field, which is nothing to complain of."""
    application = begun(qapp, home, qtbot)
    keys: list[bytes] = []
    gate = Gate(application.look, application.outside.paths.vault, "", keys.append)
    application.window.cover(gate)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(keys), timeout=20_000)
    press(Qt.Key.Key_Return)
    assert not gate.field.problem.text()
    assert not gate.button.isEnabled()
    assert len(keys) == 1
    ended(application)
