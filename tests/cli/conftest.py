"""A practice district for the command line's tests: founded once, copied for each test."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import PASSPHRASE, VISIT, Go, carry, going, run


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEMPUTBOLA_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("JEMPUTBOLA_NEW_PASSPHRASE", raising=False)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a practice district (``induk``), its sheets, and an officer it accepted (``petugas``)."""
    folder = tmp_path_factory.mktemp("daerah")
    word = folder / "sandi"
    word.write_text(PASSPHRASE, encoding="utf-8")

    def done(home: str, *argv: str | Path) -> None:
        result = run("--home", folder / home, "--passphrase-file", word, *argv)
        assert result.code == 0, result.err

    sheets, request, pack = folder / "lembar.txt", folder / "p.jbreq", folder / "d.jbpack"
    founder = ("--desk", "coordinator", "--name", "Rahmatina Sari", "--region", "63.10", "--practice")
    done("induk", "init", *founder, "--recovery-out", sheets)
    done("petugas", "init", "--desk", "officer", "--name", "Nor Aulia", "--practice")
    done("petugas", "request", "--out", request)
    done("induk", "accept", request, "--code", "skip")
    done("induk", "pack", "export", "--out", pack)
    done("petugas", "pack", "import", pack, "--code", "skip")
    return folder


@pytest.fixture(scope="session")
def staffed(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The district with an agency (``dishub``) and a visit that the laptop induk took in: its codes."""
    folder = Path(shutil.copytree(founded, tmp_path_factory.mktemp("kantor") / "daerah"))
    go, word = going(folder), ("--passphrase-file", folder / "sandi")

    def done(home: str, *argv: str | Path) -> Any:
        return go(home, *word, *argv)

    file, request, pack = folder / "kunjungan.json", folder / "s.jbreq", folder / "d.jbpack"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(VISIT).encode())
    made = done("petugas", "visit", "add", file)
    done("petugas", "visit", "finish", made["visit"]["id"])
    carry(done, folder, "petugas", "coordinator", "induk")
    done("dishub", "init", "--desk", "agency", "--agency", "DISHUB", "--name", "Staf", "--practice")
    done("dishub", "request", "--out", request)
    done("induk", "accept", request, "--code", "skip")
    done("induk", "pack", "export", "--out", pack)
    done("dishub", "pack", "import", pack, "--code", "skip")
    return folder, [one["code"] for one in made["aspirations"]]


@pytest.fixture
def go(district: Path) -> Go:
    """Runs a command as JSON in one of the district's homes and gives its document."""
    return going(district)


@pytest.fixture
def district(founded: Path, tmp_path: Path) -> Path:
    """A copy of the practice district for one test."""
    return Path(shutil.copytree(founded, tmp_path / "daerah"))


@pytest.fixture
def induk(district: Path) -> Path:
    """The home of the laptop induk."""
    return district / "induk"


@pytest.fixture
def officer(district: Path) -> Path:
    """The home of an accepted officer."""
    return district / "petugas"
