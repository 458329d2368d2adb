"""Visits: recorded with their aspirations, finished, listed, shown."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.actions import shape_types as types
from desktop.actions.aspirations import named, recorded
from desktop.actions.attachments import Files
from desktop.actions.finding import checks, find_visit, is_author, owner_name
from desktop.actions.items import attachment_items, degrees
from desktop.actions.lists import Query, cursor_of, filters_of, key_of, page_size
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.codes import with_prefix
from desktop.core.events import thing_text
from desktop.errors import UserError
from desktop.store import listing, queries
from desktop.store.listing import Filter
from desktop.store.queries import Visit

WHERE = {"id": "thing", "village": "village", "date": "date", "finished": "flag"}
_SHOWN = 500
_NONE = "-"


def add_visit(session: Session, shape: types.VisitIn, base: Path) -> dict[str, Any]:
    """Records a visit with all its aspirations and attachments: the whole of it or nothing.

    Args:
        session: the open home of an officer, or of a coordinator at the office's own intake.
        shape: as it was handed in.
        base: the folder that names of attachments start from.

    Returns:
        ``{"visit": {"id", …}, "aspirations": [{"id", "code"}]}``.

    Raises:
        UserError: what checks, files and store raise; ``place`` says which aspiration.
    """
    session.demand("officer", "coordinator")
    values = checks(session).visit(shape)
    thing = session.new_thing()
    with Files(session, base) as files:
        if shape.attachments:
            values["attachments"] = files.take(shape.attachments)
        things, acts = recorded(session, thing, values["village"], shape.aspirations, files)
        files.write([Act("visit.recorded", thing, values), *acts])
    visit = find_visit(session, thing_text(thing))
    return {"visit": visit_items(session, [visit])[0], "aspirations": named(session, things)}


def finish_visit(session: Session, id: str) -> dict[str, Any]:
    """Makes a visit and its aspirations final: corrections need a reason from now on.

    Raises:
        UserError: ``visit_unknown``, ``visit_not_yours``, ``visit_finished``.
    """
    session.demand("officer", "coordinator")
    visit = find_visit(session, id)
    if not is_author(session, visit.writer):
        raise UserError("visit_not_yours")
    if visit.finished:
        raise UserError("visit_finished")
    session.write([Act("visit.finished", visit.thing, {"finished": True})])
    return {"visit": visit_items(session, [find_visit(session, id)])[0]}


def list_visits(session: Session, query: Query) -> dict[str, Any]:
    """Visits, latest first: ``{"items": […], "next": cursor or None}``; words are sought in village names.

    Raises:
        UserError: ``where_unknown``, ``where_value``, ``limit_range``, ``cursor_wrong``.
    """
    size = page_size(query)
    filters = filters_of(session, query.where, WHERE)
    if query.search and query.search.strip():
        filters.append(Filter("village", "in", _villages_like(session, query.search)))
    rows = listing.visit_page(session.store.connection, filters, size + 1, key_of(query))
    more = cursor_of(query, rows[size - 1][0]) if len(rows) > size else None
    return {"items": visit_items(session, [visit for _, visit in rows[:size]]), "next": more}


def show_visit(session: Session, id: str) -> dict[str, Any]:
    """One visit with the first 500 of its aspirations (newest first; restricted ones are listed apart)."""
    visit = find_visit(session, id)
    found = listing.aspiration_page(
        session.store.connection,
        [Filter("visit", "=", visit.thing), Filter("restricted", "=", 0)],
        _SHOWN,
    )
    rows = [
        {
            "id": thing_text(one.thing),
            "code": with_prefix(one.code, session.pack.prefix),
            "kind": one.kind,
            "title": one.title,
            "status": one.status,
            "agency": one.agency,
        }
        for _, one in found
    ]
    return {"visit": visit_items(session, [visit])[0], "aspirations": rows}


def visit_items(session: Session, visits: Sequence[Visit]) -> list[dict[str, Any]]:
    """Visits as lists show them, with the names of cli.md."""
    connection = session.store.connection
    things = [visit.thing for visit in visits]
    # Whoever heard them counts them all; elsewhere nothing tells that there are restricted ones.
    own = [visit.thing for visit in visits if is_author(session, visit.writer)]
    counts = queries.aspiration_counts(connection, things)
    counts |= queries.aspiration_counts(connection, own, restricted=True)
    sent = queries.sent_numbers(connection, things, "visit.recorded")
    villages = {village.code: village for village in session.pack.villages}
    items = []
    for visit in visits:
        village = villages.get(visit.village or "")
        number, seen = sent.get(visit.thing, (None, False))
        items.append(
            {
                "id": thing_text(visit.thing),
                "village": visit.village,
                "village_name": village.name if village else None,
                "district": village.district if village else None,
                **_told(visit.values),
                "finished": visit.finished,
                "aspirations": counts.get(visit.thing, 0),
                "recorded": visit.recorded,
                "by": owner_name(session, visit.writer),
                "sent": number,
                "acknowledged": seen,
            }
        )
    return items


def _told(values: dict[str, Any]) -> dict[str, Any]:
    names = ("date", "start", "end", "place", "counterpart", "agenda", "attendance", "notes")
    told = {name: values.get(name) for name in names}
    told |= {name: values.get(name) or [] for name in ("team", "services")}
    told["attachments"] = attachment_items(values.get("attachments"))
    return {**told, "point": degrees(values.get("point"))}


def _villages_like(session: Session, words: str) -> list[str]:
    sought = words.casefold().split()
    found = [one.code for one in session.pack.villages if all(word in one.name.casefold() for word in sought)]
    # No village: a code that none has, so that nothing is found.
    return found or [_NONE]
