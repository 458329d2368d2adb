"""Setting up: init and its sheets, the root's paper code, pack and enrolment by command."""

import json
import stat
import sys
from pathlib import Path

import pytest

from desktop.core.text import NAME
from tests.cli.calling import run

ROOT, LAPTOP = "KODE KUNCI INDUK DAERAH", "KODE PEMULIHAN LAPTOP"
OFFICER = ("init", "--desk", "officer", "--name", "Nor Aulia", "--practice")


def test_the_sheets_name_their_secrets(founded: Path) -> None:
    lines = (founded / "lembar.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line in (ROOT, LAPTOP)] == [ROOT, LAPTOP]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_reads_the_sheets(founded: Path) -> None:
    assert stat.S_IMODE((founded / "lembar.txt").stat().st_mode) == 0o600


def test_the_sheet_overwrites_nothing_and_makes_nothing(tmp_path: Path) -> None:
    paper = tmp_path / "lembar.txt"
    paper.write_text("milik orang lain", encoding="utf-8")
    result = run(*OFFICER, "--home", tmp_path / "a", "--recovery-out", paper, "--json")
    assert (result.code, result.error) == (3, "paper_exists")
    assert paper.read_text(encoding="utf-8") == "milik orang lain"
    assert not (tmp_path / "a").exists()


def test_the_sheet_needs_its_folder(tmp_path: Path) -> None:
    paper = tmp_path / "tidak" / "ada.txt"
    result = run(*OFFICER, "--home", tmp_path / "a", "--recovery-out", paper, "--json")
    assert (result.code, result.error) == (3, "paper_failed")
    assert not (tmp_path / "a").exists()


def test_without_a_file_the_secrets_are_shown_once(tmp_path: Path) -> None:
    result = run(*OFFICER, "--home", tmp_path / "a")
    assert LAPTOP in result.out
    secrets = run(*OFFICER, "--home", tmp_path / "b", "--json").json["secrets"]
    assert list(secrets) == ["laptop"]


def test_with_a_file_the_secrets_are_shown_nowhere(tmp_path: Path) -> None:
    paper = tmp_path / "lembar.txt"
    result = run(*OFFICER, "--home", tmp_path / "a", "--recovery-out", paper, "--json")
    assert "secrets" not in result.json
    code = next(line.strip() for line in paper.read_text(encoding="utf-8").splitlines() if line[:4] == "    ")
    assert code not in result.out + result.err
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_a_second_init_is_refused(induk: Path) -> None:
    result = run(*OFFICER, "--home", induk, "--json")
    assert (result.code, result.error) == (3, "home_exists")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--region", "99.99"), "region_unknown"),
        (("--name", " "), "text_empty"),
        (("--name", "a" * (NAME + 1)), "text_too_long"),
    ],
)
def test_a_refused_init_makes_nothing(more: tuple[str, ...], code: str, tmp_path: Path) -> None:
    words = ("init", "--desk", "coordinator", "--name", "A", "--practice", *more)
    result = run(*words, "--home", tmp_path / "a", "--recovery-out", tmp_path / "l.txt", "--json")
    assert (result.code, result.error) == (3, code)
    assert list(tmp_path.iterdir()) == []


def test_an_init_that_fails_late_can_be_tried_again(founded: Path, tmp_path: Path) -> None:
    words = (*OFFICER, "--home", tmp_path / "a", "--pack", founded / "d.jbpack", "--json")
    wrong = run(*words, "--code", "11111 11111 11111 11111", "--recovery-out", tmp_path / "l.txt")
    assert (wrong.code, wrong.error) == (3, "voice_code_wrong")
    assert not (tmp_path / "l.txt").exists()
    right = run(*words, "--code", "skip", "--recovery-out", tmp_path / "l.txt")
    assert right.code == 0, right.err
    assert right.json["practice"] is True


def test_a_further_coordinator_needs_the_root(district: Path, induk: Path) -> None:
    second, request = district / "kedua", district / "k.jbreq"
    init = ("init", "--desk", "coordinator", "--name", "Kedua", "--practice")
    assert run(*init, "--home", second).code == 0
    assert run("request", "--out", request, "--home", second).code == 0
    assert run("accept", request, "--code", "skip", "--home", induk, "--json").error == "root_needed"
    words = ("root", "coordinator", request, "--code", "skip", "--home", induk, "--json")
    accepted = run(*words, "--root-file", district / "lembar.txt")
    assert accepted.code == 0, accepted.err
    assert accepted.json["desks"] == ["coordinator"]


def test_the_sheet_of_another_secret_is_not_the_root(district: Path, induk: Path) -> None:
    text = (district / "lembar.txt").read_text(encoding="utf-8")
    only = district / "laptop.txt"
    only.write_text(text[text.index(LAPTOP) :], encoding="utf-8")
    result = run("root", "keeper", "x", "--root-file", only, "--home", induk, "--json")
    assert (result.code, result.error) == (3, "sheet_wrong")


def test_a_bare_code_typed_loosely_is_the_root(district: Path, induk: Path) -> None:
    text = (district / "lembar.txt").read_text(encoding="utf-8")
    code = next(line.strip() for line in text.splitlines() if line.startswith("    "))
    bare = district / "kode.txt"
    bare.write_text(code.lower().replace("-", " "), encoding="utf-8")
    laptops = run("laptop", "list", "--home", induk, "--json").json["items"]
    own = next(item["writer"] for item in laptops if item["induk"])
    result = run("root", "keeper", own, "--root-file", bare, "--home", induk, "--json")
    assert result.code == 0, result.err


def test_no_root_code(induk: Path) -> None:
    result = run("root", "successor", "--home", induk, "--json")
    assert (result.code, result.error) == (4, "paper_code_missing")


def test_a_new_root_replaces_the_old_one(district: Path, induk: Path) -> None:
    old, new = district / "lembar.txt", district / "baru.txt"
    done = run("root", "successor", "--root-file", old, "--recovery-out", new, "--home", induk)
    assert done.code == 0, done.err
    words = ("root", "recovery", "--home", induk, "--json")
    assert run(*words, "--root-file", old).code == 3
    made = run(*words, "--root-file", new)
    assert made.code == 0, made.err
    assert list(made.json["secrets"]) == ["office_1", "office_2"]


def test_the_pack_is_shown_corrected_and_set(induk: Path, tmp_path: Path) -> None:
    pack = run("pack", "show", "--home", induk).json
    pack["deadlines"] = {"biasa": 9}
    file = tmp_path / "paket.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(pack).encode())
    assert run("pack", "set", file, "--home", induk, "--json").json == {"changed": ["deadlines"]}


def test_a_new_passphrase(officer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = tmp_path / "baru"
    new.write_text("sandi yang baru\n", encoding="utf-8")
    assert run("passphrase", "--new-passphrase-file", new, "--home", officer).code == 0
    assert run("visit", "list", "--home", officer).code == 4
    assert run("visit", "list", "--home", officer, "--passphrase-file", new).code == 0


def test_a_forgotten_passphrase(district: Path, induk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEMPUTBOLA_NEW_PASSPHRASE", "sandi sesudah lupa")
    words = ("recover", "--recovery-file", district / "lembar.txt", "--home", induk, "--json")
    assert run(*words).code == 0
    monkeypatch.setenv("JEMPUTBOLA_PASSPHRASE", "sandi sesudah lupa")
    assert run("visit", "list", "--home", induk).code == 0
