"""Canaries: a mark in every citizen's name, NIK, phone and words, hunted in homes, temp, logs and files."""

import tempfile
from collections.abc import Iterator
from typing import Any

import pytest

from desktop.paths import Paths
from desktop.store.projection import Projector
from tests.proofs import reader
from tests.proofs.homes import CAST, district, done, photo, run, visit_file
from tests.proofs.hunter import Hunter
from tests.proofs.loop import (
    ALLOWED,
    LATER,
    MARKS,
    NOWHERE,
    Loop,
    everything_in,
    first_half,
    held_by,
    key_of,
    opens,
    second_half,
    visit_of,
)


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loop]:
    """The whole loop, done once; what it held halfway is kept."""
    folder = tmp_path_factory.mktemp("kenari")
    world, inputs = folder / "dunia", folder / "masukan"
    for place in (world / "tmp", inputs):
        place.mkdir(parents=True)
    photo(inputs / "foto.jpg", comment=MARKS["camera"].encode())
    (inputs / "surat.pdf").write_bytes(b"%PDF-1.4\n" + MARKS["pdf"].encode() + b"\n%%EOF\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(world / "tmp"))
        patch.setattr(tempfile, "tempdir", str(world / "tmp"))
        homes = district(world, (*CAST, "second"))
        made = Loop(world, inputs, homes, {name: key_of(home) for name, home in homes.items()})
        first_half(made)
        made.halfway = {name: held_by(home) for name, home in homes.items()}
        sent = list(made.sent)
        second_half(made)
        made.sent = sent
        yield made


def test_each_file_opened_by_its_reader_holds_what_the_table_allows(loop: Loop) -> None:
    found: dict[tuple[str, str, str], set[str]] = {}
    for sender, path in loop.sent:
        readers = [name for name, key in loop.keys.items() if name != sender and opens(path, key)]
        for name in readers:
            manifest, _ = reader.read(path, loop.keys[name])
            hunted = Hunter(MARKS, [loop.keys[name]]).hunt(path.read_bytes())
            assert not hunted & Hunter(MARKS).hunt(path.read_bytes()), "nothing outside the seal"
            found.setdefault((name, manifest["sequence"], sender), set()).update(hunted)
    assert found == ALLOWED


def test_each_home_holds_what_its_files_allow(loop: Loop) -> None:
    """The control: with the encryption taken off the hunter finds every canary, and at each desk no other."""
    assert loop.halfway["induk"] == set(MARKS) - NOWHERE - LATER
    for name in ("pupr", "dinkes", "officer", "officer2", "second"):
        allowed = set().union(*(marks for (one, _, _), marks in ALLOWED.items() if one == name))
        assert loop.halfway[name] == allowed, name


def test_nothing_lies_open_anywhere(loop: Loop) -> None:
    """Homes, sticks, temp files, names, backups: no canary of anybody, at the end of the whole loop."""
    hunter = Hunter(MARKS)
    assert {name: marks for name, data in everything_in(loop.world) if (marks := hunter.hunt(data))} == {}
    assert held_by(loop.homes["induk"]) == set(MARKS) - NOWHERE
    assert list((loop.world / "tmp").iterdir()) == []


def test_an_agency_gets_nothing_more_once_it_gave_back(loop: Loop) -> None:
    path = next(path for path in loop.carry("induk", "agency:DINKES", everything=True))
    hunted = Hunter(MARKS, [loop.keys["dinkes"]]).hunt(path.read_bytes())
    assert hunted == {"reason"}


def test_a_crash_says_nothing_about_citizens(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(projector: Projector, *_: Any) -> None:
        raise RuntimeError(f"{MARKS['A.name']} {MARKS['A.nik']}", visit_of("A"))

    monkeypatch.setattr(Projector, "project", broken)
    home = loop.homes["officer"]
    for more in ([], ["--json"]):
        ran = run(home, "visit", "add", visit_file(loop.inputs, visit_of("A")), *more)
        assert ran.code == 1
        assert "RuntimeError" in ran.err
        assert Hunter(MARKS).hunt((ran.out + ran.err).encode()) == set()
    log = Paths(home).log.read_bytes()
    assert log.count(b"RuntimeError") == 2
    assert Hunter(MARKS).hunt(log) == set()
    monkeypatch.undo()
    assert done(home, "check")["ok"]
