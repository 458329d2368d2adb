"""Canaries: a mark in every citizen's name, NIK, phone and words, hunted in homes, temp, logs and files."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
import pytest

from desktop.paths import Paths
from desktop.store.blobs import Blobs
from desktop.store.engine import Store, open_store
from desktop.store.projection import Projector
from tests.journeys.homes import DATA_KEY
from tests.proofs import reader
from tests.proofs.homes import CAST, district, done, photo, run, visit_file
from tests.proofs.hunter import Hunter

VILLAGE = "63.10.09.2005"
CITIZENS = "ABCDEFGH"
IDENTITY = ("name", "nik", "phone")
WORDS = ("words", "title", "place")


def marks_of(letter: str) -> dict[str, str]:
    number = CITIZENS.index(letter)
    return {
        f"{letter}.name": f"Zuvexa{letter}pan",
        f"{letter}.nik": f"631009{41 + number:02d}0790{number + 1:04d}",
        f"{letter}.phone": f"81255510{number:02d}",
        f"{letter}.words": f"Hiquno{letter}zet",
        f"{letter}.title": f"Wyxolo{letter}dak",
        f"{letter}.place": f"Ryvopa{letter}gim",
    }


MARKS = {name: text for letter in CITIZENS for name, text in marks_of(letter).items()} | {
    "notes": "Lyzobuknik",
    "pdf": "Vaxoqudem",
    "summary": "Jyvuqolap",
    "instruction": "Tezyhuwox",
    "answer": "Gyquzevom",
    "reason": "Nuxyvofaq",
    "camera": "Pyxezuboh",
}


def of(*names: str) -> set[str]:
    """`A.*` and `A.words` written out."""
    found = set()
    for name in names:
        found |= {
            mark for mark in MARKS if mark == name or (name.endswith("*") and mark.startswith(name[:-1]))
        }
        assert found, name
    return found


def words(letters: str) -> set[str]:
    return {f"{letter}.{mark}" for letter in letters for mark in WORDS}


def identity(letters: str) -> set[str]:
    return {f"{letter}.{mark}" for letter in letters for mark in IDENTITY}


# What sync.md 1.3, 3 allow, by hand: (reader, sequence) → marks. E is anonymous, F restricted, C secret.
ALLOWED = {
    ("induk", "main", "officer"): words("ABCDEG") | identity("ABCDG") | of("notes", "pdf"),
    ("induk", "restricted", "officer"): words("F") | identity("F"),
    ("induk", "main", "officer2"): words("H") | identity("H"),
    ("pupr", "main", "induk"): words("AB") | identity("B") | of("pdf", "summary", "instruction"),
    ("dinkes", "main", "induk"): words("D"),
    ("officer", "main", "induk"): words("ABCDEGH")
    | identity("ABCDG")
    | of("notes", "pdf", "summary", "instruction"),
    ("officer", "restricted", "induk"): words("F") | identity("F"),
    ("officer2", "main", "induk"): words("ABDEGH") | identity("H") | of("pdf", "summary", "instruction"),
}


# Another coordinator laptop takes part in everything but the restricted channel: it is no keeper.
for sender in ("officer", "officer2"):
    ALLOWED["second", "main", sender] = ALLOWED["induk", "main", sender]
ALLOWED["second", "main", "induk"] = (
    words("ABCDEGH") | identity("ABCDGH") | of("notes", "pdf", "summary", "instruction")
)
NOWHERE = of("camera") | {f"E.{mark}" for mark in IDENTITY}
LATER = of("answer", "reason")


@dataclass
class Loop:
    """A district in a folder, what was handed in beside it, and every file that went between the laptops.

    Attributes:
        world: where homes, sticks and temp files are; hunted.
        inputs: what people typed and photographed; not hunted.
        keys: name → age identity.
        sent: (sender, file) of every sync file of the first half.
        halfway: what each home held after the first half.
    """

    world: Path
    inputs: Path
    homes: dict[str, Path]
    keys: dict[str, str]
    codes: dict[str, str] = field(default_factory=dict)
    sent: list[tuple[str, Path]] = field(default_factory=list)
    halfway: dict[str, set[str]] = field(default_factory=dict)
    minutes: int = 0

    def do(self, name: str, *command: str | Path) -> Any:
        """A command that must go well, a minute after the one before."""
        self.minutes += 1
        at = f"2026-11-22T{9 + self.minutes // 60:02d}:{self.minutes % 60:02d}:00+08:00"
        return done(self.homes[name], *command, at=at)

    def visit(self, name: str, letters: str, **more: Any) -> None:
        found = self.do(name, "visit", "add", visit_file(self.inputs, visit_of(letters) | more))
        self.codes |= {one: made["code"] for one, made in zip(letters, found["aspirations"], strict=True)}

    def carry(self, sender: str, to: str, *receivers: str, everything: bool = False) -> list[Path]:
        out = self.world / f"stik{self.minutes}"
        more = ["--all"] if everything else []
        made = self.do(sender, "export", "--to", to, "--out", out, *more)
        paths = [Path(file["path"]) for file in made["files"]]
        self.sent += [(sender, path) for path in paths]
        for name in receivers:
            mine = [path for path in paths if opens(path, self.keys[name])]
            assert mine, f"nothing for {name}"
            self.do(name, "import", *mine)
        return paths


def opens(path: Path, key: str) -> bool:
    """Whether the holder of that key is a recipient."""
    try:
        reader.read(path, key)
    except pyrage.DecryptError:
        return False
    return True


def visit_of(letters: str) -> dict[str, Any]:
    return {"village": VILLAGE, "date": "2026-11-21", "aspirations": [aspiration(one) for one in letters]}


def aspiration(letter: str) -> dict[str, Any]:
    marks = marks_of(letter)
    kinds = {"B": "usulan", "D": "kritik", "F": "laporan_penyimpangan"}
    person = {
        "mode": {"C": "secret", "E": "anonymous"}.get(letter, "open"),
        "name": f"Ibu {marks[f'{letter}.name']}",
        "nik": marks[f"{letter}.nik"],
        "phone": "0" + marks[f"{letter}.phone"],
        "consent": True,
    }
    if letter == "E":
        person = {"mode": "anonymous"}
    return {
        "kind": kinds.get(letter, "keluhan"),
        "text": f"Kata {marks[f'{letter}.words']} di sini",
        "title": f"Judul {marks[f'{letter}.title']}",
        "citizen": person,
        "place": {"landmark": f"dekat {marks[f'{letter}.place']}"},
        "attachments": ["surat.pdf", "foto.jpg"] if letter == "A" else [],
    }


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


def key_of(home: Path) -> str:
    with open_store(Paths(home), DATA_KEY) as store:
        return str(json.loads(store.meta("keys") or b"")["age"])


def first_half(loop: Loop) -> None:
    """Recorded, sent, assigned, sent on."""
    loop.visit("officer", "ABCDEFG", notes=f"Catatan {MARKS['notes']}")
    loop.visit("officer2", "H")
    loop.carry("officer", "coordinator", "induk")
    loop.carry("officer2", "coordinator", "induk")
    code = loop.codes
    loop.do("induk", "triage", "verify", *[code[one] for one in "ABCDFGH"])
    loop.do(
        "induk", "assign", code["A"], "--agency", "PUPR", "--instruction", f"Segera {MARKS['instruction']}"
    )
    loop.do("induk", "assign", code["B"], "--agency", "PUPR", "--contact")
    loop.do("induk", "assign", code["C"], "--agency", "PUPR", "--summary", f"Ringkas {MARKS['summary']}")
    loop.do("induk", "assign", code["D"], "--agency", "DINKES")
    loop.carry("induk", "everyone", "officer", "officer2", "pupr", "dinkes", "second", everything=True)


def second_half(loop: Loop) -> None:
    """Answered, returned, told, reopened, forgotten; and every command of care."""
    code = loop.codes
    answered = ("--status", "ditanggapi", "--outcome", "dikerjakan", "--text", f"Sudah {MARKS['answer']}")
    loop.do("pupr", "followup", "add", code["B"], *answered)
    loop.do("dinkes", "followup", "return", code["D"], "--reason", f"Bukan kami {MARKS['reason']}")
    loop.carry("pupr", "coordinator", "induk")
    loop.carry("dinkes", "coordinator", "induk")
    loop.carry("induk", "everyone", "officer")
    loop.do("officer", "feedback", "add", code["B"], "--told", "2026-11-22", "--satisfied", "2")
    loop.do("officer", "aspiration", "reopen", code["B"], "--reason", "Belum tuntas")
    loop.do("induk", "person", "export", code["A"])
    for command in (["check"], ["rebuild"], ["backup", "--out", str(loop.world / "cadangan.jbcadangan")]):
        loop.do("officer", *command)


def everything_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every name and every content below a folder."""
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        yield name, name.encode()
        if path.is_file():
            yield name, path.read_bytes()


def plain_copy(home: Path) -> Iterator[bytes]:
    """Database and photos of a home with their encryption taken off: what a thief would love to have."""
    with open_store(Paths(home), DATA_KEY) as store:
        yield database_of(store, home.parent / "polos.db")
        blobs = Blobs(Paths(home).blobs, DATA_KEY)
        for (sha,) in store.connection.execute(
            "SELECT lower(hex(sha256)) FROM blob WHERE present = 1"
        ).fetchall():
            yield blobs.get(sha)


def database_of(store: Store, target: Path) -> bytes:
    store.connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
    store.connection.execute("SELECT sqlcipher_export('plain')").fetchall()
    store.connection.execute("DETACH DATABASE plain")
    data = target.read_bytes()
    target.unlink()
    assert data.startswith(b"SQLite format 3"), "the control is really in the open"
    return data


def held_by(home: Path) -> set[str]:
    hunter = Hunter(MARKS)
    return set().union(*map(hunter.hunt, plain_copy(home)))


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


def test_a_crash_says_nothing_about_citizens(
    loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
