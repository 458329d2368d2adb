"""Telling many at once, taking it back, and who sees what of an answer."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.actions import assignments, feedback, followups, telling, triage, visits
from desktop.actions.finding import find
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.shapes import FollowupIn, convert
from desktop.actions.telling import (
    answer_villages,
    answers_to_tell,
    tell_many,
    untell,
    village_answers,
    waiting_villages,
)
from desktop.store.telling import Part, answer_count, answers_by_village, newest_answers
from tests.actions.homes import ANGSANA, MANTEWE, TODAY, District, record, refused, status

ROWS: list[dict[str, Any]] = [
    {"text": "Lampu jalan mati"},
    {"text": "Lampu jalan padam"},
    {
        "text": "Uang diminta kepala dusun",
        "title": "Judul rahasia",
        "citizen": {"mode": "secret"},
    },
    {"text": "Pungli di kantor", "kind": "laporan_penyimpangan"},
    {"text": "Belum dijawab"},
]


def answer(session: Session, *codes: str) -> None:
    for code in codes:
        row = {"code": code, "status": "ditanggapi", "outcome": "dikerjakan", "text": f"Jawaban {code}"}
        followups.add_followup(session, convert(row, FollowupIn), Path())


@pytest.fixture
def codes(desk: Session) -> list[str]:
    """Lamp, the same again, secret, restricted, unanswered, and one in another village."""
    found = record(desk, *ROWS) + record(desk, {"text": "Drainase"}, village=MANTEWE)
    triage.verify(desk, found)
    triage.join(desk, [found[1]], found[0])
    assignments.assign(desk, [found[2]], "PUPR", summary="Ringkasan aman")
    assignments.assign(desk, [found[3]], "INSPEKTORAT")
    assignments.assign(desk, [found[0], found[4], found[5]], "PUPR")
    answer(desk, found[0], found[2], found[3], found[5])
    return found


def test_what_waits_per_village(desk: Session, codes: list[str]) -> None:
    assert [(one["village_name"], one["count"]) for one in waiting_villages(desk)] == [
        ("Angsana", 4),
        ("Mantewe", 1),
    ]
    assert {one["code"] for one in village_answers(desk, ANGSANA)} == set(codes[:4])
    assert answers_to_tell(desk, [MANTEWE, ANGSANA], 2)[0]["code"] == codes[5]
    assert len(answers_to_tell(desk, [], 3)) == 3


def test_all_are_counted_however_few_are_shown(
    desk: Session, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "MOST", 1)
    assert [one["count"] for one in waiting_villages(desk)] == [4, 1]
    assert [len(village_answers(desk, place)) for place in (ANGSANA, MANTEWE)] == [1, 1]


@pytest.mark.parametrize("part", ["untold", "told"])
def test_answers_are_found_in_the_index(desk: Session, part: Part) -> None:
    """Where a hundred thousand lie, reading them to see which are told took a sixth of the start."""
    asked: list[str] = []
    connection: Any = desk.store.connection
    connection.set_trace_callback(asked.append)
    answer_count(connection, part, 10)
    answers_by_village(connection, part)
    newest_answers(connection, part, 10, ANGSANA)
    connection.set_trace_callback(None)
    assert asked
    for sql in asked:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        looked = [step for step in plan if " aspiration " in step]
        assert looked
        assert all("USING COVERING INDEX aspiration_telling (<expr>=? AND" in step for step in looked)
        # Nothing is sorted but what was joined.
        assert not any("TEMP B-TREE" in step for step in plan if "RECURSIVE" not in sql)


def test_nobody_reads_what_is_kept_from_him(desk: Session, codes: list[str]) -> None:
    items = {one["code"]: one for one in village_answers(desk, ANGSANA)}
    secret = items[codes[2]]
    assert (secret["words"], secret["title"], secret["text"], secret["secret"]) == (
        "Ringkasan aman",
        None,
        None,
        True,
    )
    assert items[codes[3]]["restricted"]
    assert items[codes[1]]["same"] == items[codes[0]]["same"] == codes[0]


def test_an_answer_of_a_restricted_one_reaches_nobody_by_a_join(desk: Session, codes: list[str]) -> None:
    desk.store.connection.execute(
        "UPDATE aspiration SET joined_into = (SELECT thing FROM aspiration WHERE restricted = 1 LIMIT 1)"
        " WHERE joined_into IS NOT NULL"
    )
    assert codes[1] not in {one["code"] for one in village_answers(desk, ANGSANA)}


def test_many_are_told_and_taken_back(desk: Session, codes: list[str]) -> None:
    told = TODAY - timedelta(days=1)
    tell_many(desk, codes[:2], told, "telepon", 4)
    assert (status(desk, codes[0]), status(desk, codes[1])) == ("selesai", "duplikat")
    assert {one["code"] for one in village_answers(desk, ANGSANA)} == set(codes[2:4])
    done = village_answers(desk, ANGSANA, told=True)
    assert {(one["code"], one["told"], one["how"], one["satisfied"]) for one in done} == {
        (code, told.isoformat(), "telepon", 4) for code in codes[:2]
    }
    assert [(one["count"], one["told"]) for one in answer_villages(desk)] == [(2, 2), (1, 0)]
    untell(desk, codes[:2])
    assert status(desk, codes[0]) == "ditanggapi"
    assert {one["code"] for one in village_answers(desk, ANGSANA)} == set(codes[:4])
    assert feedback.answers(desk, ANGSANA)["items"][0]["told"] is None
    assert find(desk, codes[0]).values["satisfied.1"] is None


def test_what_was_taken_back_can_be_told_again(desk: Session, codes: list[str]) -> None:
    tell_many(desk, [codes[0]], TODAY, satisfied=1)
    untell(desk, [codes[0]])
    tell_many(desk, [codes[0]], TODAY)
    assert status(desk, codes[0]) == "disampaikan"


def test_told_and_opened_again_in_one_go(desk: Session, codes: list[str]) -> None:
    tell_many(desk, [codes[0]], TODAY, "langsung", 1, "Masih gelap")
    one = find(desk, codes[0])
    assert (one.status, one.round, one.values["satisfied.1"]) == ("dibuka_kembali", 2, 1)
    assert codes[0] not in {item["code"] for item in village_answers(desk, ANGSANA)}


@pytest.mark.parametrize(
    ("chosen", "more", "error"),
    [
        ([0], {"satisfied": 5}, "satisfied_range"),
        ([0], {"told": TODAY + timedelta(days=1)}, "told_future"),
        ([0, 4], {}, "nothing_to_tell"),
        ([], {}, "codes_missing"),
    ],
)
def test_all_or_nothing(
    desk: Session, codes: list[str], chosen: list[int], more: dict[str, Any], error: str
) -> None:
    with refused(error, desk):
        tell_many(desk, [codes[number] for number in chosen], **{"told": TODAY, **more})


def test_nothing_told_is_not_taken_back(desk: Session, codes: list[str]) -> None:
    with refused("status_forbids", desk):
        untell(desk, [codes[0]])


def test_only_who_was_in_the_village(district: District, setda: Session, petugas: Session) -> None:
    pupr = district.home("pupr", "agency:PUPR")
    [code] = record(setda, {"text": "Lampu jalan mati"})
    triage.verify(setda, [code])
    assignments.assign(setda, [code], "PUPR")
    district.carry(setda, pupr)
    answer(pupr, code)
    district.carry(pupr, petugas)
    district.carry(setda, petugas)
    assert [one["count"] for one in waiting_villages(petugas)] == [1]
    with refused("not_visitor", petugas):
        tell_many(petugas, [code], TODAY)
    visit_id = record(petugas, {"text": "Sekarang ada"})
    assert visit_id
    tell_many(petugas, [code], TODAY)
    assert visits.list_visits(petugas, Query())["items"]
    assert status(petugas, code) == "disampaikan"
