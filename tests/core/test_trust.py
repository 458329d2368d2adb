"""Proof of the roster: whose word counts, whatever the order in which it arrives, and what a thief gains."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.canonical import b64
from desktop.core.events import Event, district_thing, event_thing
from desktop.core.roster import Member, Roster, describe, off_chain, with_chains
from desktop.core.trust import build_roster
from tests.core.builders import DISTRICT, ROOT_KEY, District, Office, Writer, thing, verify

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
        one.writer for one in (office.induk, office.desk, office.ani, office.budi, office.roads, office.health)
    }
    assert roster.members[office.roads.writer].agencies == ("1.03",)
    assert [one.writer for one in roster.of_desk("officer")] == sorted([office.ani.writer, office.budi.writer])
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
    for desks in (["coordinator"], ["officer", "coordinator"], ["coordinator:x"], ["officer", "coordinator:"]):
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
    for on, key in ((thing("other"), b64(friend.key)), (friend.writer, b64(bytes(32))), (friend.writer, "?")):
        fields = {"key": key, "age": "age1", "desks": ["officer"], "owner": owner}
        office.say(office.induk.write("roster.accepted", on, fields))
    for change in ({"age": 1}, {"desks": []}, {"desks": "officer"}, {"desks": [1]}, {"owner": None}):
        fields = {"key": b64(friend.key), "age": "age1", "desks": ["officer"], "owner": owner, **change}
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


def succeeded(before_seq: int | None) -> tuple[Office, Writer, Writer]:
    """The induk accepted `early` and `late`, then the root named the desk's laptop with this last seq."""
    office = Office()
    early, late = Writer("early"), Writer("late")
    office.accept(office.induk, early, "officer")
    office.accept(office.induk, late, "officer")
    office.name_induk(office.desk, before_seq, replaces=[office.events[2]])
    return office, early, late


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
        office.root.write("roster.keepers", ON_DISTRICT, {"keepers": [both[0], 7, "?"]}, replaces=[one, other])
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


def test_retired_lowest_counts() -> None:
    office = Office()
    office.retire(office.induk, office.ani, 9, b"9" * 32)
    assert office.roster().members[office.ani.writer].retired == 9
    office.retire(office.induk, office.ani, 5, b"5" * 32)
    office.retire(office.induk, office.ani, 7, b"7" * 32)
    member = office.roster().members[office.ani.writer]
    assert (member.retired, member.last, member.active) == (5, b"5" * 32, False)
    assert office.ani.writer not in {one.writer for one in office.roster().of_desk("officer")}


def test_retired_by_anybody_else_does_not_count() -> None:
    office = Office()
    for who in (office.desk, office.budi, office.roads, office.root):
        office.retire(who, office.ani, 0)
    office.say(office.induk.write("roster.retired", office.ani.writer, {"seq": True, "id": b64(bytes(32))}))
    assert office.roster().members[office.ani.writer].active


def test_retired_without_a_chain_loses_to_one_with() -> None:
    office = Office()
    office.say(office.induk.write("roster.retired", office.ani.writer, {"seq": 5, "id": "?"}))
    office.retire(office.induk, office.ani, 5, b"5" * 32)
    assert office.roster().members[office.ani.writer].last == b"5" * 32


def chain(writer: Writer, *seqs: int) -> list[Event]:
    return [writer.write("x.y", thing("t"), {"f": seq}, seq=seq) for seq in seqs]


def test_off_chain() -> None:
    writer = Writer("ani")
    events = chain(writer, 2, 4, 6, 8)
    link = {one.id: (one.prev, one.seq) for one in events}
    forks = {
        seq: writer.write("x.y", thing("t"), {"f": "fork"}, seq=seq, prev=prev, aside=True)
        for seq, prev in ((1, bytes(32)), (5, events[1].id), (9, events[3].id), (3, b"?" * 32))
    }
    held = {**link, **{one.id: (one.prev, one.seq) for one in forks.values()}}
    # The chain is here down to its beginning: everything beside it is off, also below its first seq.
    assert off_chain(held, events[3].id) == {one.id for one in forks.values()}
    # With a hole, what lies below it is trusted by its seq.
    hole = {one: value for one, value in held.items() if one != events[1].id}
    assert off_chain(hole, events[3].id) == {forks[9].id}
    assert off_chain(held, events[1].id) == {events[2].id, events[3].id, *(one.id for one in forks.values())}
    assert off_chain(held, b"unknown") == set()
    assert off_chain({}, bytes(32)) == set()


