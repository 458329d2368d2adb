"""Secrets as PDF: the same words as the text, written with the same care, and good for what they are for."""

import stat
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from desktop.app import App, build
from desktop.catalogue import Catalogue
from desktop.paths import TRANSLATIONS
from tests.cli.calling import PASSPHRASE, Result, run
from tests.reports.archive import faults
from tests.reports.paper import raw_words

OFFICER = ("init", "--desk", "officer", "--name", "Nor Aulia", "--practice")
FOUNDER = ("init", "--desk", "coordinator", "--name", "Rahmatina", "--region", "63.10", "--practice")
WORDS = Catalogue.load(TRANSLATIONS / "id")
ROWS = 12


def code_on(page: str) -> str:
    """The code of a page as somebody types it: groups in the order of their numbers."""
    signs = page[page.index("Dibuat:") :].split("\n", 1)[1]
    signs = signs[: signs.index("Huruf besar")]
    found: list[str] = []
    number = 1
    for token in signs.replace(" ", "\n").split():
        if token == str(number) and (not found or len(found[-1]) == 5):
            found.append("")
            number += 1
        else:
            found[-1] += token
    assert [len(group) for group in found] == [5] * ROWS
    return "-".join(found)


def pages(file: Path) -> list[str]:
    data = file.read_bytes()
    assert faults(data) == []
    return raw_words(data).split("\f")[:-1]


def test_a_page_for_each_secret_with_the_words_of_the_text(tmp_path: Path) -> None:
    paper = tmp_path / "lembar.pdf"
    result = run(*FOUNDER, "--home", tmp_path / "a", "--recovery-out", paper, "--json")
    assert result.code == 0, result.err
    assert result.json["recovery_out"] == str(paper)
    assert "secrets" not in result.json
    root, laptop = pages(paper)
    for page, kind in ((root, "root"), (laptop, "laptop")):
        told = " ".join(page.split())
        assert WORDS.text(f"sheet_{kind}_title") in told
        assert " ".join(WORDS.text(f"sheet_{kind}_use").split()) in told
        assert "Daerah latihan" in told
    assert code_on(root) != code_on(laptop)
    assert code_on(root) not in result.out + result.err


def test_the_code_of_the_page_opens(tmp_path: Path) -> None:
    paper, home = tmp_path / "lembar.PDF", tmp_path / "a"
    assert run(*OFFICER, "--home", home, "--recovery-out", paper).code == 0
    [page] = pages(paper)
    typed, word = tmp_path / "kode.txt", tmp_path / "baru"
    typed.write_text(code_on(page).lower(), encoding="utf-8")
    word.write_text("sandi lain lagi", encoding="utf-8")
    how = ("recover", "--recovery-file", typed, "--new-passphrase-file", word)
    result = run("--home", home, *how, "--json")
    assert result.code == 0, result.err
    assert run("--home", home, "--passphrase-file", word, "laptop", "list").code == 0


def test_the_root_of_the_page_makes_office_halves(tmp_path: Path) -> None:
    paper, halves = tmp_path / "lembar.pdf", tmp_path / "kantor.pdf"
    home = ("--home", tmp_path / "a")
    assert run(*FOUNDER, *home, "--recovery-out", paper).code == 0
    typed = tmp_path / "kode.txt"
    typed.write_text(code_on(pages(paper)[0]), encoding="utf-8")
    result = run(*home, "root", "recovery", "--root-file", typed, "--recovery-out", halves, "--json")
    assert result.code == 0, result.err
    found = pages(halves)
    assert [f"BELAHAN {number} DARI 2" in page for number, page in enumerate(found, 1)] == [True, True]
    assert "Kabupaten Tanah Bumbu" in found[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_reads_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    paper = tmp_path / "lembar.pdf"
    assert run(*OFFICER, "--home", tmp_path / "a", "--recovery-out", paper).code == 0
    assert stat.S_IMODE(paper.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "lembar.pdf"]


def test_it_overwrites_nothing_and_makes_nothing(tmp_path: Path) -> None:
    paper = tmp_path / "lembar.pdf"
    paper.write_bytes(b"milik orang lain")
    result = run(*OFFICER, "--home", tmp_path / "a", "--recovery-out", paper, "--json")
    assert (result.code, result.error) == (3, "paper_exists")
    assert paper.read_bytes() == b"milik orang lain"
    assert not (tmp_path / "a").exists()


class Jammed(App):
    """A program whose press is broken."""

    def press(self) -> NoReturn:
        raise RuntimeError("no fonts")


def test_what_cannot_be_printed_is_known_before_there_is_a_secret(tmp_path: Path) -> None:
    parts = build()
    jammed = Jammed(parts.catalogue, parts.settings, parts.version)
    result: Result = run(*FOUNDER, "--home", tmp_path / "a", "--recovery-out", tmp_path / "l.pdf", app=jammed)
    assert result.code == 1
    assert list(tmp_path.iterdir()) == []


def test_the_passphrase_of_the_tests_is_on_no_sheet(tmp_path: Path) -> None:
    paper = tmp_path / "lembar.pdf"
    run(*OFFICER, "--home", tmp_path / "a", "--recovery-out", paper)
    assert PASSPHRASE not in raw_words(paper.read_bytes())
