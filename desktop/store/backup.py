"""A whole home in one file, still encrypted: database, photos and vault; and the way back."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop.errors import UserError
from desktop.paths import Paths
from desktop.store.blobs import Blobs
from desktop.store.container import (
    DATABASE,
    VAULT,
    BackupInfo,
    Progress,
    no_progress,
    read_container,
    write_container,
)
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
from desktop.store.migrations import refuse_newer, schema_version
from desktop.store.rolling import mark_restored, snapshot


def make_backup(
    store: Store,
    paths: Paths,
    out: Path,
    key: bytes,
    progress: Progress = no_progress,
    *,
    created: str,
    checkpoint: Checkpoint = no_checkpoint,
) -> BackupInfo:
    """Writes the whole home to `out`, syncs it and reads it back.

    Args:
        store: the open home, no transaction running.
        paths: its folders.
        out: a new file, on a stick for instance; it appears only when it is complete.
        key: the data key.
        progress: told bytes done and bytes in all, writing and reading back.
        created: ISO 8601, kept inside.
        checkpoint: see `desktop.store.durable`.

    Raises:
        UserError: ``backup_exists``, ``backup_no_folder``, ``backup_no_room``, ``backup_read_only``,
            ``backup_damaged`` (what was read back differs), ``disk_full`` (the home's own disk),
            ``database_damaged``.
    """
    if out.exists():
        raise UserError("backup_exists", file=str(out))
    if not out.absolute().parent.is_dir():
        raise UserError("backup_no_folder", folder=str(out.parent))
    with storage_errors():
        make_folder(paths.backups)
    copy = paths.backups / "whole.tmp"
    part = out.with_name(out.name + ".tmp")
    try:
        snapshot(store, copy)
        if not file_is_sound(copy, key):
            raise UserError("database_damaged")
        checkpoint("snapshot_written")
        with storage_errors(full="backup_no_room", refused="backup_read_only"):
            info = write_container(part, _sources(copy, paths, key), created, schema_version(store), progress)
            _settle(part, out, info, progress, checkpoint)
        checkpoint("backup_named")
    finally:
        copy.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return info


def _settle(part: Path, out: Path, info: BackupInfo, progress: Progress, checkpoint: Checkpoint) -> None:
    """Syncs what was written, reads it back, and only then gives it its name."""
    sync_file(part)
    checkpoint("backup_synced")
    if inspect_backup(part, progress) != info:
        raise UserError("backup_damaged")
    rename(part, out)
    sync_folder(out.absolute().parent)


def inspect_backup(file: Path, progress: Progress = no_progress) -> BackupInfo:
    """Reads and checks the whole file; writes nothing.

    Raises:
        UserError: ``backup_damaged``, ``backup_missing``.
    """
    return read_container(file, progress, None)


def restore_backup(
    file: Path,
    paths: Paths,
    unlock: Callable[[Path], bytes],
    progress: Progress = no_progress,
    *,
    checkpoint: Checkpoint = no_checkpoint,
) -> BackupInfo:
    """Makes a home from a backup. Everything is checked beside it first; the home appears in one step.

    The database is marked restored (`rolling.RESTORED`): the caller must make new keys, a new writer and
    `writer.continued` (sync.md 1.7). The sequence file is not part of a backup.

    Args:
        file: the backup.
        paths: a home that does not exist or is an empty folder.
        unlock: given the path of the backup's vault, returns its data key (by passphrase or recovery code).
        progress: told bytes done and bytes in all.
        checkpoint: see `desktop.store.durable`.

    Raises:
        UserError: ``home_not_empty``, ``home_in_use`` (another restore), ``backup_missing``,
            ``backup_damaged``, ``database_newer``, ``disk_full``, ``home_read_only``, and what
            `unlock` raises; no home is made then.
    """
    if paths.home.exists() and (not paths.home.is_dir() or any(paths.home.iterdir())):
        raise UserError("home_not_empty")
    home = paths.home.absolute()
    room = Paths(home.with_name(f".{home.name}.restoring"))
    lock_file = home.with_name(f".{home.name}.restoring.lock")
    lock = HomeLock(lock_file)
    try:
        with storage_errors():
            shutil.rmtree(room.home, ignore_errors=True)
            make_folder(room.home)
            info = read_container(file, progress, room)
            checkpoint("backup_unpacked")
            _check_and_mark(room, unlock(room.vault))
            checkpoint("backup_marked")
            _move_in(room.home, home)
        checkpoint("home_named")
    finally:
        shutil.rmtree(room.home, ignore_errors=True)
        lock.release()
        with suppress(OSError):
            lock_file.unlink()
    return info


def _move_in(made: Path, home: Path) -> None:
    _sync_tree(made)
    if home.exists():
        home.rmdir()
    rename(made, home)
    sync_folder(home.parent)


def _check_and_mark(room: Paths, key: bytes) -> None:
    try:
        if not file_is_sound(room.database, key):
            raise UserError("backup_damaged")
        with open_store(room, key) as store:
            if not refuse_newer(store):
                raise UserError("backup_damaged")
        mark_restored(room, key)
    except UserError as error:
        if error.code in {"database_damaged", "database_not_encrypted", "database_missing"}:
            raise UserError("backup_damaged") from error
        raise


def _sources(copy: Path, paths: Paths, key: bytes) -> dict[str, Path]:
    """Member name → file. Photos after the database: one that came in meanwhile is an orphan."""
    blobs = {f"blobs/{path.name}": path for path in Blobs(paths.blobs, key).files()}
    return {DATABASE: copy, VAULT: paths.vault, **blobs}


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            sync_file(path)
        elif path.is_dir():
            sync_folder(path)
    sync_folder(folder)
