"""The only place that opens SQLite: driver, key, pragmas, lock, transactions, full disk."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from desktop.errors import UserError
from desktop.paths import Paths
from desktop.store.connection import CACHE_KIB, READER_CACHE_KIB, Connection, sentence
from desktop.store.durable import storage_errors
from desktop.store.lock import HomeLock
from desktop.store.reserve import RESERVE_BYTES, fill_reserve, free_reserve
from desktop.store.sequence import Sequence

_driver: Any = dbapi2
# sqlite_utils takes its driver, and the exceptions it catches, from a module of this name if there is one and
# silently from the standard library if not: then files would be plain and `alter`, `ignore`, RETURNING break.
sys.modules["pysqlite3"] = _driver
sys.modules["pysqlite3.dbapi2"] = _driver

if TYPE_CHECKING:
    from sqlite_utils import Database

DatabaseError: type[Exception] = _driver.Error
"""What the driver raises; `Store.problems` turns the user's share of it into sentences."""

_PLAIN_HEADER = b"SQLite format 3\0"
_PRAGMAS = (
    "synchronous = FULL",
    "secure_delete = ON",
    "journal_size_limit = 4194304",
    "foreign_keys = ON",
    f"cache_size = -{CACHE_KIB}",
)


class Store:
    """An open home. Made by `open_store` and `connect_reader`; used by the thread that opened it.

    Attributes:
        paths: the home's folders.
        connection: for raw SQL (rows are tuples).
        read_only: pages, lists and exports read; they never write.
    """

    def __init__(
        self, paths: Paths, connection: Connection, *, read_only: bool = False, lock: HomeLock | None = None
    ) -> None:
        self.paths = paths
        self.connection = connection
        self.read_only = read_only
        self._lock = lock

    @property
    def db(self) -> "Database":
        """The same connection seen through sqlite-utils: for schema, look-ups and tools."""
        # Loaded here: 80 ms, and most commands get by with raw SQL (stack.md keeps it off the start path).
        from sqlite_utils import Database, utils  # noqa: PLC0415

        if vars(utils)["dbapi2"] is not _driver:
            raise RuntimeError("sqlite_utils was imported before desktop.store.engine")
        return Database(cast(Any, self.connection), execute_plugins=False, recursive_triggers=False)

    @contextmanager
    def transaction(self, *, making_room: bool = False) -> Iterator[Connection]:
        """BEGIN IMMEDIATE … COMMIT, or ROLLBACK when anything is raised. Not to be nested.

        Args:
            making_room: this one deletes: on a full disk it may use the reserve.

        Raises:
            UserError: ``disk_full``, ``disk_failed``, ``home_in_use``, ``home_read_only``,
                ``database_damaged``; nothing has changed then, and reading goes on.
        """
        if self.read_only or self.connection.in_transaction:
            raise RuntimeError("a transaction inside another, or on a reader")
        cramped = making_room and shutil.disk_usage(self.paths.home).free < RESERVE_BYTES
        if cramped:
            self.free_reserve()
        try:
            with self.problems():
                yield from self._all_or_nothing()
        except UserError as error:
            if error.code == "disk_full":
                self._after_full()
            raise
        if cramped:
            self.shrink_journal()
            self.fill_reserve()

    @contextmanager
    def problems(self) -> Iterator[None]:
        """Turns those driver errors that a user can mend into a UserError; for reading too."""
        try:
            yield
        except DatabaseError as error:
            code = sentence(error, self.paths.home)
            if code is None:
                raise
            raise UserError(code) from error

    def meta(self, key: str) -> bytes | None:
        """A value of the table `meta`."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else bytes(row[0])

    def set_meta(self, key: str, value: bytes) -> None:
        """Writes a value of the table `meta`; inside the caller's transaction if there is one."""
        self.connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    def shrink_journal(self) -> None:
        """Moves what is committed into the database file and gives the journal's room back, if that works."""
        with suppress(DatabaseError):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def free_reserve(self) -> None:
        """Gives up the reserve, so that deleting (or a draft) still works on a full disk."""
        free_reserve(self.paths.reserve)

    def fill_reserve(self) -> bool:
        """Puts the reserve back; False while there is no room for it."""
        return fill_reserve(self.paths.reserve)

    def close(self) -> None:
        """Closes the database, then lets the next program in. Twice does no harm."""
        self.connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _all_or_nothing(self) -> Iterator[Connection]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            # A full disk may have rolled back already.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def _after_full(self) -> None:
        # What was rolled back still fills the journal, and emptying that needs a little room itself.
        self.free_reserve()
        self.shrink_journal()
        self.fill_reserve()


