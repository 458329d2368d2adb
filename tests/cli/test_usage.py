"""Wrong use: exit code 2, one Indonesian sentence with the way on, and nothing else."""

import re
from pathlib import Path

import pytest

from desktop.app import build as app
from desktop.cli.index import COMMANDS
from desktop.cli.later import NAMES as LATER
from desktop.cli.parser import build as build_parser
from desktop.cli.parser import protect_ids
from tests.cli.calling import PASSPHRASE, run

ENGLISH = re.compile(r"\b(?:argument|arguments|required|invalid|expected|unrecognized|choose)\b")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("visi list", "usage_command"),
        ("visit", "usage_subcommand"),
        ("visit lis", "usage_command"),
        ("visit add", "usage_missing"),
        ("visit add a.json b.json", "usage_unknown"),
        ("visit list --sort=date", "usage_unknown"),
        ("visit list --limit many", "usage_value"),
        ("visit list --limit", "usage_no_value"),
        ("visit list --where village", "usage_value"),
        ("visit list --home", "usage_no_value"),
        ("visit list --at yesterday", "usage_value"),
        ("visit list --out x", "usage_unknown"),
        ("--out x visit list", "usage_unknown"),
        ("visit list --json=yes", "usage_flag"),
        ("--hom x visit list", "usage_choice usage_command usage_unknown"),
        ("init --desk mayor --name A", "usage_choice"),
        ("init --desk agency --name A", "usage_missing"),
        ("init --desk officer --agency PUPR --name A", "usage_unknown"),
        ("init --desk officer --region 63.10 --name A", "usage_unknown"),
        ("init --desk officer --name A --code 1", "usage_missing"),
        ("request", "usage_missing"),
        ("export --to coordinator", "usage_missing"),
        ("assign", "usage_missing"),
        ("assign TB-1 --suggested", "usage_both"),
        ("assign TB-1", "usage_missing"),
        ("followup add TB-1 --text a", "usage_missing"),
        ("followup add a.csv --text a", "usage_unknown"),
        ("feedback add TB-1 --told kemarin --satisfied 5", "usage_choice"),
        ("aspiration correct TB-1", "usage_missing"),
        ("aspiration suggest", "usage_missing"),
        ("visit minutes 1", "usage_missing"),
        ("visit receipts 1 --out a.pdf --paper a3", "usage_choice"),
        ("aspiration receipt TB-1", "usage_missing"),
        ("schema nothing", "schema_unknown"),
    ],
)
def test_wrong_use(typed: str, code: str, tmp_path: Path) -> None:
    result = run("--json", *typed.split(), "--home", tmp_path / "rumah")
    assert result.code == 2, result.out
    assert result.error in code.split()
    assert result.err.strip()
    assert not ENGLISH.search(result.err)
    assert not (tmp_path / "rumah").exists()


@pytest.mark.parametrize("name", LATER)
def test_what_comes_later_is_said(name: str) -> None:
    result = run(*name.split(), "--whatever", "x", "--json")
    assert (result.code, result.error) == (2, "not_in_this_version")
    assert name in result.json["error"]["message"]


def test_the_sentence_shows_the_way_to_the_help() -> None:
    result = run("visit", "add")
    assert result.out == ""
    assert result.err.splitlines() == [
        "Belum lengkap: FILE.json harus diisi.",
        "Lihat contohnya dengan: jemputbola visit add --help",
    ]


def test_a_mistyped_command_is_guessed() -> None:
    assert "aspiration" in run("aspirasion").err


@pytest.mark.parametrize("place", ["before", "after", "between"])
def test_global_options_stand_anywhere(place: str, tmp_path: Path) -> None:
    options = ["--home", str(tmp_path / "a"), "--json"]
    typed = {
        "before": [*options, "visit", "list"],
        "between": ["visit", *options, "list"],
        "after": ["visit", "list", *options],
    }[place]
    assert run(*typed).error == "home_missing"


def test_ids_may_begin_with_a_dash() -> None:
    writer, event = "-" + "a" * 21, "-" + "b" * 42
    parser = build_parser(COMMANDS, app().catalogue)
    read = parser.parse_args(protect_ids(["retire", writer, "--reason", "x"]))
    assert read.writer == writer
    read = parser.parse_args(protect_ids(["conflict", "decide", "TB-1", "title", event]))
    assert read.event == event


def test_no_option_is_as_long_as_an_id() -> None:
    options = {flag for command in COMMANDS for one in command.args for flag in one.flags}
    assert protect_ids(options) == list(options)


def test_no_option_takes_a_passphrase() -> None:
    options = {flag for command in COMMANDS for one in command.args for flag in one.flags}
    assert "--passphrase" not in options
    assert run("visit", "list", "--passphrase", PASSPHRASE).code == 2
