"""Letters through their commands: from an assignment to a paper in the agency's hands, and refusals."""

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.cli.calling import Go, Result, going, run


@pytest.fixture(scope="module")
def assigned(staffed: tuple[Path, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district with two aspirations assigned to DISHUB, which has a laptop."""
    folder = Path(shutil.copytree(staffed[0], tmp_path_factory.mktemp("surat") / "daerah"))
    word = ("--passphrase-file", folder / "sandi")
    assign = ("assign", *staffed[1][:2], "--agency", "DISHUB", "--instruction", "Mohon diperiksa")
    going(folder)("induk", *word, *assign)
    return folder


@pytest.fixture
def district(assigned: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(assigned, tmp_path / "daerah"))


@pytest.fixture
def codes(staffed: tuple[Path, list[str]]) -> list[str]:
    """The aspirations of the visit; two are assigned."""
    return staffed[1]


def tried(district: Path, home: str, *argv: str | Path) -> Result:
    return run("--json", "--home", district / home, *argv)


def test_a_letter_from_the_desk_to_the_agency(go: Go, district: Path, codes: list[str]) -> None:
    out = district / "surat"
    [letter] = go("induk", "letter", "make", "--all", "--out", out)["letters"]
    assert {"id", "agency", "number", "path", "pages", "aspirations"} <= set(letter)
    assert (letter["agency"], letter["number"], letter["aspirations"]) == ("DISHUB", None, 2)
    numbered = go("induk", "letter", "number", letter["id"], "--number", "B/7/400.10.2/UM/2026")["letter"]
    assert numbered["state"] == "bernomor"
    go("induk", "letter", "deliver", numbered["number"], "--to", "Staf Dishub", "--date", "hari ini")
    assert go("dishub", "inspect", letter["path"])["sequence"] == "letter"
    [report] = go("dishub", "import", letter["path"])["files"]
    assert (report["result"], report["path"]) == ("taken", letter["path"])
    assert {one["code"] for one in go("dishub", "aspiration", "list")["items"]} == set(codes[:2])
    assert go("dishub", "letter", "list")["items"][0]["id"] == letter["id"]
    assert go("dishub", "letter", "verify", letter["path"])["genuine"] is True
    assert go("induk", "letter", "verify", letter["code"])["number"] == numbered["number"]


def test_what_is_refused_says_so(go: Go, district: Path, codes: list[str]) -> None:
    out = ("--out", district / "surat")
    for argv, code, error in [
        (("letter", "make", *out), 2, "usage_missing"),
        (("letter", "make", "--all", "--agency", "PUPR", *out), 2, "usage_both"),
        (("letter", "make", "--agency", "DISHUB"), 2, "usage_missing"),
        (("letter", "make", "--agency", "PUPR", *out), 3, "letter_nothing_waiting"),
        (("letter", "make", "--agency", "PLN", *out), 3, "letter_agency_external"),
        (("letter", "make", "--kind", "nota_dinas", *out), 2, "letter_content_needed"),
        (("letter", "show", "B/1"), 3, "letter_unknown"),
        (("letter", "verify", "tidak-ada.pdf"), 3, "input_missing"),
        (("letter", "verify", "JB1:L:salah"), 3, "letter_code_wrong"),
        (("letter", "reserve", "--count", "0"), 2, "number_range"),
    ]:
        result = tried(district, "induk", *argv)
        assert (result.code, result.error) == (code, error), argv
    assert tried(district, "petugas", "letter", "make", "--all", *out).error == "not_induk"


def test_a_letter_typed_into_a_file(go: Go, district: Path) -> None:
    file = district / "nota.json"
    wrong = {"subject": "Rekap", "to": ["Sekretaris Daerah"], "isi": []}
    file.write_text(json.dumps(wrong), encoding="utf-8")
    argv = ("letter", "make", "--kind", "nota_dinas", "--content", file, "--out", district / "surat")
    assert tried(district, "induk", *argv).error == "unknown_key"
    del wrong["isi"]
    file.write_text(json.dumps(wrong), encoding="utf-8")
    [reserved] = go("induk", "letter", "reserve", "--kind", "nota_dinas")["items"]
    [letter] = go("induk", *argv, "--number", reserved["number"])["letters"]
    assert (letter["id"], letter["number"]) == (reserved["id"], reserved["number"])
    assert set(go("induk", "schema", "letter")["$defs"]) == {"LetterIn", "LetterPerson"}


def test_a_ralat_and_its_paper_again(go: Go, district: Path, codes: list[str]) -> None:
    out = ("--out", district / "surat")
    [first] = go("induk", "letter", "make", "--agency", "dishub", "--number", "auto", *out)["letters"]
    [second] = go("induk", "letter", "make", "--instead-of", first["id"], *out)["letters"]
    states = {one["id"]: one["state"] for one in go("induk", "letter", "list")["items"]}
    assert states == {first["id"]: "batal", second["id"]: "belum_bernomor"}
    again = go("induk", "letter", "show", second["id"], "--out", district / "lagi")
    assert Path(again["path"]).read_bytes() == Path(second["path"]).read_bytes()
    assert Path(again["data"]).read_bytes() == Path(second["data"]).read_bytes()
    refused = tried(district, "dishub", "letter", "show", second["id"])
    assert refused.error == "letter_unknown"


def test_changed_pages_are_a_refusal_with_its_facts(go: Go, district: Path, codes: list[str]) -> None:
    [letter] = go("induk", "letter", "make", "--all", "--out", district / "surat")["letters"]
    with pikepdf.open(letter["path"]) as pdf:
        pdf.pages[0].contents_add(b"0 0 m 9 9 l S")
        pdf.save(district / "ubah.pdf")
    result = tried(district, "induk", "letter", "verify", district / "ubah.pdf")
    assert (result.code, result.json["genuine"], result.json["pages_match"]) == (3, True, False)
    assert "berbeda" in result.err


def test_for_people_there_are_tables_and_next_steps(go: Go, district: Path, codes: list[str]) -> None:
    shown = run("--home", district / "induk", "letter", "make", "--all", "--out", district / "surat")
    assert shown.code == 0
    assert "letter number" in shown.out
    listed = run("--home", district / "induk", "letter", "list")
    assert "belum_bernomor" in listed.out
    none = run("--home", district / "induk", "letter", "make", "--all", "--out", district / "surat")
    assert (none.code, none.out.strip()) == (0, "Tidak ada yang menunggu surat.")
