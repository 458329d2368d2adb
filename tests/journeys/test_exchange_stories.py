"""User stories of files that are lost, late, for others, or from people nobody knows."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.canonical import b64
from desktop.core.clock import local_iso
from desktop.core.events import thing_text
from desktop.sync.bundle import Contents, write_bundle
from desktop.sync.manifest import About
from tests.journeys import checks, deeds
from tests.journeys.homes import World, copied, found, restore, snapshot
from tests.journeys.places import VILLAGES
from tests.journeys.test_scope_of_files import assign, record


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = copied(tmp_path / "district")
    yield made
    made.close()


def titles(home: Session) -> list[str]:
    return [title for (title,) in deeds.rows(home, "SELECT title FROM aspiration ORDER BY title")]


def results(reports: list[dict[str, object]]) -> list[object]:
    return [report["result"] for report in reports]


def code(report: dict[str, dict[str, str]]) -> str:
    return report["error"]["code"]


def test_three_officers_four_skpd_and_each_aspiration_arrives_once(world: World) -> None:
    for name, desk in (("officer3", "officer"), ("dlh", "agency:DLH"), ("itda", "agency:ITDA")):
        world.make(name, desk)
        world.enrol(name)
    world.hand_pack(["officer3", "dlh", "itda"])
    induk = world.homes["induk"]
    things = []
    for number, name in enumerate(["officer", "officer2", "officer3", "officer"]):
        things.append(record(world.homes[name], "named", number))
    for name in ("officer", "officer2", "officer3"):
        world.carry(name, "coordinator", "induk")
    skpd = {"pupr": "PUPR", "dinkes": "DINKES", "dlh": "DLH", "itda": "ITDA"}
    jobs = [assign(induk, thing, agency) for thing, agency in zip(things, skpd.values(), strict=True)]
    world.carry("induk", "everyone", *skpd)
    for number, name in enumerate(skpd):
        assert titles(world.homes[name]) == [f"lampu {number}"]
        answer = {"text": "sudah", "outcome": "dikerjakan"}
        world.homes[name].write([Act("answer.given", jobs[number], {"answer.1": answer})])
        world.carry(name, "coordinator", "induk")
    world.carry("induk", "everyone", "officer", "officer2", "officer3")
    assert titles(induk) == [f"lampu {number}" for number in range(4)]
    sql = "SELECT status FROM aspiration WHERE writer = (SELECT writer FROM visit)"
    shown = [deeds.rows(world.homes[name], sql) for name in ("officer2", "officer3")]
    assert shown == [[("ditanggapi",)], [("ditanggapi",)]]


def test_what_a_lost_stick_held_is_in_the_next_file(world: World) -> None:
    officer = world.homes["officer"]
    record(officer, "open", 1)
    world.send("officer", "coordinator")
    record(officer, "open", 2)
    report = world.carry("officer", "coordinator", "induk")[0]
    assert titles(world.homes["induk"]) == ["lampu 1", "lampu 2"]
    assert [gap["number"] for gap in report["gaps"]] == [1]


def test_a_file_found_again_fills_the_gap_and_changes_nothing(world: World) -> None:
    record(world.homes["officer"], "open", 1)
    lost = world.send("officer", "coordinator")
    world.carry("officer", "coordinator", "induk")
    report = world.take("induk", lost)[0]
    assert (report["result"], report["new"], report["gaps"]) == ("taken", 0, [])


def test_receipts_shrink_the_next_file(world: World) -> None:
    record(world.homes["officer"], "open", 1)
    world.carry("officer", "coordinator", "induk")
    world.carry("induk", "everyone", "officer")
    record(world.homes["officer"], "open", 2)
    report = world.carry("officer", "coordinator", "induk")[0]
    assert (report["new"], report["known"]) == (2, 0)


def test_the_same_file_twice_is_nothing_new(world: World) -> None:
    record(world.homes["officer"], "open")
    paths = world.send("officer", "coordinator")
    assert results(world.take("induk", paths)) == ["taken"]
    before = checks.dump(world.homes["induk"])
    assert results(world.take("induk", paths)) == ["nothing_new"]
    assert checks.dump(world.homes["induk"]) == before


def test_a_correction_and_a_new_aspiration_come_in_one_file(world: World) -> None:
    thing = record(world.homes["officer"], "open", 1)
    world.carry("officer", "coordinator", "induk")
    mended = Act("aspiration.corrected", thing, {"title": "lampu jalan"}, {"reason": "lebih jelas"})
    world.homes["officer"].write([mended])
    record(world.homes["officer"], "open", 2)
    assert results(world.carry("officer", "coordinator", "induk")) == ["taken"]
    assert titles(world.homes["induk"]) == ["lampu 2", "lampu jalan"]


def test_a_number_used_for_another_file_is_refused(world: World) -> None:
    """A copy of the database, put to use beside the original, counts the same numbers."""
    files = snapshot(world, "officer")
    record(world.homes["officer"], "open", 1)
    first = world.send("officer", "coordinator")
    world.homes["officer"].store.close()
    for place, data in files.items():
        (world.folder / "officer" / place).write_bytes(data)
    for journal in world.folder.glob("officer/*-wal"):
        journal.unlink()
    record(world.open("officer"), "open", 2)
    second = world.send("officer", "coordinator")
    world.take("induk", first)
    before = checks.dump(world.homes["induk"])
    assert code(world.take("induk", second)[0]) == "number_reused"
    assert checks.dump(world.homes["induk"]) == before


def test_a_file_for_somebody_else_is_refused(world: World) -> None:
    record(world.homes["officer"], "open")
    paths = world.send("officer", "coordinator")
    before = checks.dump(world.homes["dinkes"])
    assert results(world.take("dinkes", paths)) == ["refused"]
    assert checks.dump(world.homes["dinkes"]) == before


def test_a_file_of_another_district_is_refused(world: World, tmp_path: Path) -> None:
    other = found(tmp_path / "other", ["induk", "officer"])
    record(other.homes["officer"], "open")
    # Only somebody with this laptop's public key can have sealed it to this laptop.
    other.homes["induk"].keys = world.homes["induk"].keys
    paths = world.send("officer", "coordinator")
    assert code(other.take("induk", paths)[0]) == "file_other_district"
    other.close()


def test_an_officer_takes_no_file_from_an_skpd(world: World) -> None:
    """The program never writes one; this is what a changed program might do."""
    path = empty_file(world, "pupr", "officer")
    before = checks.dump(world.homes["officer"])
    assert code(world.take("officer", [path])[0]) == "sender_not_for_you"
    assert checks.dump(world.homes["officer"]) == before


def empty_file(world: World, sender: str, reader: str) -> Path:
    home, other = world.homes[sender], world.homes[reader]
    about = About(
        created=local_iso(world.now()),
        file=home.new_file(),
        from_=b64(home.writer),
        number=1,
        sequence="main",
        to=other.home.desks[0],
    )
    path = world.outbox().with_suffix(".jbola")
    recipients = sorted([home.keys.recipient, other.keys.recipient])
    write_bundle(path, about, Contents(home.district, lambda: (), {}), home.keys, recipients)
    return path


def test_laptops_of_one_skpd_need_the_office_between_them(world: World) -> None:
    thing = record(world.homes["officer"], "open")
    world.carry("officer", "coordinator", "induk")
    assign(world.homes["induk"], thing, "PUPR")
    reports = world.carry("induk", "everyone", "pupr", "pupr2")
    assert results(reports).count("taken") == 2
    world.carry("pupr", "coordinator", "induk")
    world.carry("induk", "everyone", "pupr2")
    assert checks.assert_alike([world.homes["pupr"], world.homes["pupr2"]]) in (0, 1)
    assert titles(world.homes["pupr2"]) == titles(world.homes["pupr"]) == ["lampu 0"]


def test_photos_are_awaited_and_arrive_later(world: World) -> None:
    officer, induk = world.homes["officer"], world.homes["induk"]
    sha = officer.blobs.put(b"foto" * 1000)
    visit, thing = officer.new_thing(), officer.new_thing()
    photo = {"sha256": sha, "size": 4000, "type": "image/jpeg"}
    values = {
        "visit": thing_text(visit),
        "village": VILLAGES[0],
        "kind": "keluhan",
        "text": "a",
        "mode": "open",
    }
    officer.write(
        [
            Act("visit.recorded", visit, {"village": VILLAGES[0], "date": "2026-11-21"}),
            Act("aspiration.recorded", thing, {**values, "attachments": [photo]}),
        ]
    )
    assert world.carry("officer", "coordinator", "induk")[0]["photos_awaited"] == 1
    row = (bytes.fromhex(sha), 4000)
    with officer.store.transaction() as connection:
        connection.execute("INSERT INTO blob (sha256, size, present) VALUES (?, ?, 1)", row)
    assert world.carry("officer", "coordinator", "induk")[0]["photos_awaited"] == 0
    assert induk.blobs.get(sha) == b"foto" * 1000


def test_a_laptop_silent_for_sixty_days_does_not_hold_the_cut(world: World) -> None:
    thing = record(world.homes["officer"], "open")
    world.carry("officer", "coordinator", "induk")
    assign(world.homes["induk"], thing, "PUPR")
    world.carry("induk", "everyone", "pupr", "pupr2")
    world.carry("pupr2", "coordinator", "induk")
    world.clock += timedelta(days=61)
    world.carry("pupr", "coordinator", "induk")
    path = checks.file_for(world, world.send("induk", "everyone"), "pupr2")
    assert path is None or thing not in checks.things_in(world, path)
    path = checks.file_for(world, world.send("induk", "everyone", everything=True), "pupr2")
    assert path is not None
    assert thing in checks.things_in(world, path)


def test_a_restored_officer_gets_everything_back_under_its_new_name(world: World) -> None:
    old = snapshot(world, "officer")
    record(world.homes["officer"], "open", 1)
    world.carry("officer", "coordinator", "induk")
    world.carry("induk", "everyone", "officer")
    restore(world, "officer", old)
    assert titles(world.homes["officer"]) == []
    record(world.homes["officer"], "open", 2)
    assert results(world.carry("officer", "coordinator", "induk")) == ["taken"]
    assert "taken" in results(world.carry("induk", "everyone", "officer"))
    assert titles(world.homes["officer"]) == ["lampu 1", "lampu 2"] == titles(world.homes["induk"])


def test_a_restored_officers_files_go_astray_and_nothing_is_lost(world: World) -> None:
    """Receipts of the laptop it was before say nothing of the files for the one it is now."""
    record(world.homes["officer"], "open", 1)
    world.carry("officer", "coordinator", "induk")
    world.carry("induk", "everyone", "officer")
    restore(world, "officer", snapshot(world, "officer"))
    world.carry("officer", "coordinator", "induk")
    assign(world.homes["induk"], record(world.homes["officer"], "open", 2), "PUPR")
    world.carry("officer", "coordinator", "induk")
    world.send("induk", "everyone")
    world.carry("officer", "coordinator", "induk")
    assign(
        world.homes["induk"], deeds.rows(world.homes["induk"], "SELECT thing FROM aspiration")[0][0], "PUPR"
    )
    world.carry("induk", "everyone", "officer")
    assert deeds.rows(world.homes["officer"], "SELECT count(*) FROM assignment") == [(2,)]
