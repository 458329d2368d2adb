"""Proof of who may hold what: audiences and scope of sync.md 1.3 and 3, written down a second time."""

from itertools import combinations

import pytest

from desktop.core import scope
from desktop.core.events import AUDIENCES, EVERY_AUDIENCE, UNKNOWN_AUDIENCE
from desktop.core.kinds import KINDS
from desktop.core.scope import mask_for, shared, shared_mask, thing_of

# One letter for each audience: all, agency, field, citizen, restricted, ? = one nobody knows yet.
LETTERS = {"a": 1, "g": 2, "f": 4, "c": 8, "r": 16, "?": 32}
# Who stands how to what → what of it he may hold. By hand from sync.md.
EXPECTED = {
    "visit": {
        "coordinator": "agfc?", "keeper": "r", "author": "agfcr", "companion": "agf",
        "village": "ag", "assigned": "ag", "contact": "c", "own": "",
    },
    "aspiration": {
        "coordinator": "agfc?", "keeper": "r", "author": "agfcr", "companion": "agf",
        "village": "ag", "assigned": "ag", "contact": "c", "own": "",
    },
    "assignment": {
        "coordinator": "agfc?", "keeper": "r", "author": "agfcr", "companion": "agf",
        "village": "ag", "assigned": "ag", "contact": "c", "own": "ag",
    },
    "citizen": {
        "coordinator": "agfc?", "keeper": "r", "author": "agfcr", "companion": "",
        "village": "", "assigned": "", "contact": "c", "own": "",
    },
    "letter": {
        "coordinator": "agfc?", "keeper": "r", "author": "", "companion": "",
        "village": "", "assigned": "", "contact": "", "own": "ag",
    },
    "survey": {
        "coordinator": "agfc?", "keeper": "r", "author": "agfcr", "companion": "",
        "village": "", "assigned": "", "contact": "", "own": "",
    },
    "?": {
        "coordinator": "agfc?", "keeper": "r", "author": "", "companion": "",
        "village": "", "assigned": "", "contact": "", "own": "",
    },
}  # fmt: skip
RELATIONS = sorted(EXPECTED["visit"])


def bits(letters: str) -> int:
    return sum(LETTERS[one] for one in letters)


@pytest.mark.parametrize("noun", sorted(EXPECTED))
def test_table(noun: str) -> None:
    for relation in RELATIONS:
        assert mask_for(noun, {relation}) == bits(EXPECTED[noun][relation]), relation
    for one, other in combinations(RELATIONS, 2):
        assert mask_for(noun, [one, other]) == mask_for(noun, {one}) | mask_for(noun, {other})
    assert mask_for(noun, ()) == mask_for(noun, {"stranger"}) == 0


def test_names_are_the_tables() -> None:
    assert set(scope.TABLE) == set(EXPECTED)
    found = {readers for table in scope.TABLE.values() for names in table.values() for readers in names}
    assert found == set(RELATIONS)
    assert {scope.COORDINATOR, scope.KEEPER, scope.AUTHOR, scope.COMPANION} <= found
    assert {scope.VILLAGE, scope.ASSIGNED, scope.CONTACT, scope.OWN} <= found
    for table in scope.TABLE.values():
        assert set(table) == {*AUDIENCES, "?"}
    assert list(LETTERS.values()) == [*AUDIENCES.values(), UNKNOWN_AUDIENCE]


def test_nobody_but_keepers_and_authors_hold_restricted() -> None:
    for noun, table in scope.TABLE.items():
        assert table["restricted"] <= {"keeper", "author"}, noun
        assert table["?"] == {"coordinator"}
        assert table["citizen"] <= {"coordinator", "author", "contact"}
        assert table["field"] <= {"coordinator", "author", "companion"}
        assert not mask_for(noun, set(RELATIONS) - {"keeper", "author"}) & AUDIENCES["restricted"]
        assert not mask_for(noun, set(RELATIONS) - {"coordinator"}) & UNKNOWN_AUDIENCE


def test_unknown_nouns_are_for_the_coordinator() -> None:
    assert thing_of("future.thing") == "?"
    assert mask_for("future", {"coordinator"}) == EVERY_AUDIENCE & ~AUDIENCES["restricted"]
    assert mask_for("future", set(RELATIONS) - {"coordinator", "keeper"}) == 0


def test_nouns_of_kinds() -> None:
    nouns = {"visit", "aspiration", "assignment", "citizen", "letter", "survey"}
    for kind in KINDS:
        assert shared(kind) is (thing_of(kind) not in nouns)
    assert thing_of("answer.given") == "assignment"
    assert thing_of("feedback.told") == "aspiration"
    assert not shared("roster.future")


def test_shared_events() -> None:
    for kind in filter(shared, KINDS):
        assert shared_mask(kind, keeper=False) == bits("a")
        assert shared_mask(kind, keeper=True) == bits("ar")
        assert shared_mask(kind, keeper=False, coordinator=True) == bits("agfc?")
        assert shared_mask(kind, keeper=True, coordinator=True) == EVERY_AUDIENCE


def test_criticism_is_never_named() -> None:
    assert {"kritik", "laporan_penyimpangan"} == scope.NEVER_NAMED
