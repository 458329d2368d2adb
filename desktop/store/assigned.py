"""What an agency has been given, by its own due dates: pages, and how many of each kind."""

from collections.abc import Sequence
from typing import Literal

from desktop.store.connection import Connection
from desktop.store.listing import Key
from desktop.store.queries import ASPIRATION, Aspiration, aspiration_of

Part = Literal["open", "answered", "ended"]
Given = tuple[Key, Aspiration, bytes, str | None, str | None]
"""Key of the row, aspiration, assignment, its due date, its role."""

_CLOSED = "('ditarik', 'duplikat', 'diarsipkan', 'bukan_kewenangan', 'selesai')"
# A quote inside a text is escaped, so what is looked for can only be a field's name.
_ANSWERED = """instr(g.state, '"answer.' || max(g.round, a.round) || '":') > 0"""
_PARTS: dict[Part, str] = {
    "open": f"g.running = 1 AND NOT {_ANSWERED} AND a.status NOT IN {_CLOSED}",
    "answered": f"g.running = 1 AND ({_ANSWERED} OR a.status IN {_CLOSED})",
    "ended": "g.running = 0",
}
_LATEST = "9999-12-31"


def assigned_page(
    connection: Connection,
    agencies: Sequence[str],
    part: Part,
    limit: int,
    after: Key | None = None,
    restricted: bool = False,
) -> list[Given]:
    """One page by due date, those without one last."""
    # Each half in the order of the index; ordered together by a stand-in for no date, all would be sorted.
    dated = _half(connection, agencies, (part, restricted), "g.due, g.thing", after, limit)
    if len(dated) == limit:
        return dated
    bare = after[1] if after and after[0] == _LATEST else b""
    undated = _half(connection, agencies, (part, restricted), "g.thing", (bare,), limit - len(dated))
    return dated + undated


def _half(
    connection: Connection,
    agencies: Sequence[str],
    kind: tuple[Part, bool],
    order: str,
    after: Sequence[object] | None,
    limit: int,
) -> list[Given]:
    part, restricted = kind
    where = [f"g.agency IN ({', '.join('?' * len(agencies))})", _PARTS[part]]
    where.append("g.due IS NULL" if order == "g.thing" else "g.due IS NOT NULL")
    if not restricted:
        where.append("a.restricted = 0")
    if after:
        where.append(f"({order}) > ({', '.join('?' * len(after))})")
    sql = f"""SELECT {ASPIRATION}, g.thing, g.due, g.role FROM assignment g
        CROSS JOIN aspiration a ON a.thing = g.aspiration WHERE {" AND ".join(where)}
        ORDER BY {order} LIMIT ?"""
    rows = connection.execute(sql, [*agencies, *(after or ()), limit])
    return [
        ((row[26] or _LATEST, row[25]), aspiration_of(row), bytes(row[25]), row[26], row[27]) for row in rows
    ]


def assigned_count(
    connection: Connection,
    agencies: Sequence[str],
    part: Part,
    today: str | None = None,
    most: int = 1_000,
    *,
    until: str | None = None,
) -> int:
    """How many, at most `most`; with `today` only those that are past due, with `until` those due by then."""
    marks = ", ".join("?" * len(agencies))
    late = "AND g.due < ?" if today else "AND g.due <= ?" if until else ""
    sql = f"""SELECT count(*) FROM (SELECT 1 FROM assignment g JOIN aspiration a ON a.thing = g.aspiration
        WHERE g.agency IN ({marks}) AND {_PARTS[part]} AND a.restricted = 0 {late} LIMIT ?)"""
    day = today or until
    values: list[object] = [*agencies, *([day] if day else []), most]
    return int(connection.execute(sql, values).fetchone()[0])
