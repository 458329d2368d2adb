"""Copies of the database made before risky steps, and the way back from one."""

import os
from pathlib import Path

from desktop.paths import Paths
from desktop.store.engine import file_is_sound, open_store
from desktop.store.rolling import RESTORED, restore_rolling, rolling_backup, rolling_copies
from tests.store.constants import KEY
from tests.store.helpers import fill, killed_everywhere, new_home, refused, small_disk


def with_copy(folder: Path) -> Paths:
    """A home with a copy that says 'old', whose database says 'new'."""
    paths, store = new_home(folder)
    with store:
        with store.transaction():
            store.set_meta("word", b"old")
        rolling_backup(store)
        with store.transaction():
            store.set_meta("word", b"new")
    return paths


def test_the_last_copies_are_kept(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store:
        for _ in range(5):
            made = rolling_backup(store, keep=3)
    copies = rolling_copies(paths)
    assert [path.name for path in copies] == ["00000003.db", "00000004.db", "00000005.db"]
    assert copies[-1] == made
    assert all(file_is_sound(path, KEY) for path in copies)
    assert not any(file_is_sound(path, bytes(32)) for path in copies)
    assert {path.name for path in paths.backups.iterdir()} == {path.name for path in copies}


def test_back_from_a_copy_even_over_a_damaged_database(tmp_path: Path) -> None:
    paths = with_copy(tmp_path / "home")
    paths.database.write_bytes(b"x" * 8192)
    rolling_copies(paths)[0].chmod(0o644)  # as a copy from another disk may come
    former = restore_rolling(paths, KEY, rolling_copies(paths)[0])
    assert former is not None
    assert os.name == "nt" or paths.database.stat().st_mode & 0o777 == 0o600
    assert former.read_bytes() == b"x" * 8192
    with open_store(paths, KEY) as store:
        assert (store.meta("word"), store.meta(RESTORED)) == (b"old", b"1")
    paths.database.unlink()
    assert restore_rolling(paths, KEY, rolling_copies(paths)[0]) is None


def test_a_damaged_copy_or_a_home_in_use_changes_nothing(tmp_path: Path) -> None:
    paths = with_copy(tmp_path / "home")
    (copy,) = rolling_copies(paths)
    with open_store(paths, KEY), refused("home_in_use"):
        restore_rolling(paths, KEY, copy)
    data = bytearray(copy.read_bytes())
    data[-10] ^= 1
    copy.write_bytes(data)
    before = paths.database.read_bytes()
    with refused("backup_damaged"):
        restore_rolling(paths, KEY, copy)
    assert paths.database.read_bytes() == before


def test_killed_anywhere_old_or_new_and_the_old_is_marked(tmp_path: Path) -> None:
    paths = with_copy(tmp_path / "home")
    for step, folder in killed_everywhere("rolling", paths.home):
        left = Paths(folder)
        with open_store(left, KEY) as store:
            found = (store.meta("word"), store.meta(RESTORED))
        after = step in {"copy_in_place", "whole"}
        assert found == ((b"old", b"1") if after else (b"new", None)), step
        restore_rolling(left, KEY, rolling_copies(left)[-1])
        assert not (left.backups / "restoring").exists(), step


def test_no_room_for_a_copy(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        paths, store = new_home(disk / "home")
        with store:
            with store.transaction():
                store.set_meta("word", bytes(1_000_000))
            fill(disk, leave=500_000)
            with refused("disk_full"):
                rolling_backup(store)
            assert rolling_copies(paths) == []
            assert store.meta("word") == bytes(1_000_000)
