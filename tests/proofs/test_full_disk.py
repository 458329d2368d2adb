"""A full disk, whatever is being done: a sentence, nothing changed; with room it goes on."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.paths import Paths
from desktop.store.reserve import RESERVE_BYTES
from tests.proofs.homes import complains, district, done, dump, files, run, visit_file
from tests.store.helpers import fill, small_disk

VISIT = {
    "village": "63.10.09.2005",
    "date": "2026-11-21",
    "attachments": ["surat.pdf"],
    "aspirations": [{"kind": "keluhan", "text": "Lampu jalan mati"}],
}
# Larger than the reserve, which may be given up for smaller things.
DOCUMENT = RESERVE_BYTES + 1_000_000
FULL = "write_disk_full"
Seen = tuple[list[str], dict[str, str]]


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "surat.pdf").write_bytes(b"%PDF-1.4\n" + secrets.token_bytes(DOCUMENT))
    return district(tmp_path, ("induk", "officer", "pupr"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "24m") as folder:
        yield folder


def moved(home: Path, disk: Path) -> Path:
    """The home on the small disk, its reserve really taking room."""
    shutil.copytree(home, disk / home.name, ignore=shutil.ignore_patterns("reserve"))
    Paths(disk / home.name).reserve.write_bytes(secrets.token_bytes(RESERVE_BYTES))
    return disk / home.name


def seen(home: Path, ballast: Path) -> Seen:
    """Files and rows; the reserve is there to be given up."""
    ballast.unlink()
    return [one for one in files(home) if one != "reserve"], dump(home)


def test_saving(homes: dict[str, Path], disk: Path, tmp_path: Path) -> None:
    home, visit = moved(homes["officer"], disk), visit_file(tmp_path, VISIT)
    before = seen(home, fill(disk))
    for left in (0, 20_000, DOCUMENT // 2):
        ballast = fill(disk, leave=left)
        complains(run(home, "visit", "add", visit), 3, about="disk_full")
        assert seen(home, ballast) == before, left
    done(home, "visit", "add", visit)


def test_exporting_onto_a_full_stick(homes: dict[str, Path], disk: Path, tmp_path: Path) -> None:
    home = homes["officer"]
    done(home, "visit", "add", visit_file(tmp_path, VISIT))
    before = dump(home)
    for left in (0, 20_000, DOCUMENT // 2):
        ballast = fill(disk, leave=left)
        complains(run(home, "export", "--to", "coordinator", "--out", disk), 3, about="write_disk_full")
        assert [path.name for path in disk.iterdir()] == ["ballast"], left
        assert dump(home) == before, left
        ballast.unlink()
    made = done(home, "export", "--to", "coordinator", "--out", disk)
    assert [file["number"] for file in made["files"]] == [1]


def test_exporting_from_a_full_home(homes: dict[str, Path], disk: Path, tmp_path: Path) -> None:
    """What is recorded must get out of a laptop that is full: the reserve is there for that."""
    home = moved(homes["officer"], disk)
    done(home, "visit", "add", visit_file(tmp_path, VISIT))
    before = seen(home, fill(disk))
    ballast = fill(disk)
    done(home, "export", "--to", "coordinator", "--out", tmp_path / "stik")
    assert [path.suffix for path in (tmp_path / "stik").iterdir()] == [".jbola"]
    after = seen(home, ballast)
    assert after[0] == before[0]
    changed = {table for table in before[1] if before[1][table] != after[1][table]}
    assert changed == {"sent_file", "sent_event", "sent_blob"}


def test_importing(homes: dict[str, Path], disk: Path, tmp_path: Path) -> None:
    done(homes["officer"], "visit", "add", visit_file(tmp_path, VISIT))
    made = done(homes["officer"], "export", "--to", "coordinator", "--out", tmp_path / "stik")
    home = moved(homes["induk"], disk)
    before = seen(home, fill(disk))
    for left in (0, 20_000, DOCUMENT // 2, DOCUMENT + 40_000):
        ballast = fill(disk, leave=left)
        complains(run(home, "import", made["files"][0]["path"]), 3, about="disk_full")
        assert seen(home, ballast) == before, left
    assert done(home, "import", made["files"][0]["path"])["files"][0]["result"] == "taken"


@pytest.fixture(scope="module")
def assigned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The laptop induk with many aspirations of PUPR, so that letter and data have some weight."""
    folder = tmp_path_factory.mktemp("berat")
    homes = district(folder, ("induk", "officer", "pupr"))
    rows = [{"kind": "keluhan", "text": f"{number}. " + "Lampu jalan mati. " * 200} for number in range(60)]
    visit = {name: VISIT[name] for name in ("village", "date")} | {"aspirations": rows}
    made = done(homes["officer"], "visit", "add", visit_file(folder, visit))
    sent = done(homes["officer"], "export", "--to", "coordinator", "--out", folder / "stik")
    done(homes["induk"], "import", sent["files"][0]["path"])
    codes = [one["code"] for one in made["aspirations"]]
    done(homes["induk"], "triage", "verify", *codes)
    done(homes["induk"], "assign", *codes, "--agency", "PUPR")
    return homes["induk"]


def test_a_letter_onto_a_full_stick(assigned: Path, disk: Path, tmp_path: Path) -> None:
    """No number is spent on a letter whose files found no room."""
    home = Path(shutil.copytree(assigned, tmp_path / "induk"))
    make = ("letter", "make", "--agency", "PUPR", "--number", "auto", "--out")
    before = dump(home)
    for left in (0, 20_000, 60_000):
        ballast = fill(disk, leave=left)
        ran = run(home, *make, disk)
        assert ran.code == 3, (left, ran.out)
        complains(ran, 3, about=FULL)
        assert [path.name for path in disk.iterdir()] == ["ballast"], left
        assert dump(home) == before, left
        ballast.unlink()
    [letter] = done(home, *make, disk)["letters"]
    assert letter["number"] == "B/1/400.10.2/UM/2026"
    assert sorted(path.suffix for path in disk.iterdir()) == [".docx", ".jbola", ".pdf"]


def test_a_letter_from_a_full_home(assigned: Path, disk: Path, tmp_path: Path) -> None:
    """Either the reserve makes room and the letter is whole, or a sentence and nothing of it anywhere."""
    home, out = moved(assigned, disk), tmp_path / "surat"
    before = dump(home)
    ballast = fill(disk)
    ran = run(home, "letter", "make", "--agency", "PUPR", "--number", "auto", "--out", out)
    ballast.unlink()
    named = [path.name for path in out.iterdir()] if out.exists() else []
    if ran.code:
        complains(ran, 3, about="disk_full")
        assert named == []
        assert dump(home) == before
        done(home, "letter", "make", "--agency", "PUPR", "--number", "auto", "--out", out)
    assert sorted(path.suffix for path in out.iterdir()) == [".docx", ".jbola", ".pdf"]
    [letter] = done(home, "letter", "list")["items"]
    assert letter["number"] == "B/1/400.10.2/UM/2026"
    done(home, "check")
