"""Whether what is on the disk is whole: pages, structure, schema, photos. Events have their own layer."""

from collections.abc import Callable
from typing import NamedTuple

from desktop.errors import UserError
from desktop.store.blobs import Blobs
from desktop.store.connection import Connection
from desktop.store.durable import storage_errors
from desktop.store.engine import Store
from desktop.store.migrations import STEPS, schema_version
from desktop.store.quarantine import list_quarantined
from desktop.store.sequence import Sequence

_SHOWN = 5


class Check(NamedTuple):
    """One answer.

    Attributes:
        name: stable; the catalogue's ``check_<name>`` says in words what was looked at, its hint what to do.
        ok: whether all is well.
        detail: figures and identifiers, no sentence and nothing personal.
    """

    name: str
    ok: bool
    detail: str


def check_store(
    store: Store, blobs: Blobs, progress: Callable[[int, int], None] | None = None
) -> list[Check]:
    """Looks at everything below the event log, reads every photo, and changes nothing.

    `progress` is told (photos read, photos in all). A damaged page is a failed check, not an error.
    """
    checks = [
        _pragma(store, "pages", "cipher_integrity_check", []),
        _pragma(store, "structure", "quick_check", [("ok",)]),
        _pragma(store, "links", "foreign_key_check", []),
        _schema(store),
        _sequence(store),
        Check("reserve", store.paths.reserve.is_file(), ""),
    ]
    try:
        checks += [*_photos(store, blobs, progress), _quarantine(store)]
    except UserError as error:
        checks.append(Check("photos_missing", False, error.code))
    return checks


def known_blobs(connection: Connection, *, present_only: bool = False) -> list[str]:
    """SHA-256 in hex of every row of the table `blob`, sorted; or only of those that should be here."""
    rows = connection.execute(
        "SELECT lower(hex(sha256)) FROM blob WHERE present <> 0 OR NOT ? ORDER BY 1", (present_only,)
    )
    return [row[0] for row in rows]


def _pragma(store: Store, name: str, pragma: str, good: list[tuple[str, ...]]) -> Check:
    try:
        with store.problems():
            rows = store.connection.execute(f"PRAGMA {pragma}").fetchall()
    except UserError as error:
        return Check(name, False, error.code)
    return Check(name, rows == good, "" if rows == good else _some([str(row[0]) for row in rows]))


def _schema(store: Store) -> Check:
    try:
        version = schema_version(store)
    except UserError as error:
        return Check("schema", False, error.code)
    return Check("schema", version == STEPS[-1].number, str(version))


def _sequence(store: Store) -> Check:
    try:
        return Check("sequence", True, str(Sequence(store.paths.sequence).ceiling()))
    except UserError as error:
        return Check("sequence", False, error.code)


def _photos(store: Store, blobs: Blobs, progress: Callable[[int, int], None] | None) -> list[Check]:
    with store.problems():
        expected = known_blobs(store.connection, present_only=True)
        known = known_blobs(store.connection)
    faults: dict[str, list[str]] = {"photo_missing": [], "photo_damaged": []}
    for number, sha in enumerate(expected, 1):
        try:
            blobs.get(sha)
        except UserError as error:
            faults.setdefault(error.code, []).append(sha)
        if progress:
            progress(number, len(expected))
    orphans = [path.name for path in blobs.orphans(known)]
    missing, damaged = faults.pop("photo_missing"), faults.pop("photo_damaged")
    unread = [sha for shas in faults.values() for sha in shas]
    return [
        Check("photos_missing", not missing, _some(missing, of=len(expected))),
        Check("photos_damaged", not damaged + unread, _some(damaged + unread, of=len(expected))),
        Check("photos_orphaned", not orphans, _some(orphans)),
    ]


def _quarantine(store: Store) -> Check:
    with storage_errors():
        gone = [one.file for one in list_quarantined(store) if not one.path.is_file()]
    return Check("quarantine", not gone, _some(gone))


def _some(found: list[str], *, of: int | None = None) -> str:
    """'0', '0/120' or '7/120: first, second, …'."""
    count = str(len(found)) if of is None else f"{len(found)}/{of}"
    shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
    return f"{count}: {shown}" if found else count
