"""Berkas masuk: conflicts by 1 and 2 or in own words, late records, who gets what, the induk alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.actions import enrolment
from desktop.actions.conflicts import conflict_list
from desktop.actions.writing import Act
from desktop.core.canonical import b64
from desktop.core.events import thing_text
from tests.journeys import deeds
from tests.journeys.homes import World, copied
from tests.ui.exchanging import OFFSCREEN, Desk, Opener, files_in

pytestmark = OFFSCREEN


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = copied(tmp_path / "district", cast=("induk", "second", "officer", "pupr"))
    yield made
    made.close()


def disagree(world: World, *titles: str) -> None:
    """Two coordinators title the same aspiration at the same time."""
    deeds.do(world.homes["officer"], deeds.record_acts, "open", 1)
    world.carry("officer", "coordinator", "induk", "second")
    for name, title in zip(("induk", "second"), titles, strict=True):
        thing = deeds.rows(world.homes[name], "SELECT thing FROM aspiration")[0][0]
        world.homes[name].write([Act("aspiration.corrected", thing, {"title": title}, {"reason": "x"})])
    world.carry("second", "coordinator", "induk")
    assert len(conflict_list(world.homes["induk"])["items"]) == 1


def open_part(induk: Desk, name: str) -> None:
    for _ in range(5):
        if induk.page.part == name:
            return
        induk.press("Ctrl+PgDown")
    raise AssertionError(name)


def titles(induk: Desk) -> list[str]:
    assert induk.application.reader is not None
    return [title for (title,) in deeds.rows(induk.application.reader, "SELECT title FROM aspiration")]


@pytest.mark.parametrize("key", ["1", "2"])
def test_a_conflict_is_decided_by_a_digit(world: World, qtbot: QtBot, open_window: Opener, key: str) -> None:
    disagree(world, "Lampu padam", "Lampu mati")
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    open_part(induk, "conflicts")
    (item,) = induk.page.conflicts.items
    assert {head["who"] for head in item["heads"]} == {"induk", "second"}
    chosen = item["heads"][int(key) - 1]["value"]
    induk.press(key)
    induk.wait(lambda: induk.page.conflicts.items == [])
    assert titles(induk) == [chosen]
    assert induk.page.conflicts.empty.isVisible()


def test_a_conflict_is_decided_in_own_words(world: World, qtbot: QtBot, open_window: Opener) -> None:
    disagree(world, "Lampu padam", "Lampu mati")
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    open_part(induk, "conflicts")
    conflicts = induk.page.conflicts
    induk.press("Ctrl+Return")
    induk.settle()
    assert conflicts.field.problem.text()
    assert induk.focus is conflicts.words
    induk.type("Lampu jalan 1 tahun mati")
    assert len(conflicts.items) == 1
    induk.press("Ctrl+Return")
    induk.wait(lambda: conflicts.items == [])
    assert titles(induk) == ["Lampu jalan 1 tahun mati"]


def late_records(world: World) -> None:
    enrolment.retire(world.homes["induk"], b64(world.homes["officer"].writer), "hilang")
    deeds.do(world.homes["officer"], deeds.record_acts, "open", 2)
    world.carry("officer", "coordinator", "induk")


def test_late_records_are_accepted_or_refused_with_a_reason(
    world: World, qtbot: QtBot, open_window: Opener
) -> None:
    late_records(world)
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    open_part(induk, "late")
    late = induk.page.late
    QAbstractItemModelTester(late.model)
    assert len(late.items) == 2
    induk.press("X")
    assert late.field.problem.text() == induk.text("late_reason_missing")
    assert induk.focus is late.reason
    induk.type("laptop dicuri")
    induk.tab_to(late.refuse)
    induk.press("Return")
    induk.wait(lambda: len(late.items) == 1)
    assert induk.focus is late.table
    induk.press("A")
    induk.wait(lambda: late.items == [])
    assert late.empty.isVisible()


def test_who_gets_what_is_counted_and_one_alone_is_served(
    world: World, tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    deeds.do(world.homes["officer"], deeds.record_acts, "open", 1)
    world.carry("officer", "coordinator", "induk")
    deeds.do(world.homes["induk"], deeds.office_acts, "assign", 0)
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    open_part(induk, "back")
    back = induk.page.back
    counting = induk.text("back_counting")
    column = next(one for one in back.model.columns if one.name == "contents")
    induk.wait(lambda: all(column.cell(one).words != counting for one in back.items))
    folder = tmp_path / "keluar-ke-sebuah-folder-dengan-nama-yang-panjang-sekali"
    folder.mkdir()
    row = back.model.row_of("to", "agency:PUPR")
    for _ in range(row):
        induk.press("Down")
    assert induk.text("back_only", name="DPUPR") == back.chosen.text()
    induk.choose_folder(back.sending, folder)
    induk.tab_to(back.one)
    induk.press("Return")
    induk.wait(lambda: back.sending.outcome.isVisible())
    scroll = back.right
    assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width(), (
        "nothing is cut at the edge"
    )
    assert [name.split("-ke-")[1] for name in files_in(folder)] == ["skpd-PUPR-0001.jbola"]


def test_every_part_teaches_when_it_is_empty(world: World, qtbot: QtBot, open_window: Opener) -> None:
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    assert induk.page.arrived.none.isVisible()
    assert induk.focus is induk.page.first.focusProxy()
    assert not induk.page.choose.isVisible(), "the same button stands where the list will be"
    for name in ("newcomers", "conflicts", "late"):
        open_part(induk, name)
        assert induk.page.parts[name].empty.isVisible()
        assert induk.page.tabs.isAncestorOf(induk.focus), "nothing to do here: the other parts are near"
        assert induk.page.choose.isVisible()
    for keys in ("A", "X", "1", "Ctrl+Return", "Escape"):
        induk.press(keys)
    assert induk.page.part == "late"


def test_a_second_coordinator_cannot_let_laptops_in(world: World, qtbot: QtBot, open_window: Opener) -> None:
    path, _ = world.request("officer")
    second = Desk(qtbot, open_window, world, "second", "inbox")
    second.look_at([path])
    preview = second.intake.preview
    assert [one["error"]["code"] for one in preview.files] == ["not_induk"]
    assert preview.hint.text() == second.text("file_hint_not_induk")


def test_the_report_counts_answers_and_opens_what_was_given_back(
    world: World, qtbot: QtBot, open_window: Opener
) -> None:
    officer, induk_home, pupr = (world.homes[name] for name in ("officer", "induk", "pupr"))
    for number in range(2):
        deeds.do(officer, deeds.record_acts, "open", number)
    world.carry("officer", "coordinator", "induk")
    for (thing,) in deeds.rows(induk_home, "SELECT thing FROM aspiration"):
        made = induk_home.new_thing()
        values = {"aspiration": thing_text(thing), "agency": "PUPR", "role": "lead", "round": 1}
        lead = Act("aspiration.led", thing, {"lead": thing_text(made)})
        induk_home.write([Act("assignment.made", made, values), lead])
    assert world.carry("induk", "agency:PUPR", "pupr")[0]["came"] == {"assigned": 2}
    first, second = (row[0] for row in deeds.rows(pupr, "SELECT thing FROM assignment"))
    pupr.write([Act("answer.given", first, {"answer.1": {"text": "sudah", "outcome": "dikerjakan"}})])
    pupr.write(
        [Act("assignment.returned", second, {"state.1": "dikembalikan"}, {"reason": "jalan provinsi"})]
    )
    paths = world.send("pupr", "coordinator")
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    induk.look_at(paths)
    things = f"{induk.text('things_answers', count='1')}, {induk.text('things_returned', count='1')}"
    assert things in induk.intake.preview.summary.text()
    induk.press("Return")
    report = induk.intake.report
    induk.wait(lambda: induk.intake.currentWidget() is report)
    assert report.report["files"][0]["came"] == {"answers": 1, "returned": 1}
    assert report.summary.text().startswith(things)
    told = [label.text() for label in report.findChildren(type(report.summary))]
    assert induk.text("came_returned", count="1") in told
    assert induk.text("report_nothing_else") not in told
    assert report.onward.text() == induk.text("onward_returned")
    induk.press("Return")
    induk.wait(lambda: induk.window.page_name == "triage")
    assert induk.page.list.tab == "returned"
    induk.alt("overview")
    induk.wait(lambda: induk.page.figures["returned"].accessibleName().endswith(": 1"))


def test_ctrl_e_leads_from_any_part_to_the_files_that_go_out(
    world: World, qtbot: QtBot, open_window: Opener
) -> None:
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    for name in ("arrived", "newcomers", "late"):
        induk.page.on_asked(name)
        assert induk.page.outward.isVisible()
        induk.press("Ctrl+E")
        assert induk.page.part == "back"
        assert not induk.page.outward.isVisible()
        assert not induk.page.back.sending.progress.running, "shown first, made by the second press"


def test_ones_own_file_does_not_count_as_come_before(world: World, qtbot: QtBot, open_window: Opener) -> None:
    deeds.do(world.homes["officer"], deeds.record_acts, "open", 1)
    world.carry("officer", "coordinator", "induk")
    paths = world.send("induk", world.member("officer"), everything=True)
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    induk.look_at(paths)
    preview = induk.intake.preview
    assert [one["state"] for one in preview.files] == ["own"]
    assert induk.text("preview_known", count=1) not in preview.summary.text()
