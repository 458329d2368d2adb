"""What the wizard's journeys do not pass: strength, codes in lines, sheets, a wizard given up."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.actions.set_up import Plan, is_new, look_into_pack, set_up, usual_agencies
from desktop.errors import UserError
from desktop.ui.panels.sheets import save_secret
from desktop.ui.panels.strength import strength
from desktop.ui.wizard.code_block import in_lines
from tests.ui.frame import PASSPHRASE, Practice, begun, ended, press, type_in, wizard_of


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("pendek", "short"),
        ("12345678", "weak"),
        ("aaaaaaaaaaaa", "weak"),
        ("Rahmatina1", "weak"),
        ("password123", "weak"),
        ("kuda batu", "weak"),
        ("kuda batu sungai pagi", "fair"),
        ("kuda batu sungai pagi lampu ikan", "strong"),
        ("xK9#mQ2!vLp8", "strong"),
    ],
)
def test_strength_in_words(passphrase: str, said: str) -> None:
    assert strength(passphrase, "Rahmatina Sari") == said


def test_a_code_stands_in_lines_of_four_groups() -> None:
    assert in_lines("a-b-c-d-e") == "a-b-c-d\ne"
    assert in_lines("1 2 3 4") == "1  2  3  4"


def test_a_sheet_never_replaces_a_file(tmp_path: Path) -> None:
    save_secret(tmp_path / "a.pdf", b"1")
    with pytest.raises(UserError) as caught:
        save_secret(tmp_path / "a.pdf", b"2")
    assert caught.value.code == "paper_exists"
    assert (tmp_path / "a.pdf").read_bytes() == b"1"
    with pytest.raises(UserError) as caught:
        save_secret(tmp_path / "none" / "a.pdf", b"2")
    assert caught.value.code == "paper_failed"


def test_a_pack_is_looked_into_before_there_is_a_home(practice: Practice) -> None:
    told = look_into_pack(practice.pack, practice.voice)
    assert (told["name"], told["practice"]) == ("Kabupaten Tanah Bumbu", True)
    assert "PUPR" in dict(told["agencies"])
    for code, error in (("", "voice_code_needed"), ("1" * 20, "voice_code_wrong")):
        with pytest.raises(UserError) as caught:
            look_into_pack(practice.pack, code)
        assert caught.value.code == error


def test_a_set_up_that_fails_leaves_nothing(tmp_path: Path, practice: Practice) -> None:
    app = parts.build()
    outside = app.surroundings(tmp_path / "baru")
    plan = Plan("officer", "Nor Aulia", pack=practice.pack, code="1" * 20)
    with pytest.raises(UserError):
        set_up(outside, plan, PASSPHRASE, app.resources())
    assert is_new(outside)
    assert not outside.paths.vault.exists()
    assert dict(usual_agencies(app.resources()))["PUPR"]


def test_a_wizard_closed_before_the_codes_are_kept_leaves_no_home(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    application = begun(qapp, tmp_path / "baru", qtbot)
    press(Qt.Key.Key_Return)
    type_in("Nor Aulia")
    press(Qt.Key.Key_Return)
    wizard = wizard_of(application)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert wizard.name == "passphrase", "without a pack one goes on too"
    type_in("kuda batu")
    press(Qt.Key.Key_Tab)
    type_in("kuda batuu")
    press(Qt.Key.Key_Return)
    assert wizard.name == "passphrase"
    press(Qt.Key.Key_Backspace)
    type_in("kuda batu")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.name == "sheet", timeout=20_000)
    assert application.outside.paths.vault.exists()
    ended(application)
    assert not application.outside.paths.vault.exists()
    assert is_new(application.outside)
