"""Proof of the roster: root, laptop induk, succession, division."""

import pytest

from desktop.core.canonical import b64
from desktop.core.events import district_thing
from desktop.core.roster import Member, describe
from desktop.core.trust import build_roster
from tests.core.builders import DISTRICT, ROOT_KEY, Office, Writer, succeeded, thing, verify

ON_DISTRICT = district_thing(DISTRICT)


def test_root_coordinator_induk_officer() -> None:
    office = Office()
    roster = office.roster()
    assert roster.district == DISTRICT
    assert list(roster.roots.values()) == [ROOT_KEY]
    assert roster.induk == office.induk.writer
    assert roster.induks == {office.induk.writer: None}
    assert roster.keepers == (office.induk.writer,)
    assert set(roster.members) == {
        one.writer
        for one in (office.induk, office.desk, office.ani, office.budi, office.roads, office.health)
    }
    assert roster.members[office.roads.writer].agencies == ("1.03",)
    assert [one.writer for one in roster.of_desk("officer")] == sorted(
        [office.ani.writer, office.budi.writer]
    )
    assert {event.id for event in office.events} == roster.counted
    assert describe(roster.members[office.ani.writer]) == "ani"


def test_nobody_before_the_root_speaks() -> None:
    roster = build_roster(ROOT_KEY, [], verify)
    assert roster.induk is None
    assert not roster.members
    assert not roster.keepers


@pytest.mark.parametrize("by", ["desk", "ani", "roads", "nobody"])
def test_accepted_by_anybody_else_does_not_count(by: str) -> None:
    office = Office()
    who = getattr(office, by, None) or Writer("nobody")
    event = office.accept(who, Writer("friend"), "officer")
    roster = office.roster()
    assert Writer("friend").writer not in roster.members
    assert event.id not in roster.counted


def test_only_the_root_makes_coordinators() -> None:
    """Not the laptop induk either, by no spelling of the desk."""
    for desks in (
        ["coordinator"],
        ["officer", "coordinator"],
        ["coordinator:x"],
        ["officer", "coordinator:"],
    ):
        office = Office()
        office.accept(office.induk, Writer("friend"), *desks)
        member = office.roster().members.get(Writer("friend").writer)
        assert member is None or not member.holds("coordinator")
    assert not Member(b"", b"", "", ("officer:x", "agency"), {}, b"").holds("officer")


def test_the_root_makes_nothing_but_coordinators() -> None:
    office = Office()
    office.accept(office.root, Writer("friend"), "officer")
    assert Writer("friend").writer not in office.roster().members


def test_an_officer_named_induk_is_none() -> None:
    office = Office()
    first = office.events[2]
    office.name_induk(office.ani, 99, replaces=[first])
    roster = office.roster()
    assert roster.induk is None
    assert not roster.is_induk(office.ani.writer, 1)


def test_root_acts_by_others_do_not_count() -> None:
    office = Office()
    for who in (office.induk, office.desk, office.ani):
        office.name_induk(office.desk, 0, by=who, replaces=[office.events[2]])
        office.say(who.write("roster.keepers", ON_DISTRICT, {"keepers": [b64(office.ani.writer)]}))
        office.say(who.write("roster.successor", ON_DISTRICT, {"key": b64(who.key)}))
    roster = office.roster()
    assert roster.induk == office.induk.writer
    assert roster.keepers == (office.induk.writer,)
    assert len(roster.roots) == 1


def test_another_districts_word_does_not_count() -> None:
    office = Office()
    stranger = Writer("induk", district=bytes(8), seq=office.induk.seq, prev=office.induk.prev)
    office.accept(stranger, Writer("friend"), "officer")
    assert Writer("friend").writer not in office.roster().members


def test_writer_is_its_own_key() -> None:
    office = Office()
    friend = Writer("friend")
    owner = {"id": "p", "name": "x", "nip": None}
    fields: dict[str, object]
    for on, key in ((thing("other"), b64(friend.key)), (friend.writer, b64(bytes(32))), (friend.writer, "?")):
        fields = {"key": key, "age": "age1", "desks": ["officer"], "owner": owner}
        office.say(office.induk.write("roster.accepted", on, fields))
    wrong: tuple[tuple[str, object], ...] = (
        ("age", 1),
        ("desks", []),
        ("desks", "officer"),
        ("desks", [1]),
        ("owner", None),
    )
    for name, value in wrong:
        fields = {"key": b64(friend.key), "age": "age1", "desks": ["officer"], "owner": owner} | {name: value}
        office.say(office.induk.write("roster.accepted", friend.writer, fields))
    assert friend.writer not in office.roster().members


def test_accepted_again_follows_the_rule_of_heads() -> None:
    """A far-future stamp does not beat its honest correction, nor does the text of the stamp decide."""
    office = Office()
    who = Writer("who")
    first = office.accept(office.induk, who, "agency:1", ms=2**47)
    office.accept(office.induk, who, "officer", replaces=[first], ms=5)
    assert office.roster().members[who.writer].desks == ("officer",)
    # Two heads: the greater stamp, as bytes (base64url would put 0x3e… after 0x00…).
    other = Writer("other")
    office.accept(office.induk, other, "agency:1", ms=0xFA << 40)
    office.accept(office.induk, other, "officer", ms=0x10 << 40)
    assert office.roster().members[other.writer].desks == ("agency:1",)


