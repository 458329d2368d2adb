"""`recap`, `followup report` and `disposition` as they are typed."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.calling import VILLAGE, run


@pytest.fixture
def codes(induk: Path, tmp_path: Path) -> list[str]:
    """Two aspirations on the laptop induk, one of them assigned."""
    file = tmp_path / "kunjungan.json"
    rows = [{"text": "Jembatan retak"}, {"text": "Parit buntu", "category": "jalan_jembatan"}]
    file.write_text(json.dumps({"village": VILLAGE, "date": "2026-11-20", "aspirations": rows}))
    office = tmp_path / "induk.json"
    office.write_text(file.read_text())
    added = run("--home", induk, "visit", "add", office, "--json")
    assert added.code == 0, added.err
    found = [one["code"] for one in added.json["aspirations"]]
    assert run("--home", induk, "assign", found[0], "--agency", "PUPR").code == 0
    return found


def test_on_the_screen(induk: Path, codes: list[str]) -> None:
    result = run("--home", induk, "recap", "--by", "agency")
    assert result.code == 0, result.err
    lines = result.out.splitlines()
    assert lines[0].split()[:3] == ["Nama", "Masuk", "Antre"]
    assert lines[-1].split()[:2] == ["JUMLAH", "2"]
    assert any(line.startswith("(tidak ada)") for line in lines)


@pytest.mark.parametrize("form", [(), ("--format", "json"), ("--json",)])
def test_as_json(form: tuple[str, ...], induk: Path, codes: list[str], tmp_path: Path) -> None:
    out = () if form else ("--out", tmp_path / "rekap.json")
    result = run("--home", induk, "recap", "--by", "district", *form, *out)
    assert result.code == 0, result.err
    found = result.json if form else json.loads((tmp_path / "rekap.json").read_text(encoding="utf-8"))
    assert [(row["key"], row["name"], row["recorded"]) for row in found["groups"]] == [
        (VILLAGE[:8], "Angsana", 2)
    ]
    assert sorted(one["code"] for one in found["oldest"]) == sorted(codes)


def test_as_a_table(induk: Path, codes: list[str], tmp_path: Path) -> None:
    shown = run("--home", induk, "recap", "--by", "category", "--format", "csv")
    saved = run("--home", induk, "recap", "--by", "category", "--out", tmp_path / "rekap.csv", "--json")
    assert (shown.code, saved.code) == (0, 0)
    data = (tmp_path / "rekap.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert rows == list(csv.reader(io.StringIO(shown.out, newline="")))
    assert [row[2] for row in rows[1:]] == ["1", "1", "2"]
    assert saved.json == {"path": str(tmp_path / "rekap.csv")}


def test_on_paper(induk: Path, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "rekap.pdf"
    result = run("--home", induk, "recap", "--by", "month", "--format", "pdf", "--out", out, "--json")
    assert (result.code, result.json) == (0, {"path": str(out), "pages": 1, "warnings": []})
    assert out.read_bytes().startswith(b"%PDF")


def test_the_days_are_typed_loosely(induk: Path, codes: list[str]) -> None:
    around = ("--home", induk, "recap", "--by", "month", "--json")
    assert run(*around, "--from", "hari ini").json["total"]["recorded"] == 2
    assert run(*around, "--to", "kemarin").json["total"]["recorded"] == 0
    reversed_days = run(*around, "--from", "besok", "--to", "kemarin")
    assert (reversed_days.code, reversed_days.error) == (3, "span_reversed")


@pytest.mark.parametrize(
    ("more", "code", "error"),
    [
        (("--format", "xlsx", "--out", "a.xlsx"), 2, "not_in_this_version"),
        (("--out", "a.xlsx"), 2, "not_in_this_version"),
        (("--format", "pdf"), 2, "usage_missing"),
        (("--out", "rekap"), 2, "usage_missing"),
        (("--format", "docx"), 2, "usage_choice"),
    ],
)
def test_wrong_use(more: tuple[str, ...], code: int, error: str, induk: Path) -> None:
    result = run("--home", induk, "recap", "--by", "agency", *more, "--json")
    assert (result.code, result.error) == (code, error)


def test_by_something_it_does_not_know(induk: Path) -> None:
    assert run("--home", induk, "recap", "--by", "village", "--json").error == "usage_choice"
    assert run("--home", induk, "recap", "--json").error == "usage_missing"


def test_an_officer_has_only_a_part(officer: Path) -> None:
    result = run("--home", officer, "recap", "--by", "agency", "--json")
    assert (result.code, result.error) == (3, "wrong_desk")


def test_a_disposition_sheet(induk: Path, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "disposisi.pdf"
    typed = codes[0].lower().replace("-", " ")
    result = run("--home", induk, "disposition", typed, "--out", out)
    assert (result.code, result.out) == (0, f"Tercetak ke {out}: 1 halaman.\n")
    assert run("--home", induk, "disposition", codes[0], "--json").error == "usage_missing"


def test_a_report_is_the_agencys(induk: Path, tmp_path: Path) -> None:
    result = run("--home", induk, "followup", "report", "--out", tmp_path / "a.pdf", "--json")
    assert (result.code, result.error) == (3, "wrong_desk")
    assert not (tmp_path / "a.pdf").exists()
