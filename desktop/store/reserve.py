"""A file of nothing, given up when the disk is full: deleting, rolling back and drafts need room too."""

import secrets
from contextlib import suppress
from pathlib import Path

from desktop.errors import UserError
from desktop.store.durable import write_atomically

RESERVE_BYTES = 4 * 1_048_576


def free_reserve(path: Path) -> None:
    """Gives the room back."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def fill_reserve(path: Path) -> bool:
    """Takes the room again; False while there is none."""
    with suppress(OSError):
        if path.stat().st_size == RESERVE_BYTES:
            return True
    try:
        # Random: a file system that compresses would keep no room for zeros.
        write_atomically(path, secrets.token_bytes(RESERVE_BYTES))
    except (OSError, UserError):
        return False
    return True
