"""Twenty aspirations, one line each, from the list of visits to the minutes, without a mouse."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.ui.pages.officer.visit import VisitPage
from desktop.ui.pages.officer.visits import VisitsPage
from desktop.ui.panels.editor import Editor
from tests.ui.officer import ALT, CTRL, Key, Officer, Opener, hearing, officer_home

SAID = [f"Lampu jalan nomor {number} di tikungan mati" for number in range(1, 21)]


def shown(editor: Editor) -> str:
    """Id of the aspiration in the form."""
    assert editor.item is not None
    return str(editor.item["id"])


def test_twenty_lines_and_the_visit_is_finished(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.new_visit()
    for words in SAID:
        officer.line(words)
    officer.wait(lambda: len(officer.heard()) == len(SAID))
    assert officer.texts() == SAID
    assert officer.kinds() == ["visit.recorded", *["aspiration.recorded"] * 20]
    sheet = officer.page.sheet
    officer.wait(lambda: sheet.model.rowCount() == 20)
    assert sheet.entry.text() == ""
    assert sheet.entry.line.hasFocus()

    # Who came, then back.
    officer.press(Key.Key_2, held=CTRL)
    officer.type("21")
    officer.press(Key.Key_Tab)
    officer.type("16")
    officer.press(Key.Key_3, held=CTRL)
    officer.settle()
    assert officer.visits()[0]["attendance"] == {"male": 21, "female": 16, "groups": []}

    # A service, said in one line.
    officer.press(Key.Key_4, held=CTRL)
    officer.line("perekaman KTP 12")
    officer.settle()
    assert officer.visits()[0]["services"] == [{"service": "perekaman KTP", "count": 12}]

    # First what is missing, each line leading to its field; then finished anyway.
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(officer.page.finish.isVisible)
    assert officer.visits()[0]["finished"] is False
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(lambda: officer.visits()[0]["finished"] is True)
    officer.wait(officer.page.finish.minutes.isVisible)
    officer.press(Key.Key_P, held=CTRL)
    officer.wait(lambda: officer.page.paper.pages > 0)
    officer.press(Key.Key_Escape)
    assert not officer.page.paper.isVisible()
    # Step by step: the offer of papers, the services, the visit.
    officer.press(Key.Key_Escape, Key.Key_Escape, Key.Key_Escape)
    assert not isinstance(officer.window.page, VisitPage)


def test_ctrl_z_withdraws_the_last_line_and_gives_its_words_back(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    officer = hearing(tmp_path, qtbot, open_window, "jalan rusak", "jembtan lapuk")
    officer.press(Key.Key_Z, held=CTRL)
    officer.wait(lambda: officer.page.sheet.model.rowCount() == 1)
    assert officer.page.sheet.entry.text() == "jembtan lapuk"
    assert officer.kinds()[-1] == "aspiration.withdrawn"
    assert "salah ketik" in officer.window.messages.sentence.text()
    officer.press(Key.Key_Return)
    officer.wait(lambda: officer.page.sheet.model.rowCount() == 2)


def test_the_form_gathers_edits_into_one_correction(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    officer = hearing(tmp_path, qtbot, open_window, "lampu jalan mati")
    officer.press(Key.Key_F6)
    officer.press(Key.Key_End, held=CTRL)
    officer.type(" sudah dua bulan")
    officer.page.sheet.editor.focus_field("place")
    officer.type("rt3/rw 1 depan SD")
    assert officer.kinds() == ["visit.recorded", "aspiration.recorded"]
    officer.press(Key.Key_Escape)
    officer.settle()
    assert officer.kinds() == ["visit.recorded", "aspiration.recorded", "aspiration.corrected"]
    item = officer.heard()[0]
    assert item["text"] == "lampu jalan mati sudah dua bulan"
    assert item["title"] == item["text"]
    assert item["place"] == {"rt": "03", "rw": "01", "landmark": "depan SD"}
    assert officer.page.sheet.entry.line.hasFocus()


def test_secret_is_recorded_anew(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = hearing(tmp_path, qtbot, open_window, "tetangga saya diancam")
    officer.page.sheet.editor.focus_field("mode")
    officer.press(Key.Key_Right, Key.Key_Right)
    officer.press(Key.Key_Escape)
    officer.settle()
    item = officer.heard()[0]
    assert (item["mode"], len(officer.heard())) == ("secret", 1)
    assert officer.kinds()[-2:] == ["aspiration.recorded", "aspiration.withdrawn"]


def test_a_name_that_waits_for_consent_survives_the_secret(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    """The sentence of the law is read aloud meanwhile: longer than the form waits before it writes."""
    officer = hearing(tmp_path, qtbot, open_window, "bantuan hanya untuk keluarga ketua RT")
    editor = officer.page.sheet.editor
    editor.focus_field("name")
    officer.type("Pak Udin")
    officer.press(Key.Key_Tab, Key.Key_Right, Key.Key_Right)
    assert editor.gathered.values()["mode"] == "secret"
    before = shown(editor)
    editor.gathered.flush()
    officer.wait(lambda: shown(editor) != before)
    # Secret from now on, whatever happens; the name waits in the form.
    assert officer.heard()[0]["mode"] == "secret"
    assert not officer.heard()[0]["citizen"].get("name")
    assert editor.gathered.values()["name"] == "Pak Udin"
    editor.focus_field("consent")
    officer.press(Key.Key_Space)
    editor.gathered.flush()
    officer.wait(lambda: officer.heard()[0]["citizen"].get("name") == "Pak Udin")
    assert officer.heard()[0]["mode"] == "secret"


def test_a_name_waits_with_the_form_one_has_left(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = hearing(
        tmp_path, qtbot, open_window, "bantuan hanya untuk keluarga ketua RT", "lampu jalan mati"
    )
    sheet = officer.page.sheet
    sheet.table.go_to(0)
    sheet.editor.focus_field("name")
    officer.type("Pak Udin")
    officer.press(Key.Key_Tab, Key.Key_Right, Key.Key_Right)
    sheet.table.go_to(1)
    officer.wait(lambda: sorted(item["mode"] for item in officer.heard()) == ["open", "secret"])
    officer.settle()
    sheet.table.go_to(sheet.model.row_of("mode", "secret"))
    officer.settle()
    secret = officer.heard()[[item["mode"] for item in officer.heard()].index("secret")]["id"]
    officer.wait(lambda: shown(sheet.editor) == secret)
    assert sheet.editor.gathered.values()["name"] == "Pak Udin"


def test_what_is_typed_while_it_is_recorded_anew_goes_along(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    officer = hearing(tmp_path, qtbot, open_window, "lampu jalan mati")
    sheet = officer.page.sheet
    before = shown(sheet.editor)
    sheet.editor.focus_field("mode")
    officer.press(Key.Key_Right)
    sheet.editor.gathered.flush()
    sheet.editor.focus_field("place")
    officer.type("depan SD")
    officer.wait(lambda: shown(sheet.editor) != before)
    assert sheet.editor.gathered.values()["place"] == "depan SD"
    officer.type("N 2")
    sheet.editor.gathered.flush()
    officer.wait(lambda: bool(officer.heard()[0].get("place")))
    assert officer.heard()[0]["mode"] == "anonymous"
    assert officer.heard()[0]["place"]["landmark"] == "depan SDN 2"
    # Ctrl+Z knows it under its new id: first the identity, what was typed since stays; then the line.
    officer.press(Key.Key_Escape)
    officer.press(Key.Key_Z, held=CTRL)
    officer.wait(lambda: officer.heard()[0]["mode"] == "open")
    assert officer.heard()[0]["place"]["landmark"] == "depan SDN 2"
    officer.settle()
    officer.press(Key.Key_Z, held=CTRL)
    officer.wait(lambda: sheet.model.rowCount() == 0)


def test_delete_twice_withdraws_the_chosen_one(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.new_visit()
    for words in SAID[:3]:
        officer.line(words)
    sheet = officer.page.sheet
    officer.wait(lambda: sheet.model.rowCount() == 3)
    officer.press(Key.Key_Up)
    sheet.table.setFocus()
    officer.press(Key.Key_Delete)
    assert "sekali lagi" in officer.window.messages.sentence.text()
    officer.settle()
    assert sheet.model.rowCount() == 3
    officer.press(Key.Key_Delete)
    officer.wait(lambda: sheet.model.rowCount() == 2)
    assert [item["text"] for item in officer.heard()] == [SAID[0], SAID[2]]
    assert sheet.entry.text() == SAID[1]


def test_arrows_choose_from_whichever_side_one_comes(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    officer = hearing(tmp_path, qtbot, open_window, "lampu jalan mati")
    editor = officer.page.sheet.editor
    editor.focus_field("place")
    officer.press(Key.Key_Tab, held=Qt.KeyboardModifier.ShiftModifier)
    officer.press(Key.Key_Right, Key.Key_Right)
    assert editor.gathered.values()["mode"] == "secret"
    assert officer.focus.accessibleName() == "Dirahasiakan"


def test_a_line_without_enter_is_recorded_when_the_visit_is_finished(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.new_visit()
    officer.line("lampu jalan mati")
    officer.type("parit mampet")
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(officer.page.finish.isVisible)
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(lambda: officer.visits()[0]["finished"] is True)
    assert officer.texts() == ["lampu jalan mati", "parit mampet"]


def test_a_new_visit_given_up_comes_back(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.press(Key.Key_2, held=ALT)
    officer.press(Key.Key_N, held=CTRL)
    officer.type("angs")
    officer.press(Key.Key_Escape)
    assert not officer.window.messages.isHidden()
    officer.press(Key.Key_Z, held=CTRL)
    page = officer.window.page
    assert isinstance(page, VisitsPage)
    form = page.form
    assert (officer.focus, form.village.line.text()) == (form.village.line, "angs")
    officer.type("xq")
    officer.wait(lambda: form.village.field.problem.text() != "")


def test_esc_closes_what_was_refused_before_it_leaves_the_page(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.new_visit()
    officer.window.messages.complain(UserError("status_forbids", code="TB-1", status="ditarik"))
    assert "`" not in officer.window.messages.hint.text()
    officer.press(Key.Key_Escape)
    assert officer.window.messages.isHidden()
    assert isinstance(officer.window.page, VisitPage)
    officer.press(Key.Key_Escape)
    assert not isinstance(officer.window.page, VisitPage)


def test_esc_with_half_a_line_asks_first(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.new_visit()
    officer.type("parit mam")
    officer.press(Key.Key_Escape)
    assert isinstance(officer.window.page, VisitPage)
    officer.type("pet")
    officer.press(Key.Key_Escape)
    assert isinstance(officer.window.page, VisitPage)
    officer.press(Key.Key_Escape)
    assert not isinstance(officer.window.page, VisitPage)
    officer.press(Key.Key_Return)
    officer.wait(lambda: isinstance(officer.window.page, VisitPage))
    assert officer.page.sheet.entry.text() == "parit mampet"
