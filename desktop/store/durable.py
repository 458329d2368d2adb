"""Writing files so that a crash, a power cut or a full disk leaves either the old file or the new one."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import UserError

Checkpoint = Callable[[str], None]
"""Told the name of each step just taken; tests end the process there to prove that nothing is half done."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_CANNOT = {errno.EINVAL, errno.ENOTSUP}
_PATIENCE = 10


def no_checkpoint(_step: str) -> None:
    """The checkpoint of ordinary use: nothing happens."""


@contextmanager
def storage_errors(*, full: str = "disk_full", refused: str = "home_read_only") -> Iterator[None]:
    """Turns what the operating system says about a disk into a sentence.

    Args:
        full: the sentence when there is no room.
        refused: the sentence when the place is read-only or belongs to somebody else.

    Raises:
        UserError: `full`, `refused` or ``disk_failed``; any other OSError passes unchanged.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise UserError(full) from error
        if error.errno in _REFUSED:
            raise UserError(refused) from error
        if error.errno == errno.EIO:
            raise UserError("disk_failed") from error
        raise


def make_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, for the owner only.

    Raises:
        UserError: ``home_not_a_folder`` when a file is in the way.
    """
    if not folder.is_dir():
        make_folder(folder.parent)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except FileExistsError:
            raise UserError("home_not_a_folder") from None


def write_new(path: Path, data: bytes) -> None:
    """Writes a file only its owner may read, over whatever was left there; it is not yet on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(data)


def sync_file(path: Path) -> None:
    """Returns when the content of the file is on the disk itself."""
    # Windows flushes only through a handle that may write; elsewhere any handle will do.
    with path.open("r+b") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Returns when the names in the folder are on the disk itself.

    Windows cannot open folders; NTFS journals its names, so there is nothing to do.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems of sticks and network folders cannot sync a folder at all.
        if error.errno not in _CANNOT:
            raise
    finally:
        os.close(descriptor)


def rename(source: Path, target: Path) -> None:
    """Puts `source` in the place of `target` in one step; the folder is not synced."""
    for left in reversed(range(_PATIENCE)):
        try:
            os.replace(source, target)
        except PermissionError:
            # Virus scanners on Windows hold a fresh file for a moment.
            if sys.platform != "win32" or not left:
                raise
            time.sleep(0.05)
        else:
            return


def write_atomically(path: Path, data: bytes, *, checkpoint: Checkpoint = no_checkpoint) -> None:
    """Replaces the content of `path` for good: temp file, fsync, rename, fsync of the folder.

    One writer at a time (the home's lock): the temp name is fixed so that a crash leaves nothing to sweep.

    Raises:
        UserError: ``disk_full``, ``home_read_only`` or ``disk_failed``; the old content stands.
    """
    temp = path.with_name(f".{path.name}.tmp")
    with storage_errors():
        try:
            write_new(temp, data)
            checkpoint("temp_written")
            sync_file(temp)
            checkpoint("temp_synced")
            rename(temp, path)
        except OSError:
            temp.unlink(missing_ok=True)
            raise
        checkpoint("renamed")
        sync_folder(path.parent)
    checkpoint("folder_synced")
