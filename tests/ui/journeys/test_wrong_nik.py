"""A NIK that cannot be one is said beside its field when it is left; nothing else is lost meanwhile."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.officer import Key, Opener, hearing


def test_a_wrong_nik_and_an_identity_without_consent(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    officer = hearing(tmp_path, qtbot, open_window, "akta lahir anak belum jadi")
    editor = officer.page.sheet.editor
    editor.focus_field("name")
    officer.type("Siti Aminah")
    editor.focus_field("nik")
    officer.type("6310 0941 0190")
    officer.press(Key.Key_Tab)
    problem = editor.made.fields["nik"].problem
    assert problem.isVisible()
    assert "16" in problem.text()

    # Without the citizen's word no identity is recorded, and it is not lost either.
    officer.press(Key.Key_Escape)
    officer.settle()
    assert officer.kinds() == ["visit.recorded", "aspiration.recorded"]
    assert editor.made.fields["consent"].problem.isVisible()

    editor.focus_field("consent")
    officer.press(Key.Key_Space)
    officer.press(Key.Key_Escape)
    officer.settle()
    assert officer.kinds() == ["visit.recorded", "aspiration.recorded"]
    assert problem.isVisible()

    editor.focus_field("nik")
    officer.press(Key.Key_End)
    officer.type(" 0001")
    officer.press(Key.Key_Escape)
    officer.settle()
    assert officer.kinds()[2:] == ["citizen.recorded", "aspiration.corrected"]
    citizen = officer.heard()[0]["citizen"]
    assert citizen["name"] == "Siti Aminah"
    assert citizen["nik"] == "6310********0001"
    assert citizen["consent"] is True
