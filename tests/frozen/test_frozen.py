"""PyInstaller's folder: started from elsewhere, with a space in its name, headless and under a screen."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import __version__
from desktop.paths import HOUSE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_500)]

SANDI = "kata sandi uji"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen program, moved to a folder with a space in its name."""
    work = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, "-m", "PyInstaller", "build.spec", "--noconfirm"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    made = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr[-3_000:]
    target = work / "Jemput Bola uji"
    shutil.move(work / "dist" / "JemputBola", target)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"\nfrozen: {size / 1e6:.0f} MB")
    return target / ("JemputBola.exe" if sys.platform == "win32" else "JemputBola")


def run(program: Path, *arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Starts it with an environment that knows nothing of this checkout."""
    bare = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **more}
    return subprocess.run(
        [str(program), *arguments], cwd=folder, env=bare, capture_output=True, text=True, timeout=600
    )


def test_it_says_its_version_and_nothing_else(program: Path, tmp_path: Path) -> None:
    begun = time.monotonic()
    done = run(program, "--version", folder=tmp_path)
    print(f"\nfrozen start: {time.monotonic() - begun:.2f} s")
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout


def test_the_demo_runs_and_a_letter_is_made(program: Path, tmp_path: Path) -> None:
    done = run(program, "--demo", "--json", "--out", "demo latihan", folder=tmp_path)
    assert done.returncode == 0, done.stderr[-2_000:]
    assert json.loads(done.stdout)["ok"]
    strange = [line for line in done.stderr.splitlines() if line and not line.startswith("[")]
    assert strange == []
    letters = sorted((tmp_path / "demo latihan").rglob("*.pdf"))
    assert letters
    assert all(path.read_bytes().startswith(b"%PDF-") for path in letters)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[str]:
    """A screen of its own."""
    if not shutil.which("Xvfb"):
        pytest.skip("no Xvfb here")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="Xvfb is Linux's")
def test_the_window_opens_under_a_screen(program: Path, tmp_path: Path, screen: str) -> None:
    (tmp_path / "sandi.txt").write_text(SANDI)
    home = tmp_path / "rumah uji"
    secret = ["--home", str(home), "--passphrase-file", str(tmp_path / "sandi.txt")]
    words = ["init", "--desk", "coordinator", "--region", "63.10", "--name", "Siti", "--practice"]
    made = run(program, *secret, *words, folder=tmp_path)
    assert made.returncode == 0, made.stderr
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "DISPLAY": screen}
    with (tmp_path / "said.txt").open("w") as said:
        window = subprocess.Popen(
            [str(program), *secret], cwd=tmp_path, env=environment, stdout=said, stderr=said
        )
    try:
        found = ""
        end = time.monotonic() + 60
        while "Jemput Bola" not in found and time.monotonic() < end:
            look = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Jemput Bola", "getwindowname"]
            asked = subprocess.run(look, env=environment, capture_output=True, text=True, timeout=60)
            found = asked.stdout
        assert "Jemput Bola" in found
        assert window.poll() is None
    finally:
        window.terminate()
        window.wait(30)
    assert (tmp_path / "said.txt").read_text() == ""
