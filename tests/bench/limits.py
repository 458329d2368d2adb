"""What no import can do without: the signatures checked on all cores, and the rows put into the log."""

import multiprocessing
import os
import struct
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from nacl.bindings import crypto_sign_open

from desktop.core.clock import local_iso
from desktop.paths import Paths
from desktop.store.connection import Connection
from desktop.store.engine import open_store
from desktop.store.tables import base_tables
from tests.bench.measure import Figures, processor, timed
from tests.bench.world import DATA_KEY, NOW, Record, World, world

_BATCH = 2_000
_RECORD = "32s64s32s"
_COLUMNS = "eid, writer, seq, kind, thing, prev, sig, body, mask, state, why, source, received"
INSERT = f"INSERT INTO event ({_COLUMNS}) VALUES ({', '.join('?' * 13)})"

RawRow = tuple[object, ...]


def of_import(count: int, folder: str) -> Figures:
    """Seconds of verifying so many signatures, and of inserting the same rows, in the order of the file."""
    made = world()
    records = sorted(made.records(count), key=lambda one: (made.keys[one.writer].writer, one.seq))
    keys = [keys.verify_key for keys in made.keys]
    batches = [
        b"".join(one.id + one.signature + keys[one.writer] for one in records[at : at + _BATCH])
        for at in range(0, count, _BATCH)
    ]
    rows = list(raw_rows(records))
    busy = processor()
    verify = timed_verify(batches)
    with open_store(Paths(Path(folder)), DATA_KEY) as store:
        base_tables(store.connection)
        insert = timed(lambda: insert_rows(store.connection, rows))
    return {"verify": verify, "insert": insert, "seconds": verify + insert, "cpu": processor() - busy}


def raw_rows(records: Iterable[Record], writers: Sequence[int] | None = None) -> Iterable[RawRow]:
    """The rows of events; `writers` = their numbers in the table `writer`."""
    received = local_iso(NOW)
    for one in records:
        writer = writers[one.writer] if writers else one.writer
        head = (one.id, writer, one.seq, one.kind, one.thing, one.prev, one.signature, one.body)
        yield (*head, one.mask, 0, None, 1, received)


def insert_rows(connection: Connection, rows: Iterable[RawRow]) -> None:
    """All in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(INSERT, rows)
    connection.execute("COMMIT")


def writer_rows(made: World, connection: Connection) -> list[int]:
    """The numbers of all laptops in the table `writer`."""
    found = []
    for keys in made.keys:
        connection.execute("INSERT OR IGNORE INTO writer (writer) VALUES (?)", (keys.writer,))
        row = connection.execute("SELECT id FROM writer WHERE writer = ?", (keys.writer,)).fetchone()
        found.append(int(row[0]))
    return found


def timed_verify(batches: Sequence[bytes]) -> float:
    """Seconds of checking all signatures on the cores there are; the start of the workers not counted."""
    cores = os.cpu_count() or 1
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores, mp_context=context) as pool:
        list(pool.map(verify, [b""] * cores * 4))
        return timed(lambda: list(pool.map(verify, batches)))


def verify(packed: bytes) -> None:
    """Check one batch; raises where a signature does not hold."""
    for identity, signature, key in struct.iter_unpack(_RECORD, packed):
        crypto_sign_open(signature + b"jb.sig.1\0" + identity, key)
