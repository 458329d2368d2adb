"""The program as a process: what it loads, what it writes on which stream, what it leaves when cut off."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import PASSPHRASE, VILLAGE, command, settings, start

EMOJI = "Lampu jalan mati 🔦 dekat masjid"


def test_the_command_line_loads_no_qt_and_nothing_heavy() -> None:
    code = (
        "import sys, desktop.app, desktop.cli.commands\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "heavy = loaded & {'PySide6', 'reportlab', 'holidays', 'lokal'}\n"
        "sys.exit(str(sorted(heavy)) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, **settings())
    assert (done.returncode, done.stderr) == (0, b"")


def test_emoji_survive_a_console_that_knows_none(district: Path) -> None:
    home = ("--home", str(district / "petugas"))
    file = district / "k.json"
    visit = {"village": VILLAGE, "date": "2026-10-06", "aspirations": [{"text": EMOJI}]}
    file.write_text(json.dumps(visit), encoding="utf-8")
    assert start("visit", "add", file, *home).returncode == 0
    shown = start("aspiration", "list", *home, PYTHONIOENCODING="ascii")
    assert EMOJI in shown.stdout.decode()
    listed = start("aspiration", "list", *home, "--json", PYTHONIOENCODING="cp1252")
    assert EMOJI in json.loads(listed.stdout)["items"][0]["title"]
    assert listed.stderr == b""


def test_an_error_as_json_is_one_document(tmp_path: Path) -> None:
    done = start("visit", "list", "--home", tmp_path, "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["code"] == "home_missing"
    assert b"Traceback" not in done.stderr


def test_whoever_reads_along_may_leave() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = command("--help")
    child = subprocess.Popen(words, stdout=writing, stderr=subprocess.PIPE, **settings())
    os.close(writing)
    assert child.communicate()[1] == b""
    assert child.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_behind_stdout_is_a_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("--version"), stdout=full, stderr=subprocess.PIPE, check=False, **settings()
        )
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_passphrase_is_asked_at_a_terminal(district: Path) -> None:
    master, slave = os.openpty()
    around = settings()
    del around["env"]["JEMPUTBOLA_PASSPHRASE"]
    words = command("visit", "list", "--home", district / "petugas", "--json")
    child = subprocess.Popen(
        words, stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **around
    )
    assert child.stderr is not None
    said = b""
    while not said.endswith(b": ") and (more := child.stderr.read(1)):
        said += more
    os.write(master, f"{PASSPHRASE}\n".encode())
    out, _ = child.communicate()
    os.close(slave)
    os.close(master)
    assert said == b"Kata sandi: "
    assert json.loads(out) == {"items": [], "next": None}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one child")
def test_interrupting_leaves_everything_as_it_was(district: Path) -> None:
    pipe = district / "pipa.json"
    os.mkfifo(pipe)
    words = command("visit", "add", pipe, "--home", district / "petugas")
    # Started in the background of a shell, these tests were told to ignore it, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    child = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, **settings())
    with pipe.open("wb"):  # opens once the child reads, so it is in the middle of its work
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()
    assert child.returncode == 1
    assert out == b""
    assert "Dibatalkan" in err.decode()
    assert "Traceback" not in err.decode()
