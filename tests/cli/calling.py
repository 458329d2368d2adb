"""Runs the command line for tests: in this process with streams of its own, or as a process."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.actions.parts import App as Parts
from desktop.app import App, build
from desktop.cli.commands import main
from desktop.paths import HOUSE

PASSPHRASE = "tiga kata sandi"
VILLAGE = "63.10.09.2005"
VISIT = {
    "village": VILLAGE,
    "date": "2026-10-06",
    "aspirations": [
        {"kind": "keluhan", "text": "Lampu jalan di depan SD mati dua bulan", "category": "penerangan_jalan"},
        {"kind": "keluhan", "text": "Lampu jalan depan SD sudah lama mati", "category": "penerangan_jalan"},
        {"kind": "apresiasi", "text": "Terima kasih pelayanan KTP cepat"},
    ],
}

Go = Callable[..., Any]
"""Runs a command as JSON in one of a district's homes and gives its document."""


@dataclass(frozen=True)
class Result:
    """What a call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The code of the error in the JSON document."""
        return str(self.json["error"]["code"])


class Stopped(Exception):
    """The demonstration was asked for where no test wants it."""


def no_demo(_app: Parts, _out: Path | None, _as_json: bool) -> int:
    raise Stopped


def run(*argv: str | Path, app: App | None = None, demo: Any = no_demo) -> Result:
    """One call in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(word) for word in argv], app or build(), demo)
    return Result(code, *(_text(stream) for stream in (out, err)))


def going(district: Path) -> Go:
    """Runs commands, none of which is refused, in the homes of a district."""

    def done(home: str, *argv: str | Path) -> Any:
        result = run("--json", "--home", district / home, *argv)
        assert result.code == 0, (argv, result.err)
        return result.json

    return done


def carry(go: Go, district: Path, home: str, to: str, target: str) -> Any:
    """Takes files from one laptop to another."""
    made = go(home, "export", "--to", to, "--out", district / "berkas" / home)
    return go(target, "import", *(file["path"] for file in made["files"]))


def start(*argv: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """One call as a process of its own."""
    return subprocess.run(command(*argv), capture_output=True, check=False, **settings(**more))


def command(*argv: str | Path) -> list[str]:
    return [sys.executable, "-m", "desktop", *(str(word) for word in argv)]


def settings(**environment: str) -> dict[str, Any]:
    """Where a process of the program runs, and with which variables."""
    around = {**os.environ, "JEMPUTBOLA_NO_PREPARE": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    return {"cwd": HOUSE, "env": {**around, "JEMPUTBOLA_PASSPHRASE": PASSPHRASE, **environment}}


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")
