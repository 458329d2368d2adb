"""What a power cut takes: before a command says that it is done, content, names and rows are on the disk."""

from pathlib import Path

import pytest

from tests.proofs.homes import district, done, photo, visit_file
from tests.proofs.trace import Did, Disk, at_the_word, traced

VISIT = {
    "village": "63.10.09.2005",
    "date": "2026-11-21",
    "attachments": ["a.jpg"],
    "aspirations": [{"kind": "keluhan", "text": "Lampu jalan mati"}],
}


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, Path]:
    photo(tmp_path / "a.jpg")
    return district(tmp_path, ("induk", "officer", "pupr"))


OUTPUT = ""
"""The first thing a command prints at all."""


def settled(folder: Path, did: list[Did], word: str, here: set[str]) -> Disk:
    """The disk at the word; nothing may be missing from it any more."""
    disk = at_the_word(folder, here, did, word)
    assert disk.dirty == set(), "content that a power cut would take"
    assert disk.unnamed == {}, "names that a power cut would take"
    return disk


def paths(folder: Path) -> set[str]:
    return {str(path) for path in folder.rglob("*")}


def rows_last(did: list[Did], names: set[str]) -> None:
    """Files stand under their names before the rows that speak of them are committed."""
    journal = max(
        place for place, one in enumerate(did) if one.call == "pwrite64" and one.path.endswith("-wal")
    )
    for name in names:
        named = max(place for place, one in enumerate(did) if one.to == name)
        synced = [
            place
            for place, one in enumerate(did)
            if "sync" in one.call and one.path == str(Path(name).parent)
        ]
        assert any(named < place < journal for place in synced), name


def test_saving_a_visit(homes: dict[str, Path], tmp_path: Path) -> None:
    visit, here = visit_file(tmp_path, VISIT), paths(homes["officer"])
    did = traced(homes["officer"], "visit", "add", visit)
    disk = settled(homes["officer"], did, "tersimpan", here)
    targets = {to for _, to in disk.renamed}
    assert str(homes["officer"] / "sequence") in targets
    blobs = {name for name in targets if "/blobs/" in name}
    assert len(blobs) == 1
    rows_last(did, blobs | {str(homes["officer"] / "sequence")})


def test_export_and_import_of_a_photo(homes: dict[str, Path], tmp_path: Path) -> None:
    done(homes["officer"], "visit", "add", visit_file(tmp_path, VISIT))
    stick = tmp_path / "stik" / "baru"
    here = paths(tmp_path)
    did = traced(homes["officer"], "export", "--to", "coordinator", "--out", stick)
    settled(tmp_path, did, OUTPUT, here)
    sent = sorted(stick.glob("*"))
    assert [path.suffix for path in sent] == [".jbola"]
    disk = at_the_word(stick, set(), did, OUTPUT)
    assert disk.renamed[-1][1] == str(sent[0])
    committed = [place for place, one in enumerate(did) if "sync" in one.call and one.path.endswith("-wal")]
    named = next(place for place, one in enumerate(did) if one.to == str(sent[0]))
    assert committed
    assert committed[0] < named, "its number is on the disk before anybody can carry the file away"

    here = paths(homes["induk"])
    did = traced(homes["induk"], "import", sent[0])
    disk = settled(homes["induk"], did, OUTPUT, here)
    blobs = {to for _, to in disk.renamed if "/blobs/" in to}
    assert len(blobs) == 1
    rows_last(did, blobs)
    written = {one.path for one in did if one.made}
    assert written
    strays = {path for path in written if not path.startswith((str(homes["induk"]), "/dev/"))}
    assert strays == set(), "nothing is spooled outside the home"


def test_changing_the_passphrase(homes: dict[str, Path], tmp_path: Path) -> None:
    new = tmp_path / "baru.txt"
    new.write_text("sandi yang lain sekali\n")
    here = paths(homes["officer"])
    did = traced(homes["officer"], "passphrase", "--new-passphrase-file", new)
    disk = settled(homes["officer"], did, OUTPUT, here)
    assert str(homes["officer"] / "vault.json") in {to for _, to in disk.renamed}


def test_the_judge_sees_what_is_missing(tmp_path: Path) -> None:
    """The control: each kind of carelessness is noticed."""
    folder = tmp_path
    one, other = f"{folder}/x.tmp", f"{folder}/x"
    write, sync = Did("write", one, number=3), Did("fsync", one, number=3)
    made, moved = Did("openat", one, made=True), Did("rename", one, other)
    named, word = Did("fsync", str(folder), number=4), Did("write", "/dev/tty", text="tersimpan", number=1)
    good = [made, write, sync, moved, named, word]
    assert settled(folder, good, "tersimpan", set()).renamed == [(one, other)]
    for left_out, complaint in ((sync, "renamed before"), (named, "names that")):
        with pytest.raises(AssertionError, match=complaint):
            settled(folder, [step for step in good if step is not left_out], "tersimpan", set())
    with pytest.raises(AssertionError, match="content that"):
        settled(folder, [made, sync, named, Did("pwrite64", one, number=3), word], "tersimpan", set())
    with pytest.raises(AssertionError, match="never said"):
        settled(folder, good[:-1], "tersimpan", set())


def test_a_letter_and_its_files(homes: dict[str, Path], tmp_path: Path) -> None:
    """Data, number and paper are on the disk before a file has a name that a clerk would carry."""
    assigned(homes, tmp_path)
    out, here = tmp_path / "surat", paths(tmp_path)
    did = traced(homes["induk"], "letter", "make", "--agency", "PUPR", "--number", "auto", "--out", out)
    disk = settled(tmp_path, did, OUTPUT, here)
    files = sorted(str(path) for path in out.iterdir())
    assert [Path(name).suffix for name in files] == [".docx", ".jbola", ".pdf"]
    committed = [place for place, one in enumerate(did) if "sync" in one.call and one.path.endswith("-wal")]
    named = [next(place for place, one in enumerate(did) if one.to == name) for name in files]
    assert committed
    assert max(place for place in committed if place < min(named)) > 0
    waiting = [
        place
        for place, one in enumerate(did)
        if "sync" in one.call and ".belum" in one.path and place < committed[-1]
    ]
    assert len(waiting) >= len(files), "what waits for its name is whole before the letter counts"
    blobs = {to for _, to in disk.renamed if "/blobs/" in to}
    assert len(blobs) == 3, "profile, content, sealed data"
    rows_last(did[: min(named)], blobs)
    written = {one.path for one in did if one.made}
    strays = {path for path in written if not path.startswith((str(homes["induk"]), str(out), "/dev/"))}
    assert strays == set(), "nothing is spooled elsewhere"


def assigned(homes: dict[str, Path], folder: Path) -> None:
    """One aspiration of a visit is PUPR's to settle."""
    made = done(homes["officer"], "visit", "add", visit_file(folder, VISIT))
    sent = done(homes["officer"], "export", "--to", "coordinator", "--out", folder / "stik")
    done(homes["induk"], "import", sent["files"][0]["path"])
    code = made["aspirations"][0]["code"]
    done(homes["induk"], "triage", "verify", code)
    done(homes["induk"], "assign", code, "--agency", "PUPR")
