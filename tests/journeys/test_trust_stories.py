"""User stories of laptops that are lost, stolen, new, unknown, or take over: order never matters."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import enrolment, exchange, roots, waiting
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.canonical import b64
from desktop.errors import UserError
from desktop.store.projection import projection_hash
from tests.journeys import checks, deeds
from tests.journeys.homes import World, copied, restore, snapshot
from tests.journeys.places import VILLAGES
from tests.journeys.test_exchange_stories import results, titles
from tests.journeys.test_scope_of_files import assign, record


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = copied(tmp_path / "district")
    yield made
    made.close()


def waits(home: Session) -> list[tuple[str, int]]:
    return deeds.rows(home, "SELECT why, count(*) FROM event WHERE state = 1 GROUP BY why")


def retire(world: World, name: str) -> None:
    enrolment.retire(world.homes["induk"], b64(world.homes[name].writer), "hilang")


def test_a_late_file_of_a_retired_laptop_waits_and_comes_back_through_review(world: World) -> None:
    induk = world.homes["induk"]
    record(world.homes["officer"], "open", 1)
    world.carry("officer", "coordinator", "induk")
    retire(world, "officer")
    record(world.homes["officer"], "open", 2)
    assert results(world.carry("officer", "coordinator", "induk")) == ["held"]
    assert (titles(induk), waits(induk)) == (["lampu 1"], [("writer_retired", 2)])
    waiting.review_accept(induk, b64(world.homes["officer"].writer), "diantar sendiri")
    assert (titles(induk), waits(induk)) == (["lampu 1", "lampu 2"], [])
    checks.assert_pure(induk)


def test_a_retirement_reaches_who_had_counted_the_late_events_already(world: World) -> None:
    second = world.homes["second"]
    record(world.homes["officer"], "open", 1)
    world.carry("officer", "coordinator", "induk", "second")
    record(world.homes["officer"], "open", 2)
    world.carry("officer", "coordinator", "second")
    assert titles(second) == ["lampu 1", "lampu 2"]
    retire(world, "officer")
    world.carry("induk", "coordinator", "second")
    assert (titles(second), waits(second)) == (["lampu 1"], [("writer_retired", 2)])
    checks.assert_pure(second)


def test_a_review_taken_back_reaches_everybody(world: World) -> None:
    induk, second = world.homes["induk"], world.homes["second"]
    retire(world, "officer")
    record(world.homes["officer"], "open", 1)
    world.carry("officer", "coordinator", "induk", "second")
    waiting.review_accept(induk, b64(world.homes["officer"].writer), "sah")
    world.carry("induk", "coordinator", "second")
    assert titles(second) == ["lampu 1"]
    for one in list(induk.log.trust()):
        if one.event.kind == "review.accepted":
            values = {"event": one.event.parts["all.review"]["d"]["event"], "decision": "refused"}
            induk.write([Act("review.refused", one.event.thing, values, {"reason": "ternyata palsu"})])
    assert titles(induk) == []
    world.carry("induk", "coordinator", "second")
    assert titles(second) == []
    checks.assert_pure(second)


def test_a_thiefs_branch_is_found_out_by_the_link_that_comes_later(world: World) -> None:
    induk, second, officer = (world.homes[name] for name in ("induk", "second", "officer"))
    stolen = snapshot(world, "officer")
    world.make("thief", "officer").store.close()
    for place, data in stolen.items():
        (world.folder / "thief" / place).write_bytes(data)
    thief, officer = world.open("thief"), world.homes["officer"]
    record(thief, "open", 9)
    forged = world.send("thief", "coordinator")
    record(officer, "open", 1)
    world.send("officer", "coordinator")
    record(officer, "open", 2)
    real = world.send("officer", "coordinator")
    world.take("induk", real)
    retire(world, "officer")
    assert results(world.take("second", forged)) == ["taken"]
    world.hand_pack(["second"])  # brings the retirement alone
    assert titles(second) == ["lampu 9"]
    assert results(world.take("second", real)) == ["taken"]
    assert titles(second) == titles(induk) == ["lampu 1", "lampu 2"]
    checks.assert_pure(second)
    thief.store.close()
    del world.homes["thief"]


def test_another_coordinator_laptop_assigns_and_the_laptop_induk_sends_it_on(world: World) -> None:
    second = world.homes["second"]
    thing = record(world.homes["officer"], "open", 1)
    world.carry("officer", "coordinator", "induk")
    world.carry("induk", "everyone", "second")
    assign(second, thing, "PUPR")
    world.carry("second", "coordinator", "induk")
    world.carry("induk", "everyone", "pupr", "second")
    assert titles(world.homes["pupr"]) == ["lampu 1"]
    assert checks.assert_alike([world.homes["induk"], second]) in (0, 1)


def test_a_lost_laptop_induk_is_succeeded_by_the_word_of_the_root(world: World) -> None:
    second = world.homes["second"]
    record(world.homes["officer"], "open", 1)
    world.carry("officer", "coordinator", "induk", "second")
    retire(world, "officer2")  # the office never hears of this: it was done after the root had to decide
    roots.name_induk(second, world.paper, b64(second.writer))
    world.carry("second", "everyone", "officer", "officer2", "pupr", everything=True)
    assert world.homes["officer"].roster.induk == second.writer
    record(world.homes["officer2"], "open", 2)
    assert results(world.carry("officer2", "coordinator", "second")) == ["taken"]
    assert titles(second) == ["lampu 1", "lampu 2"]
    world.carry("induk", "coordinator", "second")
    assert second.roster.members[world.homes["officer2"].writer].active
    checks.assert_pure(second)


def test_a_strangers_file_waits_sealed_until_the_laptop_is_accepted_by_voice(world: World) -> None:
    induk = world.homes["induk"]
    record(world.homes["late"], "named", 1)
    file = exchange.export(world.homes["late"], "coordinator", world.outbox())["files"][0]
    assert results(world.take("induk", [Path(file["path"])])) == ["quarantined"]
    assert titles(induk) == []
    with pytest.raises(UserError, match="voice_code_wrong"):
        waiting.quarantine_accept(induk, b64(world.homes["late"].writer), "00000-00000-00000-00000")
    waiting.quarantine_accept(induk, b64(world.homes["late"].writer), file["voice_code"])
    assert titles(induk) == ["lampu 1"]
    assert waiting.quarantine_list(induk)["items"] == []


def test_a_strangers_file_never_shadows_the_real_one(world: World) -> None:
    record(world.homes["late"], "named", 1)
    paths = world.send("late", "coordinator")
    world.take("induk", paths)
    world.enrol("late")
    assert results(world.take("induk", paths)) == ["taken"]
    assert titles(world.homes["induk"]) == ["lampu 1"]


def test_events_from_before_the_acceptance_count_once_it_has_come(world: World) -> None:
    record(world.homes["late"], "named", 1)
    path = world.send("late", "coordinator")
    world.take("second", path)
    world.enrol("late")
    world.take("induk", path)
    world.carry("induk", "coordinator", "second")
    assert titles(world.homes["second"]) == titles(world.homes["induk"]) == ["lampu 1"]


def test_the_order_of_roster_files_does_not_matter(world: World) -> None:
    """Enrol, record, retire, review and erase, each in a file of its own, in orders of all kinds."""
    induk, mail = world.homes["induk"], list[list[Path]]()
    empty = snapshot(world, "second")
    record(world.homes["late"], "named", 1)
    mail.append(world.send("late", "coordinator"))
    world.enrol("late")
    mail.append(_to_second(world))
    world.take("induk", mail[0])
    retire(world, "late")
    mail.append(_to_second(world))
    record(world.homes["late"], "named", 2)
    mail.append(world.send("late", "coordinator"))
    world.take("induk", mail[3])
    waiting.review_accept(induk, b64(world.homes["late"].writer), "sah")
    mail.append(_to_second(world))
    ends = set()
    for order in itertools.islice(itertools.permutations(mail), 0, None, 11):
        world.homes["second"].store.close()
        for path in (world.folder / "second").glob("*-wal"):
            path.unlink()
        for place, data in empty.items():
            (world.folder / "second" / place).write_bytes(data)
        second = world.open("second")
        # Whoever is not accepted yet is quarantined: the file is given again when all have come.
        for paths in (*order, *order):
            world.take("second", paths)
        ends.add(str((checks.verdicts(second), projection_hash(second.store))))
    assert titles(second) == ["lampu 1", "lampu 2"]
    assert len(ends) == 1


def _to_second(world: World) -> list[Path]:
    return world.send("induk", "coordinator")


def test_a_copied_laptop_that_is_restored_twice_waits_for_a_decision(world: World) -> None:
    old = snapshot(world, "officer")
    restore(world, "officer", dict(old))
    record(world.homes["officer"], "open", 1)
    first = world.send("officer", "coordinator")
    world.take("induk", first)
    assert titles(world.homes["induk"]) == ["lampu 1"]
    restore(world, "officer", old)
    record(world.homes["officer"], "open", 2)
    assert results(world.carry("officer", "coordinator", "induk")) == ["quarantined"]
    assert titles(world.homes["induk"]) == ["lampu 1"]


def test_a_telling_counts_when_the_visit_comes_later_even_if_the_village_was_mended_meanwhile(
    world: World,
) -> None:
    officer, other, second = (world.homes[name] for name in ("officer", "officer2", "second"))
    thing = record(officer, "open", 0)
    world.carry("officer", "coordinator", "induk", "second")
    record(other, "open", 0)
    visited = world.send("officer2", "coordinator")
    world.take("induk", visited)
    world.carry("induk", "everyone", "officer2", "officer")
    other.write([Act("feedback.told", thing, {"told.1": "2026-12-01", "satisfied.1": 5})])
    world.carry("officer2", "coordinator", "second")
    mended = {"village": VILLAGES[1]}
    officer.write([Act("aspiration.corrected", thing, mended, {"reason": "salah desa"})])
    world.carry("officer", "coordinator", "second")
    status = "SELECT status FROM aspiration WHERE village = '63.10.09.2006'"
    assert deeds.rows(second, status) == [("dicatat",)]
    world.take("second", visited)
    assert deeds.rows(second, status) == [("selesai",)]
    checks.assert_pure(second)
