"""Every command explains itself in Indonesian, with an example."""

import re

import pytest

from desktop.cli.index import COMMANDS
from tests.cli.calling import run

GROUPS = sorted({command.name.partition(" ")[0] for command in COMMANDS if " " in command.name})
NAMES = [*(command.name for command in COMMANDS), *GROUPS]
ENGLISH = re.compile(r"usage:|show this help|positional arguments|options:|\bthe following\b", re.IGNORECASE)
BARE_CODE = re.compile(r"\b(?:help|arg|example|usage)_\w+")


@pytest.mark.parametrize("name", NAMES)
def test_help_teaches(name: str) -> None:
    result = run(*name.split(), "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"Cara pakai: jemputbola {name}")
    assert "Contoh:" in result.out
    assert f"  jemputbola {name.split()[0]}" in result.out
    assert not ENGLISH.search(result.out)
    assert not BARE_CODE.search(result.out)


def test_without_arguments_the_first_three_commands_are_taught() -> None:
    result = run()
    assert result.code == 0
    lines = [line for line in result.out.splitlines() if line.startswith("  jemputbola ")]
    assert [line.split()[1] for line in lines] == ["--demo", "init", "visit"]
    assert not ENGLISH.search(result.out)
    assert not BARE_CODE.search(result.out)


def test_every_command_of_the_contract_is_known() -> None:
    contract = """init request accept retire
        pack.export pack.import pack.set root.induk root.coordinator root.keeper root.recovery root.successor
        visit.add visit.finish visit.list visit.show visit.minutes
        aspiration.add aspiration.correct aspiration.withdraw aspiration.reopen aspiration.close
        aspiration.list aspiration.show aspiration.similar aspiration.suggest aspiration.receipt
        triage.verify triage.ask triage.archive triage.join triage.unjoin triage.outside assign
        letter.make letter.number letter.list letter.show letter.void letter.attach letter.verify
        followup.add followup.return answers feedback.add survey export inspect import sync
        quarantine.list quarantine.accept quarantine.refuse review.list review.accept review.refuse
        conflict.list conflict.decide recap evaluate convert take person.export person.correct person.forget
        check backup restore passphrase recover rebuild schema"""
    names = {command.name for command in COMMANDS}
    assert {word.replace(".", " ") for word in contract.split()} <= names


def test_help_is_text_even_where_json_is_asked_for() -> None:
    assert run("--json", "visit", "add", "--help").out == run("visit", "add", "--help").out


def test_the_version_is_one_line_or_one_document() -> None:
    assert run("--version").out.split()[-1] == run("--json", "--version").json["version"]


def test_as_json_the_commands_are_listed() -> None:
    assert "visit add" in run("--json").json["commands"]
