"""Proof of who may write what: the table of sync.md 2, written down a second time, and what attackers try."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.acceptance import (
    ACCEPTED,
    CONDITION_FAILED,
    CONDITIONAL,
    HELD,
    Grounds,
    Verdict,
    base_verdict,
    settle,
)
from desktop.core.canonical import b64
from desktop.core.events import Event, event_thing, thing_text
from desktop.core.history import fold
from desktop.core.kinds import (
    ALL_FIELDS,
    KINDS,
    PARTS,
    TRUST_KINDS,
    base_name,
    may_say,
    part_name,
    writable,
)
from desktop.core.roster import Roster
from tests.core.builders import DISTRICT, Office, Writer, thing

ON = thing("thing")

# kind: officer, coordinator, agency; "-" = never. Written from sync.md 2 by hand, not from the code.
WHO = """
visit.recorded          any      any     -
visit.corrected         author   author  -
visit.finished          author   author  -
survey.answered         any      any     -
aspiration.recorded     any      any     -
aspiration.withdrawn    author   author  -
citizen.recorded        any      any     -
citizen.corrected       author   author  -
aspiration.corrected    author   any     -
aspiration.triaged      -        any     -
aspiration.joined       -        any     -
aspiration.unjoined     -        any     -
aspiration.led          -        any     -
assignment.made         -        any     -
assignment.due_changed  -        any     -
assignment.ended        -        any     -
assignment.received     -        -       assignee
assignment.progressed   -        -       assignee
assignment.returned     -        -       assignee
answer.given            -        -       assignee
feedback.told           visitor  any     assignee
aspiration.reopened     visitor  any     assignee
aspiration.closed       visitor  any     -
letter.issued           -        induk   -
letter.numbered         -        induk   -
letter.voided           -        induk   -
letter.delivered        -        induk   -
pack.set                -        induk   -
review.accepted         -        induk   -
review.refused          -        induk   -
part.erased             -        eraser  -
part.erasure_done       any      any     any
"""
TABLE = {row.split()[0]: tuple(row.split()[1:]) for row in WHO.strip().splitlines()}
DESKS = ("officer", "coordinator", "agency")
REASON = {
    "aspiration.withdrawn", "aspiration.reopened", "assignment.returned", "assignment.due_changed",
    "letter.voided", "roster.retired", "part.erased", "review.refused",
}  # fmt: skip
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


def judge(events: list[Event], roster: Roster, grounds: Grounds | None = None) -> dict[bytes, Verdict]:
    """As the projection does: the roster's word first, then what lies on the same thing."""
    verdicts = {event.id: base_verdict(event, roster) for event in events}
    good = [event for event in events if verdicts[event.id].state == ACCEPTED]
    for event, verdict in settle(good, roster, grounds or Grounds()):
        verdicts[event.id] = verdict
    return verdicts


def counts(event: Event, others: list[Event], roster: Roster, grounds: Grounds | None = None) -> bool:
    return judge([*others, event], roster, grounds)[event.id].state == ACCEPTED


def test_every_kind_is_in_the_table() -> None:
    assert set(TABLE) | TRUST_KINDS == set(KINDS)
    assert {kind for kind in KINDS if not KINDS[kind].who} == TRUST_KINDS
    assert all(name.startswith(("roster.", "writer.")) for name in TRUST_KINDS)
    assert {kind for kind, row in TABLE.items() if set(row) & {"author", "visitor", "assignee"}} == CONDITIONAL
    assert {name for name, kind in KINDS.items() if kind.reason} == REASON


@pytest.mark.parametrize("kind", sorted(TABLE))
def test_who(kind: str) -> None:
    expected = dict(zip(DESKS, TABLE[kind], strict=True))
    assert KINDS[kind].who == {desk: who for desk, who in expected.items() if who != "-"}


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
    for name in sorted(ALL_FIELDS - KINDS[kind].fields):
        for writer in (office.ani, office.desk, office.induk, office.roads):
            for spelt in (name, name + ".1"):
                event = writer.write(kind, ON, {**fields_for(kind), spelt: "x"}, aside=True)
                assert base_verdict(event, roster).state == HELD


def test_strangers_correction_does_not_count() -> None:
    office = Office()
    roster = office.roster()
    mine = office.ani.write("aspiration.recorded", ON, {"text": "asli"})
    for stranger in (office.budi, office.roads, office.desk):
        event = stranger.write("aspiration.corrected", ON, {"text": "palsu"}, replaces=[mine])
        verdicts = judge([mine, event], roster)
        assert verdicts[mine.id].state == ACCEPTED
        assert verdicts[event.id].state != ACCEPTED
    assert counts(office.ani.write("aspiration.corrected", ON, {"text": "baru"}), [mine], roster)


