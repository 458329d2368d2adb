"""How this laptop stands: what was saved last, what no file has carried yet, what came in last, room left."""

import shutil
from typing import Any

from desktop.actions.session import Session
from desktop.core.canonical import b64
from desktop.core.clock import local_iso
from desktop.core.roster import describe
from desktop.store.rolling import rolling_copies
from desktop.store.tables import TRUST_KINDS

BACKED_UP = "backed_up"
"""Key in `meta`: when the last full backup was made."""

_NEWS = {"officer": "aspiration.recorded", "agency": "answer.given"}


def standing(session: Session, settled: int = 0) -> dict[str, Any]:
    """What the status line says.

    Args:
        session: the open home; a reader will do.
        settled: answered before: everything of this laptop up to there is in some file.

    Returns:
        ``{"saved", "unsent", "last", "settled"}``: `saved` the moment of the last write (None before any);
        `unsent` None at a coordinator's desk, else ``{"news", "records", "since"}`` (aspirations or answers,
        all records, the oldest moment); `last` None or ``{"received", "from", "desk"}``.
    """
    unsent, floor = None, settled
    if not session.holds("coordinator"):
        unsent, floor = _unsent(session, settled)
    return {"saved": _saved(session), "unsent": unsent, "last": _last(session), "settled": floor}


def condition(session: Session) -> dict[str, Any]:
    """What "Periksa data" shows without checking anything.

    Returns:
        ``{"backed_up", "copies", "free", "size"}``: the last full backup's moment or None, how many copies
        of the database lie in the home, bytes free on its disk, bytes of the database.
    """
    made = session.store.meta(BACKED_UP)
    paths = session.paths
    return {
        "backed_up": made.decode() if made else None,
        "copies": len(rolling_copies(paths)),
        "free": shutil.disk_usage(paths.home).free,
        "size": paths.database.stat().st_size,
    }


def note_backup(session: Session) -> str:
    """Remembers that a full backup was made now."""
    moment = local_iso(session.now())
    with session.store.transaction():
        session.store.set_meta(BACKED_UP, moment.encode())
    return moment


def _saved(session: Session) -> str | None:
    row = session.store.connection.execute(
        """SELECT max(moment) FROM (SELECT * FROM (SELECT received AS moment FROM event WHERE writer = ?
        ORDER BY seq DESC LIMIT 1) UNION ALL SELECT max(saved) FROM draft)""",
        (session.log.writer_row(session.writer),),
    ).fetchone()
    return str(row[0]) if row[0] else None


def _unsent(session: Session, settled: int) -> tuple[dict[str, Any], int]:
    """What no file holds; all of it is written after `settled`, so that is where the looking begins."""
    desk = session.home.desks[0].partition(":")[0]
    rows = session.store.connection.execute(
        f"""SELECT e.seq, e.kind, e.received, a.status
        FROM event e LEFT JOIN aspiration a ON a.thing = e.thing WHERE e.writer = ? AND e.seq > ?
        AND NOT {TRUST_KINDS.replace("kind", "e.kind")}
        AND NOT EXISTS (SELECT 1 FROM sent_event s WHERE s.event = e.id) ORDER BY e.seq""",  # noqa: S608
        (session.log.writer_row(session.writer), settled),
    ).fetchall()
    told = {
        # What was withdrawn again is a record that travels, but nobody's aspiration.
        "news": sum(kind == _NEWS.get(desk) and status != "ditarik" for _, kind, _, status in rows),
        "records": len(rows),
        "since": rows[0][2] if rows else None,
    }
    last = session.log.last_of(session.writer)
    return told, rows[0][0] - 1 if rows else last[1] if last else settled


def _last(session: Session) -> dict[str, Any] | None:
    row = session.store.connection.execute(
        """SELECT f.received, w.writer FROM received_file f JOIN writer w ON w.id = f.sender
        WHERE f.received IS NOT NULL ORDER BY f.received DESC LIMIT 1"""
    ).fetchone()
    if row is None:
        return None
    member = session.roster.members.get(row[1])
    return {
        "received": row[0],
        "from": describe(member) if member else b64(row[1])[:6],
        "desk": member.desks[0].partition(":")[0] if member else "",
    }
