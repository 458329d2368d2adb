"""Pages of lists, each going on after the last row of the one before: no offset, no count, nothing whole."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from desktop.store.connection import Connection
from desktop.store.queries import ASPIRATION, VISIT, Aspiration, Visit, aspiration_of, visit_of

Key = tuple[str | int, bytes]
"""Where a page ended: value of the column it is ordered by, and the thing."""


class Filter(NamedTuple):
    """One condition on a column."""

    column: str
    operator: str
    value: Any


ASPIRATION_COLUMNS = frozenset(
    {
        *("thing", "code", "visit", "village", "kind", "category", "urgency", "authority", "mode"),
        *("restricted", "status", "outcome", "triage", "agency", "due", "writer", "recorded", "round"),
    }
)
VISIT_COLUMNS = frozenset({"thing", "village", "date", "finished", "writer"})
_OPERATORS = frozenset({"=", "<", ">", "<=", ">=", "in", "is"})


def aspiration_page(
    connection: Connection,
    filters: Sequence[Filter],
    limit: int,
    after: Key | None = None,
    *,
    match: str | None = None,
    by_due: bool = False,
) -> list[tuple[Key, Aspiration]]:
    """One page of aspirations with the key of each.

    Newest first; by due date (earliest first, only those that have one); searched: what came in last first.

    Args:
        connection: of the home.
        filters: all must hold.
        limit: rows at most.
        after: key of the last row before, from the same order.
        match: question for the search index, see `search.match_of`.
        by_due: order by due date.
    """
    if match is not None:
        return _searched(connection, filters, limit, after, match)
    column, order, sign = ("a.due", "ASC", ">") if by_due else ("a.recorded", "DESC", "<")
    where, values = _where(filters, ASPIRATION_COLUMNS, "a")
    if by_due:
        where.append("a.due IS NOT NULL")
    if after:
        where.append(f"({column}, a.thing) {sign} (?, ?)")
        values += after
    sql = f"""SELECT {ASPIRATION} FROM aspiration a WHERE {" AND ".join(where) or "1"}
        ORDER BY {column} {order}, a.thing {order} LIMIT ?"""
    rows = connection.execute(sql, [*values, limit])
    found = [aspiration_of(row) for row in rows]
    return [((one.due or "" if by_due else one.recorded, one.thing), one) for one in found]


def visit_page(
    connection: Connection, filters: Sequence[Filter], limit: int, after: Key | None = None
) -> list[tuple[Key, Visit]]:
    """One page of visits, latest date first, with the key of each."""
    where, values = _where(filters, VISIT_COLUMNS, "v")
    where.append("v.date IS NOT NULL")
    if after:
        where.append("(v.date, v.thing) < (?, ?)")
        values += after
    sql = f"""SELECT {VISIT} FROM visit v WHERE {" AND ".join(where)}
        ORDER BY v.date DESC, v.thing DESC LIMIT ?"""
    found = [visit_of(row) for row in connection.execute(sql, [*values, limit])]
    return [((one.date or "", one.thing), one) for one in found]


def _searched(
    connection: Connection, filters: Sequence[Filter], limit: int, after: Key | None, match: str
) -> list[tuple[Key, Aspiration]]:
    where, values = _where(filters, ASPIRATION_COLUMNS, "a")
    where.insert(0, "search_words MATCH ?")
    values.insert(0, match)
    if after:
        where.append("w.rowid < ?")
        values.append(after[0])
    # The index is walked from its end and stopped when the page is full, however common the word is; a
    # CROSS JOIN keeps the order of the tables.
    sql = f"""SELECT {ASPIRATION}, w.rowid FROM search_words w CROSS JOIN search_row r ON r.id = w.rowid
        CROSS JOIN aspiration a ON a.thing = r.thing WHERE {" AND ".join(where)}
        ORDER BY w.rowid DESC LIMIT ?"""
    rows = connection.execute(sql, [*values, limit])
    return [((row[25], row[0]), aspiration_of(row)) for row in rows]


def _where(filters: Sequence[Filter], columns: frozenset[str], table: str) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    for column, operator, value in filters:
        if column not in columns or operator not in _OPERATORS:
            raise ValueError("not a column of this list")
        if operator == "in":
            where.append(f"{table}.{column} IN ({', '.join('?' * len(value))})")
            values += value
        else:
            where.append(f"{table}.{column} {operator} ?")
            values.append(value)
    return where, values
