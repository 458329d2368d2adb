"""The program as a user starts it, on a screen with a window manager, with real keys."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from desktop import app as parts
from desktop.actions.lists import Query
from desktop.actions.opening import close, open_home
from desktop.actions.visit_sheet import visit_sheet
from desktop.actions.visits import list_visits
from desktop.paths import HOUSE
from tests.ui.officer import PASSPHRASE, officer_home

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SAID = ["Jembatan gantung lapuk", "Lampu jalan depan SD mati", "Parit mampet tiap hujan"]
PATIENCE_S = 60


class Screen:
    """A display of its own, with a window manager.

    Args:
        number: of the display.
        folder: for whatever the programs of the screen keep.
    """

    def __init__(self, number: str, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        self.environment = {**kept, "DISPLAY": f":{number}"}

    @contextmanager
    def running(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """A program on it, ended at the end; what it prints is kept in a file with its name."""
        with (self.folder / f"{Path(command[0]).name}.log").open("wb") as log:
            child = subprocess.Popen(
                command, cwd=HOUSE, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
            try:
                yield child
            finally:
                child.terminate()
                child.wait(timeout=30)

    def do(self, *words: str) -> str:
        """A command of xdotool."""
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True)
        return done.stdout.strip()

    def press(self, *keys: str) -> None:
        """Keys of the keyboard."""
        for key in keys:
            self.do("key", "--clearmodifiers", key)

    def type(self, words: str) -> None:
        """Words, as fast as people type."""
        self.do("type", "--delay", "20", words)


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """A display whose number the X server chooses."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        with Screen(number, folder).running("openbox") as _manager:
            yield Screen(number, folder)
    finally:
        server.terminate()
        server.wait(timeout=30)


def until(holds: Callable[[], object], what: str) -> None:
    """Waits for the other process: it can only be asked, so now and then."""
    end, pause = time.monotonic() + PATIENCE_S, threading.Event()
    while not holds():
        assert time.monotonic() < end, what
        pause.wait(0.1)


def recorded(home: Path, folder: Path) -> list[list[str]]:
    """What was heard at each visit, read from a copy while the program is at work."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    session = open_home(parts.build().surroundings(copy, None), PASSPHRASE)
    try:
        found = list_visits(session, Query())["items"]
        return [[item["text"] for item in visit_sheet(session, one["id"])["items"]] for one in found]
    finally:
        close(session)


@pytest.mark.skipif(not all(map(shutil.which, ("Xvfb", "openbox", "xdotool"))), reason="needs a screen")
def test_a_visit_typed_at_a_screen(tmp_path: Path) -> None:
    home = officer_home(tmp_path)
    (tmp_path / "user").mkdir()
    with ExitStack() as stack:
        desk = stack.enter_context(screen(tmp_path / "user"))
        program = stack.enter_context(desk.running(sys.executable, "-m", "desktop", "--home", str(home)))
        log = desk.folder / f"{Path(sys.executable).name}.log"
        until(lambda: desk.do("search", "--onlyvisible", "--name", "Jemput Bola"), "no window")
        until(lambda: "Jemput Bola" in desk.do("getactivewindow", "getwindowname"), "no focus")
        desk.type(PASSPHRASE)
        desk.press("Return")
        # The title names the district once the gate is open.
        until(lambda: "Tanah Bumbu" in desk.do("getactivewindow", "getwindowname"), "the gate stays shut")
        desk.press("alt+2", "ctrl+n")
        desk.type("angs")
        desk.press("Return", "Return")
        desk.type("9.15")
        desk.press("Return")
        desk.type("Balai Desa")
        desk.press("Return")
        until(lambda: recorded(home, tmp_path), "no visit")
        for words in SAID:
            desk.type(words)
            desk.press("Return")
        until(lambda: recorded(home, tmp_path) == [SAID], "not all is recorded")
        desk.press("alt+F4")
        until(lambda: program.poll() is not None, "it does not close")
        assert program.returncode == 0, log.read_text()
        told = log.read_text()
        assert not any(word in told for word in ("Traceback", "Warning", "QObject", "qt.")), told
    assert recorded(home, tmp_path) == [SAID]
