"""The signed event log: append and read, never update, but for parts that are erased or come later."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from desktop.core.events import Event, restore
from desktop.store.connection import Connection
from desktop.store.engine import Store
from desktop.store.tables import TRUST_KINDS

MANY = 100
_COLUMNS = "eid, writer, seq, kind, thing, prev, sig, body, mask, state, why, source, received"
_ROW = "(" + ", ".join("?" * 13) + ")"
_READ = "e.id, e.eid, e.prev, e.sig, w.writer, e.seq, e.thing, e.body, e.state, e.why"
_FROM = "FROM event e JOIN writer w ON w.id = e.writer"


class Stored(msgspec.Struct, frozen=True, gc=False):
    """An event with its row: `state` 0 counts, 1 held, 2 its condition is not met; `why` says the reason."""

    row: int
    event: Event
    state: int
    why: str | None


class NewRow(msgspec.Struct, frozen=True, gc=False):
    """An event to append, with the base verdict on it and who brought it."""

    event: Event
    state: int
    why: str | None
    source: bytes
    received: str


class EventLog:
    """Reads and appends events through one connection."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._writers: dict[bytes, int] = {}

    @property
    def _connection(self) -> Connection:
        return self.store.connection

    def writer_row(self, writer: bytes) -> int:
        """The local number of a writer; made when it is new."""
        if writer not in self._writers:
            # Looked up first: a reader knows every writer of its events and may not write.
            look_up = "SELECT id FROM writer WHERE writer = ?"
            row = self._connection.execute(look_up, (writer,)).fetchone()
            if row is None and self.store.read_only:
                # Nothing of it is here yet: a number that no row has.
                return 0
            if row is None:
                self._connection.execute("INSERT INTO writer (writer) VALUES (?)", (writer,))
                row = self._connection.execute(look_up, (writer,)).fetchone()
            self._writers[writer] = row[0]
        return self._writers[writer]

    def forget_writers(self) -> None:
        """Drops the numbers learnt in a transaction that was rolled back."""
        self._writers.clear()

    def append(self, rows: Sequence[NewRow]) -> None:
        """Adds events that are not in the log yet, many rows to a statement."""
        for start in range(0, len(rows), MANY):
            chunk = rows[start : start + MANY]
            values: list[object] = []
            for row in chunk:
                event = row.event
                values += (event.id, self.writer_row(event.writer), event.seq, event.kind, event.thing)
                values += (event.prev, event.signature, event.body, event.mask, row.state, row.why)
                values += (self.writer_row(row.source), row.received)
            sql = f"INSERT INTO event ({_COLUMNS}) VALUES {', '.join([_ROW] * len(chunk))}"
            self._connection.execute(sql, values)

    def known(self, writer: bytes, low: int, high: int) -> dict[bytes, tuple[int, int]]:
        """Events of a writer with `low` ≤ seq ≤ `high`: id → (row, audience bits here)."""
        rows = self._connection.execute(
            "SELECT eid, id, mask FROM event WHERE writer = ? AND seq BETWEEN ? AND ?",
            (self.writer_row(writer), low, high),
        )
        return {eid: (row, mask) for eid, row, mask in rows}

    def holds_from(self, writer: bytes, seq: int, event: bytes) -> bool:
        """Whether this event of a writer is here with the given seq or a higher one."""
        sql = "SELECT 1 FROM event WHERE writer = ? AND seq >= ? AND eid = ?"
        return self._connection.execute(sql, (self.writer_row(writer), seq, event)).fetchone() is not None

    def last_of(self, writer: bytes) -> tuple[bytes, int] | None:
        """Id and seq of a writer's event with the highest seq, None when it has none."""
        sql = "SELECT eid, seq FROM event WHERE writer = ? ORDER BY seq DESC LIMIT 1"
        row = self._connection.execute(sql, (self.writer_row(writer),)).fetchone()
        return None if row is None else (row[0], row[1])

    def of_things(self, things: Sequence[bytes]) -> dict[bytes, list[Stored]]:
        """All events on these things, in the order they came."""
        found: dict[bytes, list[Stored]] = defaultdict(list)
        for start in range(0, len(things), 500):
            chunk = things[start : start + 500]
            marks = ", ".join("?" * len(chunk))
            for stored in self._select(f"WHERE e.thing IN ({marks})", chunk):
                found[stored.event.thing].append(stored)
        # Sorted here: the database would carry every body through its sorter.
        for listed in found.values():
            listed.sort(key=_row_of)
        return found

    def of_thing(self, thing: bytes) -> list[Stored]:
        """All events on one thing."""
        return self.of_things([thing]).get(thing, [])

    def kinds_of(self, things: Sequence[bytes]) -> Iterator[tuple[bytes, str]]:
        """What was written on these things: (thing, kind), each pair once."""
        marks = ", ".join("?" * len(things))
        sql = f"SELECT DISTINCT thing, kind FROM event WHERE thing IN ({marks})"
        return iter(self._connection.execute(sql, list(things)))

    def trust(self) -> list[Stored]:
        """Every event the roster is built from."""
        return list(self._select(f"WHERE {TRUST_KINDS} ORDER BY e.id", ()))

    def of_writer(self, writer: bytes) -> Iterator[Stored]:
        """All events of one writer by seq."""
        return self._select("WHERE e.writer = ? ORDER BY e.seq", (self.writer_row(writer),))

    def waiting(self, why: str | None = None) -> Iterator[Stored]:
        """Everything held, for any reason or the one given."""
        # Unary plus: the few that are held are sorted; walking the log in its order would read all of it.
        if why is not None:
            return self._select("WHERE e.state <> 0 AND e.why = ? ORDER BY +e.id", (why,))
        return self._select("WHERE e.state <> 0 ORDER BY +e.id", ())

    def everything(self) -> Iterator[Stored]:
        """The whole log, roster first, then by writer and seq; streamed."""
        return self._select("ORDER BY NOT (kind GLOB 'roster.*'), w.writer, e.seq, e.eid", ())

    def by_id(self, event: bytes) -> Stored | None:
        """One event by its 32-byte id (a slow walk: only for what a person names)."""
        return next(self._select("WHERE e.eid = ?", (event,)), None)

    def things(self) -> Iterator[bytes]:
        """Every thing that is written on, once."""
        return (row[0] for row in self._connection.execute("SELECT DISTINCT thing FROM event ORDER BY thing"))

    def chain(self, writer: bytes) -> dict[bytes, tuple[bytes, int]]:
        """Everything held of a writer: id → (id of the event before, seq)."""
        sql = "SELECT eid, prev, seq FROM event WHERE writer = ?"
        return {row[0]: (row[1], row[2]) for row in self._connection.execute(sql, (self.writer_row(writer),))}

    def set_states(self, changes: Iterable[tuple[int, str | None, int]]) -> None:
        """Writes verdicts: (state, why, row)."""
        self._connection.executemany("UPDATE event SET state = ?, why = ? WHERE id = ?", changes)

    def replace_body(self, row: int, body: bytes, mask: int) -> None:
        """Puts a body with other parts in place: one was erased, or one that was withheld has come.

        Nobody brought it whole then, so nobody counts as having it without a receipt.
        """
        sql = "UPDATE event SET body = ?, mask = ?, source = 0 WHERE id = ?"
        self._connection.execute(sql, (body, mask, row))

    def erased_parts(self, events: Sequence[bytes]) -> dict[bytes, frozenset[str]]:
        """For those of these events that had parts erased: the parts' names, remembered for ever."""
        if not self._connection.execute("SELECT 1 FROM erased LIMIT 1").fetchone():
            return {}
        found: dict[bytes, set[str]] = defaultdict(set)
        for start in range(0, len(events), 500):
            chunk = events[start : start + 500]
            marks = ", ".join("?" * len(chunk))
            sql = f"SELECT eid, part FROM erased WHERE eid IN ({marks})"
            for eid, part in self._connection.execute(sql, chunk):
                found[eid].add(part)
        return {eid: frozenset(parts) for eid, parts in found.items()}

    def remember_erased(self, event: bytes, parts: Iterable[str]) -> None:
        """Remembers that these parts must never come back."""
        rows = [(event, part) for part in parts]
        self._connection.executemany("INSERT OR IGNORE INTO erased (eid, part) VALUES (?, ?)", rows)

    def _select(self, where: str, values: Sequence[object]) -> Iterator[Stored]:
        sql = f"SELECT {_READ} {_FROM} {where}"
        for row, eid, prev, sig, writer, seq, thing, body, state, why in self._connection.execute(
            sql, values
        ):
            yield Stored(row, restore(eid, prev, sig, writer, seq, thing, body), state, why)


def _row_of(stored: Stored) -> int:
    return stored.row
