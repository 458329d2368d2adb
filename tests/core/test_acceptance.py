"""Proof of acceptance against those who try: strangers, coordinators, agencies, thieves."""

import pytest

from desktop.core.acceptance import (
    ACCEPTED,
    CONDITION_FAILED,
    HELD,
    Grounds,
    Verdict,
    base_verdict,
)
from desktop.core.canonical import b64
from desktop.core.events import event_thing
from desktop.core.history import fold
from desktop.core.kinds import (
    KINDS,
)
from tests.core.builders import Office, Writer, thing
from tests.core.judging import ON, counts, judge


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
    assert counts(office.ani.write("aspiration.corrected", ON, {name: "x"}), [mine], roster) is (
        name != "summary"
    )


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
    both = [
        office.ani.write("aspiration.recorded", ON, {"text": "a"}),
        office.budi.write("aspiration.recorded", ON, {"text": "b"}),
    ]
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


def test_retired_by_seq_chain_and_review() -> None:
    office = Office()
    ani = office.ani
    events = [ani.write("aspiration.recorded", thing(str(n)), {"text": "x"}) for n in range(4)]
    fork = ani.write(
        "aspiration.recorded", thing("fork"), {"text": "x"}, seq=2, prev=events[0].id, aside=True
    )
    office.retire(office.induk, ani, 3, events[2].id)
    without = office.roster()
    ani.made.append(fork)
    roster = office.roster(None, ani)
    assert [base_verdict(one, roster).state for one in events] == [ACCEPTED] * 3 + [HELD]
    assert base_verdict(events[3], roster).why == "writer_retired"
    assert base_verdict(fork, roster) == Verdict(HELD, "writer_retired")
    assert base_verdict(fork, without).state == ACCEPTED  # who lacks the links trusts the seq
    for one in (events[3], fork):
        review = office.induk.write(
            "review.accepted", event_thing(one.id), {"event": b64(one.id), "decision": "ya"}
        )
        assert base_verdict(office.say(review), roster).state == ACCEPTED
    roster = office.roster(None, ani)
    assert base_verdict(events[3], roster).state == ACCEPTED
    assert base_verdict(fork, roster).state == ACCEPTED
    # A review gives time, not a desk.
    wrong = ani.write("aspiration.triaged", ON, {"triage": "diarsipkan"})
    office.say(
        office.induk.write(
            "review.accepted", event_thing(wrong.id), {"event": b64(wrong.id), "decision": "x"}
        )
    )
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
