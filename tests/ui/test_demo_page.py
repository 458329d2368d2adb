"""The practice district's page: the desks of the story, and one sits down at one of them."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.ui.demo import DemoRun
from tests.ui.conftest import copied
from tests.ui.frame import PASSPHRASE, Practice, activate, ended, press

STORY = """
import json, sys
sys.stderr.write("Babak 1\\n")
homes = json.loads(sys.argv[1])
print(json.dumps({"homes": homes, "ends": "2026-11-20T15:10:00+08:00"}))
"""


@pytest.fixture
def homes(practice: Practice, tmp_path: Path) -> list[dict[str, Any]]:
    (tmp_path / "sandi").write_text(PASSPHRASE + "\n")
    file = str(tmp_path / "sandi")
    rows = []
    for name, desk in (("induk", "coordinator"), ("petugas", "officer")):
        home = str(copied(practice.folder / name, tmp_path / name))
        row = {"laptop": name, "owner": "Nor Aulia", "desk": desk, "home": home, "passphrase_file": file}
        rows.append(row)
    return rows


def test_one_sits_down_at_a_desk_of_the_story(
    qapp: QApplication, qtbot: QtBot, homes: list[dict[str, Any]]
) -> None:
    command = [sys.executable, "-c", STORY, json.dumps(homes)]
    demo = DemoRun(qapp, parts.build(), None, command)
    demo.start()
    page = demo.page
    qtbot.waitUntil(lambda: len(page.group.buttons()) == 2, timeout=20_000)
    activate(demo.application, qtbot)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: demo.application.window.page is not None, timeout=20_000)
    reader = demo.application.reader
    assert reader is not None
    assert reader.holds("officer")
    assert reader.today.isoformat() == "2026-11-20", "the clock goes on where the story ends"
    ended(demo.application)
    demo.stop()


def test_a_story_that_cannot_be_played_is_said(qapp: QApplication, qtbot: QtBot) -> None:
    demo = DemoRun(qapp, parts.build(), None, [sys.executable, "-c", "print('{}')"])
    demo.start()
    page = demo.page
    qtbot.waitUntil(lambda: page.bar.isHidden(), timeout=20_000)
    assert page.words.text() == "Daerah latihan tidak dapat disusun."
    ended(demo.application)
    demo.stop()
