"""Rows of the present state by what a person names them with; lists are in `listing`."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from desktop.store.connection import Connection
from desktop.store.rows import state_values

MANY = 400
ASPIRATION = (
    "a.thing, a.code, a.visit, a.village, a.kind, a.category, a.title, a.text, a.summary, a.urgency, "
    "a.authority, a.mode, a.restricted, a.status, a.outcome, a.triage, a.round, a.lead, a.agency, a.due, "
    "a.joined_into, a.citizen, a.writer, a.recorded, a.state"
)
VISIT = "v.thing, v.village, v.date, v.finished, v.writer, v.recorded, v.state"
_ASSIGNMENT = "thing, aspiration, agency, role, round, due, contact, running, made, state"


class Aspiration(msgspec.Struct, frozen=True):
    """One aspiration as this home knows it; `values` are all its folded fields.

    `code` has no prefix; `agency` and `due` are those of its lead.
    """

    thing: bytes
    code: str
    visit: bytes | None
    village: str | None
    kind: str | None
    category: str | None
    title: str | None
    text: str | None
    summary: str | None
    urgency: str | None
    authority: str | None
    mode: str | None
    restricted: bool
    status: str
    outcome: str | None
    triage: str | None
    round: int
    lead: bytes | None
    agency: str | None
    due: str | None
    joined_into: bytes | None
    citizen: bytes | None
    writer: bytes
    recorded: str
    values: dict[str, Any]


class Assignment(msgspec.Struct, frozen=True):
    """One assignment; `running` = neither ended nor returned."""

    thing: bytes
    aspiration: bytes | None
    agency: str | None
    role: str | None
    round: int
    due: str | None
    contact: bool
    running: bool
    made: str
    values: dict[str, Any]


class Visit(msgspec.Struct, frozen=True):
    """One visit; `values` are all its folded fields."""

    thing: bytes
    village: str | None
    date: str | None
    finished: bool
    writer: bytes
    recorded: str
    values: dict[str, Any]


def aspiration_of(row: Sequence[Any]) -> Aspiration:
    """From a row of the columns `ASPIRATION`."""
    return Aspiration(*_told(row, 24, flags=(12,)))


def visit_of(row: Sequence[Any]) -> Visit:
    """From a row of the columns `VISIT`."""
    return Visit(*_told(row, 6, flags=(3,)))


def aspirations_of_code(connection: Connection, symbols: str) -> list[Aspiration]:
    """Every aspiration whose code has these ten symbols: mostly one, never guessed."""
    sql = f"SELECT {ASPIRATION} FROM aspiration a WHERE a.code = ? ORDER BY a.thing"
    return [aspiration_of(row) for row in connection.execute(sql, (symbols,))]


def aspirations(connection: Connection, things: Iterable[bytes]) -> dict[bytes, Aspiration]:
    """Those of these aspirations that are here."""
    sql = f"SELECT {ASPIRATION} FROM aspiration a WHERE a.thing IN "
    return {row[0]: aspiration_of(row) for row in rows_of(connection, sql, things)}


def visits(connection: Connection, things: Iterable[bytes]) -> dict[bytes, Visit]:
    """Those of these visits that are here."""
    sql = f"SELECT {VISIT} FROM visit v WHERE v.thing IN "
    return {row[0]: visit_of(row) for row in rows_of(connection, sql, things)}


def assignments(connection: Connection, aspiration_things: Iterable[bytes]) -> dict[bytes, list[Assignment]]:
    """The assignments of these aspirations, in the order they were made."""
    found: dict[bytes, list[Assignment]] = {}
    sql = f"SELECT {_ASSIGNMENT} FROM assignment WHERE aspiration IN "
    for row in rows_of(connection, sql, aspiration_things):
        found.setdefault(row[1], []).append(_assignment_of(row))
    for listed in found.values():
        listed.sort(key=lambda one: (one.made, one.thing))
    return found


def assignment(connection: Connection, thing: bytes) -> Assignment | None:
    """One assignment, if it is here."""
    sql = f"SELECT {_ASSIGNMENT} FROM assignment WHERE thing = ?"
    row = connection.execute(sql, (thing,)).fetchone()
    return None if row is None else _assignment_of(row)


def unreceived(connection: Connection, agency: str) -> list[tuple[Assignment, bool, int]]:
    """Running assignments of an agency on which nothing stands yet for their round.

    Returns:
        (assignment, whether the aspiration is restricted, the aspiration's present round).
    """
    columns = ", ".join(f"g.{name}" for name in _ASSIGNMENT.split(", "))
    # A quote inside a text is escaped, so what is looked for can only be a field's name.
    sql = f"""SELECT {columns}, a.restricted, a.round
        FROM assignment g JOIN aspiration a ON a.thing = g.aspiration
        WHERE g.agency = ? AND g.running = 1
        AND instr(g.state, '"state.' || max(g.round, a.round) || '":') = 0
        ORDER BY g.made, g.thing"""
    rows = connection.execute(sql, (agency,))
    return [(_assignment_of(row[:10]), bool(row[10]), max(row[4] or 1, row[11])) for row in rows]


def citizen_values(connection: Connection, things: Iterable[bytes]) -> dict[bytes, dict[str, Any]]:
    """What is known of these citizens."""
    rows = rows_of(connection, "SELECT thing, state FROM citizen WHERE thing IN ", things)
    return {thing: state_values(state) for thing, state in rows}


def has_visited(connection: Connection, writer: bytes, village: str | None) -> bool:
    """Whether a writer has recorded a visit in a village."""
    sql = "SELECT 1 FROM visit WHERE village = ? AND writer = ? LIMIT 1"
    return connection.execute(sql, (village, writer)).fetchone() is not None


def joined_to(connection: Connection, things: Iterable[bytes]) -> dict[bytes, list[tuple[bytes, str]]]:
    """For each of these aspirations those joined into it, restricted ones left out: (thing, code)."""
    found: dict[bytes, list[tuple[bytes, str]]] = {}
    sql = "SELECT joined_into, thing, code FROM aspiration WHERE restricted = 0 AND joined_into IN "
    for target, thing, code in rows_of(connection, sql, things):
        found.setdefault(target, []).append((thing, code))
    return found


def conflict_counts(connection: Connection, things: Iterable[bytes]) -> dict[bytes, int]:
    """How many fields of each thing wait for a person's decision."""
    counts: dict[bytes, int] = {}
    for thing, _ in rows_of(connection, "SELECT thing, field FROM conflict WHERE thing IN ", things):
        counts[thing] = counts.get(thing, 0) + 1
    return counts


def sent_numbers(connection: Connection, things: Sequence[bytes], kind: str) -> dict[bytes, tuple[int, bool]]:
    """For things whose first event (`kind`) went to the coordinator: last file's number, acknowledged."""
    sql = f"""SELECT e.thing, max(f.number), max(EXISTS (SELECT 1 FROM acknowledged k WHERE k.file = f.id))
        FROM event e JOIN sent_event s ON s.event = e.id JOIN sent_file f ON f.id = s.file
        WHERE e.kind = '{kind}' AND f.address = 'coordinator' AND e.thing IN """
    rows = rows_of(connection, sql, things, " GROUP BY e.thing")
    return {thing: (number, bool(seen)) for thing, number, seen in rows}


def awaited(connection: Connection, shas: Iterable[str]) -> set[str]:
    """Which of these attachments are not on this laptop yet."""
    wanted = set(shas)
    blobs = [bytes.fromhex(sha) for sha in wanted]
    rows = rows_of(connection, "SELECT sha256 FROM blob WHERE present = 1 AND sha256 IN ", blobs)
    return wanted - {sha.hex() for (sha,) in rows}


def aspiration_counts(
    connection: Connection, visit_things: Iterable[bytes], *, restricted: bool = False
) -> dict[bytes, int]:
    """How many aspirations each visit has, withdrawn ones left out; restricted ones only where wanted."""
    left_out = "" if restricted else "restricted = 0 AND "
    sql = f"SELECT visit, count(*) FROM aspiration WHERE {left_out}status != 'ditarik' AND visit IN "
    return dict(rows_of(connection, sql, visit_things, " GROUP BY visit"))


def rows_of(connection: Connection, sql: str, keys: Iterable[bytes], end: str = "") -> list[Any]:
    """Rows of a query that ends in ``IN``, asked in handfuls."""
    listed, found = list(dict.fromkeys(keys)), []
    for start in range(0, len(listed), MANY):
        chunk = listed[start : start + MANY]
        marks = ", ".join("?" * len(chunk))
        found += connection.execute(f"{sql}({marks}){end}", chunk).fetchall()
    return found


def _assignment_of(row: Sequence[Any]) -> Assignment:
    values = _told(row, 9, flags=(6, 7))
    values[4] = values[4] or 1
    return Assignment(*values)


def _told(row: Sequence[Any], state: int, flags: Sequence[int]) -> list[Any]:
    """A row with its flags as truth values and its last column as the values of the state."""
    values = list(row[: state + 1])
    for place in flags:
        values[place] = bool(values[place])
    values[state] = state_values(row[state])
    return values
