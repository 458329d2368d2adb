"""The whole loop with a mark in everything citizens say and are, and what each desk may see of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]

from desktop.paths import Paths
from desktop.store.blobs import Blobs
from desktop.store.engine import Store, open_store
from tests.journeys.homes import DATA_KEY
from tests.proofs import reader
from tests.proofs.homes import done, visit_file
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