def test_chains_only_of_the_retired() -> None:
    office = Office()
    events = chain(office.ani, 1, 2)
    fork = office.ani.write("x.y", thing("t"), {"f": 0}, seq=2, prev=events[0].id, aside=True)
    links = {office.ani.writer: {one.id: (one.prev, one.seq) for one in [*events, fork]}, b"?": {b"x": (b"y", 1)}}
    assert not with_chains(office.roster(), links).off_chain
    office.retire(office.induk, office.ani, 2, events[1].id)
    assert with_chains(office.roster(), links).off_chain == {fork.id}
    assert build_roster(ROOT_KEY, office.events, verify, links).off_chain == {fork.id}


def test_stolen_laptop_induk_has_no_word_left() -> None:
    """The thief forks the old chain below before_seq: once the new induk retires it, his word is out."""
    office = Office()
    honest = office.induk.seq
    office.name_induk(office.desk, honest, replaces=[office.events[2]])
    for who in (office.ani, office.budi):
        office.accept(office.desk, who, "officer")
    thief = Writer("thief")
    forged = [
        office.accept(office.induk, thief, "officer", seq=2, prev=office.induk.made[0].id, aside=True),
        office.retire(office.induk, office.budi, 0, seq=3, prev=office.induk.made[1].id, aside=True),
        office.retire(office.induk, office.desk, 0, seq=4, prev=office.induk.made[2].id, aside=True),
    ]
    roster = office.roster()
    assert roster.induk == office.desk.writer  # an earlier induk's word never binds a later one
    assert roster.members[office.desk.writer].active
    office.retire(office.desk, office.induk, honest, office.induk.made[-1].id)
    office.induk.made += forged
    roster = office.roster(None, office.induk)
    assert thief.writer not in roster.members
    assert roster.members[office.budi.writer].active
    assert roster.counted.isdisjoint(one.id for one in forged)
    assert office.roads.writer in roster.members  # what it said while it was honest stands


def test_retirement_of_a_former_induk_ends_its_word_too() -> None:
    office, early, late = succeeded(6)
    assert late.writer in office.roster().members
    office.retire(office.desk, office.induk, 5)
    roster = office.roster()
    assert late.writer not in roster.members
    assert early.writer in roster.members
    accepted = next(one for one in office.events if one.thing == late.writer)
    office.say(
        office.desk.write("review.accepted", event_thing(accepted.id), {"event": b64(accepted.id), "decision": "x"})
    )
    assert late.writer in office.roster().members


def test_induk_that_retires_itself() -> None:
    office = Office()
    office.retire(office.induk, office.induk, office.induk.seq)
    roster = office.roster()
    assert roster.induk is None
    assert office.ani.writer in roster.members


def test_scope_never_widens_by_division() -> None:
    office = Office()
    one = office.say(office.induk.write("roster.scope_set", office.ani.writer, {"villages": ["a", "b"]}))
    assert office.roster().members[office.ani.writer].villages == ("a", "b")
    assert office.roster().members[office.budi.writer].villages is None
    other = office.say(office.induk.write("roster.scope_set", office.ani.writer, {"villages": ["b", "c"]}))
    assert office.roster().members[office.ani.writer].villages == ("b",)
    office.say(
        office.induk.write("roster.scope_set", office.ani.writer, {"villages": ["c"]}, replaces=[one, other])
    )
    office.say(office.desk.write("roster.scope_set", office.ani.writer, {"villages": ["x"]}))
    assert office.roster().members[office.ani.writer].villages == ("c",)
    for odd in (7, None, {"a": 1}):
        office.say(office.induk.write("roster.scope_set", office.budi.writer, {"villages": odd}))
        assert office.roster().members[office.budi.writer].villages == ()


def test_reviewed() -> None:
    office = Office()
    late = office.ani.write("x.y", thing("t"), {"f": 1})

    def review(kind: str, by: Writer, *seen: Event) -> Event:
        fields = {"event": b64(late.id), "decision": "x"}
        return office.say(by.write(kind, event_thing(late.id), fields, replaces=seen))

    review("review.accepted", office.desk)
    review("review.accepted", office.ani)
    assert not office.roster().reviewed
    one = review("review.accepted", office.induk)
    assert office.roster().reviewed == {late.id}
    two = review("review.refused", office.induk, one)
    assert not office.roster().reviewed
    review("review.accepted", office.induk, two)
    assert office.roster().reviewed == {late.id}
    review("review.refused", office.induk)
    assert not office.roster().reviewed


def test_first_continuation_counts_by_itself() -> None:
    office = Office()
    office.say(office.induk.write("roster.scope_set", office.ani.writer, {"villages": ["a"]}))
    new = Writer("ani-2")
    event = office.follow(office.ani, new)
    roster = office.roster()
    member = roster.members[new.writer]
    assert (member.desks, member.age, member.villages) == (("officer",), "age1ani-2", ("a",))
    assert member.owner == roster.members[office.ani.writer].owner
    assert member.active
    assert not roster.members[office.ani.writer].active
    assert roster.same_installation(new.writer, office.ani.writer)
    assert not roster.same_installation(new.writer, office.budi.writer)
    assert not roster.same_installation(new.writer, b"unknown")
    assert roster.same_installation(b"unknown", b"unknown")
    assert event.id in roster.counted