def test_induk_lost_and_succeeded() -> None:
    office, early, late = succeeded(5)
    roster = office.roster()
    assert roster.induk == office.desk.writer
    assert list(roster.induks.items()) == [(office.desk.writer, None), (office.induk.writer, 5)]
    assert roster.is_induk(office.induk.writer, 5)
    assert not roster.is_induk(office.induk.writer, 6)
    assert early.writer in roster.members
    assert late.writer not in roster.members
    assert office.ani.writer in roster.members
    assert roster.keepers == (office.desk.writer,)
    office.accept(office.desk, late, "officer")
    assert late.writer in office.roster().members


@pytest.mark.parametrize("before", [None, 0, -1])
def test_succession_without_a_number_ends_all(before: int | None) -> None:
    office, early, _ = succeeded(before)
    roster = office.roster()
    assert early.writer not in roster.members
    assert office.ani.writer not in roster.members


def test_induk_for_a_second_time() -> None:
    office, _, late = succeeded(5)
    second = office.accept(office.desk, Writer("between"), "officer")
    office.name_induk(office.induk, second.seq, replaces=[office.events[-2]])
    roster = office.roster()
    assert roster.induk == office.induk.writer
    assert {Writer("between").writer, late.writer} <= set(roster.members)
    office.accept(office.desk, Writer("after"), "officer")
    assert Writer("after").writer not in office.roster().members


def test_divided_root_stops_that_power_until_it_signs_again() -> None:
    office = Office()
    first = office.events[2]
    third = Writer("third")
    office.accept(office.root, third, "coordinator")
    one = office.name_induk(office.desk, 3, replaces=[first])
    other = office.name_induk(third, 2, replaces=[first])
    office.accept(office.desk, Writer("friend"), "officer")
    roster = office.roster()
    assert roster.induk is None
    assert not roster.keepers
    assert roster.induks == {office.induk.writer: 2}  # what was agreed before still holds, no further
    assert office.budi.writer in roster.members
    assert office.roads.writer not in roster.members
    assert Writer("friend").writer not in roster.members
    assert {one.id, other.id} <= roster.counted  # both are shown to the people who must decide
    office.name_induk(office.desk, 4, replaces=[one, other])
    roster = office.roster()
    assert roster.induk == office.desk.writer
    assert Writer("friend").writer in roster.members
    assert third.writer not in roster.induks
    assert roster.induks[office.induk.writer] in (2, 3)


def test_two_acts_that_agree_are_not_divided() -> None:
    office = Office()
    first = office.events[2]
    office.name_induk(office.desk, 3, replaces=[first])
    office.name_induk(office.desk, 2, replaces=[first])
    roster = office.roster()
    assert roster.induk == office.desk.writer
    assert roster.induks[office.induk.writer] == 2


def test_keepers_and_recovery() -> None:
    office = Office()
    both = [b64(office.desk.writer), b64(office.ani.writer)]
    one = office.say(office.root.write("roster.keepers", ON_DISTRICT, {"keepers": both}))
    rec = office.say(office.root.write("roster.recovery", ON_DISTRICT, {"recovery": ["age1a"]}))
    roster = office.roster()
    assert roster.keepers == (office.desk.writer, office.ani.writer)
    assert roster.recovery == ("age1a",)
    other = office.say(office.root.write("roster.keepers", ON_DISTRICT, {"keepers": []}))
    office.say(office.root.write("roster.recovery", ON_DISTRICT, {"recovery": ["age1b"]}))
    roster = office.roster()
    assert roster.keepers == ()
    assert roster.recovery == ()
    office.say(
        office.root.write(
            "roster.keepers", ON_DISTRICT, {"keepers": [both[0], 7, "?"]}, replaces=[one, other]
        )
    )
    office.say(office.root.write("roster.recovery", ON_DISTRICT, {"recovery": "age1"}, replaces=[rec]))
    roster = office.roster()
    assert roster.keepers == (office.desk.writer,)
    assert roster.recovery == ()


def test_successor_root() -> None:
    office = Office()
    heir, other = Writer("heir", root=True), Writer("other", root=True)
    act = office.say(office.root.write("roster.successor", ON_DISTRICT, {"key": b64(heir.key)}))
    office.accept(heir, Writer("newcomer"), "coordinator")
    office.name_induk(office.desk, 4, by=heir, replaces=[office.events[2]])
    roster = office.roster()
    assert list(roster.roots.values()) == [ROOT_KEY, heir.key]
    assert Writer("newcomer").writer in roster.members
    assert roster.induk == office.desk.writer
    assert roster.district == DISTRICT
    # A second, conflicting one stops the succession until the root signs again.
    clash = office.say(office.root.write("roster.successor", ON_DISTRICT, {"key": b64(other.key)}))
    roster = office.roster()
    assert list(roster.roots.values()) == [ROOT_KEY]
    assert roster.induk == office.induk.writer
    office.say(
        office.root.write("roster.successor", ON_DISTRICT, {"key": b64(heir.key)}, replaces=[act, clash])
    )
    assert office.roster().induk == office.desk.writer
    # Round in a circle it ends.
    office.say(heir.write("roster.successor", ON_DISTRICT, {"key": b64(ROOT_KEY)}))
    assert len(office.roster().roots) == 2
