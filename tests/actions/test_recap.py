"""The recap against a recount by hand over what lists and histories show."""

import csv
import io
import random
import statistics
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as each
from hypothesis import strategies as some

from desktop.actions import assignments, feedback, followups, triage
from desktop.actions.aspiration_lists import list_aspirations, show_aspiration
from desktop.actions.aspirations import close, reopen, withdraw
from desktop.actions.finding import find
from desktop.actions.lists import Query
from desktop.actions.recap import BY, median, recap, recap_csv, recap_json
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn
from tests.actions.homes import ANGSANA, BAROKAH, MANTEWE, TODAY, District, record, refused

CANARY = "Kenari terbatas 7Q"
ASIDE = ("diarsipkan", "bukan_kewenangan", "ditarik")
PARTS = {
    "waiting": ("dicatat", "diverifikasi", "perlu_data", "dikembalikan"),
    "running": ("ditugaskan", "dibuka_kembali", "diterima_skpd", "diproses"),
    "answered": ("ditanggapi",),
    "finished": ("disampaikan", "selesai"),
    "unsatisfied": ("belum_puas",),
    "aside": ASIDE,
}


def later(session: Session, days: int) -> None:
    session.now.time += timedelta(days=days)  # type: ignore[attr-defined]


def answer(session: Session, code: str) -> None:
    row = FollowupIn(code=code, status="ditanggapi", text="sudah", outcome="dikerjakan")
    followups.add_followup(session, row, Path())


def fates(session: Session, code: str, other: str, fate: int) -> None:
    """One of the ways an aspiration can go."""
    early: dict[int, Callable[[], object]] = {
        1: lambda: triage.verify(session, [code]),
        2: lambda: triage.archive(session, [code], "terima kasih"),
        3: lambda: triage.outside(session, [code], "jalan nasional"),
        4: lambda: withdraw(session, [code], "dua kali"),
        5: lambda: triage.join(session, [code], other),
        6: lambda: close(session, [code], "dijawab di tempat"),
    }
    early.get(fate, lambda: None)()
    if fate >= 7:
        assignments.assign(session, [code], "PUPR", due=session.today + timedelta(days=fate))
        later(session, fate % 4)
    if fate == 8:
        followups.receive_new(session)
    if fate == 9:
        followups.give_back(session, code, "bukan kami")
    if fate >= 10:
        answer(session, code)
        later(session, 1)
    if fate >= 11:
        feedback.tell(session, code, session.today, {11: None, 12: 4}.get(fate, 1))
    if fate >= 14:
        reopen(session, [code], "belum selesai")


def furnished(session: Session, seed: int) -> None:
    """Thirty aspirations of three villages, each gone its own way, and restricted ones beside them."""
    chance = random.Random(seed)
    for village in (ANGSANA, MANTEWE, BAROKAH):
        rows: list[dict[str, Any]] = [
            {
                "category": chance.choice([None, "jalan_jembatan"]),
                "authority": chance.choice([None, "desa", "kabupaten"]),
            }
            for _ in range(10)
        ]
        codes = record(session, *[{k: v for k, v in row.items() if v} for row in rows], village=village)
        for code in codes[1:]:
            fates(session, code, codes[0], chance.randint(0, 15))
            later(session, chance.choice([0, 0, 0, 12]))
        secret = {"text": CANARY, "kind": "laporan_penyimpangan"}
        [hidden] = record(session, secret, village=village)
        assignments.assign(session, [hidden], "INSPEKTORAT")
        answer(session, hidden)


def recounted(session: Session, by: str) -> dict[str | None, dict[str, Any]]:
    """The same numbers by going through every aspiration one by one."""
    items = list_aspirations(session, Query(limit=500))["items"]
    by_code = {item["code"]: item for item in items}
    groups: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for item in items:
        groups[key_of(by, item, by_code)].append(item)
    return {key: counted(session, listed) for key, listed in groups.items()}


def key_of(by: str, item: dict[str, Any], by_code: dict[str, Any]) -> str | None:
    if by == "agency":
        while item["duplicate_of"]:
            item = by_code[item["duplicate_of"]]
    kept = {"district": item["village"][:8], "month": item["recorded"][:7]}
    found = kept.get(by, item.get(by))
    return found if found is None else str(found)


def counted(session: Session, items: list[dict[str, Any]]) -> dict[str, Any]:
    own = [item for item in items if item["status"] != "duplikat"]
    row: dict[str, Any] = {"recorded": len(own), "same": len(items) - len(own)}
    for part, statuses in PARTS.items():
        row[part] = sum(item["status"] in statuses for item in own)
    today = session.today.isoformat()
    row["overdue"] = sum(item["status"] in PARTS["running"] and item["due"] < today for item in own)
    days = [found for item in own if (found := answered_after(session, item)) is not None]
    row["days_of"], row["days"] = len(days), statistics.median(days) if days else None
    asked = len(own) - row["aside"]
    done = row["answered"] + row["finished"] + row["unsatisfied"]
    row["percent"] = round(100 * done / asked, 1) if asked else None
    return row


