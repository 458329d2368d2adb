"""Assigning at the triage desk, by keys only: one, many, secret ones, all that are sure."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.actions import assignments, triage
from desktop.actions.session import Session
from tests.ui.conftest import Opener
from tests.ui.coordinator import (
    JEMBATAN,
    LAMPU,
    LISTRIK,
    OFFSCREEN,
    RAHASIA,
    Desk,
    Held,
    Key,
)

pytestmark = OFFSCREEN


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> Desk:
    return Desk(tmp_path, qtbot, open_window)


def test_assigned_with_the_best_suggestion_by_two_keys(desk: Desk) -> None:
    person, [bridge, lamp] = desk(JEMBATAN, LAMPU)
    for code in person.listed():
        person.to(code)
        person.press(Key.Key_A, Key.Key_Return)
        assert person.triage.list.table.hasFocus()
    assert person.statuses([bridge, lamp]) == ["ditugaskan", "ditugaskan"]
    assert [person.shown(code)["agency"] for code in (bridge, lamp)] == ["PUPR", "DISHUB"]


def test_an_assignment_filled_in_by_keys(desk: Desk) -> None:
    person, [code] = desk(JEMBATAN)
    form = person.triage.panel.form
    person.press(Key.Key_A, Key.Key_Tab)
    person.type("dishub")
    person.press(Key.Key_Tab)
    assert form.agency.code() == "DISHUB"
    person.type("inspek")
    person.press(Key.Key_Return)
    assert form.helpers.codes() == ["INSPEKTORAT"]
    form.due.setFocus()
    person.press(Key.Key_Down)
    due = form.due.code()
    form.instruction.setFocus()
    person.type("Tinjau bersama camat")
    person.press(Key.Key_Return)
    assert person.statuses([code]) == ["ditugaskan"]
    lead, helper = sorted(person.shown(code)["assignments"], key=lambda one: one["role"])
    assert (lead["agency"], lead["due"], lead["instruction"]) == ("DISHUB", due, "Tinjau bersama camat")
    assert (helper["agency"], helper["role"]) == ("INSPEKTORAT", "support")


def test_nobody_chosen_is_said_beside_the_field(desk: Desk) -> None:
    person, [code] = desk({"text": "Mohon dibantu"})
    page = person.triage
    person.press(Key.Key_A)
    assert page.panel.form.agency.other.hasFocus()
    person.type("zzz")
    person.press(Key.Key_Return)
    assert page.panel.form.agency.problem.isVisible()
    assert person.statuses([code]) == ["dicatat"]
    person.press(Key.Key_Escape)
    assert page.list.table.hasFocus()


def test_digits_choose_a_suggestion_from_the_list(desk: Desk) -> None:
    person, [code] = desk({"text": "Lampu jalan mati dan jembatan retak"})
    agency = person.triage.panel.form.agency
    best, other = (row.offer.code for row in agency.rows[:2] if row.offer)
    assert agency.code() == best
    person.press(Key.Key_2)
    assert agency.code() == other
    person.press(Key.Key_3)
    assert agency.code() == other
    person.press(Key.Key_A, Key.Key_Return)
    person.settle()
    assert person.shown(code)["agency"] == other


def test_secret_ones_need_a_summary(desk: Desk) -> None:
    person, [code] = desk(RAHASIA)
    form = person.triage.panel.form
    person.press(Key.Key_A)
    assert form.summary.hasFocus()
    form.agency.choose("PUPR")
    form.instruction.setFocus()
    person.press(Key.Key_Return)
    assert form.summary_field.problem.isVisible()
    form.summary.setFocus()
    person.type("Pungutan di loket")
    person.press(Key.Key_Return, held=Held.ControlModifier)
    assert person.statuses([code]) == ["ditugaskan"]
    assert person.shown(code)["summary"] == "Pungutan di loket"


def test_an_outside_body_is_asked_by_letter(desk: Desk) -> None:
    person, [code] = desk(LISTRIK)
    person.press(Key.Key_A, Key.Key_Return)
    reason = person.triage.bars.reason
    assert reason.recipient.code() == "PLN"
    person.press(Key.Key_Return)
    assert reason.reason.problem.isVisible()
    assert person.statuses([code]) == ["dicatat"]
    person.type("Urusan PLN")
    person.press(Key.Key_Return)
    assert person.statuses([code]) == ["bukan_kewenangan"]
    assert person.shown(code)["history"][-1]["reason"] == "Urusan PLN"


def test_an_assignment_is_undone(desk: Desk) -> None:
    person, [code] = desk(JEMBATAN)
    person.press(Key.Key_A, Key.Key_Return)
    assert person.statuses([code]) == ["ditugaskan"]
    person.press(Key.Key_Z)
    assert person.statuses([code]) == ["dicatat"]
    assert person.shown(code)["assignments"][0]["running"] is False


def test_no_way_back_where_another_agency_had_it(desk: Desk) -> None:
    def prepare(setda: Session, codes: list[str]) -> None:
        assignments.assign(setda, codes, "DISHUB")

    person, [code] = desk(JEMBATAN, prepare=prepare)
    for _ in range(4):
        person.triage.tabs.setFocus()
    person.application.window.go("triage", "assigned")
    person.press(Key.Key_A, Key.Key_Return)
    person.settle()
    assert person.shown(code)["agency"] == "PUPR"
    assert not person.triage.undo.isEnabled()


def test_marked_ones_each_to_their_suggestion(desk: Desk) -> None:
    person, codes = desk(JEMBATAN, LAMPU, {"text": "Mohon dibantu"})
    person.press(Key.Key_A, held=Held.ControlModifier)
    assert person.triage.list.count.text() == "3 ditandai"
    assert "1 lainnya perlu keputusan Anda" in person.triage.panel.form.told.text()
    person.press(Key.Key_A, Key.Key_Return)
    assert person.statuses(codes) == ["ditugaskan", "ditugaskan", "dicatat"]
    assert [person.shown(code)["agency"] for code in codes[:2]] == ["PUPR", "DISHUB"]
    person.press(Key.Key_Z)
    assert person.statuses(codes) == ["dicatat"] * 3


def test_marked_ones_all_to_one(desk: Desk) -> None:
    person, codes = desk(JEMBATAN, LAMPU, LISTRIK)
    person.press(Key.Key_J, held=Held.ShiftModifier)
    assert len(person.triage.list.marks) == 2
    marked = [item["code"] for item in person.triage.list.marks.values()]
    person.press(Key.Key_A, Key.Key_Right)
    form = person.triage.panel.form
    person.press(Key.Key_Space)
    assert form.way.code() == "same"
    form.agency.other.setFocus()
    person.type("Dishub")
    # The first takes the match that is listed, the second assigns.
    person.press(Key.Key_Return, Key.Key_Return)
    person.settle()
    assert [person.shown(code)["agency"] for code in marked] == ["DISHUB", "DISHUB"]
    assert person.triage.list.marks == {}
    assert len(person.listed()) == len(codes) - 2


def test_all_that_are_sure_after_a_preview(desk: Desk) -> None:
    def prepare(setda: Session, codes: list[str]) -> None:
        triage.verify(setda, codes)

    sure = {"text": "Jembatan retak, jalan rusak dan drainase mampet"}
    person, codes = desk(sure, {"text": "Mohon dibantu"}, prepare=prepare)
    person.press(Key.Key_S)
    assert not person.triage.bars.isVisible()
    person.triage.tabs.setFocus()
    person.window.go("triage", "ready")
    person.press(Key.Key_S)
    bar = person.triage.bars.sure
    person.wait(bar.go.isEnabled)
    assert "1 aspirasi akan ditugaskan: DPUPR 1. 1 lainnya" in bar.told.text()
    assert person.statuses(codes) == ["diverifikasi", "diverifikasi"]
    person.press(Key.Key_Return)
    person.wait(lambda: not bar.isVisible())
    assert person.statuses(codes) == ["ditugaskan", "diverifikasi"]
    person.press(Key.Key_Z)
    assert person.statuses(codes) == ["diverifikasi", "diverifikasi"]
