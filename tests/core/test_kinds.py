"""Proof of the table of kinds against the one of sync.md 2, written down a second time."""

from typing import Any

import pytest

from desktop.core.acceptance import (
    CONDITIONAL,
    HELD,
    Grounds,
    base_verdict,
)
from desktop.core.events import thing_text
from desktop.core.kinds import (
    KINDS,
    PARTS,
    TRUST_KINDS,
    base_name,
    may_say,
    part_name,
    writable,
)
from tests.core.builders import DISTRICT, Office
from tests.core.judging import DESKS, ON, TABLE, counts

REASON = {
    "aspiration.withdrawn", "aspiration.reopened", "assignment.returned", "assignment.due_changed",
    "letter.voided", "roster.retired", "part.erased", "review.refused",
}  # fmt: skip


def test_every_kind_is_in_the_table() -> None:
    assert set(TABLE) | TRUST_KINDS == set(KINDS)
    assert {kind for kind in KINDS if not KINDS[kind].who} == TRUST_KINDS
    assert all(name.startswith(("roster.", "writer.")) for name in TRUST_KINDS)
    assert {
        kind for kind, row in TABLE.items() if set(row) & {"author", "visitor", "assignee"}
    } == CONDITIONAL
    assert {name for name, kind in KINDS.items() if kind.reason} == REASON


@pytest.mark.parametrize("kind", sorted(TABLE))
def test_who(kind: str) -> None:
    expected = dict(zip(DESKS, TABLE[kind], strict=True))
    assert KINDS[kind].who == {desk: who for desk, who in expected.items() if who != "-"}


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
    assert writable("aspiration.corrected", "officer", "author") == KINDS["aspiration.corrected"].fields - {
        "summary"
    }
    assert DISTRICT