def open_store(paths: Paths, key: bytes, *, read_only: bool = False, lock: HomeLock | None = None) -> Store:
    """Opens the home's database, and makes an empty one in a new home; `migrations.migrate` comes next.

    Args:
        paths: the home.
        key: the 32-byte data key (see `vault`).
        read_only: open beside a writer, see `connect_reader`.
        lock: the home's lock if the caller holds it already; the store takes it over.

    Raises:
        UserError: ``home_in_use``, ``database_not_encrypted``, ``database_damaged`` (the vault has vouched
            for the key), ``database_missing``, ``disk_full``, ``disk_failed``, ``home_read_only``.
    """
    if read_only:
        return connect_reader(paths, key)
    held = lock or HomeLock(paths.lock)
    try:
        with storage_errors():
            _prepare_file(paths)
        store = Store(paths, _connect(paths, key, "?mode=rw"), lock=held)
    except BaseException:
        if lock is None:
            held.release()
        raise
    store.fill_reserve()
    return store


def connect_reader(paths: Paths, key: bytes) -> Store:
    """A second, read-only connection: for pages beside the writer, and for a home on a read-only disk.

    Raises:
        UserError: as `open_store`; ``home_missing`` when there is no database.
    """
    with storage_errors():
        if not paths.database.exists():
            raise UserError("home_missing")
        _assert_not_plain(paths.database)
        journal = paths.database.with_name(paths.database.name + "-wal")
        # Without write access SQLite cannot make its index of the journal; with an empty one it needs none.
        still = not os.access(paths.home, os.W_OK) and not (journal.exists() and journal.stat().st_size)
    mode = "?mode=ro&immutable=1" if still else "?mode=ro"
    connection = _connect(paths, key, mode)
    # Pages read a screenful at a time; what the writer keeps for folding would only fill a cheap laptop.
    connection.execute(f"PRAGMA cache_size = -{READER_CACHE_KIB:d}")
    return Store(paths, connection, read_only=True)


def file_is_sound(path: Path, key: bytes) -> bool:
    """Whether a database nobody has open (a copy) is encrypted by `key` and whole on every page."""
    try:
        _assert_not_plain(path)
        connection = _keyed(path, key, "?mode=ro&immutable=1")
    except (DatabaseError, UserError):
        return False
    try:
        return not connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except DatabaseError:
        return False
    finally:
        connection.close()


def _prepare_file(paths: Paths) -> None:
    database = paths.database
    if database.exists() and database.stat().st_size:
        _assert_not_plain(database)
        return
    if Sequence(paths.sequence).ceiling():
        # This home has issued events: an empty database instead of them would be a lie.
        raise UserError("database_missing")
    os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))


def _connect(paths: Paths, key: bytes, mode: str) -> Connection:
    try:
        return _settled(paths.database, key, mode)
    except DatabaseError as error:
        code = sentence(error, paths.home)
        if code is None:
            raise
        if code != "disk_full" or not paths.reserve.exists():
            raise UserError(code) from error
    # Even opening needs a few pages of room for the journal.
    paths.reserve.unlink(missing_ok=True)
    try:
        return _settled(paths.database, key, mode)
    except DatabaseError as error:
        raise UserError(sentence(error, paths.home) or "disk_failed") from error


def _settled(path: Path, key: bytes, mode: str) -> Connection:
    connection = _keyed(path, key, mode)
    try:
        writing = mode == "?mode=rw"
        if writing and connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise UserError("disk_failed")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not writing:
            connection.execute("PRAGMA query_only = ON")
        _assert_not_plain(path)
    except BaseException:
        connection.close()
        raise
    return connection


def _keyed(path: Path, key: bytes, mode: str) -> Connection:
    """A connection whose key has been proved by reading the first page."""
    if len(key) != 32:
        raise ValueError("a data key is 32 bytes")
    connection = cast(
        Connection,
        _driver.connect(path.absolute().as_uri() + mode, uri=True, isolation_level=None, timeout=10),
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        if not connection.execute("PRAGMA cipher_version").fetchone():
            raise RuntimeError("the SQLite driver cannot encrypt")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _assert_not_plain(path: Path) -> None:
    """An encrypted file begins with a random salt; a plain one means that the driver failed open."""
    with path.open("rb") as handle:
        if handle.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER:
            raise UserError("database_not_encrypted")
