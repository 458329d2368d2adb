"""Proof of retirement: by seq and chain, also of a former laptop induk; scope and reviews."""

from desktop.core.canonical import b64
from desktop.core.events import Event, event_thing
from desktop.core.roster import off_chain, with_chains
from desktop.core.trust import build_roster
from tests.core.builders import ROOT_KEY, Office, Writer, succeeded, thing, verify


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
    links = {
        office.ani.writer: {one.id: (one.prev, one.seq) for one in [*events, fork]},
        b"?": {b"x": (b"y", 1)},
    }
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
        office.desk.write(
            "review.accepted", event_thing(accepted.id), {"event": b64(accepted.id), "decision": "x"}
        )
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
