"""What a database connection looks like to this room, and which of its errors a user can mend."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

CACHE_KIB, READER_CACHE_KIB, SMALL_CACHE_KIB = 65_536, 12_288, 8_192
_LITTLE_ROOM = 1_048_576
_SENTENCES = {
    "SQLITE_BUSY": "home_in_use",
    "SQLITE_CANTOPEN": "home_read_only",
    "SQLITE_CORRUPT": "database_damaged",
    "SQLITE_FULL": "disk_full",
    "SQLITE_IOERR": "disk_failed",
    "SQLITE_LOCKED": "home_in_use",
    "SQLITE_NOTADB": "database_damaged",
    "SQLITE_PERM": "home_read_only",
    "SQLITE_READONLY": "home_read_only",
}


class Cursor(Protocol):
    """The part of a DB-API cursor this program uses."""

    @property
    def rowcount(self) -> int:
        """Rows written."""

    @property
    def lastrowid(self) -> int:
        """Of the last insert."""

    def fetchone(self) -> Any:
        """Give the next row, or None."""

    def fetchall(self) -> list[Any]:
        """Give the rows left."""

    def fetchmany(self, size: int = ..., /) -> list[Any]:
        """Give the next `size` rows."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """The part of a DB-API connection this program uses. Statements outside a transaction commit at once."""

    @property
    def in_transaction(self) -> bool:
        """Whether a BEGIN is open."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """Run one statement for each row of parameters."""

    def close(self) -> None:
        """Close it."""


def sentence(error: Exception, home: Path) -> str | None:
    """The code of the sentence for a driver's error, or None when it is a bug of ours."""
    name = str(getattr(error, "sqlite_errorname", ""))
    code = next((code for start, code in _SENTENCES.items() if name.startswith(start)), None)
    if code == "disk_failed" and shutil.disk_usage(home).free < _LITTLE_ROOM:
        # The journal's index is memory-mapped, and there a full disk is called an input/output error.
        return "disk_full"
    return code


@contextmanager
def small_cache(connection: Connection) -> Iterator[None]:
    """Reads a lot once, as an export does: pages kept for a second look would only fill the memory."""
    connection.execute(f"PRAGMA cache_size = -{SMALL_CACHE_KIB:d}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB:d}")