def answered_after(session: Session, item: dict[str, Any]) -> int | None:
    history = show_aspiration(session, item["code"])["history"]
    answers = [date.fromisoformat(one["at"][:10]) for one in history if one["kind"] == "answer.given"]
    return (min(answers) - date.fromisoformat(item["recorded"][:10])).days if answers else None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_as_counted_by_hand(seed: int, desk: Session) -> None:
    furnished(desk, seed)
    for by in BY:
        found = recap(desk, by)
        groups = {
            row["key"]: {k: v for k, v in row.items() if k not in ("key", "name")} for row in found["groups"]
        }
        expected = recounted(desk, by)
        empty = {key for key, row in groups.items() if not (row["recorded"] or row["same"])}
        assert {key: row for key, row in groups.items() if key not in empty} == expected
        assert by == "month" or not empty
        for name in ("recorded", "same", "overdue", "days_of", *PARTS):
            assert found["total"][name] == sum(row[name] for row in groups.values()), name
        assert found["total"]["recorded"] + found["total"]["same"] == 30


def test_restricted_ones_do_not_exist(desk: Session) -> None:
    furnished(desk, 4)
    for by in BY:
        told = recap_json(recap(desk, by)).decode()
        assert CANARY not in told
        assert "INSPEKTORAT" not in told
    oldest = recap(desk, "agency")["oldest"]
    assert all(not show_aspiration(desk, row["code"])["restricted"] for row in oldest)


def test_the_oldest_without_an_answer(desk: Session) -> None:
    first, second, done = record(desk, {}, {}, {})
    triage.archive(desk, [done], "selesai")
    later(desk, 10)
    record(desk, *[{} for _ in range(9)], village=MANTEWE)
    later(desk, 2)
    found = recap(desk, "district")["oldest"]
    assert [row["code"] for row in found[:2]] == sorted([first, second], key=[first, second].index)
    assert [row["days"] for row in found] == [12, 12, 2, 2, 2]
    assert found[0]["village_name"] == "Angsana"


def test_only_what_was_recorded_in_these_days(desk: Session) -> None:
    record(desk, {}, {})
    later(desk, 40)
    record(desk, {})
    first, last = TODAY, TODAY + timedelta(days=40)
    assert recap(desk, "month")["total"]["recorded"] == 3
    assert recap(desk, "month", first, first)["total"]["recorded"] == 2
    assert recap(desk, "month", first + timedelta(days=1))["total"]["recorded"] == 1
    assert recap(desk, "month", None, last)["total"]["recorded"] == 3
    assert recap(desk, "month", None, last - timedelta(days=1))["total"]["recorded"] == 2
    with refused("span_reversed"):
        recap(desk, "month", last, first)


def test_a_month_without_any_is_shown(desk: Session) -> None:
    record(desk, {})
    later(desk, 70)
    record(desk, {})
    groups = recap(desk, "month")["groups"]
    assert [(row["key"], row["recorded"]) for row in groups] == [
        ("2026-11", 1),
        ("2026-12", 0),
        ("2027-01", 1),
    ]


def test_an_empty_home(desk: Session) -> None:
    found = recap(desk, "agency")
    assert (found["groups"], found["oldest"]) == ([], [])
    assert found["total"]["recorded"] == 0
    assert found["total"]["percent"] is found["total"]["days"] is None


def test_only_the_coordinator_knows_all(district: District) -> None:
    pupr = district.home("pupr", "agency:PUPR")
    with refused("wrong_desk", pupr):
        recap(pupr, "agency")


def test_joined_over_several_count_with_the_last(desk: Session) -> None:
    first, second, third = record(desk, {}, {}, {})
    triage.join(desk, [first], second)
    triage.join(desk, [second], third)
    assignments.assign(desk, [third], "PUPR")
    [row] = recap(desk, "agency")["groups"]
    assert (row["key"], row["recorded"], row["same"]) == ("PUPR", 1, 2)


def test_the_table_runs_nothing_in_a_spreadsheet(desk: Session) -> None:
    record(desk, {"category": "jalan_jembatan"})
    found = recap(desk, "category")
    found["groups"][0]["name"] = "=HYPERLINK(1)"
    data = recap_csv(found)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    assert [row["name"] for row in rows] == ["'=HYPERLINK(1)", ""]
    assert (rows[0]["recorded"], rows[-1]["key"]) == ("1", "TOTAL")
    assert data.endswith(b"\r\n")


@each(some.lists(some.tuples(some.integers(0, 400), some.integers(1, 5)), max_size=12))
def test_the_median_of_a_distribution(days: list[tuple[int, int]]) -> None:
    listed = [value for value, often in days for _ in range(often)]
    assert median(days) == (statistics.median(listed) if listed else None)


def test_joined_into_one_that_became_restricted_tells_nothing_of_it(desk: Session) -> None:
    first, second = record(desk, {}, {})
    assignments.assign(desk, [second], "INSPEKTORAT")
    triage.join(desk, [first], second)
    target = find(desk, second).thing
    # As it is when the restriction comes from another laptop after the joining.
    desk.store.connection.execute("UPDATE aspiration SET restricted = 1 WHERE thing = ?", (target,))
    [row] = recap(desk, "agency")["groups"]
    assert (row["key"], row["recorded"], row["same"]) == (None, 0, 1)
