"""What the triage desk lists: one tab for each kind of next step, paged; how many each holds."""

from collections.abc import Mapping
from typing import Any

from desktop.actions.aspiration_items import visited_items
from desktop.actions.lists import Query, cursor_of, filters_of, key_of, page_size
from desktop.actions.named_recipients import named_recipients
from desktop.actions.recap import RUNNING
from desktop.actions.session import Session
from desktop.core.codes import normalise_code
from desktop.errors import WRONG_USE, UserError
from desktop.store import listing, queries
from desktop.store.listing import Filter, Key
from desktop.store.queries import Aspiration
from desktop.store.search import match_of

TABS: Mapping[str, tuple[str, ...]] = {
    "new": ("dicatat",),
    "ready": ("diverifikasi",),
    "asked": ("perlu_data",),
    "returned": ("dikembalikan",),
    "assigned": RUNNING,
    "outside": ("bukan_kewenangan",),
    "joined": ("duplikat",),
    "archived": ("diarsipkan",),
}
"""Tab → the statuses in it; first those in which the coordinator has the next step."""

COUNTED = 1_000
"""So many are counted; beyond it is "1.000+"."""

_WHERE = {"agency": "agency", "due": "date"}
_NARROWED = frozenset({"tab", "district", *_WHERE})


def list_triage(session: Session, query: Query) -> dict[str, Any]:
    """One page of a tab, newest first: ``{"items": […], "next": cursor or None}``; each with its ``visited``.

    In the tab ``outside`` each has its ``recipient``: whom the triage named, None without one.

    Restricted ones are in it, since they wait like all others; whoever shows them hides their words.

    Args:
        session: the open home.
        query: `where` has ``tab`` (a key of `TABS`), perhaps ``district`` (code of a kecamatan), ``agency``
            and ``due``.

    Raises:
        UserError: ``where_unknown``, ``where_value``, ``limit_range``, ``cursor_wrong``.
    """
    size, filters, match = page_size(query), _filters(session, query), None
    if query.search and query.search.strip():
        symbols = normalise_code(query.search)
        if symbols and queries.aspirations_of_code(session.store.connection, symbols):
            filters.append(Filter("code", "=", symbols))
        elif (match := match_of(query.search)) is None:
            return {"items": [], "next": None}
    rows = _page(session, TABS[query.where["tab"]], filters, size + 1, key_of(query), match)
    more = cursor_of(query, rows[size - 1][0]) if len(rows) > size else None
    found = [one for _, one in rows[:size]]
    items = visited_items(session, found)
    if query.where["tab"] == "outside":
        asked = named_recipients(session, [one.thing for one in found])
        items = [{**item, "recipient": asked.get(one.thing)} for item, one in zip(items, found, strict=True)]
    return {"items": items, "next": more}


def tab_of(status: str) -> str:
    """The tab an aspiration of this status is in, empty when the desk is done with it."""
    return next((tab for tab, statuses in TABS.items() if status in statuses), "")


def tab_counts(session: Session) -> dict[str, int]:
    """How many each tab holds, `COUNTED` + 1 for more than are counted."""
    return {tab: sum(status_count(session, one) for one in statuses) for tab, statuses in TABS.items()}


def waiting_count(session: Session) -> int:
    """How many nobody has looked at yet."""
    return sum(status_count(session, one) for one in TABS["new"])


def status_count(session: Session, status: str) -> int:
    """How many aspirations have a status, counted no further than `COUNTED` + 1."""
    row = session.store.connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM aspiration WHERE status = ? LIMIT ?)", (status, COUNTED + 1)
    ).fetchone()
    return int(row[0])


def _filters(session: Session, query: Query) -> list[Filter]:
    where = query.where
    unknown = next((name for name in where if name not in _NARROWED), None)
    if unknown is not None:
        raise UserError(
            "where_unknown", field=unknown, known=", ".join(sorted(_NARROWED)), exit_code=WRONG_USE
        )
    if where.get("tab") not in TABS:
        raise UserError("where_value", field="tab", value=str(where.get("tab"))[:40], exit_code=WRONG_USE)
    filters = filters_of(session, {name: where[name] for name in _WHERE if name in where}, _WHERE)
    if district := where.get("district"):
        # A village's code begins with its district's; "/" is what comes after "." in the order of codes.
        filters += [Filter("village", ">=", f"{district}."), Filter("village", "<", f"{district}/")]
    return filters


def _page(
    session: Session,
    statuses: tuple[str, ...],
    filters: list[Filter],
    size: int,
    after: Key | None,
    match: str | None,
) -> list[tuple[Key, Aspiration]]:
    connection = session.store.connection
    if match is not None:
        narrowed = [*filters, Filter("status", "in", statuses)]
        return listing.aspiration_page(connection, narrowed, size, after, match=match)
    found: list[tuple[Key, Aspiration]] = []
    for status in statuses:
        # One status at a time, so that the index hands out the rows in their order.
        found += listing.aspiration_page(connection, [*filters, Filter("status", "=", status)], size, after)
    return sorted(found, key=lambda row: row[0], reverse=True)[:size]
