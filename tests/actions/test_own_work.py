"""What lies on a department's desk: by its own due dates, in parts, keyset-paged."""

from datetime import date, timedelta
from pathlib import Path

from desktop.actions import assignments, followups
from desktop.actions.aspirations import withdraw
from desktop.actions.lists import Query
from desktop.actions.own_work import list_own, own_counts
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn
from desktop.store.migrations import migrate
from tests.actions.homes import TODAY, record, refused


def given(desk: Session, days: list[int]) -> list[str]:
    """Aspirations of PUPR, due so many days from today, in that order."""
    codes = [record(desk, {"text": f"jembatan nomor {number}"})[0] for number in range(len(days))]
    for code, ahead in zip(codes, days, strict=True):
        assignments.assign(desk, [code], "PUPR", due=TODAY + timedelta(days=ahead))
    return codes


def codes_of(desk: Session, part: str, **asked: object) -> list[str]:
    return [item["code"] for item in list_own(desk, part, Query({"part": part}, **asked))["items"]]  # type: ignore[arg-type]


def test_earliest_due_first_and_page_by_page(desk: Session) -> None:
    codes = given(desk, [9, 2, 5])
    wanted = [codes[1], codes[2], codes[0]]
    assert codes_of(desk, "open") == wanted
    first = list_own(desk, "open", Query({"part": "open"}, limit=2))
    rest = list_own(desk, "open", Query({"part": "open"}, limit=2, after=first["next"]))
    assert [item["code"] for item in [*first["items"], *rest["items"]]] == wanted
    assert rest["next"] is None
    assert [item["role"] for item in first["items"]] == ["lead", "lead"]


def test_answered_and_returned_leave_what_is_open(desk: Session) -> None:
    answered, returned, waiting = given(desk, [1, 2, 3])
    row = FollowupIn(code=answered, status="ditanggapi", text="sudah", outcome="dikerjakan")
    followups.add_followup(desk, row, Path())
    followups.give_back(desk, returned, "jalan provinsi")
    assert codes_of(desk, "open") == [waiting]
    assert codes_of(desk, "answered") == [answered]
    assert codes_of(desk, "ended") == [returned]
    assert own_counts(desk) == {"open": 1, "answered": 1, "ended": 1, "late": 0}


def test_support_has_its_own_work(desk: Session) -> None:
    [code] = record(desk, {"text": "jembatan retak"})
    assignments.assign(desk, [code], "DISHUB", support=["PUPR"], due=date(2026, 12, 1))
    [item] = list_own(desk, "open", Query({"part": "open"}))["items"]
    assert (item["code"], item["role"], item["due"]) == (code, "support", "2026-12-01")


def test_a_home_of_an_earlier_version_shows_the_same_desk(desk: Session) -> None:
    answered, returned, _ = given(desk, [1, 2, 3])
    row = FollowupIn(code=answered, status="ditanggapi", text="sudah", outcome="dikerjakan")
    followups.add_followup(desk, row, Path())
    followups.give_back(desk, returned, "jalan provinsi")
    counts, before = own_counts(desk), [codes_of(desk, part) for part in ("open", "answered", "ended")]
    desk.store.connection.execute("DROP TABLE assigned")
    for index in ("event_ending", "aspiration_telling"):
        desk.store.connection.execute(f"DROP INDEX {index}")
    desk.store.connection.execute("PRAGMA user_version = 4")
    assert migrate(desk.store) == [5, 6, 7]
    assert [codes_of(desk, part) for part in ("open", "answered", "ended")] == before
    assert own_counts(desk) == counts == {"open": 1, "answered": 1, "ended": 1, "late": 0}


def test_what_is_withdrawn_leaves_the_desk(desk: Session) -> None:
    [code, other] = given(desk, [1, 2])
    withdraw(desk, [code], "salah ketik")
    assert codes_of(desk, "open") == [other]
    assert own_counts(desk)["open"] == 1


def test_only_a_department_has_a_desk_of_its_own(petugas: Session) -> None:
    with refused("wrong_desk", petugas):
        own_counts(petugas)
