"""A paper that is looked at or printed lies open nowhere, not for a moment and not after a crash."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.actions.print_visit import print_minutes
from tests.proofs.hunter import Hunter
from tests.ui.officer import Officer, Opener, officer_home

ROOT = Path(__file__).parents[3]
MARK = "KENARI-KERTAS-7341"


def opened(world: Path) -> list[str]:
    """Files in which the citizen's words can be read without a key."""
    hunter = Hunter({"mark": MARK})
    files = (path for path in sorted(world.rglob("*")) if path.is_file())
    return [str(path.relative_to(world)) for path in files if hunter.hunt(path.read_bytes())]


def test_a_paper_is_never_in_a_file_of_its_own_accord(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    world, outside = tmp_path / "dunia", tmp_path / "luar"
    for folder in (world, world / "tmp", world / "rumah", outside):
        folder.mkdir()
    secret = {"text": "parit buntu", "citizen": {"mode": "secret"}}
    home = officer_home(world, {"text": f"jembatan {MARK} lapuk"}, secret)
    officer = Officer(qtbot, open_window, home)
    visit = officer.visits()[0]["id"]
    app = parts.build()
    officer.application.stop()

    command = [sys.executable, "-m", "tests.ui.journeys.paper_child", str(home), visit]
    rooms = {"TMPDIR": world / "tmp", "HOME": world / "rumah", "XDG_CACHE_HOME": world / "rumah"}
    folders = {name: str(room) for name, room in rooms.items()}
    child = subprocess.Popen(
        [*command, str(outside / "cetak.pdf")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **folders},
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == b"written\n"
    assert child.stdout.readline() == b"shown\n"
    assert (outside / "cetak.pdf").stat().st_size > 0
    assert opened(world) == []
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    child.stdin.close()
    assert opened(world) == []

    # The hunt would have found such a paper.
    again = Officer(qtbot, open_window, home)
    background = again.application.background
    assert background is not None
    paper = world / "tmp" / "paper.pdf"
    told: list[object] = []
    background.run(lambda session: print_minutes(session, app.press(), visit, paper), told.append)
    again.wait(lambda: bool(told))
    assert opened(world) == ["tmp/paper.pdf"]


def test_what_the_minutes_leave_out_is_said_beside_them(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    rows: list[dict[str, Any]] = [
        {"text": "parit buntu", "citizen": {"mode": "secret"}},
        {"text": "pungli", "restricted": True},
    ]
    officer = Officer(qtbot, open_window, officer_home(tmp_path, {"text": "jembatan lapuk"}, *rows))
    officer.window.go("visit", officer.visits()[0]["id"])
    page = officer.page
    page.on_minutes()
    officer.wait(lambda: page.paper.pages > 0)
    assert page.paper.note.isVisible()
    assert page.paper.note.text().startswith("2 aspirasi yang dirahasiakan atau terbatas")
    page.papers.receipt(officer.heard()[0]["id"], "A")
    officer.wait(lambda: "A" in page.paper.title.text())
    assert not page.paper.note.isVisible()
