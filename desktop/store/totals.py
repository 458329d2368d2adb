"""Counts over all aspirations for recaps, made by the database: no row leaves it one by one."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from desktop.store.connection import Connection

# What became of a matter joined into another is said by the one it ends in; a ring ends nowhere.
_AGENCY = """CASE WHEN a.status <> 'duplikat' THEN a.agency ELSE (
    WITH RECURSIVE up (next, agency) AS (
        SELECT a.joined_into, NULL
        UNION SELECT t.joined_into, t.agency FROM up JOIN aspiration t ON t.thing = up.next
        WHERE t.restricted = 0)
    SELECT agency FROM up WHERE next IS NULL) END"""

GROUPS = {
    "agency": _AGENCY,
    "district": "substr(a.village, 1, 8)",
    "category": "a.category",
    "authority": "a.authority",
    "month": "substr(a.recorded, 1, 7)",
}
"""What aspirations can be counted by → the column or expression on `aspiration a`."""

# The only place that tells when an answer was given is the signed event; its lead may have changed since.
_ANSWERED = """FROM assignment g CROSS JOIN event e ON e.thing = g.thing AND e.kind = 'answer.given'"""
_AT = "json_extract(CAST(e.body AS TEXT), '$.e.at')"


_ENDING = "kind IN ('feedback.told', 'aspiration.closed')"


class Span(NamedTuple):
    """Days of recording, both included; None = open on that side."""

    since: date | None = None
    until: date | None = None


class Counted(NamedTuple):
    """How many aspirations of a group have a status, and how many of them are past their due date."""

    key: str | None
    status: str
    number: int
    overdue: int


class Waiting(NamedTuple):
    """An aspiration nobody has answered."""

    code: str
    village: str | None
    agency: str | None
    recorded: str


def counts(
    connection: Connection, by: str, span: Span, today: date, running: Collection[str]
) -> list[Counted]:
    """Aspirations by group and status; restricted ones do not exist here.

    Args:
        connection: of the home.
        by: a key of `GROUPS`.
        span: when they were recorded.
        today: a due date before it has passed.
        running: the statuses in which a due date still binds.
    """
    where, values = _where(span)
    marks = ", ".join("?" * len(running))
    sql = f"""SELECT {GROUPS[by]} AS key, a.status, count(*), total(a.due < ? AND a.status IN ({marks}))
        FROM aspiration a WHERE {where} GROUP BY key, a.status"""
    rows = connection.execute(sql, [today.isoformat(), *running, *values])
    return [Counted(key, status, number, int(overdue)) for key, status, number, overdue in rows]


def days_to_answer(connection: Connection, by: str, span: Span) -> list[tuple[str | None, int, int]]:
    """From recording to the first answer of a leading agency: (group, calendar days, how many).

    Not those joined into another. A clock that ran behind counts as the same day.
    """
    where, values = _where(span)
    days = "max(0, julianday(substr(answered, 1, 10)) - julianday(substr(recorded, 1, 10)))"
    sql = f"""SELECT key, CAST({days} AS INTEGER) AS days, count(*) FROM (
            SELECT {GROUPS[by]} AS key, a.recorded AS recorded, min({_AT}) AS answered
            {_ANSWERED} CROSS JOIN aspiration a ON a.thing = g.aspiration
            WHERE g.role = 'lead' AND e.state = 0 AND a.status <> 'duplikat' AND {where} GROUP BY a.thing)
        WHERE days IS NOT NULL GROUP BY key, days"""
    return [(key, days, number) for key, days, number in connection.execute(sql, values)]


def ending_index(connection: Connection) -> None:
    """Makes the index of step 6: a month of last words is found without looking through the log."""
    connection.execute(f"CREATE INDEX event_ending ON event (received) WHERE {_ENDING}")


def finished_since(connection: Connection, since: date) -> int:
    """How many are finished and had their last word come in since a day, restricted ones left out."""
    row = connection.execute(
        f"""SELECT count(DISTINCT e.thing) FROM event e INDEXED BY event_ending
        CROSS JOIN aspiration a ON a.thing = e.thing
        WHERE e.{_ENDING} AND e.received >= ? AND e.state = 0
            AND a.status = 'selesai' AND a.restricted = 0""",
        (since.isoformat(),),
    ).fetchone()
    return int(row[0])


def oldest(connection: Connection, span: Span, statuses: Collection[str], limit: int) -> list[Waiting]:
    """Those of these statuses that were recorded first; restricted ones do not exist here."""
    where, values = _where(span)
    marks = ", ".join("?" * len(statuses))
    sql = f"""SELECT a.code, a.village, a.agency, a.recorded FROM aspiration a
        WHERE {where} AND a.status IN ({marks}) ORDER BY a.recorded, a.thing LIMIT ?"""
    return [Waiting(*row) for row in connection.execute(sql, [*values, *statuses, limit])]


def answered_by(connection: Connection, agency: str, span: Span) -> list[tuple[bytes, bytes, str]]:
    """What an agency answered in these days: (assignment, aspiration, day of its latest answer), by day.

    Restricted ones do not exist here.
    """
    bounds, values = "", [agency]
    if span.since:
        bounds += " AND day >= ?"
        values.append(span.since.isoformat())
    if span.until:
        bounds += " AND day <= ?"
        values.append(span.until.isoformat())
    sql = f"""SELECT g.thing, g.aspiration, substr(max({_AT}), 1, 10) AS day
        {_ANSWERED} CROSS JOIN aspiration a ON a.thing = g.aspiration
        WHERE g.agency = ? AND e.state = 0 AND a.restricted = 0
        GROUP BY g.thing HAVING day IS NOT NULL{bounds} ORDER BY day, g.thing"""
    return [tuple(row) for row in connection.execute(sql, values)]


def assigned_to(connection: Connection, agency: str, today: date) -> tuple[int, int, int]:
    """Of what an agency has to do: (running, of these without an answer in their round, of these overdue).

    Restricted ones do not exist here.
    """
    # A quote inside a text is escaped, so what is looked for can only be a field's name.
    answered = "instr(g.state, '\"answer.' || max(coalesce(g.round, 1), a.round) || '\":') > 0"
    sql = f"""SELECT count(*), total(open), total(open AND due < ?) FROM (
        SELECT g.due AS due, NOT {answered} AS open FROM assignment g JOIN aspiration a
        ON a.thing = g.aspiration WHERE g.agency = ? AND g.running = 1 AND a.restricted = 0
        AND a.status NOT IN ('ditarik', 'duplikat', 'diarsipkan', 'bukan_kewenangan', 'selesai'))"""
    row = connection.execute(sql, (today.isoformat(), agency)).fetchone()
    running, unanswered, late = map(int, row)
    return running, unanswered, late


def taken_in(connection: Connection, thing: bytes) -> str | None:
    """When the first event on a thing came to this laptop."""
    row: Any = connection.execute("SELECT min(received) FROM event WHERE thing = ?", (thing,)).fetchone()
    found = row[0]
    return found if isinstance(found, str) else None


def _where(span: Span) -> tuple[str, list[str]]:
    """The condition on `aspiration a`: not restricted, and recorded in the span."""
    where, values = "a.restricted = 0", []
    if span.since:
        where += " AND a.recorded >= ?"
        values.append(span.since.isoformat())
    if span.until and span.until < date.max:
        where += " AND a.recorded < ?"
        values.append((span.until + timedelta(days=1)).isoformat())
    return where, values
