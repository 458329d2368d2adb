"""The daily commands from the first word in a village to the answer told, each through its arguments."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.calling import VILLAGE, VISIT, Go, carry, run


@pytest.fixture
def district(staffed: tuple[Path, list[str]], tmp_path: Path) -> Path:
    """A copy of the district with an agency and a visit."""
    return Path(shutil.copytree(staffed[0], tmp_path / "daerah"))


@pytest.fixture
def codes(staffed: tuple[Path, list[str]]) -> list[str]:
    """Three aspirations of a visit, taken in by the laptop induk."""
    return staffed[1]


def test_the_whole_way_round(go: Go, district: Path, codes: list[str]) -> None:
    lamp, same, thanks = codes
    go("induk", "triage", "verify", lamp, same)
    go("induk", "triage", "archive", thanks, "--reason", "Ucapan terima kasih")
    go("induk", "triage", "join", same, "--into", lamp)
    go("induk", "assign", lamp, "--agency", "DISHUB", "--instruction", "Mohon diperiksa")
    carry(go, district, "induk", "agency:DISHUB", "dishub")
    answer = ("--outcome", "dikerjakan", "--text", "Lampu sudah diganti")
    go("dishub", "followup", "add", lamp, "--status", "ditanggapi", *answer)
    carry(go, district, "dishub", "coordinator", "induk")
    officer = next(one for one in go("induk", "laptop", "list")["items"] if one["desks"] == ["officer"])
    carry(go, district, "induk", f"writer:{officer['writer']}", "petugas")
    told = go("petugas", "answers", "--village", VILLAGE)["items"]
    assert lamp in {one["code"] for one in told}
    go("petugas", "feedback", "add", lamp, "--told", "kemarin", "--satisfied", "4")
    carry(go, district, "petugas", "coordinator", "induk")
    listed = {one["code"]: one["status"] for one in go("induk", "aspiration", "list")["items"]}
    assert listed == {lamp: "selesai", same: "duplikat", thanks: "diarsipkan"}
    shown = go("induk", "aspiration", "show", lamp.lower().replace("-", " "))
    assert all(entry["signature"] for entry in shown["history"])


def test_aspirations_from_a_table_of_a_spreadsheet(go: Go, district: Path) -> None:
    file, sheet = district / "k.json", district / "susulan.csv"
    file.write_text(json.dumps({"village": VILLAGE, "date": "2026-10-06"}), encoding="utf-8")
    visit = go("petugas", "visit", "add", file)["visit"]["id"]
    sheet.write_bytes("\ufefftext;kind;rt\r\nAir bersih keruh; keluhan;03\r\n".encode())
    made = go("petugas", "aspiration", "add", sheet, "--visit", visit)["aspirations"]
    shown = go("petugas", "aspiration", "show", made[0]["code"])
    assert (len(made), shown["text"], shown["place"]["rt"]) == (1, "Air bersih keruh", "03")


def test_lists_are_paged_and_filtered(go: Go, codes: list[str]) -> None:
    first = go("induk", "aspiration", "list", "--limit", "2")
    rest = go("induk", "aspiration", "list", "--limit", "2", "--after", first["next"])
    assert {one["code"] for one in first["items"] + rest["items"]} == set(codes)
    assert rest["next"] is None
    found = go("induk", "aspiration", "list", "--where", "kind=apresiasi")["items"]
    assert [one["code"] for one in found] == [codes[2]]
    assert len(go("induk", "aspiration", "list", "--search", "lampu jal")["items"]) == 2


def test_suggestions_and_likenesses(go: Go, codes: list[str]) -> None:
    suggested = go("induk", "aspiration", "suggest", codes[0])["suggestions"]
    assert suggested[0]["agency"] == "DISHUB"
    assert go("induk", "aspiration", "suggest", "--text", "lampu jalan mati")["suggestions"]
    assert codes[1] in {one["code"] for one in go("induk", "aspiration", "similar", codes[0])["similar"]}


def test_a_typed_correction(go: Go, codes: list[str]) -> None:
    go("petugas", "aspiration", "correct", codes[0], "--title", "Lampu mati", "--reason", "Lebih jelas")
    assert go("petugas", "aspiration", "show", codes[0])["title"] == "Lampu mati"


def test_tables_from_files(go: Go, district: Path, codes: list[str]) -> None:
    table = district / "tugas.csv"
    table.write_text(f"code,agency\n{codes[0]},DISHUB\n", encoding="utf-8")
    go("induk", "triage", "verify", codes[0])
    go("induk", "assign", "--from", table)
    assert go("induk", "aspiration", "show", codes[0])["agency"] == "DISHUB"


@pytest.mark.parametrize(
    "words",
    [
        "visit list",
        "aspiration list",
        "quarantine list",
        "review list",
        "conflict list",
        "laptop list",
        "check",
        "rebuild",
        "answers --village 63.10.09.2005",
    ],
)
def test_what_people_read_holds_no_bare_codes(words: str, induk: Path, codes: list[str]) -> None:
    result = run(*words.split(), "--home", induk)
    assert result.code == 0, result.err
    assert result.out.strip()
    assert "{" not in result.out
    assert "list_empty" not in result.out


def test_a_backup_comes_back(go: Go, district: Path, codes: list[str]) -> None:
    file = district / "cadangan"
    go("petugas", "backup", "--out", file)
    go("baru", "restore", file)
    assert len(go("baru", "aspiration", "list")["items"]) == 3


def test_what_a_person_has_said_is_forgotten(go: Go, district: Path) -> None:
    citizen = {"name": "Hj. Norhasanah", "phone": "081250009001", "consent": True}
    file = district / "k.json"
    visit = {**VISIT, "aspirations": [{"text": "Jalan berlubang", "citizen": citizen}]}
    file.write_text(json.dumps(visit), encoding="utf-8")
    code = go("petugas", "visit", "add", file)["aspirations"][0]["code"]
    carry(go, district, "petugas", "coordinator", "induk")
    assert "Norhasanah" in json.dumps(go("induk", "person", "export", code))
    go("induk", "person", "forget", code, "--reason", "Warga mencabut persetujuan")
    assert "Norhasanah" not in json.dumps(go("induk", "aspiration", "show", code))


@pytest.mark.parametrize("name", ["visit", "aspiration", "change", "followup", "assign"])
def test_schemas(name: str) -> None:
    assert "$defs" in run("schema", name).out
    assert run("schema", name).out == run("schema", name, "--json").out


@pytest.mark.parametrize("name", ["aspiration", "followup", "assign"])
def test_columns_of_tables(name: str) -> None:
    columns = run("schema", f"{name}-csv", "--json").json["columns"]
    assert run("schema", f"{name}-csv").out.strip().split(",") == columns
