"""Step 1: the tables of the log, of files sent and received, and of what is local to this laptop."""

from desktop.store.connection import Connection

TRUST_KINDS = (
    "(kind GLOB 'roster.*' OR kind GLOB 'pack.*' OR kind GLOB 'review.*' OR kind GLOB 'writer.*'"
    " OR kind GLOB 'part.*')"
)
"""Kinds every desk may hold (sync.md 2.4). Used word for word in a WHERE, SQLite takes `event_trust`."""

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT",
    "CREATE TABLE writer (id INTEGER PRIMARY KEY, writer BLOB NOT NULL UNIQUE) STRICT",
    """CREATE TABLE event (
        id INTEGER PRIMARY KEY, eid BLOB NOT NULL, writer INTEGER NOT NULL, seq INTEGER NOT NULL,
        kind TEXT NOT NULL, thing BLOB NOT NULL, prev BLOB NOT NULL, sig BLOB NOT NULL, body BLOB NOT NULL,
        mask INTEGER NOT NULL, state INTEGER NOT NULL, why TEXT, source INTEGER, received TEXT,
        UNIQUE (writer, seq, eid)) STRICT""",
    "CREATE INDEX event_thing ON event (thing, kind)",
    "CREATE INDEX event_waiting ON event (state, writer) WHERE state <> 0",
    f"CREATE INDEX event_trust ON event (kind) WHERE {TRUST_KINDS}",
    """CREATE TABLE erased (
        eid BLOB NOT NULL, part TEXT NOT NULL, PRIMARY KEY (eid, part)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE received_file (
        sender INTEGER NOT NULL, address TEXT NOT NULL, sequence TEXT NOT NULL, number INTEGER NOT NULL,
        file TEXT, manifest BLOB, received TEXT, events INTEGER,
        PRIMARY KEY (sender, address, sequence, number)) STRICT""",
    """CREATE TABLE sent_file (
        id INTEGER PRIMARY KEY, address TEXT NOT NULL, sequence TEXT NOT NULL, number INTEGER NOT NULL,
        file TEXT, manifest BLOB, created TEXT, events INTEGER, blobs INTEGER, bytes INTEGER, name TEXT,
        UNIQUE (address, sequence, number)) STRICT""",
    """CREATE TABLE sent_event (
        event INTEGER NOT NULL, file INTEGER NOT NULL, mask INTEGER NOT NULL,
        PRIMARY KEY (event, file)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE acknowledged (
        file INTEGER NOT NULL, writer INTEGER NOT NULL, PRIMARY KEY (file, writer)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sent_blob (
        file INTEGER NOT NULL, sha256 BLOB NOT NULL, PRIMARY KEY (file, sha256)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE heard (writer INTEGER PRIMARY KEY, at TEXT) STRICT",
    """CREATE TABLE blob (
        sha256 BLOB PRIMARY KEY, size INTEGER, type TEXT, present INTEGER NOT NULL, added TEXT,
        source INTEGER) STRICT""",
    "CREATE TABLE draft (key TEXT PRIMARY KEY, body BLOB, saved TEXT) STRICT",
    """CREATE TABLE quarantined (
        file TEXT PRIMARY KEY, writer BLOB, key BLOB, name TEXT, manifest BLOB, path TEXT,
        received TEXT) STRICT""",
    "CREATE TABLE log (id INTEGER PRIMARY KEY, at TEXT, what TEXT, detail TEXT) STRICT",
)


def base_tables(connection: Connection) -> None:
    """Makes the tables of step 1. Frozen: later changes are later steps."""
    for statement in _TABLES:
        connection.execute(statement)
