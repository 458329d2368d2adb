"""Aspirations found again: pages, conditions, words, codes; history with signatures checked now."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.actions import assignments, triage
from desktop.actions.aspiration_lists import (
    list_aspirations,
    show_aspiration,
    similar,
    similar_to,
    suggest,
)
from desktop.actions.finding import find
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.core.codes import code_symbols
from desktop.core.events import thing_text
from tests.actions.homes import ANGSANA, MANTEWE, District, record, refused


def codes(session: Session, **asked: Any) -> list[str]:
    return [item["code"] for item in list_aspirations(session, Query(**asked))["items"]]


def everything(session: Session, **asked: Any) -> list[str]:
    found: list[str] = []
    after = None
    while True:
        page = list_aspirations(session, Query(**asked, after=after))
        found += [item["code"] for item in page["items"]]
        after = page["next"]
        if after is None:
            return found


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_hold_each_row_once_newest_first(limit: int, petugas: Session) -> None:
    mine = record(petugas, *[{}] * 7)
    assert everything(petugas, limit=limit) == mine[::-1]
    assert everything(petugas, limit=limit, search="aspirasi") == mine[::-1]


def test_pages_go_on_beside_new_rows(petugas: Session) -> None:
    first = record(petugas, {}, {}, {})
    page = list_aspirations(petugas, Query(limit=2))
    record(petugas, {}, {})
    assert codes(petugas, limit=5, after=page["next"]) == [first[0]]


def test_conditions(desk: Session) -> None:
    a, b, c = record(desk, {"kind": "usulan", "category": "jalan_jembatan"}, {"urgency": "segera"}, {})
    [d] = record(desk, {"authority": "desa", "citizen": {"mode": "anonymous"}}, village=MANTEWE)
    triage.verify(desk, [a])
    assignments.assign(desk, [b], "DISHUB")
    asked = {
        "status": ("diverifikasi", [a]),
        "kind": ("usulan", [a]),
        "category": ("jalan_jembatan", [a]),
        "urgency": ("segera", [b]),
        "agency": ("dishub", [b]),
        "due": ("before:1 jan 2027", [b]),
        "village": ("mantewe", [d]),
        "mode": ("anonymous", [d]),
        "authority": ("desa", [d]),
        "triage": ("", [d, c, b]),
        "outcome": ("dikerjakan", []),
        "code": (c.lower().replace("-", " "), [c]),
        "id": (thing_text(find(desk, c).thing), [c]),
        "visit": (show_aspiration(desk, a)["visit"], [c, b, a]),
        "restricted": ("tidak", [d, c, b, a]),
    }
    for name, (value, expected) in asked.items():
        assert codes(desk, where={name: value}) == expected, name
    assert codes(desk, where={"village": ANGSANA, "urgency": "segera"}, search="aspirasi") == [b]
    assert codes(desk, order="due") == [b]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"where": {"nama": "x"}}, "where_unknown"),
        ({"where": {"1; DROP TABLE aspiration": "x"}}, "where_unknown"),
        ({"where": {"visit": "x"}}, "where_value"),
        ({"where": {"restricted": "mungkin"}}, "where_value"),
        ({"where": {"due": "sebelum:2026-12-01"}}, "where_value"),
        ({"where": {"due": "before:besok sekali"}}, "date_wrong"),
        ({"where": {"village": "Negeri di Awan"}}, "village_unknown"),
        ({"where": {"code": "bukan kode"}}, "code_unknown"),
        ({"limit": 0}, "limit_range"),
        ({"limit": 501}, "limit_range"),
        ({"order": "name"}, "order_unknown"),
        ({"after": "xyz"}, "cursor_wrong"),
        ({"after": "\ud800"}, "cursor_wrong"),
        ({"after": ""}, "cursor_wrong"),
    ],
)
def test_wrong_questions(asked: dict[str, Any], code: str, petugas: Session) -> None:
    with refused(code, petugas):
        list_aspirations(petugas, Query(**asked))


def test_a_cursor_is_for_its_own_question(petugas: Session) -> None:
    record(petugas, {}, {}, {})
    cursor = list_aspirations(petugas, Query(limit=1))["next"]
    for other in ({"search": "aspirasi"}, {"where": {"kind": "keluhan"}}, {"order": "due"}):
        with refused("cursor_wrong", petugas):
            list_aspirations(petugas, Query(limit=1, after=cursor, **other))
    for place in range(len(cursor)):
        damaged = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        with refused("cursor_wrong"):
            list_aspirations(petugas, Query(limit=1, after=damaged))


def test_no_cursor_looks_like_an_option(petugas: Session) -> None:
    record(petugas, {}, {}, {})
    asked = [Query(limit=1, search="aspirasi" + " " * spaces) for spaces in range(200)]
    # The seal differs with every question: one in 64 would begin with a hyphen.
    assert {list_aspirations(petugas, one)["next"][0] for one in asked} == {"W"}


def test_words_and_codes_are_searched(petugas: Session) -> None:
    a, b = record(petugas, {"text": "Lampu jalan mati"}, {"text": "Jalan berlubang é"})
    assert codes(petugas, search="jalan") == [b, a]
    assert codes(petugas, search="JALAN lam") == [a]
    assert codes(petugas, search="berlubang e") == [b]
    assert codes(petugas, search=a.lower()) == [a]
    assert codes(petugas, search=a.replace("-", "")) == [a]
    assert codes(petugas, search="jembatan") == []
    assert codes(petugas, search="???") == []
    assert codes(petugas, search="  ") == [b, a]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_any_words_can_be_searched(petugas: Session, typed: str) -> None:
    assert list_aspirations(petugas, Query(search=typed))["next"] is None


def test_restricted_ones_do_not_exist_unless_asked_for(desk: Session) -> None:
    plain, hidden = record(
        desk, {"text": "lampu mati di simpang"}, {"text": "lampu mati", "restricted": True}
    )
    assert everything(desk) == [plain]
    assert everything(desk, search="lampu") == [plain]
    assert everything(desk, where={"village": ANGSANA}) == [plain]
    assert everything(desk, where={"restricted": "1"}) == [hidden]
    assert everything(desk, where={"restricted": "1"}, search="lampu") == [hidden]
    assert similar(desk, plain)["similar"] == []
    assert show_aspiration(desk, hidden)["restricted"] is True


def test_ambiguous_codes_are_never_guessed(petugas: Session) -> None:
    a, b = record(petugas, {}, {})
    one, two = find(petugas, a), find(petugas, b)
    with petugas.store.transaction() as connection:
        connection.execute("UPDATE aspiration SET code = ? WHERE thing = ?", (one.code, two.thing))
    with refused("code_ambiguous", petugas):
        find(petugas, a)
    assert find(petugas, thing_text(two.thing)).thing == two.thing
    assert find(petugas, thing_text(two.thing).upper()).thing == two.thing
    assert codes(petugas, where={"code": a}) == [a, a]


def test_codes_are_typed_loosely(petugas: Session) -> None:
    [code] = record(petugas, {})
    one = find(petugas, code)
    assert one.code == code_symbols(one.thing)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code[3:]} ", code.replace("0", "o")):
        assert find(petugas, typed).thing == one.thing


def test_history_checks_each_signature_now(district: District, setda: Session, petugas: Session) -> None:
    [code] = record(petugas, {})
    district.carry(petugas, setda)
    triage.archive(setda, [code], "terlalu umum")
    first, last = show_aspiration(setda, code)["history"]
    assert (first["who"], first["kind"], first["signature"]) == ("Petugas", "aspiration.recorded", True)
    assert (last["who"], last["reason"], last["fields"]) == ("Setda", "terlalu umum", ["triage"])
    with setda.store.transaction() as connection:
        changed = "CAST(replace(CAST(body AS TEXT), 'Aspirasi', 'aspirasi') AS BLOB)"
        connection.execute(f"UPDATE event SET body = {changed}")
        connection.execute("UPDATE event SET sig = zeroblob(64) WHERE kind = 'aspiration.triaged'")
    assert [row["signature"] for row in show_aspiration(setda, code)["history"]] == [False, False]


def test_history_says_what_does_not_count(district: District, setda: Session, petugas: Session) -> None:
    [code] = record(petugas, {})
    district.carry(petugas, setda)
    with setda.store.transaction() as connection:
        connection.execute(
            "UPDATE event SET state = 1, why = 'writer_unknown' WHERE thing = ?", (find(setda, code).thing,)
        )
    [row] = show_aspiration(setda, code)["history"]
    assert (row["counts"], row["why"]) == (False, "writer_unknown")


def test_withheld_words_are_not_shown(district: District, petugas: Session) -> None:
    teman = district.home("teman", "officer")
    [code] = record(
        petugas, {"text": "rahasia", "citizen": {"mode": "secret", "name": "Ani", "consent": True}}
    )
    district.carry(petugas, teman, hide=frozenset({"field", "citizen"}))
    shown = show_aspiration(teman, code)
    assert (shown["text"], shown["title"], shown["citizen"]) == (None, None, {"mode": "secret"})
    assert all(row["signature"] for row in shown["history"])
    assert "rahasia" not in repr(shown)


def test_what_was_sent_and_acknowledged(petugas: Session) -> None:
    a, b = record(petugas, {}, {})
    event = "SELECT id FROM event WHERE kind = 'aspiration.recorded' AND thing = ?"
    with petugas.store.transaction() as connection:
        row = connection.execute(event, (find(petugas, a).thing,)).fetchone()[0]
        for number, address in ((3, "coordinator"), (7, "coordinator"), (9, "agency:PUPR")):
            connection.execute(
                "INSERT INTO sent_file (id, address, sequence, number) VALUES (?, ?, 'main', ?)",
                (number, address, number),
            )
            connection.execute("INSERT INTO sent_event VALUES (?, ?, 1)", (row, number))
    assert [(show_aspiration(petugas, code)["sent"]) for code in (a, b)] == [7, None]
    assert show_aspiration(petugas, a)["acknowledged"] is False
    with petugas.store.transaction() as connection:
        connection.execute("INSERT INTO acknowledged VALUES (3, 1)")
    assert show_aspiration(petugas, a)["acknowledged"] is True


def test_similar_ones_of_the_village(desk: Session) -> None:
    a, b, _ = record(
        desk,
        {"text": "lampu jalan depan SD mati dua bulan"},
        {"text": "PJU depan sekolah SD padam terus"},
        {"text": "pupuk subsidi tidak datang"},
    )
    record(desk, {"text": "lampu jalan depan SD mati dua bulan"}, village=MANTEWE)
    [found] = similar(desk, a)["similar"]
    assert found["code"] == b
    assert found["score"] > 0.4
    assert "lampu" in found["why"]
    typed = similar_to(desk, ANGSANA, "lampu jalan mati depan SD")
    assert {row["code"] for row in typed["similar"]} == {a, b}


def test_suggestions_by_code_or_words(desk: Session) -> None:
    [code] = record(desk, {"text": "lampu jalan mati"})
    [first] = suggest(desk, code=code)["suggestions"]
    assert first["agency"] == "DISHUB"
    assert "lampu jalan" in first["reason"]
    assert suggest(desk, text="jalan rusak")["suggestions"][0]["agency"] == "PUPR"
    assert suggest(desk, text="")["suggestions"] == []
    with refused("suggest_what", desk):
        suggest(desk)


def test_a_conflict_is_counted(district: District, setda: Session, petugas: Session) -> None:
    [code] = record(petugas, {})
    district.carry(petugas, setda)
    other = district.home("kedua", "coordinator")
    district.carry(setda, other)
    triage.archive(setda, [code], "satu")
    triage.ask(other, [code], "dua")
    district.carry(other, setda)
    assert show_aspiration(setda, code)["conflicts"] == 1
