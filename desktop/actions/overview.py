"""What a coordinator sees first: some figures, who is late, what has waited longest, what came in unclear."""

from datetime import date
from typing import Any

from desktop.actions.intake import awaited
from desktop.actions.recap import RUNNING, WAITING
from desktop.actions.session import Session
from desktop.actions.triage_lists import status_count
from desktop.actions.waiting import review_list
from desktop.core.codes import with_prefix
from desktop.store import queries, totals
from desktop.store.outgoing import missing_numbers
from desktop.store.totals import Span

OLDEST = 7


def overview(session: Session) -> dict[str, Any]:
    """How the district stands, restricted ones left out of all but the first figures.

    Returns:
        ``{"new", "ready", "answered", "returned"}`` counted no further than 1,001;
        ``{"running", "late", "finished"}`` whole; ``agencies`` (``{"agency", "name", "running",
        "late", "due"}``, the latest first); ``oldest`` (``{"code", "title", "village_name", "agency",
        "status", "days"}``); ``waiting`` (``{"files", "gaps", "conflicts", "review", "photos"}``).

    Raises:
        UserError: ``wrong_desk``.
    """
    session.demand("coordinator")
    agencies = _agencies(session)
    return {
        "new": status_count(session, "dicatat"),
        "ready": status_count(session, "diverifikasi"),
        "answered": status_count(session, "ditanggapi"),
        "returned": status_count(session, "dikembalikan"),
        "running": sum(row["running"] for row in agencies),
        "late": sum(row["late"] for row in agencies),
        "finished": totals.finished_since(session.store.connection, session.today.replace(day=1)),
        "agencies": [row for row in agencies if row["late"]],
        "oldest": _oldest(session),
        "waiting": _waiting(session),
    }


def _agencies(session: Session) -> list[dict[str, Any]]:
    """By agency what is with it and what of it is past its due date, most late first."""
    names = {agency.code: agency.short or agency.name for agency in session.pack.agencies}
    # Unary plus: the statuses pick the rows, not the much longer index of agencies.
    rows = session.store.connection.execute(
        """SELECT agency, count(*), total(due < ?1), min(CASE WHEN due < ?1 THEN due END) FROM aspiration
        WHERE status IN (?2, ?3, ?4, ?5) AND restricted = 0 AND +agency IS NOT NULL GROUP BY +agency""",
        (session.today.isoformat(), *RUNNING),
    ).fetchall()
    found = [
        {"agency": code, "name": names.get(code, code), "running": count, "late": int(late), "due": due}
        for code, count, late, due in rows
    ]
    return sorted(found, key=lambda row: (-row["late"], row["due"] or "", row["name"]))


def _oldest(session: Session) -> list[dict[str, Any]]:
    villages = {village.code: village.name for village in session.pack.villages}
    names = {agency.code: agency.short or agency.name for agency in session.pack.agencies}
    found = [
        (one.recorded, status, one)
        for status in (*WAITING, *RUNNING)
        for one in totals.oldest(session.store.connection, Span(), [status], OLDEST)
    ]
    return [
        {
            "code": with_prefix(one.code, session.pack.prefix),
            "title": _title(session, one.code),
            "village_name": villages.get(one.village or ""),
            "agency": names.get(one.agency or "", one.agency),
            "status": status,
            "days": max(0, (session.today - date.fromisoformat(recorded[:10])).days),
        }
        for recorded, status, one in sorted(found, key=lambda row: row[0])[:OLDEST]
    ]


def _title(session: Session, symbols: str) -> str:
    found = queries.aspirations_of_code(session.store.connection, symbols)
    return next((one.title or one.summary or "" for one in found if not one.restricted), "")


def _waiting(session: Session) -> dict[str, int]:
    connection = session.store.connection
    kinds = connection.execute("SELECT DISTINCT sender, address, sequence FROM received_file").fetchall()
    return {
        "files": int(connection.execute("SELECT count(*) FROM quarantined").fetchone()[0]),
        "gaps": sum(len(missing_numbers(connection, *one)) for one in kinds if one[2] != "letter"),
        "conflicts": int(connection.execute("SELECT count(*) FROM conflict").fetchone()[0]),
        "review": len(review_list(session)["items"]),
        "photos": awaited(session),
    }