@pytest.mark.parametrize("name", sorted(KINDS["aspiration.corrected"].fields))
def test_coordinator_may_not_rewrite_words(name: str) -> None:
    office = Office()
    roster = office.roster()
    mine = office.ani.write("aspiration.recorded", ON, {"text": "asli"})
    event = office.desk.write("aspiration.corrected", ON, {name: "x"})
    allowed = {"summary", "title", "category", "urgency", "authority", "restricted", "supervision"}
    assert counts(event, [mine], roster) is (name in allowed)
    both = office.desk.write("aspiration.corrected", ON, {"title": "x", "text": "x"})
    assert not counts(both, [mine], roster)
    own = office.desk.write("aspiration.recorded", ON, {"text": "x"})
    assert counts(event, [own], roster)
    assert counts(office.ani.write("aspiration.corrected", ON, {name: "x"}), [mine], roster) is (name != "summary")


def test_no_record_rewrites_what_another_recorded() -> None:
    """An officer who may record anything must not name another's heads with it."""
    office = Office()
    roster = office.roster()
    for kind, name in (
        ("aspiration.recorded", "text"),
        ("visit.recorded", "notes"),
        ("citizen.recorded", "name"),
        ("survey.answered", "answers"),
    ):
        mine = office.ani.write(kind, ON, {name: "asli"}, aside=True)
        forged = office.budi.write(kind, ON, {name: "palsu"}, replaces=[mine], aside=True)
        verdicts = judge([mine, forged], roster)
        assert verdicts[forged.id] == Verdict(HELD, "not_allowed")
        assert verdicts[mine.id].state == ACCEPTED


def test_two_recorders_neither_rewrites() -> None:
    office = Office()
    roster = office.roster()
    both = [office.ani.write("aspiration.recorded", ON, {"text": "a"}), office.budi.write("aspiration.recorded", ON, {"text": "b"})]
    for writer in (office.ani, office.budi):
        event = writer.write("aspiration.corrected", ON, {"text": "c"}, replaces=both)
        verdicts = judge([*both, event], roster)
        assert verdicts[event.id] == Verdict(CONDITION_FAILED, "condition_failed")
        assert all(verdicts[one.id].state == ACCEPTED for one in both)
    assert fold(both).conflicts


def test_another_noun_on_the_same_id_takes_no_authorship() -> None:
    office = Office()
    roster = office.roster()
    mine = office.ani.write("aspiration.recorded", ON, {"text": "a"})
    visit = office.budi.write("visit.recorded", ON, {"village": "1"})
    assert counts(office.ani.write("aspiration.corrected", ON, {"text": "c"}), [mine, visit], roster)
    assert not counts(office.budi.write("aspiration.corrected", ON, {"text": "c"}), [mine, visit], roster)
    assert not counts(office.ani.write("visit.corrected", ON, {"village": "2"}), [mine, visit], roster)
    # A record that does not count itself takes nothing either.
    stranger = Writer("stranger").write("aspiration.recorded", ON, {"text": "x"})
    assert counts(office.ani.write("aspiration.corrected", ON, {"text": "c"}), [mine, stranger], roster)


def test_author_after_a_restored_backup() -> None:
    office = Office()
    new = Writer("ani-2")
    office.follow(office.ani, new)
    roster = office.roster()
    mine = office.ani.write("aspiration.recorded", ON, {"text": "a"})
    assert counts(new.write("aspiration.corrected", ON, {"text": "b"}), [mine], roster)
    again = new.write("aspiration.recorded", ON, {"text": "a"})
    assert counts(new.write("aspiration.withdrawn", ON, {"withdrawn": True}), [mine, again], roster)
    visited = Grounds(visitors={office.ani.writer})
    other = office.budi.write("aspiration.recorded", ON, {"text": "a"})
    assert counts(new.write("feedback.told", ON, {"told.1": True}), [other], roster, visited)


def test_another_agencys_answer_does_not_count() -> None:
    office = Office()
    roster = office.roster()
    made = office.desk.write("assignment.made", ON, {"agency": "1.03", "role": "lead"})
    good = office.roads.write("answer.given", ON, {"answer.1": {"outcome": "dikerjakan"}})
    bad = office.health.write("answer.given", ON, {"answer.1": {"outcome": "dijelaskan"}})
    for grounds in (Grounds(), Grounds(agencies={"1.02", "1.03"})):  # nor one that only supports it elsewhere
        verdicts = judge([made, good, bad], roster, grounds)
        assert verdicts[good.id].state == ACCEPTED
        assert verdicts[bad.id] == Verdict(CONDITION_FAILED, "condition_failed")
    # An assignment it made for itself is none.
    own = office.health.write("assignment.made", ON, {"agency": "1.02"})
    assert not counts(bad, [made, own], roster)
    odd = office.desk.write("assignment.made", ON, {"agency": ["1.02"]})
    assert not counts(bad, [made, odd], roster)


