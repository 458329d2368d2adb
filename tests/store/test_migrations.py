"""Numbered steps: each whole or not at all, a copy first, a newer database refused."""

from pathlib import Path

import pytest

from desktop.paths import Paths
from desktop.store.connection import Connection
from desktop.store.engine import DatabaseError, file_is_sound, open_store
from desktop.store.migrations import STEPS, Step, migrate, refuse_newer, schema_version
from desktop.store.rolling import rolling_copies
from desktop.store.tables import TRUST_KINDS
from tests.store.constants import KEY
from tests.store.helpers import killed_everywhere, new_home, refused

LAST = STEPS[-1].number


def later(connection: Connection) -> None:
    connection.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")


def broken(connection: Connection) -> None:
    later(connection)
    connection.execute("INSERT INTO nowhere VALUES (1)")


def test_steps_are_numbered_from_one_without_gaps() -> None:
    assert [step.number for step in STEPS] == list(range(1, LAST + 1))


def test_a_new_home_takes_every_step_once_and_needs_no_copy(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    with open_store(paths, KEY) as store:
        assert schema_version(store) == 0
        assert migrate(store) == [step.number for step in STEPS]
        assert migrate(store) == []
        assert schema_version(store) == LAST
        assert {"meta", "event", "writer", "draft", "quarantined"} <= set(store.db.table_names())
    assert rolling_copies(paths) == []


def test_old_data_are_copied_before_a_step(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store:
        with store.transaction():
            store.set_meta("a", b"before")
        assert migrate(store, (*STEPS, Step(LAST + 1, later))) == [LAST + 1]
    (copy,) = rolling_copies(paths)
    assert file_is_sound(copy, KEY)


def test_a_failing_step_changes_nothing(tmp_path: Path) -> None:
    _, store = new_home(tmp_path / "home")
    with store:
        with pytest.raises(DatabaseError):
            migrate(store, (*STEPS, Step(LAST + 1, broken)))
        assert schema_version(store) == LAST
        assert "later" not in store.db.table_names()


def test_a_newer_database_is_refused_untouched(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store:
        migrate(store, (*STEPS, Step(LAST + 1, later)))
    before = paths.database.read_bytes()
    with open_store(paths, KEY) as store:
        with refused("database_newer"):
            migrate(store)
        with refused("database_newer"):
            refuse_newer(store)
    assert paths.database.read_bytes() == before


def test_killed_anywhere_in_a_migration(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    store.close()
    for step, folder in killed_everywhere("migration", paths.home):
        with open_store(Paths(folder), KEY) as left:
            done = step in {f"step_{LAST + 1}_done", "whole"}
            assert schema_version(left) == LAST + done, step
            assert ("later" in left.db.table_names()) == done, step
            migrate(left, (*STEPS, Step(LAST + 1, later)))
            assert schema_version(left) == LAST + 1, step
        assert not list(Paths(folder).backups.glob("*.tmp")) or step == "snapshot_written", step


def test_event_indexes_are_used(tmp_path: Path) -> None:
    _, store = new_home(tmp_path / "home")
    with store:

        def plan(where: str) -> str:
            rows = store.connection.execute(f"EXPLAIN QUERY PLAN SELECT id FROM event WHERE {where}")
            return " ".join(row[3] for row in rows)

        assert "event_thing" in plan("thing = x'00'")
        assert "event_trust" in plan(TRUST_KINDS)
        assert "event_waiting" in plan("state <> 0")
        assert "AUTOINDEX" in plan("writer = 1 AND seq = 2").upper()


@pytest.mark.parametrize(
    ("kind", "trusted"),
    [
        ("roster.accepted", True),
        ("pack.set", True),
        ("writer.continued", True),
        ("review.accepted", True),
        ("rosterx", False),
        ("aspiration.recorded", False),
        ("package", False),
    ],
)
def test_which_kinds_decide_about_others(tmp_path: Path, kind: str, *, trusted: bool) -> None:
    _, store = new_home(tmp_path / "home")
    with store:
        row = store.connection.execute(f"SELECT {TRUST_KINDS} FROM (SELECT ? AS kind)", (kind,)).fetchone()
    assert bool(row[0]) == trusted
