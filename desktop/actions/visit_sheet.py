"""A visit's aspirations as they were heard: numbered, restricted ones among them, withdrawn ones left out."""

from collections.abc import Sequence
from typing import Any

from desktop.actions.aspiration_items import aspiration_items, place_item, proposal_item
from desktop.actions.finding import find_visit, thing_of
from desktop.actions.items import attachment_items
from desktop.actions.session import Session
from desktop.store import listing, queries
from desktop.store.listing import Filter
from desktop.store.queries import Aspiration

MOST = 500
"""So many of the latest are shown; a visit rarely hears more than sixty."""


def visit_sheet(session: Session, id: str) -> dict[str, Any]:
    """The latest aspirations of a visit in the order they were written.

    Returns:
        ``{"items": […], "total"}``: items as `sheet_items` gives them with ``number``, counted from 1.

    Raises:
        UserError: ``visit_unknown``.
    """
    visit = find_visit(session, id)
    page = listing.aspiration_page(session.store.connection, [Filter("visit", "=", visit.thing)], MOST)
    found = _in_order(session, [one for _, one in page if one.status != "ditarik"])
    total = len(found)
    if len(page) == MOST:
        counts = queries.aspiration_counts(session.store.connection, [visit.thing], restricted=True)
        total = counts.get(visit.thing, total)
    first = total - len(found) + 1
    items = [{**item, "number": first + at} for at, item in enumerate(_items(session, found))]
    return {"items": items, "total": total}


def sheet_items(session: Session, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Aspirations by id, whole enough for the sheet and the editor beside it; unknown ones left out."""
    things = [thing for one in ids if (thing := thing_of(one))]
    known = queries.aspirations(session.store.connection, things)
    return _items(session, [known[thing] for thing in things if thing in known])


def _items(session: Session, found: Sequence[Aspiration]) -> list[dict[str, Any]]:
    return [
        {
            **item,
            "place": place_item(one.values),
            "proposal": proposal_item(one.values),
            "attachments": attachment_items(one.values.get("attachments")),
        }
        for item, one in zip(aspiration_items(session, found), found, strict=True)
    ]


def _in_order(session: Session, found: list[Aspiration]) -> list[Aspiration]:
    # A second holds many rows, and their ids are partly random: a writer's own numbers know the order.
    sql = "SELECT thing, min(seq) FROM event WHERE kind = 'aspiration.recorded' AND thing IN "
    rows = queries.rows_of(session.store.connection, sql, [one.thing for one in found], " GROUP BY thing")
    numbers = dict(rows)
    return sorted(found, key=lambda one: (one.recorded, one.writer, numbers.get(one.thing, 0)))