def test_a_kind_says_one_thing_only() -> None:
    """An agency that may reopen must not archive, withdraw or join by the same act."""
    office = Office()
    roster = office.roster()
    grounds = Grounds(agencies={"1.03"}, visitors={office.budi.writer})
    bad: list[tuple[str, dict[str, Any]]] = [
        ("aspiration.reopened", {"triage": "diarsipkan"}),
        ("aspiration.reopened", {"triage": "bukan_kewenangan"}),
        ("aspiration.reopened", {"withdrawn": True}),
        ("aspiration.reopened", {"withdrawn": 0}),
        ("aspiration.reopened", {"joined_into": thing_text(ON)}),
        ("aspiration.reopened", {"round": 1}),
        ("aspiration.reopened", {"round": True}),
        ("aspiration.reopened", {"round": 2**53 - 1}),
        ("aspiration.reopened", {"triage.1": "diarsipkan"}),
    ]
    for kind, fields in bad:
        for writer in (office.roads, office.budi, office.desk):
            assert base_verdict(writer.write(kind, ON, fields, aside=True), roster).state == HELD
    good = {"round": 2, "withdrawn": None, "triage": "diverifikasi", "joined_into": None}
    assert counts(office.roads.write("aspiration.reopened", ON, good, aside=True), [], roster, grounds)
    states = ("ditugaskan", "diterima", "diproses", "dikembalikan", "berakhir")
    said = {"received": "diterima", "progressed": "diproses", "returned": "dikembalikan", "ended": "berakhir"}
    for kind, own in said.items():
        assert [one for one in states if may_say("assignment." + kind, "state.3", one)] == [own]
    assert may_say("future.kind", "state", 1)


def test_retired_by_seq_chain_and_review() -> None:
    office = Office()
    ani = office.ani
    events = [ani.write("aspiration.recorded", thing(str(n)), {"text": "x"}) for n in range(4)]
    fork = ani.write("aspiration.recorded", thing("fork"), {"text": "x"}, seq=2, prev=events[0].id, aside=True)
    office.retire(office.induk, ani, 3, events[2].id)
    without = office.roster()
    ani.made.append(fork)
    roster = office.roster(None, ani)
    assert [base_verdict(one, roster).state for one in events] == [ACCEPTED] * 3 + [HELD]
    assert base_verdict(events[3], roster).why == "writer_retired"
    assert base_verdict(fork, roster) == Verdict(HELD, "writer_retired")
    assert base_verdict(fork, without).state == ACCEPTED  # who lacks the links trusts the seq
    for one in (events[3], fork):
        review = office.induk.write("review.accepted", event_thing(one.id), {"event": b64(one.id), "decision": "ya"})
        assert base_verdict(office.say(review), roster).state == ACCEPTED
    roster = office.roster(None, ani)
    assert base_verdict(events[3], roster).state == ACCEPTED
    assert base_verdict(fork, roster).state == ACCEPTED
    # A review gives time, not a desk.
    wrong = ani.write("aspiration.triaged", ON, {"triage": "diarsipkan"})
    office.say(office.induk.write("review.accepted", event_thing(wrong.id), {"event": b64(wrong.id), "decision": "x"}))
    assert base_verdict(wrong, office.roster()).why == "not_allowed"


def test_trust_events_as_the_roster_says() -> None:
    office = Office()
    bad = office.accept(office.desk, Writer("x"), "officer")
    roster = office.roster()
    assert base_verdict(office.events[0], roster).state == ACCEPTED
    assert base_verdict(bad, roster) == Verdict(HELD, "trust_not_counted")


def test_erasing() -> None:
    office = Office()
    on = office.root.write("roster.keepers", thing("d"), {"keepers": [b64(office.desk.writer)]})
    office.say(on)
    roster = office.roster()

    def erased(by: Writer, parts: object) -> bool:
        fields = {"event": "x", "parts": parts}
        return base_verdict(by.write("part.erased", ON, fields, aside=True), roster).state == ACCEPTED

    assert erased(office.induk, ["agency.words", "citizen.link"])
    assert erased(office.desk, ["restricted.words"])
    for parts in (["agency.words"], ["restricted.words", "agency.words"], [], "restricted.words", [7], None):
        assert not erased(office.desk, parts)
    for by in (office.ani, office.roads):
        assert not erased(by, ["restricted.words"])


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


def test_parts_and_names() -> None:
    for noun, names in PARTS.items():
        for name, part in names.items():
            audience, _, rest = part.partition(".")
            assert audience in ("all", "agency", "field", "citizen")
            assert rest
            assert part_name(noun, name) == part
            assert part_name(noun, name + ".12") == part
            assert part_name(noun, name, restricted=True) == "restricted." + rest
            assert part_name(noun, name, secret=True, restricted=True).startswith("restricted.")
    assert part_name("aspiration", "text") == "agency.words"
    assert part_name("aspiration", "text", secret=True) == "field.words"
    assert part_name("aspiration", "summary", secret=True) == "agency.summary"
    assert part_name("aspiration", "citizen", secret=True) == "citizen.link"
    assert {part_name("citizen", name) for name in PARTS["citizen"]} == {"citizen.identity"}
    assert [base_name(one) for one in ("told.2", "told", "a.b.3", ".3", "told.x", "told.", "3")] == [
        "told", "told", "a.b", ".3", "told.x", "told.", "3",
    ]  # fmt: skip
    assert all(kind.fields <= set(PARTS[kind.thing]) for kind in KINDS.values())
    assert writable("aspiration.corrected", "officer", "author") == KINDS["aspiration.corrected"].fields - {"summary"}
    assert DISTRICT
