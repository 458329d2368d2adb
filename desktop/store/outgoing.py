"""What a recipient still needs: events in reach that no receipt covers, their photos, numbers, receipts."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.core.events import AUDIENCES, EVERY_AUDIENCE, Event, restore
from desktop.core.lines import to_line
from desktop.core.scope import shared_mask
from desktop.store.connection import Connection
from desktop.store.event_log import EventLog
from desktop.store.reach import Reader, fill_reach
from desktop.store.tables import TRUST_KINDS

Receipts = dict[str, dict[str, dict[str, list[tuple[int, int]]]]]


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a file is for.

    Attributes:
        reader: how the recipient stands to things.
        waiting: writers that must have a thing before it is left out; empty = nothing is left out.
    """

    reader: Reader
    waiting: tuple[bytes, ...]


class Outgoing:
    """One file's worth of events, chosen once and then read as often as asked.

    Args:
        log: the event log.
        audience: for whom.
        everything: also what the recipient is known to have.
        only: no other things than these (what every desk may hold goes along all the same).
        withheld: audience bits left out even where the recipient might hold them.
    """

    def __init__(
        self,
        log: EventLog,
        audience: Audience,
        *,
        everything: bool,
        only: Collection[bytes] | None = None,
        withheld: int = 0,
    ) -> None:
        self._log = log
        self._connection: Connection = log.store.connection
        self._audience = audience
        self._waiting = [] if everything else [log.writer_row(one) for one in audience.waiting]
        fill_reach(self._connection, audience.reader)
        if only is not None or withheld:
            self._narrow(only, EVERY_AUDIENCE & ~withheld)
        self._choose()

    @property
    def count(self) -> int:
        """How many events."""
        return int(self._connection.execute("SELECT count(*) FROM outgoing").fetchone()[0])

    def lines(self) -> Iterator[bytes]:
        """The lines of events.jsonl: roster first, then by writer and seq; parts out of scope withheld."""
        before: dict[bytes, bytes] = {}
        for event, mask in self.events():
            yield to_line(event, before.get(event.writer), EVERY_AUDIENCE & ~mask)
            before[event.writer] = event.id

    def events(self) -> Iterator[tuple[Event, int]]:
        """Each chosen event with the audience bits the recipient may hold."""
        sql = """SELECT o.mask, e.eid, e.prev, e.sig, w.writer, e.seq, e.thing, e.body FROM outgoing o
            JOIN event e ON e.id = o.event JOIN writer w ON w.id = e.writer ORDER BY o.place"""
        for mask, *stored in self._connection.execute(sql):
            yield restore(*stored), mask

    def writers(self) -> list[bytes]:
        """Every writer among the events."""
        sql = """SELECT DISTINCT w.writer FROM outgoing o JOIN event e ON e.id = o.event
            JOIN writer w ON w.id = e.writer ORDER BY 1"""
        return [writer for (writer,) in self._connection.execute(sql)]

    def blobs(self) -> list[tuple[str, int]]:
        """SHA-256 in hex and size of every photo in reach that is here and that the recipient may lack."""
        done = f" AND NOT ({self._all_have_blob()})" if self._waiting else ""
        sql = f"""SELECT DISTINCT a.sha256, b.size FROM attachment a JOIN reach r ON r.thing = a.thing
            JOIN blob b ON b.sha256 = unhex(a.sha256)
            WHERE b.present = 1 AND (a.mask & r.mask) <> 0{done} ORDER BY 1"""
        return [(sha, size) for sha, size in self._connection.execute(sql)]

    def remember(self, file: int, blobs: Sequence[str]) -> None:
        """Notes what went into the file, so that its receipt can settle it."""
        self._connection.execute(
            """INSERT INTO sent_event (event, file, mask) SELECT o.event, ?, o.mask & e.mask FROM outgoing o
            JOIN event e ON e.id = o.event""",
            (file,),
        )
        rows = [(file, bytes.fromhex(sha)) for sha in blobs]
        self._connection.executemany("INSERT INTO sent_blob (file, sha256) VALUES (?, ?)", rows)

    def _narrow(self, only: Collection[bytes] | None, mask: int) -> None:
        """Takes out of reach what is not wanted in this file."""
        if only is not None:
            self._connection.execute("DROP TABLE IF EXISTS temp.wanted")
            self._connection.execute("CREATE TEMP TABLE wanted (thing BLOB PRIMARY KEY) WITHOUT ROWID")
            rows = [(thing,) for thing in sorted(set(only))]
            self._connection.executemany("INSERT INTO wanted VALUES (?)", rows)
            self._connection.execute("DELETE FROM reach WHERE thing NOT IN (SELECT thing FROM wanted)")
        self._connection.execute("UPDATE reach SET mask = mask & ?", (mask,))

    def _all_have_blob(self) -> str:
        return " AND ".join(
            f"""(coalesce(b.source, 0) = {row:d} OR EXISTS (SELECT 1 FROM sent_blob s JOIN acknowledged k
                ON k.file = s.file WHERE s.sha256 = b.sha256 AND k.writer = {row:d}))"""
            for row in self._waiting
        )

    def _choose(self) -> None:
        """Fills ``outgoing (place, event, mask)``: light rows, so that a large file costs little memory."""
        connection = self._connection
        connection.execute("DROP TABLE IF EXISTS temp.outgoing")
        connection.execute(
            "CREATE TEMP TABLE outgoing (place INTEGER PRIMARY KEY, event INTEGER, mask INTEGER)"
        )
        reader = self._audience.reader
        shared = shared_mask("roster.accepted", reader.keeper, reader.desk == "coordinator")
        parts = [
            "SELECT e.id AS event, r.mask AS mask FROM reach r JOIN event e ON e.thing = r.thing"
            " WHERE e.state = 0"
            f" AND NOT {TRUST_KINDS.replace('kind', 'e.kind')}",
            f"SELECT id, {shared:d} FROM event WHERE {TRUST_KINDS} AND state = 0"
            f" AND (mask & {shared:d}) <> 0",
        ]
        if reader.restricted and not reader.keeper:
            # Who wrote a restricted thing must hear that a part of it was erased, and of no other.
            parts[1] = (
                f"SELECT id, {EVERY_AUDIENCE:d} FROM event WHERE {TRUST_KINDS} AND state = 0"
                f" AND (mask & {AUDIENCES['restricted']:d}) <> 0 AND kind GLOB 'part.*' AND thing IN"
                " (SELECT substr(e.eid, 1, 16) FROM reach r JOIN event e ON e.thing = r.thing)"
            )
        elif reader.restricted:
            parts[1] += f" AND (mask & {AUDIENCES['restricted']:d}) <> 0"
        elif reader.desk == "coordinator":
            parts.append(
                f"SELECT id, {EVERY_AUDIENCE & ~AUDIENCES['restricted']:d} FROM event WHERE state <> 0"
                f" AND why = 'kind_unknown' AND (mask & {AUDIENCES['restricted']:d}) = 0"
            )
        chosen = " UNION ALL ".join(parts)
        connection.execute(
            f"""INSERT INTO outgoing (event, mask)
            SELECT c.event, c.mask FROM ({chosen}) c JOIN event e ON e.id = c.event
            JOIN writer w ON w.id = e.writer WHERE {self._needed()}
            ORDER BY NOT (e.kind GLOB 'roster.*'), w.writer, e.seq, e.eid"""
        )

    def _needed(self) -> str:
        """A thing is done when every writer waited for wrote it, brought it, or has receipted its parts."""
        if not self._waiting:
            return "1"
        has = " AND ".join(
            f"""(e.writer = {row:d} OR e.source = {row:d} OR EXISTS (
                SELECT 1 FROM sent_event s JOIN acknowledged k ON k.file = s.file
                WHERE s.event = e.id AND k.writer = {row:d}
                AND (s.mask & c.mask & e.mask) = (c.mask & e.mask)))"""
            for row in self._waiting
        )
        return f"NOT ({has})"


