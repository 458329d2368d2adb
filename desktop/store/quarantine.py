"""Sealed files of senders nobody has confirmed yet: kept as they came, under names of our own."""

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from desktop.errors import UserError
from desktop.store.durable import Checkpoint, make_folder, no_checkpoint, rename, storage_errors, sync_folder
from desktop.store.engine import Store

LARGEST_FILE = 64 * 1_048_576
LARGEST_TOTAL = 512 * 1_048_576
MOST_FILES = 200

_NAME = re.compile(r"[0-9a-f]{32}")
_COLUMNS = "file, writer, key, name, manifest, path, received"
_LONGEST_NAME = 200


class Quarantined(NamedTuple):
    """One file that waits.

    Attributes:
        file: our own random name of it, 32 hex digits; what the sender called it decides nothing.
        writer: who it says it is from, 16 bytes.
        key: the signing key it says so with, 32 bytes.
        name: the file name it came under, for a person to read.
        manifest: SHA-256 of its manifest.
        path: where the sealed bytes are.
        received: ISO 8601, given by the caller.
    """

    file: str
    writer: bytes
    key: bytes
    name: str
    manifest: bytes
    path: Path
    received: str


def quarantine_file(
    store: Store,
    source: Path,
    *,
    writer: bytes,
    key: bytes,
    manifest: bytes,
    received: str,
    checkpoint: Checkpoint = no_checkpoint,
) -> str:
    """Keeps a copy of a sealed file; first the file, then its row. The same file again is kept once.

    Returns:
        Its name here.

    Raises:
        UserError: ``quarantine_full`` (a file over 64 MiB, 200 files, or 512 MiB in all), ``disk_full``.
    """
    waiting = list_quarantined(store)
    for one in waiting:
        if (one.writer, one.manifest) == (writer, manifest):
            if not one.path.is_file():
                _keep(source, one.path, checkpoint)
            return one.file
    size = source.stat().st_size
    held = sum(one.path.stat().st_size for one in waiting if one.path.is_file())
    if size > LARGEST_FILE or held + size > LARGEST_TOTAL or len(waiting) >= MOST_FILES:
        raise UserError("quarantine_full")
    file = secrets.token_hex(16)
    _keep(source, store.paths.quarantine / file, checkpoint)
    row = (file, writer, key, source.name[:_LONGEST_NAME], manifest, file, received)
    with store.transaction() as connection:
        connection.execute(f"INSERT INTO quarantined ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        checkpoint("quarantine_row_written")
    checkpoint("quarantine_settled")
    return file


def list_quarantined(store: Store, writer: bytes | None = None) -> list[Quarantined]:
    """What waits, oldest first; of one writer if given."""
    with store.problems():
        rows = store.connection.execute(
            f"SELECT {_COLUMNS} FROM quarantined WHERE ? IS NULL OR writer = ? ORDER BY received, file",
            (writer, writer),
        ).fetchall()
    folder = store.paths.quarantine
    return [
        Quarantined(file, writer, key, name, manifest, folder / path, received)
        for file, writer, key, name, manifest, path, received in rows
    ]


def remove_quarantined(store: Store, file: str) -> bool:
    """Forgets one, its row first; False if there was none."""
    if not _NAME.fullmatch(file):
        return False
    with store.transaction(making_room=True) as connection:
        found = connection.execute("DELETE FROM quarantined WHERE file = ?", (file,)).rowcount > 0
    if found:
        with storage_errors():
            (store.paths.quarantine / file).unlink(missing_ok=True)
    return found


def sweep_quarantine(store: Store, *, older_than: float) -> int:
    """Removes files without a row (a crash between the two), if older than that (seconds since the epoch)."""
    known = {one.path.name for one in list_quarantined(store)}
    gone = 0
    with storage_errors():
        for path in _files(store.paths.quarantine):
            if path.name not in known and path.stat().st_mtime < older_than:
                path.unlink()
                gone += 1
    return gone


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from [path for path in folder.iterdir() if path.is_file()]


def _keep(source: Path, target: Path, checkpoint: Checkpoint) -> None:
    temp = target.with_suffix(".tmp")
    with storage_errors():
        make_folder(target.parent)
        try:
            descriptor = os.open(
                temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
            )
            with source.open("rb") as incoming, os.fdopen(descriptor, "wb") as outgoing:
                _copy(incoming, outgoing)
                outgoing.flush()
                os.fsync(outgoing.fileno())
            checkpoint("quarantine_written")
            rename(temp, target)
            sync_folder(target.parent)
        except (OSError, UserError):
            temp.unlink(missing_ok=True)
            raise
    checkpoint("quarantine_named")


def _copy(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    left = LARGEST_FILE
    while chunk := incoming.read(1_048_576):
        # A file on a stick may grow while it is read.
        left -= len(chunk)
        if left < 0:
            raise UserError("quarantine_full")
        outgoing.write(chunk)
