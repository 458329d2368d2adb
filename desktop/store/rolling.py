"""Copies of the database made by the program itself before a risky step, and the way back from one."""

import os
import re
import shutil
from pathlib import Path

from desktop.errors import UserError
from desktop.paths import Paths
from desktop.store.durable import (
    Checkpoint,
    make_folder,
    no_checkpoint,
    rename,
    storage_errors,
    sync_file,
    sync_folder,
)
from desktop.store.engine import Store, file_is_sound, open_store
from desktop.store.lock import HomeLock

KEPT = 3
RESTORED = "restored"
"""Key in `meta`: this database came back from a copy; its keys may live elsewhere too (sync.md 1.7)."""

_NAME = re.compile(r"([0-9]{8})\.db")


def snapshot(store: Store, target: Path) -> None:
    """Writes the database as it is now to `target`, encrypted by the same key, and syncs it.

    Raises:
        UserError: ``disk_full``, ``disk_failed``, ``database_damaged``; nothing is left at `target`.
    """
    try:
        with storage_errors():
            target.unlink(missing_ok=True)
            # Made first, empty, so that only its owner may read it; SQLite fills it.
            os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with store.problems():
            store.connection.execute("VACUUM INTO ?", (str(target.absolute()),))
        with storage_errors():
            sync_file(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def rolling_backup(store: Store, *, keep: int = KEPT, checkpoint: Checkpoint = no_checkpoint) -> Path:
    """Copies the database (not the photos) into the home's `backups` and keeps the last `keep` copies.

    Raises:
        UserError: ``disk_full``, ``disk_failed``, ``database_damaged``: the risky step must not begin.
    """
    folder = store.paths.backups
    with storage_errors():
        make_folder(folder)
    temp = folder / "copy.tmp"
    snapshot(store, temp)
    checkpoint("snapshot_written")
    copies = rolling_copies(store.paths)
    number = int(copies[-1].stem) + 1 if copies else 1
    target = folder / f"{number:08d}.db"
    with storage_errors():
        rename(temp, target)
        sync_folder(folder)
        checkpoint("snapshot_named")
        for old in [*copies, target][:-keep]:
            old.unlink()
    checkpoint("old_copies_gone")
    return target


def rolling_copies(paths: Paths) -> list[Path]:
    """The copies there are, oldest first."""
    if not paths.backups.is_dir():
        return []
    return sorted(path for path in paths.backups.iterdir() if _NAME.fullmatch(path.name))


def restore_rolling(
    paths: Paths, key: bytes, copy: Path, *, checkpoint: Checkpoint = no_checkpoint
) -> Path | None:
    """Puts a rolling copy in the place of the database; what stood there is kept beside it.

    The database is marked restored: the caller must make new keys and `writer.continued` (sync.md 1.7).

    Returns:
        Where the former database was put, or None if there was none.

    Raises:
        UserError: ``backup_damaged``; ``home_in_use``; ``disk_full``; the database is untouched then.
    """
    if not file_is_sound(copy, key):
        raise UserError("backup_damaged")
    room = Paths(paths.backups / "restoring")
    with HomeLock(paths.lock), storage_errors():
        shutil.rmtree(room.home, ignore_errors=True)
        make_folder(room.home)
        try:
            shutil.copyfile(copy, room.database)
            room.database.chmod(0o600)
            mark_restored(room, key)
            checkpoint("copy_marked")
            former = _set_aside(paths.database)
            checkpoint("former_kept")
            rename(room.database, paths.database)
            sync_folder(paths.home)
            checkpoint("copy_in_place")
        finally:
            shutil.rmtree(room.home, ignore_errors=True)
    return former


def mark_restored(paths: Paths, key: bytes) -> None:
    """Marks a database that is not yet in its place, so that it can never stand there unmarked."""
    with open_store(paths, key) as store:
        with store.transaction():
            store.set_meta(RESTORED, b"1")
        store.shrink_journal()
    sync_file(paths.database)


def _set_aside(database: Path) -> Path | None:
    """Gives the database a second name and its journal only that one, or it would be played into the copy."""
    if not database.exists():
        return None
    number = 1
    while (former := database.with_name(f"{database.name}.{number}")).exists():
        number += 1
    try:
        os.link(database, former)
    except OSError:
        # A file system without links: a moment without a database, but never without its content.
        rename(database, former)
    journal = database.with_name(database.name + "-wal")
    if journal.exists():
        rename(journal, former.with_name(former.name + "-wal"))
    database.with_name(database.name + "-shm").unlink(missing_ok=True)
    return former
