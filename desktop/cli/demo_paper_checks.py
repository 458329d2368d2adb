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
    """Letters that are not what the register says: all by their code, some also page by page.

    Looking into a PDF takes a third of a second, so it is done for one of each kind and for the special ones.
    """
    facts = shipped("story.json")["facts"]
    whole = {letter["kind"]: label for label, letter in reversed(stage.letters.items())}
    looked_into = {*whole.values(), *(facts[name] for name in ("letter_only", "paper_only", "voided"))}
    for label, letter in stage.letters.items():
        inside = label in looked_into
        seen = stage.run(INDUK, at, "letter", "verify", letter["path"] if inside else letter["code"])
        now, void = register[letter["id"]], label == facts["voided"]
        right = seen["genuine"] and seen["pages_match"] is (True if inside else None)
        same = (seen["number"], seen["voided"], now["state"] == VOID) == (now["number"], void, void)
        if not (right and same):
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
    first = shipped("story.json")["facts"]["letter_only"].partition(":")[0]
    for agency, home in homes.items():
        label = f"{first}:{agency}"
        seen = stage.run(home, at, "inspect", stage.letters[label]["path"])
        if (seen["sequence"], seen["to"]) != ("letter", f"agency:{agency}"):
            yield label


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
        # Not `zlib.decompress`: a last byte that looks like half a line's end is missing here (1 in 256).
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return b""


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)]) if len(found[1]) == 3 else found[1]


def _plain(text: str) -> str:
    return _SPACE.sub("", text)
