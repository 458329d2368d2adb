"""The commands that print in the village: what they answer, and what stands in the file."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.app import build
from desktop.cli import papers
from desktop.cli.papers import warnings_of
from reports.receipt import PAPERS
from tests.cli.calling import VILLAGE, Result, run

VISIT = {
    "village": VILLAGE,
    "date": "2026-10-06",
    "agenda": "Mendengar warga 橋",
    "aspirations": [
        {"text": "Lampu jalan mati", "citizen": {"name": "Hj. Norhasanah", "consent": True}},
        {"text": "Rahasiadesa", "citizen": {"mode": "secret"}},
    ],
}


@pytest.fixture
def made(officer: Path) -> Any:
    file = officer.parent / "kunjungan.json"
    file.write_text(json.dumps(VISIT), encoding="utf-8")
    return run("--json", "--home", officer, "visit", "add", file).json


def words(path: Path) -> str:
    read = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return re.sub(r"\s", "", read.stdout.decode())


def printed(home: Path, *typed: str) -> tuple[Result, Path]:
    out = home.parent / "kertas.pdf"
    return run("--home", home, *typed, "--out", out), out


def test_minutes_say_where_they_are_and_what_is_missing(officer: Path, made: Any) -> None:
    result, out = printed(officer, "visit", "minutes", made["visit"]["id"])
    assert (result.code, result.out) == (0, f"Tercetak ke {out}: 2 halaman.\n")
    assert result.err.splitlines() == [
        "Peringatan: pada isian Acara, tanda 橋 tidak ada di huruf program ini dan tercetak sebagai kotak."
    ]
    said = words(out)
    assert "H.N." in said
    assert "Norhasanah" not in said
    assert "Rahasiadesa" not in said


def test_as_json(officer: Path, made: Any) -> None:
    result, out = printed(officer, "visit", "minutes", made["visit"]["id"], "--json")
    told = {"path": str(out), "pages": 2, "warnings": [{"field": "agenda", "signs": "橋"}]}
    assert result.json == {**told, "left_out": result.json["left_out"]}
    assert result.json["left_out"] > 0


@pytest.mark.parametrize("paper", PAPERS)
def test_receipts(paper: str, officer: Path, made: Any) -> None:
    codes = [one["code"] for one in made["aspirations"]]
    result, out = printed(officer, "aspiration", "receipt", codes[0], "--paper", paper, "--json")
    assert (result.json["code"], result.json["pages"], result.json["warnings"]) == (codes[0], 1, [])
    assert codes[0] in words(out)
    result, out = printed(officer, "visit", "receipts", made["visit"]["id"], "--paper", paper, "--json")
    assert (result.json["count"], result.json["pages"]) == (2, 1 if paper == "sheet" else 2)
    assert all(code in words(out) for code in codes)
    assert "Norhasanah" not in words(out)


def test_answers(officer: Path, made: Any) -> None:
    result, out = printed(officer, "answers", "--village", "Angsana", "--json")
    assert (result.json["answered"], result.json["waiting"]) == (0, 2)
    assert "DAFTARJAWABAN" in words(out)


def test_without_out_answers_are_listed_as_before(officer: Path, made: Any) -> None:
    assert run("--json", "--home", officer, "answers", "--village", VILLAGE).json == {
        "village": VILLAGE,
        "items": [],
    }


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("visit", "minutes", "x"), "visit_unknown"),
        (("visit", "receipts", "x"), "visit_unknown"),
        (("aspiration", "receipt", "TB-00000-00000"), "code_unknown"),
        (("answers", "--village", "Entah"), "village_unknown"),
    ],
)
def test_what_is_not_there(typed: tuple[str, ...], code: str, officer: Path) -> None:
    result, out = printed(officer, *typed, "--json")
    assert (result.code, result.error) == (3, code)
    assert not out.exists()


def test_the_papers_offered_are_those_there_are() -> None:
    assert papers.PAPERS == PAPERS


def test_a_field_without_a_name_is_called_by_its_code() -> None:
    [sentence] = warnings_of(build().catalogue, [{"field": "entah_apa", "signs": "橋\u202e"}])
    assert "entah_apa" in sentence
    assert "\u202e" not in sentence


def test_printing_is_only_loaded_by_who_prints() -> None:
    code = "import sys, desktop.cli.index; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
