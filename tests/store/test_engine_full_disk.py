"""A full or read-only disk: nothing acknowledged is lost, and reading goes on."""

import importlib
import sys
from pathlib import Path

import pytest

from desktop.paths import Paths
from desktop.store.connection import Connection
from desktop.store.drafts import load_draft, save_draft
from desktop.store.engine import connect_reader, open_store
from desktop.store.migrations import migrate
from tests.store.constants import KEY, WHEN
from tests.store.helpers import (
    fill,
    new_home,
    refused,
    set_read_only,
    small_disk,
)


def test_a_full_disk_loses_nothing_and_drafts_still_save(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "16m") as disk:
        paths, store = new_home(disk / "home")
        with store:
            with store.transaction() as connection:
                _bulk(connection, 200)
            ballast = fill(disk)
            with refused("disk_full"), store.transaction() as connection, store.problems():
                _bulk(connection, 2000)
            assert paths.reserve.exists()
            # What the failed transaction had written was given back.
            assert (paths.home / "jemputbola.db-wal").stat().st_size == 0
            assert store.connection.execute("SELECT count(*) FROM log").fetchone() == (200,)
            with connect_reader(paths, KEY) as reader:
                assert reader.connection.execute("SELECT count(*) FROM log").fetchone() == (200,)
            fill(disk)
            save_draft(store, "visit", {"text": "kata warga"}, WHEN)
            assert load_draft(store, "visit") is not None
            with store.transaction(making_room=True) as connection:
                connection.execute("DELETE FROM log")
            assert store.connection.execute("SELECT count(*) FROM log").fetchone() == (0,)
            ballast.unlink()
        with open_store(paths, KEY):
            assert paths.reserve.exists()


def test_a_full_disk_can_still_be_opened(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        paths, store = new_home(disk / "home")
        store.close()
        fill(disk)
        with open_store(paths, KEY) as full, full.transaction():
            full.set_meta("a", b"1")


def test_a_new_home_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        (disk / "home").mkdir()
        fill(disk)
        with refused("disk_full"), open_store(Paths(disk / "home"), KEY) as store:
            migrate(store)


def test_a_read_only_home_can_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        paths, store = new_home(disk / "home")
        with store, store.transaction():
            store.set_meta("a", b"1")
        set_read_only(disk)
        with refused("home_read_only"):
            open_store(paths, KEY)
        with connect_reader(paths, KEY) as reader:
            assert reader.meta("a") == b"1"


def test_a_write_cut_off_by_the_system_changes_nothing(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such limit")
    resource = importlib.import_module("resource")
    paths, store = new_home(tmp_path / "home")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        try:
            with refused("disk_failed"), store.transaction() as connection:
                _bulk(connection, 2000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert store.connection.execute("SELECT count(*) FROM log").fetchone() == (0,)
    with open_store(paths, KEY) as again:
        assert again.connection.execute("SELECT count(*) FROM log").fetchone() == (0,)


def _bulk(connection: Connection, rows: int) -> None:
    for _ in range(rows):
        connection.execute("INSERT INTO log (at, detail) VALUES (?, hex(randomblob(5000)))", (WHEN,))
