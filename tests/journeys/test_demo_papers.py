"""The papers of the demonstration, looked at from outside: read with other tools, hunted for secrets."""

import re
import subprocess
import zipfile
import zlib
from itertools import product
from pathlib import Path
from string import ascii_letters
from typing import Any

import pikepdf
import pytest

from desktop.cli.demo_paper_checks import words_of
from tests.demo import aspirations, load
from tests.journeys.playing import Play
from tests.reports.archive import faults

FACTS = load("story.json")["facts"]
LETTERS = [*product(ascii_letters, repeat=2)]


def letters(play: Play) -> dict[str, Any]:
    return {one["label"]: one for one in play.report["letters"]}


def papers(play: Play) -> list[Path]:
    """Every PDF and DOCX but the sheets with the district's secrets."""
    folders = [play.folder / name for name in ("surat", "kertas")]
    return sorted(path for folder in folders for path in folder.iterdir() if path.suffix != ".jbola")


def read(path: Path) -> str:
    """Its words without their spaces, as somebody else's program finds them."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return plain(re.sub("<[^>]*>", "", archive.read("word/document.xml").decode()))
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return plain(done.stdout.decode())


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_there_is_a_paper_of_each_kind_for_each_place(play: Play) -> None:
    kinds = {one["kind"] for one in letters(play).values()}
    assert kinds == {"penugasan", "koordinasi", "pengingat", "nota_dinas", "surat_tugas"}
    for one in letters(play).values():
        assert Path(one["path"]).read_bytes().startswith(b"%PDF-")
        assert (one["docx"] is not None) == (one["kind"] == "penugasan")
        assert one["warnings"] == []
    counts = {
        kind: sum(one["kind"] == kind for one in play.report["papers"]) for kind in ("minutes", "receipts")
    }
    assert counts == {"minutes": 6, "receipts": 6}
    on_disk = {path.name for path in (play.folder / "kertas").iterdir()}
    assert on_disk == {Path(one["path"]).name for one in play.report["papers"]}
    for text in (play.folder / "lembar").glob("*.txt"):
        assert text.with_suffix(".pdf").exists()


@pytest.mark.parametrize("kind", ["penugasan", "koordinasi", "pengingat", "nota_dinas", "surat_tugas"])
def test_a_letter_of_each_kind_is_fit_for_the_archive(play: Play, kind: str) -> None:
    path = next(Path(one["path"]) for one in letters(play).values() if one["kind"] == kind)
    assert faults(path.read_bytes()) == []


def test_other_papers_are_fit_for_the_archive(play: Play) -> None:
    seen = {one["kind"]: Path(one["path"]) for one in play.report["papers"]}
    for kind, path in seen.items():
        assert faults(path.read_bytes()) == [], kind


def test_nobody_s_secret_stands_on_any_paper(play: Play) -> None:
    """Who is kept secret is nowhere, by name or by words."""
    said = {path: read(path) for path in papers(play)}
    hidden = []
    for row in aspirations().values():
        citizen = row["citizen"]
        hidden += [citizen["nik"]] if "nik" in citizen else []
        if citizen["mode"] == "secret" or row.get("restricted"):
            hidden += [citizen[name] for name in ("name", "phone") if name in citizen]
            hidden += [row[name][:40] for name in ("title", "text") if name in row]
    found = [(path.name, text) for path, words in said.items() for text in hidden if plain(text) in words]
    assert len(hidden) > 20
    assert found == []


def test_an_annex_names_only_whom_the_agency_must_reach(play: Play) -> None:
    reached = {"1.4", "2.3", "2.15", "3.9", "4.13", "5.5"}
    named = {
        row["citizen"]["name"]: ref
        for ref, row in aspirations().items()
        if "name" in row["citizen"] and row["citizen"]["mode"] == "open"
    }
    for path in papers(play):
        if path.parent.name == "surat":
            words = read(path)
            found = {ref for name, ref in named.items() if plain(name) in words}
            assert found <= (reached if "DISDUKCAPIL" in path.name else set()), path.name


def test_a_stream_that_ends_like_a_line_is_read_whole(tmp_path: Path) -> None:
    said = (f"(Rahasia {one}{other}{'n' * many}) Tj".encode() for many in range(9) for one, other in LETTERS)
    packed = next(packed for one in said if (packed := zlib.compress(one)).endswith(b"\r"))
    (tmp_path / "a.pdf").write_bytes(b"stream\n" + packed + b"\nendstream")
    assert str(words_of(tmp_path / "a.pdf")).startswith("Rahasia")


def test_the_check_of_the_demo_reads_what_others_read(play: Play) -> None:
    """The control: its own way of reading finds the same words, so it can find a secret too."""
    for path in papers(play)[::5]:
        mine, theirs = words_of(path), read(path)
        assert mine is not None
        lost = [word for word in re.findall("[A-Za-z]{8,}", theirs) if word not in mine]
        assert len(lost) <= len(theirs) // 400, (path.name, lost[:5])


def test_the_register_tells_what_became_of_each_letter(play: Play) -> None:
    made = letters(play)
    numbers = [one["number"] for one in made.values() if one["number"]]
    assert len(set(numbers)) == len(numbers) >= 8
    assert (made[FACTS["voided"]]["state"], made["ralat-dishub"]["state"]) == ("batal", "bernomor")
    assert made["tugas-1:PUPR"]["delivered"]["how"] == "diantar kurir"
    shown = play.ask("induk", "letter", "show", made["tugas-1:PUPR"]["id"])
    assert len(shown["attachments"]) == 1
    told = (play.folder / "cerita.md").read_text(encoding="utf-8")
    assert all(
        number in told and Path(one["path"]).name in told
        for one in made.values()
        if (number := one["number"])
    )


def test_paper_alone_reaches_who_has_no_laptop(play: Play) -> None:
    made = letters(play)[FACTS["paper_only"]]
    assert made["data"] is None
    assert "tidakmembawadata" in read(Path(made["path"]))
    with pikepdf.open(made["path"]) as pdf:
        assert len(pdf.attachments) == 0