class SentFile(NamedTuple):
    """A file that went out: whom its number counts for, and what stood in it."""

    address: str
    sequence: str
    number: int
    file: str
    manifest: bytes
    created: str
    events: int
    blobs: int
    bytes: int
    name: str


def remember_file(connection: Connection, sent: SentFile) -> int:
    """Notes a file, so that its number is used up; its row for `Outgoing.remember`."""
    cursor = connection.execute(
        """INSERT INTO sent_file (address, sequence, number, file, manifest, created, events, blobs, bytes,
        name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        sent,
    )
    return int(cursor.lastrowid)


def next_number(connection: Connection, address: str, sequence: str) -> int:
    """The number of the next file to an address."""
    sql = "SELECT coalesce(max(number), 0) + 1 FROM sent_file WHERE address = ? AND sequence = ?"
    return int(connection.execute(sql, (address, sequence)).fetchone()[0])


def received_ranges(connection: Connection) -> dict[bytes, dict[str, dict[str, list[tuple[int, int]]]]]:
    """The file numbers taken in here: sender → desk → sequence → ranges, ascending."""
    found: dict[bytes, dict[str, dict[str, list[tuple[int, int]]]]] = defaultdict(lambda: defaultdict(dict))
    sql = """SELECT w.writer, f.address, f.sequence, f.number FROM received_file f
        JOIN writer w ON w.id = f.sender ORDER BY w.writer, f.address, f.sequence, f.number"""
    for sender, address, sequence, number in connection.execute(sql):
        ranges = found[sender][address].setdefault(sequence, [])
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return found


def missing_numbers(connection: Connection, sender: int, address: str, sequence: str) -> list[int]:
    """Numbers below the highest one received that never came, at most 100."""
    sql = "SELECT number FROM received_file WHERE sender = ? AND address = ? AND sequence = ? ORDER BY number"
    here = {number for (number,) in connection.execute(sql, (sender, address, sequence))}
    return [number for number in range(1, max(here, default=0)) if number not in here][:100]


def acknowledge(
    connection: Connection, writer: int, address: str, ranges: Mapping[str, Sequence[tuple[int, int]]]
) -> int:
    """Takes a writer's receipts for files sent from here; answers how many were news."""
    news = 0
    for sequence, spans in ranges.items():
        for low, high in spans:
            news += connection.execute(
                """INSERT OR IGNORE INTO acknowledged (file, writer) SELECT id, ? FROM sent_file
                WHERE address = ? AND sequence = ? AND number BETWEEN ? AND ?""",
                (writer, address, sequence, low, high),
            ).rowcount
    return news
