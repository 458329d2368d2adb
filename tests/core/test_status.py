"""Proof of the status: every row of sync.md 1.6 in first-match order, and rounds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.status import OUTCOMES, STATUSES, TRIAGE, outcome, round_of, status

LEAD = {"lead": "a"}
# From the last to match to the first: each row wins over all rows above it.
ROWS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("dicatat", {}, {}),
    ("diverifikasi", {"triage": "diverifikasi"}, {}),
    ("perlu_data", {"triage": "perlu_data"}, {}),
    ("ditugaskan", LEAD, {}),
    ("diterima_skpd", LEAD, {"state.1": "diterima"}),
    ("dikembalikan", LEAD, {"state.1": "dikembalikan"}),
    ("diproses", LEAD, {"state.1": "diproses"}),
    ("ditanggapi", LEAD, {"answer.1": {"outcome": "dikerjakan"}}),
    ("disampaikan", {"told.1": {"way": "lisan"}}, {}),
    ("belum_puas", {"told.1": True, "satisfied.1": 2}, {}),
    ("selesai", {"told.1": True, "satisfied.1": 3}, {}),
    ("selesai", {"closed.1": True, "satisfied.1": 1}, {}),
    ("bukan_kewenangan", {"triage": "bukan_kewenangan"}, {}),
    ("diarsipkan", {"triage": "diarsipkan"}, {}),
    ("duplikat", {"joined_into": "x"}, {}),
    ("ditarik", {"withdrawn": True}, {}),
]


def moved(fields: dict[str, Any], number: int) -> dict[str, Any]:
    return {name.replace(".1", f".{number}"): value for name, value in fields.items()}


@pytest.mark.parametrize("number", [1, 2, 7])
def test_first_match_in_order(number: int) -> None:
    aspiration: dict[str, Any] = {"round": number}
    lead: dict[str, Any] = {}
    for name, fields, said in ROWS:
        aspiration |= moved(fields, number)
        lead |= moved(said, number)
        if name == "selesai" and "told.1" in fields:
            assert status(aspiration | {f"satisfied.{number}": 5}, lead) == "selesai"
        expected = "dibuka_kembali" if name == "ditugaskan" and number > 1 else name
        assert status(aspiration, lead) == expected
    assert {name for name, _, _ in ROWS} | {"dibuka_kembali"} == set(STATUSES)


def test_each_row_alone() -> None:
    for name, fields, said in ROWS:
        assert status(fields, said) == name
        assert status({**fields, "round": 1}, said) == name


def test_satisfaction() -> None:
    told = {"told.1": True}
    found = [status({**told, "satisfied.1": grade}, None) for grade in range(1, 6)]
    assert found == ["belum_puas", "belum_puas", "selesai", "selesai", "selesai"]
    assert status({"satisfied.1": 5}, None) == "dicatat"  # an opinion on what was never told
    for odd in (True, "5", None, [5]):
        assert status({**told, "satisfied.1": odd}, None) == "disampaikan"


def test_reopened_leaves_the_older_round_behind() -> None:
    """The lead stays: its state, its answer and what was told belong to the round before."""
    aspiration = {
        "lead": "a", "round": 2, "triage": "diverifikasi", "told.1": True, "satisfied.1": 1, "closed.1": True,
    }  # fmt: skip
    lead = {"state.1": "diproses", "answer.1": {"outcome": "dikerjakan"}}
    assert status(aspiration, lead) == "dibuka_kembali"
    assert outcome(aspiration, lead) is None
    assert status({**aspiration, "round": 1}, lead) == "selesai"
    assert outcome({**aspiration, "round": 1}, lead) == "dikerjakan"
    again = {**lead, "state.2": "diterima"}
    assert status(aspiration, again) == "diterima_skpd"
    assert status(aspiration, {**again, "answer.2": {"outcome": "dianggarkan"}}) == "ditanggapi"
    assert outcome(aspiration, {**again, "answer.2": {"outcome": "dianggarkan"}}) == "dianggarkan"


def test_lead_that_is_not_here() -> None:
    assert status(LEAD, None) == "ditugaskan"
    assert status({}, {"state.1": "ditugaskan"}) == "dicatat"
    assert status(LEAD, {"state.1": "ditugaskan"}) == "ditugaskan"
    assert status(LEAD, {"state.1": "berakhir"}) == "ditugaskan"
    assert outcome({}, None) is None
    odd: object
    for odd in (None, "x", {}, {"outcome": 1}, []):
        assert outcome({}, {"answer.1": odd}) is None


def test_cleared_again() -> None:
    for empty in (None, False):
        assert status({"withdrawn": empty, "joined_into": None, "triage": "baru"}, None) == "dicatat"


@pytest.mark.parametrize(
    ("value", "number"), [(1, 1), (3, 3), (0, 1), (-2, 1), (None, 1), ("2", 1), (True, 1), (2.0, 1)]
)
def test_round(value: object, number: int) -> None:
    assert round_of({"round": value}) == number
    assert round_of({}) == 1


values = (
    st.none()
    | st.booleans()
    | st.integers(-2, 6)
    | st.sampled_from([*TRIAGE, "diproses", "x", {}, [], {"outcome": 1}])
)
names = st.sampled_from(
    ["withdrawn", "joined_into", "triage", "lead", "round", "told.1", "satisfied.1", "closed.1"]
)
others = st.sampled_from(["state.1", "state.2", "answer.1", "answer.2"])


@given(st.dictionaries(names, values), st.none() | st.dictionaries(others, values))
def test_always_one_of_the_statuses(aspiration: dict[str, Any], lead: dict[str, Any] | None) -> None:
    assert status(aspiration, lead) in STATUSES
    found = outcome(aspiration, lead)
    assert found is None or isinstance(found, str)


def test_codes_are_never_taken_away() -> None:
    assert len(set(STATUSES)) == len(STATUSES) == 16
    assert set(OUTCOMES) >= {
        "dikerjakan",
        "dianggarkan",
        "diusulkan",
        "dijelaskan",
        "tidak_dapat",
        "diteruskan",
    }
