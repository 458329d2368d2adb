"""Exit codes and the shape of errors; what goes wrong leaves everything as it was."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from desktop.actions.opening import Surroundings
from desktop.actions.parts import App as Parts
from desktop.app import App, build
from desktop.store.lock import HomeLock
from tests.cli.calling import VILLAGE, run

NAME, NIK = "Siti Kanari", "6310095205749001"
INIT = ("init", "--desk", "officer", "--name", NAME, "--practice")


class BrokenRandom(App):
    """Surroundings whose randomness fails, with somebody's data in the words of the failure."""

    def surroundings(self, home: Path | None, at: datetime | None = None) -> Surroundings:
        """As ever, but for the randomness."""
        found = build().surroundings(home, at)
        return Surroundings(found.paths, found.settings, found.now, _fail)


def _fail(_size: int) -> bytes:
    raise RuntimeError(f"{NAME} {NIK}")


def test_an_unexpected_error_says_nothing_personal(tmp_path: Path) -> None:
    broken = BrokenRandom(build().catalogue, build().settings, "0")
    home = tmp_path / "rumah"
    home.mkdir()
    result = run("--json", "--home", home, *INIT, app=broken)
    assert (result.code, result.error) == (1, "unexpected")
    said = result.out + result.err + (home / "technical.log").read_text(encoding="utf-8")
    assert NAME not in said
    assert NIK not in said
    assert "Traceback" not in said
    assert "RuntimeError, desktop/" in result.err
    assert "desktop/cli/setup.py:" in said


def test_an_unexpected_error_makes_no_home(tmp_path: Path) -> None:
    broken = BrokenRandom(build().catalogue, build().settings, "0")
    run("--home", tmp_path / "rumah", *INIT, app=broken)
    assert not (tmp_path / "rumah").exists()


def test_interrupted(tmp_path: Path) -> None:
    def interrupt(_app: Parts, _out: Path | None, _as_json: bool) -> int:
        raise KeyboardInterrupt

    result = run("--demo", "--json", demo=interrupt)
    assert (result.code, result.error) == (1, "cancelled")


def test_the_demo_gets_what_was_asked(tmp_path: Path) -> None:
    asked: list[object] = []

    def demo(_app: Parts, out: Path | None, as_json: bool) -> int:
        asked.extend([out, as_json])
        return 3

    assert run("--demo", "--out", tmp_path, "--json", demo=demo).code == 3
    assert asked == [tmp_path, True]


def test_the_error_is_one_document_and_a_sentence(tmp_path: Path) -> None:
    result = run("visit", "list", "--json", "--home", tmp_path)
    assert result.code == 3
    error = result.json["error"]
    assert set(error) == {"code", "message", "hint"}
    assert result.err.splitlines() == [error["message"], error["hint"]]


def test_without_json_stdout_stays_empty(tmp_path: Path) -> None:
    assert run("visit", "list", "--home", tmp_path).out == ""


def test_a_home_in_use(induk: Path) -> None:
    with HomeLock(induk / "lock"):
        result = run("visit", "list", "--json", "--home", induk)
    assert (result.code, result.error) == (3, "home_in_use")


