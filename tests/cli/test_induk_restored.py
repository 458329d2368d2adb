"""The laptop induk comes back from its backup: nothing is issued until the root names it again."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Go, Result, run


@pytest.fixture
def district(staffed: tuple[Path, list[str]], tmp_path: Path) -> Path:
    """A copy of the district with an agency and a visit."""
    return Path(shutil.copytree(staffed[0], tmp_path / "daerah"))


def tried(district: Path, home: str, *argv: str | Path) -> Result:
    return run("--json", "--home", district / home, *argv)


def letter_of(go: Go, home: str, code: str, out: Path) -> Any:
    go(home, "assign", code, "--agency", "DISHUB")
    [letter] = go(home, "letter", "make", "--agency", "DISHUB", "--number", "auto", "--out", out)["letters"]
    return letter


def test_restored_named_again_and_letters_go_on(
    go: Go, staffed: tuple[Path, list[str]], district: Path
) -> None:
    out = district / "surat"
    first_code, second_code, third_code = staffed[1]
    first = letter_of(go, "induk", first_code, out)
    go("dishub", "import", first["path"])
    before = {one["writer"] for one in go("induk", "laptop", "list")["items"]}
    go("induk", "backup", "--out", district / "cadangan")

    # The laptop is gone; only the backup, its passphrase and the paper with the root are left.
    shutil.rmtree(district / "induk")
    put_back = go("induk", "restore", district / "cadangan")
    assert put_back["needs_root"] is True
    refused = tried(district, "induk", "letter", "make", "--all", "--out", out)
    assert (refused.code, refused.error) == (3, "not_induk")
    [mine] = [one for one in go("induk", "laptop", "list")["items"] if one["writer"] not in before]
    wrong = tried(
        district, "petugas", "root", "induk", mine["writer"], "--root-file", district / "lembar.txt"
    )
    assert wrong.code == 3
    go("induk", "root", "induk", mine["writer"], "--root-file", district / "lembar.txt")

    # The register goes on where the backup stood: the first letter is known, its number is not given again.
    second = letter_of(go, "induk", second_code, out)
    assert [first["number"], second["number"]] == ["B/1/400.10.2/UM/2026", "B/2/400.10.2/UM/2026"]
    assert go("induk", "letter", "verify", first["path"])["pages_match"] is True
    taken = tried(district, "induk", "letter", "number", second["id"], "--number", first["number"])
    assert taken.error == "letter_numbered"

    # The agency believes the new epoch once the pack has told it who the laptop induk is.
    go("induk", "pack", "export", "--out", district / "baru.jbpack")
    go("dishub", "pack", "import", district / "baru.jbpack")
    [report] = go("dishub", "import", second["path"])["files"]
    assert (report["result"], report["held"], report["refused"]) == ("taken", 0, [])
    assert {one["code"] for one in go("dishub", "aspiration", "list")["items"]} == {first_code, second_code}
    third = letter_of(go, "induk", third_code, out)
    assert third["number"] == "B/3/400.10.2/UM/2026"
    assert go("induk", "check")["ok"] is True
