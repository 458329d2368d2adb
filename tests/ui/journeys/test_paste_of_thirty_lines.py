"""Thirty lines on the clipboard: asked once, quietly; Enter makes thirty aspirations, Esc one."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.officer import CTRL, Key, Officer, Opener, officer_home

LINES = [f"keluhan warga nomor {number}" for number in range(1, 31)]


def test_thirty_lines_become_thirty_aspirations_in_their_order(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.new_visit()
    QGuiApplication.clipboard().setText("\r\n".join(["", *LINES, "  "]))
    officer.press(Key.Key_V, held=CTRL)
    assert officer.page.sheet.left.paste.isVisible()
    assert officer.heard() == []
    officer.press(Key.Key_Return)
    officer.wait(lambda: officer.page.sheet.model.rowCount() == 30)
    assert officer.texts() == LINES
    assert officer.page.sheet.entry.line.hasFocus()
    assert not officer.page.sheet.left.paste.isVisible()

    officer.press(Key.Key_Z, held=CTRL)
    officer.wait(lambda: officer.page.sheet.model.rowCount() == 0)


def test_escape_makes_one_line_of_them(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.new_visit()
    QGuiApplication.clipboard().setText("jalan rusak\nsejak banjir")
    officer.press(Key.Key_V, held=CTRL)
    officer.press(Key.Key_Escape)
    assert officer.page.sheet.entry.text() == "jalan rusak sejak banjir"
    officer.press(Key.Key_Return)
    officer.wait(lambda: officer.texts() == ["jalan rusak sejak banjir"])
