"""From an empty folder to the first page, by keys only."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.application import Application
from desktop.ui.wizard.last import DoneStep
from desktop.ui.wizard.secrets import SheetStep
from tests.ui.frame import CTRL, PASSPHRASE, Practice, begun, ended, focus, press, type_in, wizard_of

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    application = begun(qapp, tmp_path / "baru", qtbot)
    yield application
    ended(application)


def step(window: Application, qtbot: QtBot, name: str) -> None:
    qtbot.waitUntil(lambda: wizard_of(window).name == name, timeout=20_000)


def clear() -> None:
    line = focus()
    assert isinstance(line, QLineEdit)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)


def keep_sheet(window: Application, qtbot: QtBot, file: Path) -> None:
    """Shift+Tab back to the file's line, another path, Ctrl+S, tick, Enter."""
    step(window, qtbot, "sheet")
    sheet = wizard_of(window).step
    assert isinstance(sheet, SheetStep)
    while focus() is not sheet.file.line:
        press(TAB, Qt.KeyboardModifier.ShiftModifier)
    clear()
    type_in(str(file))
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: focus() is sheet.kept, timeout=20_000)
    press(ENTER)
    assert wizard_of(window).name == "sheet", "goes on only when the codes are kept"
    press(Qt.Key.Key_Space)
    press(ENTER)


def choose_passphrase(window: Application, qtbot: QtBot) -> None:
    step(window, qtbot, "passphrase")
    type_in(PASSPHRASE)
    press(TAB)
    type_in(PASSPHRASE)
    press(ENTER)


def test_a_coordinator_founds_a_district(window: Application, qtbot: QtBot, tmp_path: Path) -> None:
    press(Qt.Key.Key_Down)
    press(ENTER)
    step(window, qtbot, "person")
    type_in("Hj. Rahmatina Sari")
    press(ENTER)
    step(window, qtbot, "region")
    seek = wizard_of(window).step.seek  # type: ignore[attr-defined]
    type_in("tanah")
    qtbot.waitUntil(lambda: seek.model.rowCount() > 1, timeout=20_000)
    press(ENTER)
    # Keys are made for what is chosen: with several that fit, it is named and asked again.
    assert "Tanah Datar" in seek.field.problem.text()
    step(window, qtbot, "region")
    type_in(" bumbu")
    qtbot.waitUntil(lambda: seek.model.rowCount() == 1, timeout=20_000)
    press(ENTER)
    choose_passphrase(window, qtbot)
    keep_sheet(window, qtbot, tmp_path / "lembar.pdf")
    step(window, qtbot, "done")
    press(ENTER)
    qtbot.waitUntil(lambda: window.window.page is not None, timeout=20_000)
    assert window.window.page_name == "overview"
    assert "Tanah Bumbu" in window.window.windowTitle()
    with pikepdf.open(tmp_path / "lembar.pdf") as pdf:
        assert len(pdf.pages) == 2
    assert (tmp_path / "lembar.pdf").stat().st_mode & 0o077 == 0


def test_an_officer_joins_with_pack_and_voice_code(
    window: Application, qtbot: QtBot, tmp_path: Path, practice: Practice
) -> None:
    press(ENTER)
    step(window, qtbot, "person")
    type_in("Nor Aulia")
    press(TAB)
    type_in("199508222022032902")
    press(ENTER)
    step(window, qtbot, "pack")
    type_in(str(practice.pack))
    press(TAB)
    press(TAB)
    type_in(practice.voice)
    press(ENTER)
    choose_passphrase(window, qtbot)
    keep_sheet(window, qtbot, tmp_path / "lembar.pdf")
    step(window, qtbot, "request")
    clear()
    type_in(str(tmp_path / "p.jbreq"))
    press(ENTER)
    step(window, qtbot, "done")
    done = wizard_of(window).step
    assert isinstance(done, DoneStep)
    assert (tmp_path / "p.jbreq").exists()
    press(ENTER)
    qtbot.waitUntil(lambda: window.window.page is not None, timeout=20_000)
    assert window.window.page_name == "today"
    assert window.reader is not None
    assert window.reader.home.trusted


def test_a_wrong_voice_code_is_said_beside_the_field(
    window: Application, qtbot: QtBot, practice: Practice
) -> None:
    press(ENTER)
    type_in("Nor Aulia")
    press(ENTER)
    step(window, qtbot, "pack")
    type_in(str(practice.pack))
    press(TAB)
    press(TAB)
    type_in("11111 22222 33333 44444")
    press(ENTER)
    field = wizard_of(window).step.code_field  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not field.problem.isHidden(), timeout=20_000)
    assert "tidak cocok" in field.problem.text()
    assert not window.outside.paths.vault.exists()
    assert wizard_of(window).name == "pack"


def test_esc_goes_back_and_keeps_what_was_typed(window: Application, qtbot: QtBot) -> None:
    press(ENTER)
    type_in("Nor Aulia")
    press(Qt.Key.Key_Escape)
    assert wizard_of(window).name == "desk"
    press(ENTER)
    line = focus()
    assert isinstance(line, QLineEdit)
    assert line.text() == "Nor Aulia"
