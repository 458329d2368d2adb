"""The coordinator's first page: its figures, the lists behind them, by keys only."""

from datetime import datetime
from pathlib import Path
from typing import Any

from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.actions import assignments, followups, triage
from desktop.actions.session import Session
from desktop.actions.shape_types import FollowupIn
from desktop.ui.pages.coordinator.overview import OverviewPage
from desktop.ui.pages.officer.aspirations import AspirationsPage
from tests.actions.homes import WITA, District, record
from tests.ui.conftest import Opener
from tests.ui.coordinator import Coordinator, Held, Key, heard

ROWS = [{"text": f"Jembatan nomor {number} retak"} for number in range(5)]


def overview(person: Coordinator) -> OverviewPage:
    page = person.window.page
    assert isinstance(page, OverviewPage)
    return page


def figure(person: Coordinator, name: str) -> str:
    return overview(person).figures[name].accessibleName().rpartition(": ")[2]


def prepared(setda: Session, codes: list[str]) -> None:
    triage.verify(setda, codes[:2])
    assignments.assign(setda, codes[1:3], "PUPR")


def test_the_figures_open_their_lists(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    home, codes = heard(tmp_path, *ROWS, prepare=prepared)
    person = Coordinator(qtbot, open_window, home)
    person.wait(lambda: figure(person, "new") == "2")
    assert [figure(person, name) for name in ("ready", "running", "late", "answered", "finished")] == [
        *("1", "2", "0", "0", "0")
    ]
    assert overview(person).figures["new"].hasFocus()
    person.press(Key.Key_Return)
    assert sorted(person.listed()) == sorted(codes[3:])
    person.press(Key.Key_1, held=Held.AltModifier)
    person.press(Key.Key_Tab, Key.Key_Space)
    assert person.listed() == [codes[0]]
    person.press(Key.Key_1, held=Held.AltModifier)
    person.press(Key.Key_J)
    assert sorted(person.listed()) == sorted(codes[1:3])
    person.press(Key.Key_1, held=Held.AltModifier)
    person.press(Key.Key_W)
    page = person.window.page
    assert isinstance(page, AspirationsPage)
    assert page.status.code() == "ditanggapi"


def test_late_ones_by_agency(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    def prepare(setda: Session, codes: list[str]) -> None:
        # Long ago by any clock the window may have.
        clock: Any = setda.now
        clock.time = datetime(2021, 3, 1, 9, tzinfo=WITA)
        assignments.assign(setda, codes[:2], "PUPR", due=setda.today)
        assignments.assign(setda, codes[2:3], "DISHUB", due=setda.today)

    home, codes = heard(tmp_path, *ROWS, prepare=prepare)
    person = Coordinator(qtbot, open_window, home)
    person.wait(lambda: figure(person, "late") == "3")
    page = overview(person)
    assert [page.late_card.model.item(row)["name"] for row in range(2)] == ["DPUPR", "Dishub"]  # type: ignore[index]
    page.late_card.table.setFocus()
    person.press(Key.Key_Return)
    assert sorted(person.listed()) == sorted(codes[:2])
    assert "DPUPR · lewat tenggat" in person.triage.list.only.text()
    person.triage.list.only.setFocus()
    person.press(Key.Key_Space)
    assert len(person.listed()) == 3


def test_the_oldest_open_their_row(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    home, codes = heard(tmp_path, *ROWS, prepare=prepared)
    person = Coordinator(qtbot, open_window, home)
    page = overview(person)
    person.wait(lambda: page.oldest_card.model.rowCount() == 5)
    page.oldest_card.table.setFocus()
    person.press(Key.Key_Down, Key.Key_Return)
    item = page.oldest_card.model.item(1)
    assert item is not None
    assert item["code"] in codes
    assert person.listed() == [item["code"]]


def test_answered_and_finished_are_counted(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    district = District.of(tmp_path, semua="coordinator officer agency:PUPR")
    session = district.induk
    [code, _] = record(session, *ROWS[:2])
    assignments.assign(session, [code], "PUPR")
    row = FollowupIn(code=code, status="ditanggapi", text="Dikerjakan", outcome="dikerjakan")
    followups.add_followup(session, row, Path())
    district.close()
    person = Coordinator(qtbot, open_window, tmp_path / "semua")
    person.window.go("overview")
    person.wait(lambda: figure(person, "answered") == "1")
    assert figure(person, "finished") == "0"


def test_an_empty_district_teaches(
    tmp_path: Path, qtbot: QtBot, open_window: Opener, qtmodeltester: ModelTester
) -> None:
    home, _ = heard(tmp_path)
    person = Coordinator(qtbot, open_window, home)
    person.wait(lambda: figure(person, "new") == "0")
    page = overview(person)
    assert page.late_card.table.isHidden()
    assert page.oldest_card.table.isHidden()
    qtmodeltester.check(page.late_card.model)  # type: ignore[no-untyped-call]
    person.press(Key.Key_P)
    assert person.listed() == []
    assert person.focus is person.triage.list.fetch


def test_the_rail_says_how_many_wait(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    home, codes = heard(tmp_path, *ROWS)
    person = Coordinator(qtbot, open_window, home)
    rail = person.window.rail
    assert rail is not None
    counted = rail.button("triage")
    assert counted._count == "5"
    person.go()
    person.press(Key.Key_V)
    person.wait(lambda: counted._count == "4")
    assert len(codes) == 5
