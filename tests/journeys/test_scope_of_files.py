"""User stories about what a file may hold: each one a bug somebody could be hurt by."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import people, roots
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.canonical import b64
from desktop.core.events import thing_text
from tests.journeys import checks, deeds
from tests.journeys.homes import World, copied
from tests.journeys.oracle import opened


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = copied(tmp_path)
    yield made
    made.close()


def record(home: Session, flavour: str, number: int = 0) -> bytes:
    """Records an aspiration; answers its thing."""
    acts = deeds.record_acts(home, flavour, number)
    home.write(acts)
    return acts[-1].thing


def assign(home: Session, thing: bytes, agency: str, *, contact: bool = False, hushed: bool = False) -> bytes:
    made = home.new_thing()
    values = {
        "aspiration": thing_text(thing),
        "agency": agency,
        "role": "lead",
        "round": 1,
        "due": "2026-12-11",
        "contact": contact,
        "instruction": "segera",
    }
    lead = Act("aspiration.led", thing, {"lead": thing_text(made)}, restricted=hushed)
    home.write([Act("assignment.made", made, values, restricted=hushed), lead])
    return made


def code_of(home: Session, thing: bytes) -> str:
    return str(deeds.rows(home, f"SELECT code FROM aspiration WHERE thing = x'{thing.hex()}'")[0][0])


def parts_in(world: World, path: Path, reader: str, thing: bytes) -> set[str]:
    """Names of the parts on one thing that a laptop reads in a file."""
    inside = opened(path, world.homes[reader].keys.age)[1]
    found: set[str] = set()
    for home in world.homes.values():
        for one in home.log.of_thing(thing):
            found |= inside.get(one.event.id, set())
    return found


def sent_to(world: World, paths: list[Path], reader: str) -> list[Path]:
    mine = world.homes[reader].keys.recipient
    sender = world.homes["induk"].keys.age
    return [path for path in paths if mine in opened(path, sender)[0].recipients]


def everything_from_induk(world: World, reader: str) -> Path:
    paths = world.send("induk", "everyone", everything=True)
    for path in paths:
        checks.assert_honest(world, "induk", path, everything=True)
    return sent_to(world, paths, reader)[0]


def test_skpd_gets_words_but_no_identity_without_contact_needed(world: World) -> None:
    thing = record(world.homes["officer"], "named")
    world.carry("officer", "coordinator", "induk")
    assign(world.homes["induk"], thing, "PUPR")
    assert parts_in(world, everything_from_induk(world, "pupr"), "pupr", thing) == {
        "all.aspiration", "agency.words", "all.state",
    }  # fmt: skip


def test_skpd_gets_the_identity_while_contact_is_needed(world: World) -> None:
    thing = record(world.homes["officer"], "named")
    world.carry("officer", "coordinator", "induk")
    made = assign(world.homes["induk"], thing, "PUPR", contact=True)
    world.carry("induk", "everyone", "pupr")
    assert deeds.rows(world.homes["pupr"], "SELECT name FROM citizen") == [("Siti 0",)]
    world.homes["induk"].write([Act("assignment.ended", made, {"state.1": "berakhir"})])
    assert parts_in(world, everything_from_induk(world, "pupr"), "pupr", thing) == set()


def test_who_criticises_is_named_to_no_skpd_even_when_contact_is_asked_for(world: World) -> None:
    thing = record(world.homes["officer"], "criticism")
    world.carry("officer", "coordinator", "induk")
    assign(world.homes["induk"], thing, "PUPR", contact=True)
    world.carry("induk", "everyone", "pupr")
    assert deeds.rows(world.homes["pupr"], "SELECT status, citizen FROM aspiration") == [
        ("diterima_skpd", None)
    ]
    assert deeds.rows(world.homes["pupr"], "SELECT * FROM citizen") == []


def test_words_of_a_secret_citizen_reach_the_skpd_as_a_summary_only(world: World) -> None:
    thing = record(world.homes["officer"], "secret")
    world.carry("officer", "coordinator", "induk")
    world.homes["induk"].write([Act("aspiration.corrected", thing, {"summary": "lampu"}, {"reason": "x"})])
    assign(world.homes["induk"], thing, "PUPR", contact=True)
    world.carry("induk", "everyone", "pupr")
    assert deeds.rows(world.homes["pupr"], "SELECT text, summary FROM aspiration") == [(None, "lampu")]


def test_another_officer_of_the_village_learns_what_became_of_it_but_not_whose_it_is(world: World) -> None:
    thing = record(world.homes["officer"], "named")
    record(world.homes["officer2"], "open")
    for name in ("officer", "officer2"):
        world.carry(name, "coordinator", "induk")
    assign(world.homes["induk"], thing, "PUPR")
    world.carry("induk", "everyone", "officer2")
    rows = deeds.rows(
        world.homes["officer2"], "SELECT thing, citizen, status FROM aspiration WHERE citizen IS NULL"
    )
    assert (thing, None, "ditugaskan") in rows


def test_restricted_things_do_not_exist_for_whoever_shares_the_village_or_the_visit(world: World) -> None:
    thing = record(world.homes["officer"], "restricted")
    record(world.homes["officer2"], "open")
    for name in ("officer", "officer2"):
        for report in world.carry(name, "coordinator", "induk"):
            assert report["result"] == "taken"
    induk = world.homes["induk"]
    induk.write([Act("aspiration.triaged", thing, {"triage": "diverifikasi"}, restricted=True)])
    for path in world.send("induk", "everyone", everything=True):
        readers = checks.assert_honest(world, "induk", path, everything=True)
        here = {one.event.id for one in induk.log.of_thing(thing)}
        assert not (here & opened(path, induk.keys.age)[1].keys()) or readers == {"officer"}


def test_what_is_hushed_before_it_was_sent_reaches_the_keeper_whole(world: World) -> None:
    officer = world.homes["officer"]
    thing = record(officer, "named")
    hush = Act("aspiration.corrected", thing, {"restricted": True}, {"reason": "pungli"}, restricted=True)
    officer.write([hush])
    world.carry("officer", "coordinator", "induk", "second")
    assert deeds.rows(world.homes["induk"], "SELECT text, restricted FROM aspiration") == [
        ("lampu mati 0", 1)
    ]
    assert deeds.rows(world.homes["second"], "SELECT * FROM aspiration") == []


def test_a_keeper_at_the_inspectorate_works_on_a_hushed_thing(world: World) -> None:
    world.make("itda", "agency:ITDA")
    world.enrol("itda")
    world.hand_pack(["itda"])
    induk, officer = world.homes["induk"], world.homes["officer"]
    roots.set_keepers(induk, world.paper, [b64(world.homes[name].writer) for name in ("induk", "itda")])
    thing = record(officer, "restricted")
    world.carry("officer", "coordinator", "induk")
    assign(induk, thing, "ITDA", hushed=True)
    world.carry("induk", "everyone", "itda", "pupr")
    assert deeds.rows(world.homes["itda"], "SELECT text, citizen IS NULL FROM aspiration") == [
        ("lampu mati 0", 0)
    ]
    assert deeds.rows(world.homes["pupr"], "SELECT * FROM aspiration") == []


def test_a_wider_scope_brings_the_whole_history(world: World) -> None:
    thing = record(world.homes["officer"], "open")
    world.carry("officer", "coordinator", "induk")
    world.carry("induk", "everyone", "officer2")
    assert deeds.rows(world.homes["officer2"], "SELECT * FROM aspiration") == []
    record(world.homes["officer2"], "open")
    world.carry("officer2", "coordinator", "induk")
    world.carry("induk", "everyone", "officer2")
    assert (thing,) in deeds.rows(world.homes["officer2"], "SELECT thing FROM aspiration")


def test_contact_asked_for_later_brings_the_identity_to_whom_had_the_rest(world: World) -> None:
    thing = record(world.homes["officer"], "named")
    world.carry("officer", "coordinator", "induk")
    assign(world.homes["induk"], thing, "PUPR")
    world.carry("induk", "everyone", "pupr")
    world.carry("pupr", "coordinator", "induk")
    assign(world.homes["induk"], thing, "PUPR", contact=True)
    world.carry("induk", "everyone", "pupr")
    assert deeds.rows(world.homes["pupr"], "SELECT name FROM citizen") == [("Siti 0",)]


def hear_of_it_from_the_skpd_first(world: World) -> tuple[Session, bytes]:
    """The laptop induk is lost; the next one hears of an aspiration from its SKPD, without the identity."""
    thing = record(world.homes["officer"], "named")
    world.carry("officer", "coordinator", "induk")
    assign(world.homes["induk"], thing, "DINKES")
    world.carry("induk", "everyone", "dinkes")
    second = world.homes["second"]
    roots.name_induk(second, world.paper, b64(second.writer))
    world.carry("dinkes", "coordinator", "second", everything=True)
    assert deeds.rows(second, "SELECT citizen FROM aspiration") == [(None,)]
    return second, thing


def test_who_brought_only_a_part_is_sent_the_rest(world: World) -> None:
    second, thing = hear_of_it_from_the_skpd_first(world)
    world.carry("officer", "coordinator", "second", everything=True)
    assign(second, thing, "DINKES", contact=True)
    world.carry("second", "everyone", "dinkes")
    assert deeds.rows(world.homes["dinkes"], "SELECT citizen IS NULL FROM aspiration") == [(0,)]


def test_what_was_not_here_yet_does_not_count_as_sent(world: World) -> None:
    second, thing = hear_of_it_from_the_skpd_first(world)
    assign(second, thing, "PUPR", contact=True)
    world.carry("second", "everyone", "pupr", "pupr2")
    for name in ("pupr", "pupr2"):
        world.carry(name, "coordinator", "second")
    world.carry("officer", "coordinator", "second", everything=True)
    world.carry("second", "everyone", "pupr")
    assert deeds.rows(world.homes["pupr"], "SELECT citizen IS NULL FROM aspiration") == [(0,)]


def test_erasing_a_restricted_part_reaches_the_officer_who_wrote_it_and_no_other(world: World) -> None:
    induk, officer = world.homes["induk"], world.homes["officer"]
    record(world.homes["officer2"], "restricted", 1)
    thing = record(officer, "restricted")
    for name in ("officer", "officer2"):
        world.carry(name, "coordinator", "induk")
    world.carry("induk", "everyone", "officer", "officer2")
    people.forget(induk, code_of(induk, thing), "diminta")
    world.carry("induk", "everyone", "officer", "officer2")
    for home in (induk, officer):
        assert "restricted.link" not in home.log.of_thing(thing)[0].event.parts
        assert deeds.rows(home, f"SELECT text, citizen FROM aspiration WHERE thing = x'{thing.hex()}'") == [
            ("lampu mati 0", None)
        ]
    heard = deeds.rows(world.homes["officer2"], "SELECT count(*) FROM event WHERE kind = 'part.erased'")
    assert heard == [(0,)]
