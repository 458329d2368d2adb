"""The triage desk, by keys only: the list, its marks, the bars, and the way back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.actions import assignments
from desktop.actions.session import Session
from desktop.ui.widgets.button import Button
from tests.actions.homes import ANGSANA
from tests.ui.conftest import Opener
from tests.ui.coordinator import (
    JEMBATAN,
    KORUPSI,
    LAMPU,
    LISTRIK,
    OFFSCREEN,
    Desk,
    Held,
    Key,
    words_of,
)

pytestmark = OFFSCREEN


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> Desk:
    return Desk(tmp_path, qtbot, open_window)


def test_the_lists_are_sound_models(desk: Desk, qtmodeltester: ModelTester) -> None:
    person, _ = desk(JEMBATAN, LAMPU, KORUPSI)
    qtmodeltester.check(person.triage.list.model)  # type: ignore[no-untyped-call]
    qtmodeltester.check(person.triage.bars.same.model)  # type: ignore[no-untyped-call]


def test_ten_in_a_row_without_waiting(desk: Desk) -> None:
    person, codes = desk(*[{"text": f"Jembatan nomor {number} retak"} for number in range(10)])
    for _ in codes:
        person.press(Key.Key_V)
    assert person.statuses(codes) == ["diverifikasi"] * 10
    person.wait(lambda: person.listed() == [])
    assert not person.triage.list.table.isVisible()
    assert "Tidak ada yang menunggu dipilah" in words_of(person.triage.list)
    assert person.triage.head.subtitle.text().startswith("0 aspirasi belum dipilah · 10 siap ditugaskan")
    assert person.triage.tabs.isAncestorOf(person.focus)
    person.press(Key.Key_Right)
    person.wait(lambda: len(person.listed()) == 10)


def test_the_next_row_is_current_after_an_act(desk: Desk) -> None:
    person, _ = desk(JEMBATAN, LAMPU, LISTRIK)
    first, second, third = person.listed()
    person.press(Key.Key_J, Key.Key_V)
    assert person.current() == third
    person.wait(lambda: person.listed() == [first, third])
    assert person.current() == third
    person.press(Key.Key_V)
    person.wait(lambda: person.listed() == [first])
    assert person.current() == first
    assert person.statuses([first, second, third]) == ["dicatat", "diverifikasi", "diverifikasi"]


def test_restricted_words_stay_hidden_until_asked_for(desk: Desk) -> None:
    person, [code] = desk(KORUPSI)
    page = person.triage
    said = page.list.model.index(0, 1).data()
    assert said == "Isi disembunyikan, Terbatas"
    assert "korupsi" not in words_of(page).lower()
    assert page.list.model.index(0, 4).data() == "Inspektorat"
    person.press(Key.Key_Return)
    assert "Dugaan korupsi bantuan" in words_of(page.panel)
    person.press(Key.Key_A, Key.Key_Return)
    assert person.statuses([code]) == ["ditugaskan"]
    assert person.shown(code)["agency"] == "INSPEKTORAT"


@pytest.mark.parametrize(
    ("key", "state"), [(Key.Key_T, "perlu_data"), (Key.Key_X, "bukan_kewenangan"), (Key.Key_R, "diarsipkan")]
)
def test_reasons_are_asked_in_a_bar_and_undone(desk: Desk, key: Qt.Key, state: str) -> None:
    person, codes = desk(JEMBATAN, LAMPU)
    first = person.current()
    bars = person.triage.bars
    person.press(key)
    assert bars.reason.isVisible()
    person.press(Key.Key_Escape)
    assert not bars.isVisible()
    assert person.triage.list.table.hasFocus()
    person.press(key)
    person.type("kurang jelas")
    person.press(Key.Key_Return)
    assert person.statuses([first]) == [state]
    person.wait(lambda: first not in person.listed())
    person.press(Key.Key_Z)
    assert person.statuses(codes) == ["dicatat", "dicatat"]
    person.wait(lambda: len(person.listed()) == 2)


def test_verified_and_undone_when_the_message_has_gone(desk: Desk) -> None:
    person, codes = desk(JEMBATAN, LAMPU)
    assert not person.triage.undo.isEnabled()
    person.press(Key.Key_V)
    person.settle()
    person.window.messages.hide()
    assert person.triage.undo.isEnabled()
    person.press(Key.Key_Z, held=Held.ControlModifier)
    assert person.statuses(codes) == ["dicatat", "dicatat"]
    assert not person.triage.undo.isEnabled()
    person.press(Key.Key_Z)
    assert person.statuses(codes) == ["dicatat", "dicatat"]


def test_joined_with_a_similar_one_and_let_go(desk: Desk) -> None:
    person, codes = desk({"text": "Jembatan gantung lapuk sekali"}, JEMBATAN)
    this = person.current()
    other = next(code for code in codes if code != this)
    person.press(Key.Key_D)
    same = person.triage.bars.same
    person.wait(lambda: same.model.rowCount() == 1)
    person.press(Key.Key_Return)
    assert person.statuses([this, other]) == ["duplikat", "dicatat"]
    assert person.shown(this)["duplicate_of"] == other
    person.press(Key.Key_Z)
    assert person.statuses([this, other]) == ["dicatat", "dicatat"]


def test_a_wrong_code_is_said_beside_its_field(desk: Desk) -> None:
    person, codes = desk(JEMBATAN, LISTRIK)
    this = person.current()
    other = next(code for code in codes if code != this)
    same = person.triage.bars.same
    person.press(Key.Key_D)
    person.wait(lambda: person.triage.panel.similar is not None)
    for wrong in ("TB-00000-00000", this):
        same.line.clear()
        person.type(wrong)
        person.press(Key.Key_Return)
        person.wait(same.code.problem.isVisible)
    assert same.line.hasFocus()
    same.line.clear()
    person.type(other)
    person.press(Key.Key_Return)
    assert person.statuses([this]) == ["duplikat"]


def test_marks_by_space_and_away_by_escape(desk: Desk) -> None:
    person, _ = desk(JEMBATAN, LAMPU)
    page = person.triage
    person.press(Key.Key_Space)
    assert page.list.model.index(0, 0).data() == "ditandai"
    person.press(Key.Key_Space)
    assert page.list.marks == {}
    person.press(Key.Key_Space, Key.Key_Escape)
    assert page.list.marks == {}


def test_letters_are_only_letters_in_the_search(desk: Desk) -> None:
    person, codes = desk(JEMBATAN, LAMPU)
    person.press(Key.Key_F, held=Held.ControlModifier)
    person.type("lampu vxr")
    assert person.triage.list.search.text() == "lampu vxr"
    assert not person.triage.bars.isVisible()
    person.wait(lambda: person.listed() == [])
    assert "Tidak ada yang cocok" in words_of(person.triage.list)
    person.triage.list.search.setText("lampu")
    person.wait(lambda: person.listed() == [codes[1]])
    person.triage.list.search.setText(codes[0])
    person.wait(lambda: person.listed() == [codes[0]])
    assert person.statuses(codes) == ["dicatat", "dicatat"]


def test_only_one_kecamatan(desk: Desk) -> None:
    person, codes = desk(JEMBATAN, village=ANGSANA)
    district = person.triage.list.district
    district.setFocus()
    person.press(Key.Key_Down)
    assert district.code() == "63.10.09"
    assert person.listed() == codes
    person.press(Key.Key_Down)
    assert person.listed() == []


def test_title_category_and_urgency_are_put_right(desk: Desk) -> None:
    person, [code] = desk(JEMBATAN)
    correct = person.triage.panel.correct
    person.press(Key.Key_E)
    assert correct.title.hasFocus()
    correct.title.clear()
    person.press(Key.Key_Return)
    assert correct.title_field.problem.isVisible()
    person.type("Jembatan gantung lapuk")
    correct.category.choose("jalan_jembatan")
    correct.urgency.choose("segera")
    correct.reason.clear()
    person.press(Key.Key_Return)
    assert correct.reason_field.problem.isVisible()
    person.type("menurut kepala desa")
    person.press(Key.Key_Return)
    person.settle()
    shown = person.shown(code)
    found = (shown["title"], shown["category"], shown["urgency"])
    assert found == ("Jembatan gantung lapuk", "jalan_jembatan", "segera")
    person.wait(lambda: not correct.isVisible())
    assert "Jembatan gantung lapuk" in words_of(person.triage.panel)


def test_what_is_not_open_any_more_is_refused_with_a_sentence(desk: Desk) -> None:
    def prepare(setda: Session, codes: list[str]) -> None:
        assignments.assign(setda, codes, "PUPR")

    person, [code] = desk(JEMBATAN, prepare=prepare)
    person.window.go("triage", "assigned")
    person.press(Key.Key_V)
    person.settle()
    assert code in person.window.messages.sentence.text()
    assert person.listed() == [code]
    assert person.current() == code


def test_every_control_has_a_name_and_nothing_widens_the_window(desk: Desk) -> None:
    person, _ = desk(JEMBATAN, KORUPSI)
    page = person.triage
    for key in (Key.Key_D, Key.Key_X):
        person.press(key)
        assert page.minimumSizeHint().width() <= 1366 - 224
        person.press(Key.Key_Escape)
    unnamed = [
        type(one).__name__
        for one in page.findChildren(QWidget)
        if one.focusPolicy().value & 1 and one.isVisible() and not one.accessibleName()
    ]
    assert unnamed == []
    assert all(isinstance(button, Button) for button in (page.undo, page.letters, page.all_sure))


def test_joined_ones_have_a_tab_that_leads_to_the_main_one(desk: Desk) -> None:
    person, codes = desk({"text": "Jembatan gantung lapuk sekali"}, JEMBATAN)
    this = person.current()
    main = next(code for code in codes if code != this)
    person.press(Key.Key_D)
    person.wait(lambda: person.triage.bars.same.model.rowCount() == 1)
    person.press(Key.Key_Return)
    person.wait(lambda: person.listed() == [main])
    page = person.triage
    page.show_thing("joined")
    page.list.table.setFocus()
    assert person.listed() == [this]
    assert page.list.model.index(0, 4).data() == main
    assert page.panel.joined.isVisible()
    assert main in words_of(page.panel.joined)
    assert not page.panel.form.isVisible(), "what was joined is not assigned by itself"
    person.press(Key.Key_Return)
    assert person.listed() == [main]
    assert page.list.tab == "new"
    page.show_thing("joined")
    page.list.table.setFocus()
    person.press(Key.Key_L)
    assert person.statuses([this]) == ["dicatat"]
    person.press(Key.Key_Z)
    assert person.statuses([this]) == ["duplikat"]
    assert person.shown(this)["duplicate_of"] == main
