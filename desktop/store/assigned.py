"""What an agency has been given, by its own due dates: pages, and how many of each kind.

Which part of the desk an assignment lies in hangs on two things, the assignment and what it is about. So it
is written down when they are folded (`place`): to find out while a list is read took 0.3 s where 5,000 lie.
"""

from collections.abc import Collection, Sequence
from typing import Literal

from desktop.store.connection import Connection
from desktop.store.listing import Key
from desktop.store.queries import ASPIRATION, Aspiration, aspiration_of

Part = Literal["open", "answered", "ended"]
Given = tuple[Key, Aspiration, bytes, str | None, str | None]
"""Key of the row, aspiration, assignment, its due date, its role."""

TABLE = "assigned"
_MAKE = (
    f"""CREATE TABLE {TABLE} (assignment BLOB PRIMARY KEY, agency TEXT, part TEXT NOT NULL,
        restricted INTEGER NOT NULL, due TEXT) STRICT""",
    f"CREATE INDEX assigned_desk ON {TABLE} (agency, part, due, assignment, restricted)",
)
_CLOSED = "('ditarik', 'duplikat', 'diarsipkan', 'bukan_kewenangan', 'selesai')"
# A quote inside a text is escaped, so what is looked for can only be a field's name.
_ANSWERED = """instr(g.state, '"answer.' || max(ifnull(g.round, 0), a.round) || '":') > 0"""
_PLACE = f"""INSERT OR REPLACE INTO {TABLE} SELECT g.thing, g.agency,
    CASE WHEN g.running = 0 THEN 'ended' WHEN {_ANSWERED} OR a.status IN {_CLOSED} THEN 'answered'
        ELSE 'open' END, a.restricted, g.due
    FROM assignment g JOIN aspiration a ON a.thing = g.aspiration"""
_LATEST = "9999-12-31"


def desk_table(connection: Connection) -> None:
    """Makes the table of step 5 from what is folded already."""
    for statement in _MAKE:
        connection.execute(statement)
    place_all(connection)


def place_all(connection: Connection) -> None:
    """Writes down where every assignment lies."""
    connection.execute(f"DELETE FROM {TABLE}")
    connection.execute(_PLACE)


def place(connection: Connection, aspirations: Collection[bytes]) -> None:
    """Writes down where the assignments of these aspirations lie, once their rows are as they shall be."""
    if not aspirations:
        return
    things, marks = list(aspirations), ", ".join("?" * len(aspirations))
    about = f"SELECT thing FROM assignment WHERE aspiration IN ({marks})"
    connection.execute(f"DELETE FROM {TABLE} WHERE assignment IN ({about})", things)
    connection.execute(f"{_PLACE} WHERE g.aspiration IN ({marks})", things)


def take_off(connection: Connection, assignments: Collection[bytes]) -> None:
    """Forgets where these assignments lay; `place` puts back those that there are."""
    sql = f"DELETE FROM {TABLE} WHERE assignment = ?"
    connection.executemany(sql, [(one,) for one in assignments])


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
    dated = _half(connection, agencies, (part, restricted), "d.due, d.assignment", after, limit)
    if len(dated) == limit:
        return dated
    bare = after[1] if after and after[0] == _LATEST else b""
    undated = _half(connection, agencies, (part, restricted), "d.assignment", (bare,), limit - len(dated))
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
    where = [f"d.agency IN ({', '.join('?' * len(agencies))})", "d.part = ?"]
    where.append("d.due IS NULL" if order == "d.assignment" else "d.due IS NOT NULL")
    if not restricted:
        where.append("d.restricted = 0")
    if after:
        where.append(f"({order}) > ({', '.join('?' * len(after))})")
    sql = f"""SELECT {ASPIRATION}, g.thing, g.due, g.role FROM {TABLE} d
        CROSS JOIN assignment g ON g.thing = d.assignment CROSS JOIN aspiration a ON a.thing = g.aspiration
        WHERE {" AND ".join(where)} ORDER BY {order} LIMIT ?"""
    rows = connection.execute(sql, [*agencies, part, *(after or ()), limit])
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
    late = "AND due < ?" if today else "AND due <= ?" if until else ""
    sql = f"""SELECT count(*) FROM (SELECT 1 FROM {TABLE}
        WHERE agency IN ({marks}) AND part = ? AND restricted = 0 {late} LIMIT ?)"""
    day = today or until
    values: list[object] = [*agencies, part, *([day] if day else []), most]
    return int(connection.execute(sql, values).fetchone()[0])
