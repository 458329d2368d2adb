"""The database is encrypted or it is not opened; one writer at a time."""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
import sqlite_utils

from desktop.paths import Paths
from desktop.store import engine
from desktop.store.engine import connect_reader, file_is_sound, open_store
from desktop.store.lock import HomeLock
from desktop.store.sequence import Sequence
from tests.store.constants import KEY
from tests.store.helpers import (
    ROOT,
    killed_everywhere,
    new_home,
    refused,
)

HOLDER = """
import sys
from pathlib import Path
from desktop.paths import Paths
from desktop.store.engine import open_store
store = open_store(Paths(Path(sys.argv[1])), bytes(range(32)))
with store.transaction():
    store.set_meta("a", b"1")
print("open", flush=True)
sys.stdin.read()
"""


def test_every_page_is_encrypted(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store, store.transaction():
        store.set_meta("kenari", b"KENARI-8821 " * 400)
    assert store.db is not None
    for path in paths.home.iterdir():
        assert b"KENARI-8821" not in path.read_bytes(), path.name
        assert b"SQLite format" not in path.read_bytes(), path.name
    if sys.platform != "win32":
        assert paths.database.stat().st_mode & 0o777 == 0o600


def test_a_plain_database_is_not_opened(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.database.write_bytes(b"SQLite format 3\0" + bytes(4080))
    with refused("database_not_encrypted"):
        open_store(paths, KEY)
    with refused("database_not_encrypted"):
        connect_reader(paths, KEY)
    assert not file_is_sound(paths.database, KEY)


def test_settings_of_a_writer(tmp_path: Path) -> None:
    _, store = new_home(tmp_path / "home")
    with store:

        def pragma(name: str) -> object:
            return store.connection.execute(f"PRAGMA {name}").fetchone()[0]

        assert pragma("cipher_version")
        assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
        assert (pragma("secure_delete"), pragma("cache_size")) == (1, -65536)
        assert pragma("journal_size_limit") == 4_194_304


def test_sqlite_utils_works_and_catches_our_exceptions(tmp_path: Path) -> None:
    _, store = new_home(tmp_path / "home")
    with store:
        table = store.db["trial"]
        assert isinstance(table, sqlite_utils.db.Table)
        table.insert({"a": 1})
        table.insert({"a": 2, "b": 3}, alter=True)
        assert [row["b"] for row in table.rows] == [None, 3]
        store.db["nowhere"].drop(ignore=True)
        assert not store.connection.in_transaction


def test_another_driver_is_a_bug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlite_utils.utils.dbapi2", object())
    with open_store(Paths(tmp_path), KEY) as store, pytest.raises(RuntimeError):
        _ = store.db


def test_wrong_key_or_damage_is_damage_since_the_vault_vouches(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    store.close()
    with refused("database_damaged"):
        open_store(paths, bytes(32))
    good = paths.database.read_bytes()
    for data in (good[:100], good[:2000] + b"\xff" + good[2001:], os.urandom(4096)):
        paths.database.write_bytes(data)
        with refused("database_damaged"):
            open_store(paths, KEY)
        with refused("database_damaged"):
            connect_reader(paths, KEY)
    paths.database.write_bytes(good)
    open_store(paths, KEY).close()


def test_a_damaged_page_is_met_in_a_sentence(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store, store.transaction():
        store.set_meta("a", bytes(20_000))
    data = bytearray(paths.database.read_bytes())
    data[-4096 * 2 + 50] ^= 1
    paths.database.write_bytes(data)
    assert not file_is_sound(paths.database, KEY)
    with open_store(paths, KEY) as damaged, refused("database_damaged"), damaged.problems():
        damaged.connection.execute("SELECT sum(length(value)) FROM meta").fetchall()
        for table in damaged.db.table_names():
            damaged.connection.execute(f"SELECT * FROM {table}").fetchall()


def test_a_vanished_database_is_not_replaced_by_an_empty_one(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    store.close()
    Sequence(paths.sequence).reserve(100)
    for vanish in (paths.database.unlink, paths.database.touch):
        vanish()
        with refused("database_missing"):
            open_store(paths, KEY)


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with refused("home_not_a_folder"):
        open_store(Paths(tmp_path / "home"), KEY)
    with refused("home_not_a_folder"):
        open_store(Paths(tmp_path / "home" / "deeper"), KEY)


def test_no_home_for_a_reader(tmp_path: Path) -> None:
    with refused("home_missing"):
        open_store(Paths(tmp_path / "none"), KEY, read_only=True)


def test_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    _, store = new_home(tmp_path / "home")
    with store:
        with suppress(KeyError), store.transaction():
            store.set_meta("a", b"1")
            raise KeyError
        assert store.meta("a") is None
        with store.transaction():
            store.set_meta("a", b"2")
            with pytest.raises(RuntimeError), store.transaction():
                pass
        assert store.meta("a") == b"2"
        with pytest.raises(engine.DatabaseError), store.transaction() as connection:
            connection.execute("INSERT INTO nowhere VALUES (1)")
        assert not store.connection.in_transaction


def test_two_writers_are_refused_and_readers_are_not(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store:
        with refused("home_in_use"):
            open_store(paths, KEY)
        with connect_reader(paths, KEY) as reader:
            with store.transaction():
                store.set_meta("a", b"1")
                assert reader.meta("a") is None
            assert reader.meta("a") == b"1"
            with pytest.raises(RuntimeError), reader.transaction():
                pass
            with refused("home_read_only"), reader.problems():
                reader.set_meta("a", b"2")
    open_store(paths, KEY).close()


def test_a_held_lock_is_handed_over(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    lock = HomeLock(paths.lock)
    with open_store(paths, KEY, lock=lock), refused("home_in_use"):
        HomeLock(paths.lock)
    HomeLock(paths.lock).release()


def test_a_failed_opening_gives_the_lock_back_only_if_it_took_it(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.database.write_bytes(b"x" * 4096)
    with refused("database_damaged"):
        open_store(paths, KEY)
    with HomeLock(paths.lock) as lock:
        with refused("database_damaged"):
            open_store(paths, KEY, lock=lock)
        with refused("home_in_use"):
            HomeLock(paths.lock)


def test_a_killed_program_locks_nothing(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    store.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(paths.home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with refused("home_in_use"):
            open_store(paths, KEY)
        with connect_reader(paths, KEY) as reader:
            assert reader.meta("a") == b"1"
        holder.kill()
        holder.wait()
    with connect_reader(paths, KEY) as reader:
        assert reader.meta("a") == b"1"
    open_store(paths, KEY).close()


def test_killed_anywhere_in_a_transaction(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    store.close()
    for step, folder in killed_everywhere("transaction", paths.home):
        with open_store(Paths(folder), KEY) as left:
            found = (left.meta("a"), left.meta("b"))
        assert found == ((b"\1", b"\2") if step in {"committed", "whole"} else (None, None)), step


def test_a_store_belongs_to_the_thread_that_opened_it(tmp_path: Path) -> None:
    _, store = new_home(tmp_path / "home")
    caught: list[Exception] = []

    def elsewhere() -> None:
        try:
            store.meta("a")
        except engine.DatabaseError as error:
            caught.append(error)

    with store:
        worker = threading.Thread(target=elsewhere)
        worker.start()
        worker.join()
    assert len(caught) == 1
