"""The process is killed while somebody types: what was typed is there again, the cursor where it was."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.ui.pages.officer.visits import VisitsPage
from tests.ui.journeys.killed_child import BEFORE, SPOT, TYPED
from tests.ui.officer import ALT, CTRL, Key, Officer, Opener, officer_home

ROOT = Path(__file__).parents[3]


def test_the_draft_is_back_with_its_cursor(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    home = officer_home(tmp_path)
    officer = Officer(qtbot, open_window, home)
    officer.new_visit()
    visit = officer.visits()[0]["id"]
    officer.application.stop()

    command = [sys.executable, "-m", "tests.ui.journeys.killed_child", str(home), visit]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"safe\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()

    again = Officer(qtbot, open_window, home)
    again.press(Key.Key_2, held=ALT)
    again.press(Key.Key_Return)
    sheet = again.page.sheet
    assert sheet.entry.text() == TYPED
    assert sheet.entry.line.cursorPosition() == len(TYPED) - BEFORE
    assert sheet.entry.line.hasFocus()
    assert again.texts() == ["lampu jalan mati"]
    assert sheet.editor.gathered.values()["place"] == SPOT

    # The line is recorded once, and its draft is gone with it.
    again.press(Key.Key_Return)
    again.wait(lambda: len(again.heard()) == 2)
    again.settle()
    assert again.heard()[0]["place"] == {"rt": "03", "rw": "01", "landmark": "depan SD"}
    assert again.page.drafts.read(f"visit/{visit}/entry") is None


def test_a_visit_being_entered_is_back_too(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    home = officer_home(tmp_path)
    officer = Officer(qtbot, open_window, home)
    officer.press(Key.Key_2, held=ALT)
    officer.press(Key.Key_N, held=CTRL)
    officer.line("mant")
    officer.press(Key.Key_Return, Key.Key_Return)
    officer.type("Balai Adat")
    officer.press(Key.Key_Left)
    page = officer.window.page
    assert isinstance(page, VisitsPage)
    drafts = page.drafts
    officer.wait(lambda: bool(drafts.read("visit/new")))
    officer.press(Key.Key_1, held=ALT)
    officer.application.stop()

    again = Officer(qtbot, open_window, home)
    again.press(Key.Key_2, held=ALT)
    page = again.window.page
    assert isinstance(page, VisitsPage)
    assert page.form.where.text() == "Balai Adat"
    assert page.form.where.hasFocus()
    assert page.form.where.cursorPosition() == len("Balai Ada")
    again.press(Key.Key_Return)
    again.wait(lambda: len(again.visits()) == 1)
    assert again.visits()[0]["village_name"] == "Mantewe"
    again.settle()
    assert page.form.kept is False
