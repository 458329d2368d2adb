"""Proof of restored backups: which new epoch is believed, and what it inherits."""

from itertools import pairwise

import pytest

from desktop.core.canonical import b64
from tests.core.builders import Office, Writer, thing


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
    for old, new in pairwise(epochs):
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


def test_person_is_known_by_id_or_by_name_and_nip() -> None:
    def linked(**owner: object) -> bool:
        office, new = Office(), Writer("ani-2")
        office.follow(office.ani, new)
        office.retire(office.induk, office.ani, 3)
        fields = {"key": b64(new.key), "age": "age1x", "desks": ["officer"], "owner": owner}
        office.say(office.induk.write("roster.accepted", new.writer, fields))
        return office.roster().same_installation(office.ani.writer, new.writer)

    assert linked(id="p-ani", name="Ani baru", nip="1")
    assert linked(id="p-new", name="ani", nip=None)
    assert not linked(id="p-new", name="ani", nip="1")
    assert not linked(id="p-new", name="budi", nip=None)
    assert not linked()


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
