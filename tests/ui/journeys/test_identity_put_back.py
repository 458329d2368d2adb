"""Ctrl+Z after another identity was chosen: the aspiration stays, and its identity is as it was."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.actions.recording_anew import identity_of
from tests.ui.officer import CTRL, Key, Officer, Opener, hearing

NIK = "6310120101800001"


@pytest.fixture
def officer(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> Officer:
    """Has recorded one line, of somebody who gave a name and a NIK and agreed."""
    officer = hearing(tmp_path, qtbot, open_window, "lampu jalan mati")
    for field, words in (("name", "Pak Udin"), ("nik", NIK)):
        officer.page.sheet.editor.focus_field(field)
        officer.type(words)
    officer.page.sheet.editor.focus_field("consent")
    officer.press(Key.Key_Space, Key.Key_Escape)
    officer.wait(lambda: officer.heard()[0]["citizen"].get("name") == "Pak Udin")
    officer.settle()
    return officer


def choose(officer: Officer, *keys: Key) -> None:
    """Another identity by arrows, and back to the entry line."""
    before = mode(officer)
    officer.page.sheet.editor.focus_field("mode")
    officer.press(*keys)
    officer.press(Key.Key_Escape)
    officer.wait(lambda: mode(officer) != before)
    officer.settle()


def mode(officer: Officer) -> str:
    return str(officer.heard()[0]["mode"])


def undo(officer: Officer) -> None:
    officer.press(Key.Key_Z, held=CTRL)
    officer.settle()


def told(officer: Officer) -> str:
    return officer.window.messages.sentence.text()


@pytest.mark.parametrize(
    ("keys", "chosen"), [([Key.Key_Right], "anonymous"), ([Key.Key_Right] * 2, "secret")]
)
def test_the_identity_is_put_back_and_the_aspiration_stays(
    officer: Officer, keys: list[Key], chosen: str
) -> None:
    was = identity_of(officer.reader, officer.heard()[0]["id"])
    choose(officer, *keys)
    assert mode(officer) == chosen
    # The form never shows it, so it goes along by itself, but to nobody anonymous.
    now = identity_of(officer.reader, officer.heard()[0]["id"])
    assert now.nik == (NIK if chosen == "secret" else None)
    undo(officer)
    assert officer.texts() == ["lampu jalan mati"]
    item = officer.heard()[0]
    assert identity_of(officer.reader, item["id"]) == was
    assert (was.mode, was.nik, was.consent) == ("open", NIK, True)
    assert item["code"] in told(officer)
    assert officer.page.sheet.editor.gathered.values()["name"] == "Pak Udin"
    # The next one withdraws the line, as ever.
    undo(officer)
    assert officer.texts() == []


def test_who_is_anonymous_again_leaves_no_name(officer: Officer) -> None:
    choose(officer, Key.Key_Right)
    undo(officer)
    choose(officer, Key.Key_Right)
    choose(officer, Key.Key_Left)
    assert mode(officer) == "open"
    undo(officer)
    assert (mode(officer), officer.heard()[0]["citizen"].get("name")) == ("anonymous", None)


def test_a_name_given_since_is_not_thrown_away(officer: Officer) -> None:
    choose(officer, Key.Key_Right, Key.Key_Right)
    editor = officer.page.sheet.editor
    editor.focus_field("name")
    officer.press(Key.Key_A, held=CTRL)
    officer.type("Bu Siti")
    editor.focus_field("consent")
    if editor.gathered.values()["consent"] != "on":
        officer.press(Key.Key_Space)
    officer.press(Key.Key_Escape)
    officer.wait(lambda: officer.heard()[0]["citizen"].get("name") == "Bu Siti")
    officer.settle()
    before = officer.kinds()
    undo(officer)
    assert officer.kinds() == before
    assert (mode(officer), officer.texts()) == ("secret", ["lampu jalan mati"])
    assert "sudah diubah lagi" in told(officer)
