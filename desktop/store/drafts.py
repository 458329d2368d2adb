"""What is being typed and not yet entered: saved within a second, local, never sent."""

import json
from typing import Any, NamedTuple

from desktop.errors import UserError
from desktop.store.engine import Store


class Draft(NamedTuple):
    """One draft: its key, its JSON value and when it was saved (ISO 8601, given by the caller)."""

    key: str
    body: Any
    saved: str


def save_draft(store: Store, key: str, body: Any, saved: str) -> None:
    """Keeps `body` (any JSON value) under `key`; on a full disk the reserve is given up for it.

    Raises:
        UserError: ``disk_full`` when even that was not enough; the draft before stands.
    """
    # ASCII escapes: half a character from a broken input method is kept too.
    data = json.dumps(body).encode("ascii")
    try:
        _write(store, key, data, saved)
    except UserError as error:
        if error.code != "disk_full":
            raise
        store.free_reserve()
        _write(store, key, data, saved)


def load_draft(store: Store, key: str) -> Draft | None:
    """The draft under `key`, or None."""
    with store.problems():
        row = store.connection.execute("SELECT key, body, saved FROM draft WHERE key = ?", (key,)).fetchone()
    return None if row is None else Draft(row[0], json.loads(row[1]), row[2])


def list_drafts(store: Store, prefix: str = "") -> list[Draft]:
    """All drafts whose key begins with `prefix`, by key."""
    with store.problems():
        rows = store.connection.execute(
            "SELECT key, body, saved FROM draft WHERE substr(key, 1, ?) = ? ORDER BY key",
            (len(prefix), prefix),
        ).fetchall()
    return [Draft(key, json.loads(body), saved) for key, body, saved in rows]


def delete_draft(store: Store, key: str) -> bool:
    """Removes a draft; False if there was none. Belongs into the transaction that enters the words."""
    if store.connection.in_transaction:
        return store.connection.execute("DELETE FROM draft WHERE key = ?", (key,)).rowcount > 0
    with store.transaction(making_room=True) as connection:
        return connection.execute("DELETE FROM draft WHERE key = ?", (key,)).rowcount > 0


def _write(store: Store, key: str, data: bytes, saved: str) -> None:
    with store.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO draft (key, body, saved) VALUES (?, ?, ?)", (key, data, saved)
        )