def test_chain_of_continuations_keeps_its_origin() -> None:
    office = Office()
    epochs = [office.ani, *(Writer(f"ani-{n}") for n in range(2, 6))]
    for old, new in zip(epochs, epochs[1:], strict=False):
        office.follow(old, new)
    for order in (1, -1):
        roster = office.roster(office.events[::order])
        assert {roster.members[one.writer].origin for one in epochs} == {office.ani.writer}
        assert [one.writer for one in epochs if roster.members[one.writer].active] == [epochs[-1].writer]


def test_second_continuation_makes_both_wait_for_the_induk() -> None:
    office = Office()
    new, copy = Writer("ani-2"), Writer("ani-copy")
    events = [office.follow(office.ani, new), office.follow(office.ani, copy)]
    roster = office.roster()
    assert {new.writer, copy.writer}.isdisjoint(roster.members)
    assert roster.counted.isdisjoint(one.id for one in events)
    assert roster.members[office.ani.writer].active
    office.accept(office.induk, new, "officer", owner="ani")
    roster = office.roster()
    assert roster.same_installation(new.writer, office.ani.writer)
    assert copy.writer not in roster.members
    assert events[0].id in roster.counted
    assert events[1].id not in roster.counted


def test_same_continuation_twice_is_one() -> None:
    office = Office()
    new = Writer("ani-2")
    office.follow(office.ani, new)
    office.follow(office.ani, new)
    assert new.writer in office.roster().members


def test_continuation_after_retirement_needs_the_induk() -> None:
    office = Office()
    office.ani.seq = 3
    new = Writer("ani-2")
    office.follow(office.ani, new, seq=2, aside=True)  # below the seq: a reader without the chain can't tell
    assert new.writer in office.roster().members
    office.retire(office.induk, office.ani, 3)
    assert new.writer not in office.roster().members
    office.accept(office.induk, new, "officer", owner="ani")
    assert office.roster().same_installation(new.writer, office.ani.writer)


def test_retirement_reaches_the_new_epoch() -> None:
    """Also when the new epoch was never accepted by name: a stolen restored laptop can be retired."""
    office = Office()
    new, newer = Writer("ani-2"), Writer("ani-3")
    office.follow(office.ani, new)
    office.follow(new, newer)
    assert newer.writer in office.roster().members
    office.retire(office.induk, new, 4, b"4" * 32)
    roster = office.roster()
    assert (roster.members[new.writer].retired, roster.members[new.writer].last) == (4, b"4" * 32)
    assert newer.writer not in roster.members


def test_no_key_is_lent_to_take_over_anothers_things() -> None:
    """Budi holds a valid laptop and the stolen, retired one of Ani: he does not become her."""
    office = Office()
    office.follow(office.ani, office.budi)
    roster = office.roster()
    assert not roster.same_installation(office.ani.writer, office.budi.writer)
    office.retire(office.induk, office.ani, 3)
    assert not office.roster().same_installation(office.ani.writer, office.budi.writer)
    assert office.roster().members[office.budi.writer].active


def test_one_new_epoch_has_one_past() -> None:
    office = Office()
    new = Writer("shared")
    office.follow(office.ani, new)
    office.follow(office.budi, new)
    roster = office.roster()
    assert [one for one in (office.ani, office.budi) if roster.same_installation(one.writer, new.writer)] in (
        [office.ani],
        [office.budi],
    )


@pytest.mark.parametrize("kind", ["proof", "thing", "age", "stranger", "other"])
def test_wrong_continuation_is_refused(kind: str) -> None:
    office = Office()
    new = Writer("ani-2")
    fields = {"key": b64(new.key), "age": "age1x", "proof": b64(new.sign(office.ani.writer))}
    by, on = office.ani, new.writer
    if kind == "proof":  # signed by the old key, or for another writer
        fields["proof"] = b64(office.ani.sign(office.ani.writer))
    elif kind == "other":
        fields["proof"] = b64(new.sign(office.budi.writer))
    elif kind == "thing":
        on = thing("x")
    elif kind == "age":
        del fields["age"]
    else:
        by = Writer("stranger")
        fields["proof"] = b64(new.sign(by.writer))
    event = office.say(by.write("writer.continued", on, fields))
    roster = office.roster()
    assert new.writer not in roster.members
    assert event.id not in roster.counted
    if by is office.ani:  # and it does not make an honest one wait
        office.follow(office.ani, new)
        assert office.roster().members[new.writer].age == "age1ani-2"
        assert event.id not in office.roster().counted


