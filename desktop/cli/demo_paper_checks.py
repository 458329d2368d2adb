"""The demonstration checks its papers: genuine, for whom they say, and with nobody's secret on them."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from desktop.cli.demo_enrol import INDUK
from desktop.cli.demo_stage import LETTERS, PAPERS, Stage, shipped

VOID = "batal"
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\) Tj", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_MARKUP = re.compile(rb"<[^>]*>")
_SPACE = re.compile(r"\s+")
_BEGINNING = 40


def wrong_letters(stage: Stage, register: Mapping[str, Mapping[str, Any]], at: str) -> Iterator[str]:
    """Letters whose PDF is not what the register says; the void one must be known to be void."""
    void = shipped("story.json")["facts"]["voided"]
    for label, letter in stage.letters.items():
        found = stage.run(INDUK, at, "letter", "verify", Path(letter["path"]))
        state = register[letter["id"]]["state"]
        right = found["genuine"] and found["pages_match"] and found["number"] == register[letter["id"]]["number"]
        if not right or (label == void) != found["voided"] or (label == void) != (state == VOID):
            yield label


def reused_numbers(register: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Numbers that stand on two letters, void ones too."""
    numbers = [letter["number"] for letter in register.values() if letter["number"]]
    yield from {number for number in numbers if numbers.count(number) > 1}


def wrong_data(stage: Stage, at: str) -> Iterator[str]:
    """Letters whose data did not bring what they name, or are for somebody else; and one without a laptop."""
    homes = {person.agency: home for home, person in stage.people.items() if person.agency}
    for label, (_, codes) in stage.brought.items():
        named = stage.run(INDUK, at, "letter", "show", stage.letters[label]["id"])["aspirations"]
        if not codes or codes != {item["code"] for item in named}:
            yield label
    for label, letter in stage.letters.items():
        home = homes.get(letter["agency"])
        if (letter["data"] is not None) != (letter["kind"] == "penugasan" and home is not None):
            yield label
    only = shipped("story.json")["facts"]["letter_only"]
    first = only.partition(":")[0]
    for agency, home in homes.items():
        if letter := stage.letters.get(f"{first}:{agency}"):
            seen = stage.run(home, at, "inspect", letter["path"])
            if (seen["sequence"], seen["to"]) != ("letter", f"agency:{agency}"):
                yield f"{first}:{agency}"


def telling_papers(stage: Stage) -> Iterator[str]:
    """Papers with words of a secret or restricted citizen, or with somebody's number or name out of place."""
    secrets = list(_secrets(stage))
    for path in sorted((stage.folder / PAPERS).iterdir()) + sorted((stage.folder / LETTERS).iterdir()):
        said = words_of(path)
        if said is not None and (not said or any(text in said for text in secrets)):
            yield path.name


def _secrets(stage: Stage) -> Iterator[str]:
    """What may stand on no paper at all: whoever is kept secret, what he said, and anybody's NIK."""
    rows = [row for number in stage.visits for row in shipped(f"visits/{number}.json")["aspirations"]]
    for row in [*rows, *shipped("late.json")["aspirations"]]:
        citizen = row["citizen"]
        if citizen["mode"] == "secret" or row.get("restricted"):
            yield from (_plain(citizen[name]) for name in ("name", "phone") if name in citizen)
            yield from (_plain(row[name])[:_BEGINNING] for name in ("title", "text") if name in row)
        if "nik" in citizen:
            yield citizen["nik"]


def words_of(path: Path) -> str | None:
    """The words of a paper of ours without their spaces, as far as they are plain letters; None for data.

    Our PDFs write plain letters as themselves, so nothing is needed to read them again.
    """
    data = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return _plain(_MARKUP.sub(b"", archive.read("word/document.xml")).decode("utf-8", "replace"))
    if path.suffix != ".pdf":
        return None
    shown = b"".join(found for packed in _STREAM.findall(data) for found in _SHOWN.findall(_unpacked(packed)))
    return _plain(_ESCAPED.sub(_unescaped, shown).decode("latin-1"))


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)]) if len(found[1]) == 3 else found[1]


def _plain(text: str) -> str:
    return _SPACE.sub("", text)
