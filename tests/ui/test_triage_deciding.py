"""What was decided at the triage desk, by keys only: whom it goes to, what is said, and the way back."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.actions import assignments, followups, triage
from desktop.actions.session import Session
from desktop.ui.pages.coordinator.letters import LettersPage
from tests.actions.homes import District, record
from tests.ui.conftest import Opener
from tests.ui.coordinator import JEMBATAN, LAMPU, LISTRIK, OFFSCREEN, Coordinator, Desk, Held, Key, words_of

pytestmark = OFFSCREEN


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> Desk:
    return Desk(tmp_path, qtbot, open_window)


def test_whom_to_ask_is_typed_and_enter_answers(desk: Desk) -> None:
    person, [code] = desk(LISTRIK)
    bar = person.triage.bars.reason
    person.press(Key.Key_X)
    person.type("jaringan PLN")
    person.press(Key.Key_Tab)
    assert bar.recipient.hasFocus()
    QTest.keyClick(person.focus, Key.Key_A, Held.ControlModifier)
    person.type("dinas antariksa")
    person.press(Key.Key_Return)
    assert bar.isVisible()
    assert "dinas antariksa" in bar.whom.problem.text()
    assert person.statuses([code]) == ["dicatat"]
    QTest.keyClick(person.focus, Key.Key_A, Held.ControlModifier)
    person.type("pln")
    assert not bar.whom.problem.isVisible()
    person.press(Key.Key_Return)
    assert person.statuses([code]) == ["bukan_kewenangan"]
    assert person.shown(code)["history"][-1]["recipient"] == "PLN"


def test_what_is_not_ours_says_why_and_leads_to_the_letter(desk: Desk) -> None:
    def prepare(setda: Session, codes: list[str]) -> None:
        triage.outside(setda, codes[:1], "jaringan milik PLN", "PLN")
        triage.outside(setda, codes[1:], "urusan desa")

    person, [named, unnamed] = desk(LISTRIK, JEMBATAN, prepare=prepare)
    person.window.go("triage", "outside")
    panel = person.triage.panel
    person.to(named)
    said = words_of(panel)
    assert "Bukan kewenangan kabupaten → PLN" in said
    assert "“jaringan milik PLN”" in said
    assert not panel.form.isVisible()
    assert not panel.go.isVisible()
    assert panel.letter.width() >= panel.letter.sizeHint().width(), "its words are not cut"
    assert panel.letter.text() == "Buat surat koordinasi"
    row = person.listed().index(named)
    assert person.triage.list.model.index(row, 4).data() == "PLN"
    person.to(unnamed)
    assert panel.letter.text() == "Tentukan lembaga"
    person.press(Key.Key_Return)
    assert person.triage.bars.reason.isVisible()
    person.press(Key.Key_Escape)
    person.press(Key.Key_A)
    assert panel.form.isVisible(), "after all it is ours"
    person.press(Key.Key_Escape)
    person.to(named)
    person.press(Key.Key_Return)
    assert isinstance(person.window.page, LettersPage)


def test_the_history_says_what_was_decided(desk: Desk) -> None:
    person, _ = desk(JEMBATAN)
    person.press(Key.Key_V)
    person.settle()
    assert "belum ditugaskan" in person.window.messages.sentence.text()
    person.window.go("triage", "ready")
    person.press(Key.Key_H)
    assert "Disahkan" in words_of(person.triage.panel)


def test_assigned_with_a_and_undone_inside_the_panel(desk: Desk) -> None:
    person, codes = desk(JEMBATAN, LAMPU)
    panel = person.triage.panel
    first = person.current()
    person.press(Key.Key_V)
    person.settle()
    second = person.current()
    person.press(Key.Key_A)
    assert panel.isAncestorOf(person.focus)
    person.window.messages.hide()
    person.press(Key.Key_Z, held=Held.ControlModifier)
    assert person.statuses([first]) == ["dicatat"]
    person.wait(lambda: person.current() == first)
    assert first in person.window.messages.sentence.text()
    assert person.statuses(codes) == ["dicatat", "dicatat"]
    person.triage.list.table.setFocus()
    person.to(second)
    person.press(Key.Key_A, Key.Key_A)
    assert person.statuses([second]) == ["ditugaskan"]


def test_a_is_a_letter_in_the_fields_of_the_panel(desk: Desk) -> None:
    person, [code] = desk(JEMBATAN)
    form = person.triage.panel.form
    person.press(Key.Key_A)
    form.instruction.setFocus()
    person.press(Key.Key_A)
    assert form.instruction.text() == "a"
    assert person.statuses([code]) == ["dicatat"]


def test_the_same_visit_is_offered_and_words_are_searched(desk: Desk) -> None:
    person, codes = desk(JEMBATAN, LISTRIK, LAMPU)
    same = person.triage.bars.same
    person.to(codes[0])
    person.press(Key.Key_D)
    person.wait(lambda: same.model.rowCount() == 2)
    person.press(Key.Key_Return)
    assert same.code.problem.isVisible(), "only heard on the same visit: not joined by Enter alone"
    person.type("listrik padam")
    person.wait(lambda: same.model.rowCount() == 1)
    person.press(Key.Key_Return)
    assert person.statuses([codes[0]]) == ["duplikat"]
    assert person.shown(codes[0])["duplicate_of"] == codes[1]
    told = person.window.messages.sentence.text()
    assert codes[1] in told
    assert str(person.shown(codes[1])["title"]) in told


def test_words_that_find_nothing_are_said_beside_the_line(desk: Desk) -> None:
    person, codes = desk(JEMBATAN, LISTRIK)
    same = person.triage.bars.same
    person.press(Key.Key_D)
    person.type("gajah terbang")
    person.press(Key.Key_Return)
    assert same.code.problem.isVisible()
    assert person.statuses(codes) == ["dicatat", "dicatat"]


def test_a_deadline_of_ones_own(desk: Desk) -> None:
    person, [code] = desk(JEMBATAN)
    form = person.triage.panel.form
    person.press(Key.Key_A)
    form.due.setFocus()
    assert not form.own_day.isVisible()
    person.press(Key.Key_End)
    assert form.own_day.isVisible()
    form.own_day.line.setFocus()
    person.type("1 jan 2020")
    person.press(Key.Key_Return)
    assert form.own_day.problem.isVisible()
    assert person.statuses([code]) == ["dicatat"]
    form.own_day.line.clear()
    person.type("lusa")
    person.press(Key.Key_Return)
    assert person.statuses([code]) == ["ditugaskan"]
    reader = person.application.reader
    assert reader is not None
    assert (person.shown(code)["due"] or "") > reader.today.isoformat()


def test_tabs_by_their_keys_from_the_list_and_the_search(desk: Desk) -> None:
    person, _ = desk(JEMBATAN, LAMPU)
    page = person.triage
    person.press(Key.Key_V)
    person.settle()
    person.press(Key.Key_Tab, held=Held.ControlModifier)
    assert page.list.tab == "ready"
    assert len(person.listed()) == 1
    person.press(Key.Key_F, held=Held.ControlModifier)
    person.press(Key.Key_Tab, held=Held.ControlModifier)
    assert page.list.tab == "asked"
    person.press(Key.Key_Tab, held=Held.ControlModifier | Held.ShiftModifier)
    person.press(Key.Key_Tab, held=Held.ControlModifier | Held.ShiftModifier)
    assert page.list.tab == "new"
    person.press(Key.Key_Tab, held=Held.ControlModifier | Held.ShiftModifier)
    assert page.list.tab == "archived"


def test_the_list_says_the_day_of_the_visit(desk: Desk) -> None:
    person, [code] = desk(JEMBATAN)
    day = person.shown(code)["visited"]
    assert day
    assert str(int(day[-2:])) in person.triage.list.model.index(0, 3).data()


def test_urgency_is_set_from_the_panel(desk: Desk) -> None:
    person, [code] = desk(JEMBATAN)
    assert "Ubah urgensi" in words_of(person.triage.panel)
    person.press(Key.Key_E)
    correct = person.triage.panel.correct
    correct.urgency.setFocus()
    person.press(Key.Key_Right, Key.Key_Return)
    person.settle()
    assert person.shown(code)["urgency"] == "segera"


def test_what_came_back_says_who_and_why_and_is_not_offered_there_again(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    district = District.of(tmp_path / "district", setda="coordinator", petugas="officer", pupr="agency:PUPR")
    setda, petugas, pupr = district.homes.values()
    [code] = record(petugas, JEMBATAN)
    district.carry(petugas, setda)
    assignments.assign(setda, [code], "PUPR")
    district.carry(setda, pupr)
    followups.give_back(pupr, code, "jembatan desa")
    district.carry(pupr, setda)
    district.close()
    person = Coordinator(qtbot, open_window, tmp_path / "district" / "setda")
    person.go()
    person.window.go("triage", "returned")
    said = words_of(person.triage.panel)
    assert "Dikembalikan oleh DPUPR" in said
    assert "“jembatan desa”" in said
    assert person.triage.panel.form.agency.code() != "PUPR"