def test_restored_laptop_induk_must_be_named_again() -> None:
    office = Office()
    new = Writer("induk-2")
    event = office.follow(office.induk, new)
    roster = office.roster()
    assert new.writer not in roster.members
    assert roster.induk == office.induk.writer
    office.accept(office.root, new, "coordinator", owner="induk")
    assert office.roster().induk == office.induk.writer
    office.name_induk(new, event.seq, replaces=[office.events[2]])
    roster = office.roster()
    assert roster.induk == new.writer
    assert roster.same_installation(new.writer, office.induk.writer)
    assert office.ani.writer in roster.members


def test_circle_of_continuations_ends() -> None:
    office = Office()
    other = Writer("ani-2")
    office.accept(office.induk, other, "officer", owner="ani")
    office.follow(office.ani, other)
    office.follow(other, office.ani)
    roster = office.roster()
    assert roster.same_installation(office.ani.writer, other.writer)


def everything() -> District:
    """A long story with every kind of trust event in it."""
    office = Office()
    office.say(office.root.write("roster.keepers", ON_DISTRICT, {"keepers": [b64(office.desk.writer)]}))
    office.say(office.induk.write("roster.scope_set", office.ani.writer, {"villages": ["a"]}))
    office.say(office.induk.write("roster.scope_set", office.ani.writer, {"villages": ["a", "b"]}))
    for old, new in ((office.ani, "ani-2"), (office.budi, "budi-2"), (office.budi, "budi-3")):
        office.follow(old, Writer(new))
    office.accept(office.induk, Writer("budi-2"), "officer", owner="budi")
    office.follow(Writer("ani-2"), Writer("ani-3"))
    office.retire(office.induk, office.roads, 4)
    office.retire(office.induk, office.roads, 2)
    named = office.name_induk(office.desk, 12, replaces=[office.events[2]])
    office.accept(office.desk, Writer("late"), "agency:9")
    office.retire(office.desk, office.induk, 11, office.induk.made[-2].id)
    office.accept(office.induk, Writer("thief"), "officer", seq=3, prev=office.induk.made[0].id, aside=True)
    heir = Writer("heir", root=True)
    office.say(office.root.write("roster.successor", ON_DISTRICT, {"key": b64(heir.key)}))
    office.name_induk(office.desk, 11, by=heir, replaces=[named])
    office.say(
        office.desk.write("review.accepted", thing("e"), {"event": b64(office.events[-1].id), "decision": "x"})
    )
    return office


STORY = everything()


@given(st.randoms(use_true_random=False), st.integers(0, 40))
def test_order_and_duplicates_do_not_matter(chance: random.Random, cut: int) -> None:
    events = STORY.events[: max(3, len(STORY.events) - cut)]
    straight = STORY.roster(events)
    shuffled = [*events, *chance.choices(events, k=5)]
    chance.shuffle(shuffled)
    other = STORY.roster(shuffled)
    assert other == straight
    assert list(other.roots) == list(straight.roots)
    assert list(other.induks) == list(straight.induks)


@given(st.sets(st.integers(0, len(STORY.events) - 1)), st.randoms(use_true_random=False))
def test_any_part_of_the_story_in_any_order(places: set[int], chance: random.Random) -> None:
    events = [STORY.events[place] for place in sorted(places)]
    straight = STORY.roster(events)
    chance.shuffle(events)
    assert STORY.roster(events) == straight
    assert straight.counted <= {event.id for event in events}


VALUES: list[object] = [None, True, 0, -1, 2**53 - 1, "", "x", [], [1], {}, {"a": None}, b64(bytes(16)), b64(bytes(32))]


@given(st.data())
def test_odd_values_never_break_the_roster(data: st.DataObject) -> None:
    office = Office()
    kinds: dict[str, list[str]] = {
        "roster.accepted": ["key", "age", "desks", "owner"],
        "roster.retired": ["writer", "seq", "id"],
        "roster.scope_set": ["villages"],
        "roster.induk": ["induk", "before_seq"],
        "roster.keepers": ["keepers"],
        "roster.recovery": ["recovery"],
        "roster.successor": ["key"],
        "writer.continued": ["key", "age", "proof"],
        "review.accepted": ["event", "decision"],
    }
    pick: Callable[[st.SearchStrategy[object]], object] = data.draw
    for _ in range(4):
        kind = str(pick(st.sampled_from(sorted(kinds))))
        by = data.draw(st.sampled_from([office.root, office.induk, office.ani]))
        fields = {name: pick(st.sampled_from(VALUES)) for name in kinds[kind] if pick(st.booleans())}
        on = data.draw(st.sampled_from([office.ani.writer, ON_DISTRICT, thing("x")]))
        office.say(by.write(kind, on, fields))
    assert isinstance(office.roster(), Roster)
