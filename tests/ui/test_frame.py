"""The window's frame: status line, keys, files dropped, lock, Qt's own words, and Qt's references to None."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.actions.changes import Changes
from desktop.actions.session import Session
from desktop.actions.shapes import VisitIn, convert
from desktop.actions.visits import add_visit
from desktop.errors import UserError
from desktop.paths import HOUSE, TRANSLATIONS
from desktop.settings import Preferences, load_preferences, save_preferences
from desktop.ui.application import Application, details
from desktop.ui.panels.key_card import KeyCard
from desktop.ui.qt_words import speak
from desktop.ui.widgets.button import Button
from tests.ui.conftest import Opener, copied
from tests.ui.frame import PASSPHRASE, Practice, activate, page_of

# As many calls as a day of work; on Python 3.11 each would take one reference to None away.
WALK = """
from PySide6.QtWidgets import QApplication, QLabel
from desktop.ui.start import keep_none_alive
keep_none_alive()
qt = QApplication([])
label = QLabel()
for number in range(50_000):
    label.setText("")
print("alive")
"""


@pytest.fixture
def opened(open_window: Opener, practice: Practice, tmp_path: Path, qtbot: QtBot) -> Application:
    application = open_window(copied(practice.folder / "petugas", tmp_path / "petugas"), PASSPHRASE)
    activate(application, qtbot)
    return application


def test_fifty_thousand_void_calls_are_survived() -> None:
    words = [sys.executable, "-c", WALK]
    child = subprocess.run(words, capture_output=True, cwd=HOUSE, check=False, text=True)
    assert (child.returncode, child.stdout) == (0, "alive\n"), child.stderr


def test_it_looks_the_same_whatever_the_system_wishes() -> None:
    words = "from desktop.ui.start import begin; print(begin('x').style().name())"
    around = {**os.environ, "QT_STYLE_OVERRIDE": "Windows"}
    child = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, cwd=HOUSE, env=around, text=True
    )
    assert child.stdout.strip() == "fusion"


def test_the_status_line_follows_what_is_written(opened: Application, qtbot: QtBot) -> None:
    status, background = opened.window.status, opened.background
    assert status is not None
    assert background is not None
    assert status.words("last") == "Belum ada berkas masuk"
    done: list[object] = []
    background.run(_record, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert opened.status is not None
    opened.status.on_wrote(Changes())
    assert status.words("saved").startswith("Tersimpan ")
    assert status.words("unsent").startswith("2 aspirasi belum dikirim")


def _record(session: Session) -> object:
    village = session.pack.villages[0].code
    rows = [{"text": "jembatan lapuk"}, {"text": "lampu mati"}]
    visit = convert({"village": village, "date": session.today.isoformat(), "aspirations": rows}, VisitIn)
    return add_visit(session, visit, Path())


def test_what_could_not_be_saved_is_said(opened: Application) -> None:
    assert opened.background is not None
    assert opened.window.status is not None
    opened.background.met.emit(UserError("disk_full"))
    assert opened.window.status.words("saved") == "Tidak tersimpan"


def test_question_mark_shows_the_keys_and_gives_the_focus_back(opened: Application, qtbot: QtBot) -> None:
    window = opened.window
    window.go("check")
    before = QApplication.focusWidget()
    QTest.keyClicks(window, "?")
    card = window.findChild(KeyCard)
    assert isinstance(card, KeyCard)
    assert not card.isHidden()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert QApplication.focusWidget() is before


def test_a_question_mark_typed_into_a_line_is_a_question_mark(opened: Application) -> None:
    opened.window.go("aspirations")
    line = page_of(opened).findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "?")
    assert line.text() == "?"


def test_f1_opens_the_chapter_of_the_page_and_esc_goes_back(opened: Application) -> None:
    window = opened.window
    window.go("check")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.page_name == "help"
    assert "Periksa data" in page_of(opened).words.toPlainText()  # type: ignore[attr-defined]
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert window.page_name == "check"


def test_enter_presses_the_button_that_has_the_focus(opened: Application, qtbot: QtBot) -> None:
    button = Button(opened.look, "Coba")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_alt_digits_follow_the_rail(opened: Application) -> None:
    window = opened.window
    assert window.rail is not None
    for number, name in enumerate(window.rail.names(), 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        assert window.page_name == name


def test_dropped_files_reach_the_page_that_takes_them(opened: Application, tmp_path: Path) -> None:
    window = opened.window
    window.go("check")
    seen: list[list[str]] = []
    window.dropped.connect(seen.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.xyz"))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop,
    )  # fmt: skip
    window.dropEvent(event)
    assert [Path(path).name for path in seen[0]] == ["a.xyz"]
    opened.lock()
    window.dropEvent(event)
    assert len(seen) == 1, "a locked window takes nothing"


def test_the_window_is_as_large_as_it_was_left(opened: Application, qtbot: QtBot) -> None:
    opened.window.resize(1200, 700)
    opened.window.close()
    kept = load_preferences(opened.outside.paths.preferences)
    assert (kept.width, kept.height) == (1200, 700)


def test_drawn_for_no_screen_it_has_the_size_that_is_wished(opened: Application) -> None:
    room = opened.qt.primaryScreen().availableGeometry()
    assert opened.qt.platformName() == "offscreen"
    assert opened.window.width() > room.width(), "on a screen it would be maximised"
    assert not opened.window.isMaximized()


def test_preferences_that_make_no_sense_are_not_taken(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    file.write_text('{"shade": "pink", "percent": 125, "width": -4, "idle_minutes": true, "x": 1}')
    assert load_preferences(file) == Preferences(percent=125)
    for text in ("", "[]", "null", "\x00"):
        file.write_text(text)
        assert load_preferences(file) == Preferences()
    save_preferences(tmp_path / "none" / "preferences.json", Preferences())
    save_preferences(file, Preferences(shade="dark"))
    assert load_preferences(file).shade == "dark"


def test_qt_speaks_indonesian(qapp: QApplication, qtbot: QtBot) -> None:
    speak(qapp, TRANSLATIONS, "id")
    standard = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(standard.Ok | standard.Cancel | standard.Save)
    line = QLineEdit("kata")
    qtbot.addWidget(box)
    qtbot.addWidget(line)
    assert [button.text() for button in box.buttons()] == ["Oke", "Simpan", "Batal"]
    menu = line.createStandardContextMenu()
    words = [action.text().partition("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert words == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih semua"]
    menu.deleteLater()


def test_a_crash_report_holds_no_words_of_the_exception() -> None:
    try:
        raise ValueError("Siti Rahmah, RT 03")
    except ValueError as problem:
        told = details("0.1.0", problem)
    assert "ValueError" in told
    assert "Siti" not in told
