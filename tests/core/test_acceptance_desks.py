"""Proof of who may write what: every kind by every desk under every condition."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.acceptance import (
    ACCEPTED,
    HELD,
    Grounds,
    Verdict,
    base_verdict,
)
from desktop.core.events import Event
from desktop.core.kinds import (
    ALL_FIELDS,
    KINDS,
)
from tests.core.builders import Office, Writer
from tests.core.judging import DESKS, ON, TABLE, counts, judge

# What each kind may be tried with, where its values are not free.
SAYS: dict[str, dict[str, Any]] = {
    "aspiration.reopened": {"round": 2, "withdrawn": False, "triage": "diverifikasi", "joined_into": None},
    "aspiration.unjoined": {"joined_into": None},
    "assignment.received": {"state.1": "diterima"},
    "assignment.progressed": {"state.1": "diproses"},
    "assignment.returned": {"state.1": "dikembalikan"},
    "assignment.ended": {"state.1": "berakhir"},
    "aspiration.corrected": {"title": "x"},
    "part.erased": {"event": "x", "parts": ["agency.words"]},
}


def fields_for(kind: str) -> dict[str, Any]:
    return SAYS.get(kind) or {sorted(KINDS[kind].fields)[0]: "x"}


def origin(office: Office, writer: Writer, kind: str) -> list[Event]:
    """What makes `writer` the author of the thing this kind is written on."""
    noun = KINDS[kind].thing
    recorded = noun + ".recorded"
    return [writer.write(recorded, ON, {}, aside=True)] if recorded in KINDS else []


def assigned(office: Office, agency: str) -> list[Event]:
    return [office.desk.write("assignment.made", ON, {"agency": agency, "role": "lead"}, aside=True)]


@pytest.mark.parametrize("kind", sorted(TABLE))
def test_table_of_kind_desk_and_condition(kind: str) -> None:
    """Every kind by every desk under every condition counts exactly where the table says so."""
    office, fields = Office(), fields_for(kind)
    roster = office.roster()
    writers = {"officer": office.ani, "coordinator": office.desk, "agency": office.roads}
    for desk, who in zip(DESKS, TABLE[kind], strict=True):
        writer = writers[desk]
        event = writer.write(kind, ON, fields, aside=True)
        assignment = KINDS[kind].thing == "assignment"
        stranger = origin(office, office.budi, kind) + assigned(office, "1.02") * assignment
        elsewhere = Grounds(visitors={office.budi.writer}, agencies={"1.02"})
        anyone = who == "any"
        assert counts(event, stranger, roster, elsewhere) is anyone, (desk, "stranger")
        assert counts(event, [], roster) is anyone, (desk, "nothing known")
        author = origin(office, writer, kind)
        if author:
            rightful = who in ("any", "author", "visitor")
            assert counts(event, author, roster, elsewhere) is rightful, (desk, "author")
        visiting = Grounds(visitors={writer.writer})
        assert counts(event, stranger, roster, visiting) is (anyone or who == "visitor"), (desk, "visitor")
        if assignment:
            mine = counts(event, assigned(office, "1.03"), roster)
        else:
            mine = counts(event, stranger, roster, Grounds(agencies={"1.03"}))
        assert mine is (anyone or who == "assignee"), (desk, "assignee")
    induk = counts(office.induk.write(kind, ON, fields, aside=True), [], roster)
    assert induk is (TABLE[kind][1] in ("any", "induk", "eraser"))
    assert not counts(Writer("nobody").write(kind, ON, fields), [], roster)


def test_former_induk_issues_no_letters() -> None:
    office = Office()
    office.name_induk(office.desk, 5, replaces=[office.events[2]])
    roster = office.roster()
    early = office.induk.write("letter.issued", ON, {"number": "1"}, seq=5, aside=True)
    late = office.induk.write("letter.issued", ON, {"number": "2"}, seq=6, aside=True)
    assert counts(early, [], roster)
    assert judge([late], roster)[late.id] == Verdict(HELD, "not_allowed")
    assert counts(office.desk.write("letter.issued", ON, {"number": "3"}), [], roster)
    assert counts(office.induk.write("aspiration.triaged", ON, {"triage": "perlu_data"}, seq=7), [], roster)


def test_unknown_kinds_are_held_and_unknown_fields_count() -> None:
    office = Office()
    roster = office.roster()
    future = office.ani.write("future.thing", ON, {"x": 1})
    assert base_verdict(future, roster) == Verdict(HELD, "kind_unknown")
    more = office.ani.write("aspiration.recorded", ON, {"text": "x", "future_field": 1, "other.7": 2})
    assert counts(more, [], roster)
    assert base_verdict(office.ani.write("aspiration.recorded", ON, {"summary": "x"}), roster).state == HELD
    assert base_verdict(Writer("x").write("aspiration.recorded", ON, {"text": "x"}), roster) == Verdict(
        HELD, "writer_unknown"
    )


@pytest.mark.parametrize("kind", sorted(TABLE))
def test_no_kind_writes_the_fields_of_another(kind: str) -> None:
    office = Office()
    roster = office.roster()
    rightful = {"officer": office.ani, "coordinator": office.induk, "agency": office.roads}
    writers = [writer for desk, writer in rightful.items() if desk in KINDS[kind].who]
    for number, name in enumerate(sorted(ALL_FIELDS - KINDS[kind].fields)):
        writer, spelt = writers[number % len(writers)], (name, name + ".1")[number % 2]
        assert base_verdict(writer.write(kind, ON, fields_for(kind), aside=True), roster).state == ACCEPTED
        event = writer.write(kind, ON, {**fields_for(kind), spelt: "x"}, aside=True)
        assert base_verdict(event, roster).state == HELD


def test_writers_with_two_desks() -> None:
    office = Office()
    both = Writer("both")
    office.accept(office.root, both, "coordinator", "officer")
    roster = office.roster()
    mine = office.ani.write("aspiration.recorded", ON, {"text": "a"})
    assert not counts(both.write("aspiration.corrected", ON, {"text": "c"}), [mine], roster)
    assert counts(both.write("aspiration.corrected", ON, {"summary": "c"}), [mine], roster)
    own = both.write("aspiration.recorded", ON, {"text": "a"})
    assert counts(both.write("aspiration.corrected", ON, {"summary": "c", "text": "d"}), [own], roster)


@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(chance: random.Random) -> None:
    office = Office()
    roster = office.roster()
    writers = [office.ani, office.budi, office.desk, office.roads, office.health, office.induk]
    kinds = sorted(kind for kind in TABLE if KINDS[kind].thing in ("aspiration", "assignment"))
    events = []
    for _ in range(12):
        kind = chance.choice(kinds)
        fields = {**fields_for(kind), **({"agency": "1.03"} if kind == "assignment.made" else {})}
        events.append(chance.choice(writers).write(kind, ON, fields))
    grounds = Grounds(visitors={office.budi.writer}, agencies={"1.02"})
    straight = judge(events, roster, grounds)
    chance.shuffle(events)
    assert judge(events, roster, grounds) == straight
    # Taken one by one and judged again, the end is the same.
    for number in range(len(events)):
        last = judge(events[: number + 1], roster, grounds)
    assert last == straight
