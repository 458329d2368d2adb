"""Pages go on where the last ended, whatever the ties; side facts are asked in handfuls."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.codes import code_symbols
from desktop.store import listing, queries
from desktop.store.connection import Connection
from desktop.store.engine import Store
from desktop.store.listing import Filter
from desktop.store.search import index_words
from tests.store.helpers import new_home

STATE = '{"values":{}}'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    _, store = new_home(tmp_path_factory.mktemp("home") / "a")
    with store.transaction() as connection:
        for number in range(60):
            _aspiration(connection, number)
            _visit(connection, number)
    return store


def _thing(number: int) -> bytes:
    return random.Random(number).randbytes(16)


def _aspiration(connection: Connection, number: int) -> None:
    thing = _thing(number)
    row = {
        "thing": thing,
        "code": code_symbols(thing),
        "village": f"v{number % 3}",
        "text": f"lampu {number}",
        "restricted": int(number % 10 == 9),
        "status": ("dicatat", "ditugaskan")[number % 2],
        "round": 1,
        "agency": "PUPR" if number % 2 else None,
        "due": f"2026-12-0{number % 5 + 1}" if number % 2 else None,
        "writer": bytes(16),
        # Many at the same second, as after an import.
        "recorded": f"2026-11-2{number % 4}T09:00:00+08:00",
        "state": STATE,
    }
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO aspiration ({', '.join(row)}) VALUES ({marks})", list(row.values()))
    index_words(connection, [(thing, str(row["text"]))], [])


def _visit(connection: Connection, number: int) -> None:
    day = f"2026-11-0{number % 4 + 1}" if number else None
    values = (_thing(number), f"v{number % 3}", day, number % 2, bytes(16), "", STATE)
    connection.execute("INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?, ?)", values)


CONDITIONS = st.lists(
    st.sampled_from(
        [
            Filter("restricted", "=", 0),
            Filter("village", "=", "v1"),
            Filter("status", "=", "ditugaskan"),
            Filter("agency", "is", None),
            Filter("due", "<=", "2026-12-03"),
            Filter("village", "in", ["v0", "v2"]),
        ]
    ),
    max_size=3,
)


@given(CONDITIONS, st.integers(1, 70), st.sampled_from(["recorded", "due", "search"]))
def test_pages_together_are_the_whole_list(
    store: Store, filters: list[Filter], limit: int, order: str
) -> None:
    match = '"lampu"' if order == "search" else None

    def page(size: int, after: listing.Key | None) -> list[tuple[listing.Key, queries.Aspiration]]:
        return listing.aspiration_page(
            store.connection, filters, size, after, match=match, by_due=order == "due"
        )

    whole = page(1000, None)
    found: list[tuple[listing.Key, queries.Aspiration]] = []
    after = None
    while rows := page(limit, after):
        found += rows
        after = rows[-1][0]
    assert found == whole
    things = [one.thing for _, one in whole]
    assert len(things) == len(set(things))
    keys = [
        (one.recorded, one.thing) if order == "recorded" else (one.due or "", one.thing) for _, one in whole
    ]
    if order != "search":
        assert keys == sorted(keys, reverse=order == "recorded")


def test_pages_of_visits(store: Store) -> None:
    found: list[bytes] = []
    after = None
    while rows := listing.visit_page(store.connection, [], 7, after):
        found += [visit.thing for _, visit in rows]
        after = rows[-1][0]
    assert sorted(found) == sorted(_thing(number) for number in range(1, 60))


def test_columns_nobody_knows_never_reach_the_database(store: Store) -> None:
    for filter in (Filter("state", "=", "x"), Filter("1=1 OR a.kind", "=", "x"), Filter("kind", "OR", "x")):
        with pytest.raises(ValueError, match="not a column"):
            listing.aspiration_page(store.connection, [filter], 1)
    with pytest.raises(ValueError, match="not a column"):
        listing.visit_page(store.connection, [Filter("status", "=", "x")], 1)


def test_a_page_walks_an_index_and_sorts_nothing(store: Store) -> None:
    """What the planner says of the two pages everybody looks at."""
    for where in ("a.restricted = 0", "a.status = 'dicatat' AND a.restricted = 0", "a.village = 'v1'"):
        sql = f"""EXPLAIN QUERY PLAN SELECT {queries.ASPIRATION} FROM aspiration a WHERE {where}
            AND (a.recorded, a.thing) < ('x', x'00') ORDER BY a.recorded DESC, a.thing DESC LIMIT 50"""
        plan = " ".join(str(row[3]) for row in store.connection.execute(sql))
        assert "USING INDEX" in plan
        assert "TEMP B-TREE" not in plan


def test_more_than_a_handful_is_asked(store: Store) -> None:
    things = [_thing(number) for number in range(queries.MANY + 50)]
    assert len(queries.aspirations(store.connection, things)) == 60
    assert queries.aspirations(store.connection, []) == {}
    assert queries.aspirations_of_code(store.connection, code_symbols(_thing(3)))[0].thing == _thing(3)
    assert queries.awaited(store.connection, ["00" * 32]) == {"00" * 32}
    assert queries.sent_numbers(store.connection, things, "aspiration.recorded") == {}


def test_only_unanswered_rounds_are_unreceived(tmp_path: Path) -> None:
    _, store = new_home(tmp_path / "b")
    with store.transaction() as connection:
        _aspiration(connection, 1)
        connection.execute("UPDATE aspiration SET round = 2")
        states = (
            '{"values":{}}',
            '{"values":{"state.1":"diterima"}}',
            '{"values":{"state.2":"diterima"}}',
            '{"values":{"instruction":"\\"state.2\\":"}}',
        )
        for number, state in enumerate(states):
            values = (bytes([number]) * 16, _thing(1), "PUPR", "lead", 1, None, 0, 1, str(number), state)
            connection.execute("INSERT INTO assignment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    found = queries.unreceived(store.connection, "PUPR")
    assert [one.thing[0] for one, _, _ in found] == [0, 1, 3]
    assert {number for _, _, number in found} == {2}
    store.close()
