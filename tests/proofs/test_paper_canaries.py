"""Canaries on paper: every document a desk prints holds only what the privacy rules allow (letters.md)."""

import io
import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop.core.letters import DATA_NAME
from tests.proofs.homes import CAST, district, photo
from tests.proofs.hunter import Hunter
from tests.proofs.loop import (
    MARKS,
    VILLAGE,
    Loop,
    first_half,
    identity,
    key_of,
    of,
    plain_copy,
    words,
)
from tests.reports.paper import pages, raw_words


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loop]:
    """Recorded, assigned, answered: A, B, G open, C secret, D criticism, E anonymous, F restricted."""
    folder = tmp_path_factory.mktemp("kertas")
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
        answer = ("--status", "ditanggapi", "--outcome", "dikerjakan", "--text", f"Sudah {MARKS['answer']}")
        for letter in "BC":
            made.do("pupr", "followup", "add", made.codes[letter], *answer)
        made.carry("pupr", "coordinator", "induk")
        made.carry("induk", "everyone", "officer")
        yield made


@pytest.fixture(scope="module")
def papers(loop: Loop) -> dict[str, bytes]:
    """Every document each desk can print, by what it is."""
    out = loop.inputs / "kertas"
    out.mkdir()
    code, made = loop.codes, dict[str, bytes]()

    def put(name: str, desk: str, *command: str | Path) -> None:
        path = out / f"{name}.pdf"
        loop.do(desk, *command, "--out", path)
        made[name] = path.read_bytes()

    visits = loop.do("officer", "visit", "list")["items"]
    visit = next(one["id"] for one in visits if _count(loop, one["id"]) > 1)
    put("minutes", "officer", "visit", "minutes", visit)
    put("receipts", "officer", "visit", "receipts", visit)
    put("answers", "officer", "answers", "--village", VILLAGE)
    for letter in "ACEF":
        put(f"receipt {letter}", "officer", "aspiration", "receipt", code[letter])
    for by in ("agency", "district", "category", "authority", "month"):
        put(f"recap {by}", "induk", "recap", "--by", by, "--format", "pdf")
    put("report", "pupr", "followup", "report")
    for letter in "AC":
        put(f"disposition {letter}", "pupr", "disposition", code[letter])
        put(f"disposition {letter} setda", "induk", "disposition", code[letter])
    for kind in ("penugasan", "pengingat"):
        more = ["--date", "2027-03-01"] if kind == "pengingat" else []
        found = loop.do("induk", "letter", "make", "--all", "--kind", kind, *more, "--out", out / kind)
        for one in found["letters"]:
            made[f"{kind} {one['agency']}"] = Path(one["path"]).read_bytes()
            if one.get("docx"):
                made[f"{kind} {one['agency']} docx"] = Path(one["docx"]).read_bytes()
    return made


def _count(loop: Loop, visit: str) -> int:
    return len(loop.do("officer", "visit", "show", visit)["aspirations"])


@cache
def hunted(data: bytes, *keys: str) -> set[str]:
    return Hunter(MARKS, keys).hunt(data)


def test_every_document_holds_what_its_reader_may_see(papers: dict[str, bytes]) -> None:
    """With all seals shut. Criticism (D) has no name; of a secret one (C) only the summary goes on."""
    held = {name: hunted(data) for name, data in papers.items()}
    contact = of("B.name", "B.phone")  # on the rahasia annex
    nothing: set[str] = set()
    expected = {
        "minutes": words("ABDEG"),
        "receipts": of(*(f"{one}.title" for one in "ABDEG")),
        "answers": of(*(f"{one}.title" for one in "ABDEGH")) | of("summary", "answer"),
        "receipt A": of("A.title"),
        "receipt C": nothing,
        "receipt E": of("E.title"),
        "receipt F": nothing,
        **{name: nothing for name in papers if name.startswith("recap")},
        "report": of("B.words", "summary", "answer"),
        "disposition A": of("A.words", "instruction"),
        "disposition A setda": of("A.words", "instruction"),
        "disposition C": of("summary"),
        "disposition C setda": of("summary"),
        "penugasan PUPR": words("AB") | contact | of("summary", "instruction"),
        "penugasan DINKES": words("D"),
    }
    assert {name: held[name] for name in expected if name in held} == expected
    rest = {name: marks for name, marks in held.items() if name not in expected}
    assert all(not marks & identity("ACDEFGH") and not marks & words("CF") for marks in rest.values()), rest


def test_nobody_hidden_is_named_or_counted(papers: dict[str, bytes], loop: Loop) -> None:
    """Secret and restricted ones are in no minutes, not even as a number; their names are on no paper."""
    for name, data in papers.items():
        assert not hunted(data) & (identity("CDEF") | words("CF")), name
    minutes = "".join(pages(papers["minutes"]))
    assert "berjumlah 5 (lima)" in " ".join(minutes.split())
    for letter in "CF":
        assert loop.codes[letter] not in minutes
    assert all(loop.codes["F"] not in _text(data) for name, data in papers.items() if name != "receipt F")


def _text(data: bytes) -> str:
    return raw_words(data) if data.startswith(b"%PDF") else ""


def test_contact_is_only_on_the_rahasia_annex(papers: dict[str, bytes], loop: Loop) -> None:
    for name, data in papers.items():
        if not data.startswith(b"%PDF"):
            continue
        for side in pages(data):
            seen = hunted(side.encode()) & identity("ABCDEFGH")
            if seen:
                assert side.startswith("RAHASIA\n"), name
                assert seen <= of("B.name", "B.phone")
    assert "I. Z." in raw_words(papers["penugasan PUPR"])


def test_what_a_letter_carries_opens_for_its_agency_alone(papers: dict[str, bytes], loop: Loop) -> None:
    """The control: the seal taken off, the hunter finds in the letter what the agency may have."""
    letter = papers["penugasan PUPR"]
    with pikepdf.open(io.BytesIO(letter)) as file:
        assert list(file.attachments) == [DATA_NAME]
    opened = hunted(letter, loop.keys["pupr"])
    assert opened >= words("AB") | of("B.name", "B.phone", "summary", "instruction")
    assert not opened & (words("CDEFGH") | identity("ACDEFGH"))
    for other in ("dinkes", "officer2", "second"):
        assert hunted(letter, loop.keys[other]) == hunted(letter)


def test_the_hunter_would_find_everything_printed_in_the_open(loop: Loop) -> None:
    """The control of the hunt: what the coordinator's laptop holds, unencrypted, has all the canaries."""
    held = set[str]().union(*map(Hunter(MARKS).hunt, plain_copy(loop.homes["induk"])))
    assert held >= words("ABCDEFG") | identity("ABCDFG") | of("summary", "instruction", "answer")
    everything = json.dumps(dict.fromkeys(MARKS.values())).encode()
    assert hunted(everything) == set(MARKS)


def test_printing_says_to_the_disk_only_what_the_papers_say(loop: Loop, papers: dict[str, Any]) -> None:
    """No draft, no temp file, no log beside them."""
    assert papers
    assert list((loop.world / "tmp").iterdir()) == []
