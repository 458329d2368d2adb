"""Homes and keys for the tests of the window's frame."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.actions.opening import close, open_home
from desktop.actions.region_pack import export_pack
from desktop.actions.set_up import Made, Plan, set_up
from desktop.ui.application import Application
from desktop.ui.page import Page
from desktop.ui.wizard.wizard import Wizard

PASSPHRASE = "kuda batu sungai pagi"
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True)
class Practice:
    """A founded practice district: its homes' folder, its sheet codes, its pack with the voice code."""

    folder: Path
    made: Made
    pack: Path
    voice: str


def found(folder: Path) -> Practice:
    """A coordinator's home ``induk`` and an officer's ``petugas``, both for practice."""
    app = parts.build()
    outside, pack = app.surroundings(folder / "induk"), folder / "d.jbpack"
    plan = Plan("coordinator", "Rahmatina Sari", region="63.10", practice=True)
    made = set_up(outside, plan, PASSPHRASE, app.resources())
    session = open_home(outside, PASSPHRASE)
    try:
        voice = str(export_pack(session, pack)["voice_code"])
    finally:
        close(session)
    officer = Plan("officer", "Nor Aulia", practice=True, pack=pack, code=voice)
    set_up(app.surroundings(folder / "petugas"), officer, PASSPHRASE, app.resources())
    return Practice(folder, made, pack, voice)


def begun(qapp: QApplication, home: Path, qtbot: QtBot) -> Application:
    """The window as it first shows on a home: wizard or gate. Closed by `ended`."""
    app = parts.build()
    application = Application(qapp, app, app.surroundings(home, None))
    application.start()
    activate(application, qtbot)
    return application


def ended(application: Application) -> None:
    application.stop()
    application.window.close()
    application.window.deleteLater()


def activate(application: Application, qtbot: QtBot) -> None:
    """Brings the window to the front, so that it has the keys."""
    application.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """One key, where the focus is."""
    QTest.keyClick(focus(), key, modifiers)


def type_in(words: str) -> None:
    """Words, where the focus is."""
    QTest.keyClicks(focus(), words)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    return widget


def wizard_of(application: Application) -> Wizard:
    wizard = application.window.findChild(Wizard)
    assert isinstance(wizard, Wizard)
    return wizard


def page_of(application: Application) -> Page:
    page = application.window.page
    assert page is not None
    return page