def test_wrong_passphrase(induk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEMPUTBOLA_PASSPHRASE", "sandi yang salah")
    result = run("visit", "list", "--json", "--home", induk)
    assert (result.code, result.error) == (4, "passphrase_wrong")
    assert "sandi yang salah" not in result.out + result.err


def test_no_passphrase(induk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JEMPUTBOLA_PASSPHRASE")
    result = run("visit", "list", "--json", "--home", induk)
    assert (result.code, result.error) == (4, "passphrase_missing")


@pytest.mark.parametrize("content", [None, "", "\nbaris kedua"])
def test_a_passphrase_file_that_says_nothing(content: str | None, induk: Path, tmp_path: Path) -> None:
    file = tmp_path / "sandi"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    result = run("visit", "list", "--json", "--home", induk, "--passphrase-file", file)
    assert (result.code, result.error) == (4, "passphrase_file")


@pytest.mark.parametrize("form", ["{}", "{}\n", "{}\r\n", "\ufeff{}\nbaris kedua\n"])
def test_the_passphrase_is_the_first_line(
    form: str, induk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JEMPUTBOLA_PASSPHRASE", "yang di berkas didahulukan")
    file = tmp_path / "sandi"
    file.write_bytes(form.format("tiga kata sandi").encode())
    assert run("visit", "list", "--home", induk, "--passphrase-file", file).code == 0


def test_the_clock_is_set_in_practice_only(induk: Path, tmp_path: Path) -> None:
    assert run("visit", "list", "--home", induk, "--at", "2026-10-06T09:10+08:00").code == 0
    real = tmp_path / "sungguhan"
    assert run(*INIT[:-1], "--home", real).code == 0
    for words in (("visit", "list"), ("request", "--out", str(tmp_path / "r.jbreq"))):
        result = run(*words, "--home", real, "--at", "2026-10-06T09:10+08:00", "--json")
        assert (result.code, result.error) == (3, "at_only_practice")
    assert not (tmp_path / "r.jbreq").exists()


@pytest.mark.parametrize("words", [INIT[:-1], ("restore", __file__), ("recover",)])
def test_the_clock_is_not_set_where_nothing_is_for_practice(words: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*words, "--home", tmp_path / "a", "--at", "2026-10-06T09:10+08:00", "--json")
    assert (result.code, result.error) == (3, "at_only_practice")


@pytest.mark.parametrize(
    ("visit", "code"),
    [
        ('{"village": "63.10.09.2005"', "json_wrong"),
        ('{"village": "63.10.09.2005", "date": "2026-10-06", "agneda": "x"}', "unknown_key"),
        ('{"date": "2026-10-06"}', "missing_key"),
        ('{"village": "63.10.09.2005", "date": "2026-02-30"}', "date_wrong"),
    ],
)
def test_refused_input_changes_nothing(visit: str, code: str, officer: Path, tmp_path: Path) -> None:
    file = tmp_path / "kunjungan.json"
    file.write_text(visit, encoding="utf-8")
    result = run("visit", "add", file, "--home", officer, "--json")
    assert (result.code, result.error) == (3, code)
    assert run("visit", "list", "--home", officer, "--json").json["items"] == []


def test_a_file_that_is_not_there(officer: Path) -> None:
    result = run("visit", "add", "tidak-ada.json", "--home", officer, "--json")
    assert (result.code, result.error) == (3, "input_missing")


def test_a_folder_in_place_of_a_file(officer: Path, tmp_path: Path) -> None:
    assert run("visit", "add", tmp_path, "--home", officer, "--json").error == "input_missing"


def test_one_refused_file_among_good_ones(district: Path, officer: Path, induk: Path) -> None:
    bad = district / "rusak.jbola"
    bad.write_bytes(b"bukan berkas sinkron")
    visit = district / "k.json"
    visit.write_text(json.dumps({"village": VILLAGE, "date": "2026-10-06"}), encoding="utf-8")
    assert run("visit", "add", visit, "--home", officer).code == 0
    made = run("export", "--to", "coordinator", "--out", district / "keluar", "--home", officer, "--json")
    paths = [file["path"] for file in made.json["files"]]
    report = run("import", bad, *paths, "--home", induk, "--json")
    assert report.code == 3
    assert [file["result"] for file in report.json["files"]][:2] == ["refused", "taken"]
    assert set(report.json["files"][0]["error"]) == {"code", "message", "hint"}
    again = run("import", *paths, "--home", induk)
    assert again.code == 0
    assert "tidak ada yang baru" in again.out


Damage = Callable[[Path], object]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda home: (home / "vault.json").write_text("{", encoding="utf-8"), "vault_damaged"),
        (lambda home: (home / "jemputbola.db").write_bytes(b"\0" * 4096), "database_damaged"),
        (lambda home: shutil.rmtree(home), "home_missing"),
    ],
)
def test_a_damaged_home_is_a_sentence(damage: Damage, code: str, induk: Path) -> None:
    damage(induk)
    result = run("visit", "list", "--home", induk, "--json")
    assert (result.code, result.error) == (3, code)


def test_restoring_goes_wrong_in_sentences(
    induk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, home = tmp_path / "cadangan", tmp_path / "baru"
    assert run("backup", "--out", file, "--home", induk).code == 0
    assert run("backup", "--out", file, "--home", induk, "--json").error == "backup_exists"
    assert run("restore", file, "--home", induk, "--json").code == 3
    monkeypatch.setenv("JEMPUTBOLA_PASSPHRASE", "sandi yang salah")
    wrong = run("restore", file, "--home", home, "--json")
    assert (wrong.code, wrong.error) == (4, "passphrase_wrong")
    file.write_bytes(file.read_bytes()[:5000])
    assert run("restore", file, "--home", home, "--json").error == "backup_damaged"
    assert not home.exists() or not any(home.iterdir())
