"""Lists of files sent and received, gaps, previews, recipients: what the pages of exchange read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import arrivals, sending
from desktop.actions.conflicts import conflict_list, conflict_words
from desktop.actions.intake import take_in
from desktop.actions.sent_list import gaps, list_received, list_sent
from desktop.actions.writing import Act
from desktop.core.events import thing_text
from desktop.errors import UserError
from tests.journeys import deeds
from tests.journeys.homes import World, copied
from tests.proofs.homes import dump_store

CAST = ("induk", "second", "officer", "officer2", "pupr", "late")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = copied(tmp_path / "district", cast=CAST)
    yield made
    made.close()


def record(world: World, name: str = "officer", number: int = 1) -> None:
    assert deeds.do(world.homes[name], deeds.record_acts, "open", number)


def refusal(code: str) -> pytest.RaisesExc[UserError]:
    return pytest.raises(UserError, check=lambda error: error.code == code)


def test_a_file_awaits_its_receipt_until_it_comes(world: World) -> None:
    record(world)
    world.carry("officer", "coordinator", "induk")
    officer = world.homes["officer"]
    newest = list_sent(officer)["items"][0]
    assert (newest["number"], newest["sequence"], newest["events"]) == (1, "main", 2)
    assert (newest["awaits"], newest["received"], newest["days"]) == (True, False, 0)
    world.carry("induk", world.member("officer"), "officer")
    newest = list_sent(officer)["items"][0]
    assert (newest["awaits"], newest["received"]) == (False, True)
    assert list_sent(officer)["items"][-1]["sequence"] == "request"
    assert not list_sent(officer)["items"][-1]["awaits"]


def test_lists_are_read_in_pages(world: World) -> None:
    for number in range(5):
        record(world, number=number)
        world.carry("officer", "coordinator", "induk")
    for session, ask in ((world.homes["officer"], list_sent), (world.homes["induk"], list_received)):
        whole = [one["id"] for one in ask(session)["items"]]
        assert whole == sorted(whole, reverse=True)
        found, after = [], None
        while True:
            page = ask(session, 2, after)
            found += [one["id"] for one in page["items"]]
            after = page["next"]
            if after is None:
                break
        assert found == whole
    with refusal("cursor_wrong"):
        list_sent(world.homes["officer"], 2, "x")
    with refusal("limit_range"):
        list_received(world.homes["induk"], 0)


def test_who_it_came_from_and_what_never_came(world: World) -> None:
    for number in range(4):
        record(world, number=number)
        paths = world.send("officer", "coordinator")
        if number in (0, 3):
            world.take("induk", paths)
    newest = list_received(world.homes["induk"])["items"][0]
    assert (newest["from"], newest["desk"], newest["number"]) == ("officer", "officer", 4)
    assert gaps(world.homes["induk"])["items"] == [
        {"from": "officer", "desk": "officer", "sequence": "main", "numbers": [2, 3]}
    ]
    assert gaps(world.homes["officer"])["items"] == []


def test_looking_at_files_changes_nothing(world: World, tmp_path: Path) -> None:
    induk = world.homes["induk"]
    record(world)
    good = world.send("officer", "coordinator")[0]
    record(world, "late")
    stranger = world.send("late", "coordinator")[0]
    request, _ = world.request("late")
    damaged = tmp_path / "rusak.jbola"
    damaged.write_bytes(good.read_bytes()[:-1])
    theirs = world.send("induk", "agency:PUPR")[0]
    before = dump_store(induk.store)
    told: list[tuple[int, int]] = []
    paths = [good, stranger, request, damaged, theirs, tmp_path / "tidak ada"]
    files = arrivals.preview(induk, paths, lambda done, total: told.append((done, total)))["files"]
    states = [one["state"] for one in files]
    assert states == ["ready", "stranger", "request", "refused", "own", "refused"]
    assert [one["from"] for one in files[:3]] == ["officer", "late", "late"]
    assert [one["error"]["code"] for one in files if one["error"]] == ["file_truncated", "file_not_found"]
    assert told[-1][0] == told[-1][1] > len(paths)
    assert dump_store(induk.store) == before
    world.take("induk", [good])
    assert arrivals.preview(induk, [good])["files"][0]["state"] == "taken"
    assert arrivals.preview(world.homes["pupr"], [request])["files"][0]["error"]["code"] == "not_induk"
    assert arrivals.preview(induk, paths, cancelled=lambda: True) == {"files": []}


def test_an_import_that_is_cancelled_changes_nothing(world: World) -> None:
    induk = world.homes["induk"]
    record(world)
    paths = world.send("officer", "coordinator")
    before = dump_store(induk.store, without=["writer.id"])
    asked = iter([False, True, True])
    report = take_in(induk, paths, cancelled=lambda: next(asked))
    assert [one["error"]["code"] for one in report["files"]] == ["import_cancelled"]
    assert dump_store(induk.store, without=["writer.id"]) == before
    assert world.take("induk", paths)[0]["result"] == "taken"


def test_the_laptop_induk_knows_whom_it_can_send_to(world: World) -> None:
    induk = world.homes["induk"]
    record(world)
    world.carry("officer", "coordinator", "induk")
    deeds.do(induk, deeds.office_acts, "assign", 0)
    deeds.do(induk, deeds.office_acts, "assign", 1)
    found = sending.recipients(induk)
    tos = {one["to"]: one for one in found["items"]}
    assert tos["coordinator"]["laptops"] == 1
    assert (tos["agency:PUPR"]["name"], tos["agency:PUPR"]["laptops"]) == ("DPUPR", 2)
    assert tos[world.member("officer")]["name"] == "officer"
    assert (tos["agency:PUPR"]["last"], tos["agency:PUPR"]["unanswered"]) == (None, 0)
    assert found["without"] == []
    assert sending.waits_for(induk, "agency:PUPR")["events"] > 0
    world.carry("induk", "agency:PUPR", "pupr")
    again = {one["to"]: one for one in sending.recipients(induk)["items"]}
    assert again["agency:PUPR"]["unanswered"] == 1
    assert [one["to"] for one in sending.recipients(world.homes["officer"])["items"]] == ["coordinator"]


def test_an_agency_with_work_and_no_laptop_is_named(world: World) -> None:
    induk = world.homes["induk"]
    record(world)
    world.carry("officer", "coordinator", "induk")
    one = deeds.rows(induk, "SELECT thing FROM aspiration")[0][0]
    values = {"aspiration": thing_text(one), "agency": "DLH", "role": "lead", "round": 1, "due": "2026-12-11"}
    induk.write([Act("assignment.made", induk.new_thing(), {**values, "contact": False, "instruction": ""})])
    assert sending.recipients(induk)["without"] == ["DLH"]


def test_sending_to_a_place_that_is_not_there(world: World, tmp_path: Path) -> None:
    officer = world.homes["officer"]
    record(world)
    gone = tmp_path / "dicabut"
    with refusal("place_gone"):
        sending.send(officer, ["coordinator"], gone, False)
    assert not gone.exists()
    with refusal("recipient_none"):
        sending.send(officer, [], tmp_path, False)
    made = sending.send(officer, ["coordinator"], tmp_path, False)
    assert (len(made["files"]), made["provisional"], made["error"]) == (1, False, None)
    assert sending.send(world.homes["late"], ["coordinator"], tmp_path, False)["provisional"]


def test_what_was_written_before_it_stopped_is_told(world: World, tmp_path: Path) -> None:
    tos = ["agency:PUPR", "writer:tidak-ada"]
    made = sending.send(world.homes["induk"], tos, tmp_path, True)
    assert [one["to"] for one in made["files"]] == ["agency:PUPR"]
    assert made["error"]["code"] == "writer_unknown"


def test_a_conflict_is_decided_in_words_of_ones_own(world: World) -> None:
    record(world)
    world.carry("officer", "coordinator", "induk", "second")
    for name in ("induk", "second"):
        thing = deeds.rows(world.homes[name], "SELECT thing FROM aspiration")[0][0]
        world.homes[name].write(
            [Act("aspiration.corrected", thing, {"title": f"lampu {name}"}, {"reason": "x"})]
        )
    world.carry("second", "coordinator", "induk")
    induk = world.homes["induk"]
    (item,) = conflict_list(induk)["items"]
    with refusal("text_empty"):
        conflict_words(induk, item["thing"], "title", "  ")
    with refusal("conflict_unknown"):
        conflict_words(induk, item["thing"], "village", "Angsana")
    conflict_words(induk, item["thing"], "title", "Lampu jalan mati")
    assert conflict_list(induk)["items"] == []
    assert deeds.rows(induk, "SELECT title FROM aspiration") == [("Lampu jalan mati",)]
