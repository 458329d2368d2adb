"""Settings take effect at once; the data are checked and backed up in the background."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.actions.opening import data_key_of
from desktop.settings import load_preferences
from desktop.ui.application import Application
from desktop.ui.navigation import ICONS
from desktop.ui.pages.common.check import CheckPage, size_words
from desktop.ui.pages.common.help import HelpPage, chapters
from desktop.ui.pages.common.settings import SettingsPage
from tests.ui.conftest import Opener, copied
from tests.ui.frame import PASSPHRASE, Practice, activate, press, type_in


@pytest.fixture
def opened(open_window: Opener, practice: Practice, tmp_path: Path, qtbot: QtBot) -> Application:
    application = open_window(copied(practice.folder / "induk", tmp_path / "induk"), PASSPHRASE)
    activate(application, qtbot)
    return application


def settings_of(application: Application) -> SettingsPage:
    application.window.go("settings")
    page = application.window.page
    assert isinstance(page, SettingsPage)
    return page


def test_shade_and_size_take_effect_and_are_kept(opened: Application) -> None:
    settings_of(opened)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert opened.look.colours.shade == "dark"
    QTest.keyClick(opened.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert opened.look.lettering.percent == 110
    kept = load_preferences(opened.outside.paths.preferences)
    assert (kept.shade, kept.percent) == ("dark", 110)
    opened.wishes.choose(shade="light", percent=100)


def test_the_passphrase_is_changed(opened: Application, qtbot: QtBot) -> None:
    page = settings_of(opened)
    page.two.first.setFocus()
    type_in("sandi baru yang panjang")
    press(Qt.Key.Key_Tab)
    type_in("sandi baru yang panjang")
    with qtbot.waitSignal(opened.window.messages.said, timeout=20_000):
        press(Qt.Key.Key_Return)
    assert page.two.first.text() == ""
    assert data_key_of(opened.outside.paths.vault, "sandi baru yang panjang")


def test_the_data_are_checked(opened: Application, qtbot: QtBot) -> None:
    opened.window.go("check")
    page = opened.window.page
    assert isinstance(page, CheckPage)
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    qtbot.waitUntil(page.start.isEnabled, timeout=60_000)
    words = [label.text() for label in page.findChildren(QLabel)]
    assert "Data sehat." in words
    assert "Tanda tangan setiap catatan" in words


def test_a_backup_is_written_and_remembered(opened: Application, qtbot: QtBot, tmp_path: Path) -> None:
    opened.window.go("check")
    page = opened.window.page
    assert isinstance(page, CheckPage)
    assert page.last.label.text() == "Belum pernah dicadangkan"
    page.file.show_path(tmp_path / "cadangan.jbbackup")
    with qtbot.waitSignal(opened.window.messages.said, timeout=60_000):
        QTest.keyClick(opened.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "cadangan.jbbackup").stat().st_size > 0
    assert page.last.label.text().startswith("Cadangan terakhir")
    QTest.keyClick(opened.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.file_field.problem.isHidden(), timeout=60_000)


def test_sizes_in_words() -> None:
    assert [size_words(size) for size in (12, 1200, 74_000_000, 1_200_000_000)] == [
        "12 B",
        "1,2 KB",
        "74 MB",
        "1,2 GB",
    ]


def test_every_page_has_its_chapter_and_every_link_its_target(opened: Application) -> None:
    found = chapters()
    assert set(ICONS) - {"help"} <= set(found)
    opened.window.go("help")
    page = opened.window.page
    assert isinstance(page, HelpPage)
    QApplication.processEvents()
    assert "Mulai di sini" in page.words.toPlainText()
    type_in("tanda terima")
    page.seek.refresh()
    assert page.seek.model.row_of("name", "exchange") >= 0
    assert page.seek.model.row_of("name", "check") == -1
