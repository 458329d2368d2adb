"""What lies on an agency's desk: its assignments by due date, open, answered, ended."""

from typing import Any

from desktop.actions.aspiration_items import aspiration_items
from desktop.actions.finding import own_agencies
from desktop.actions.lists import Query, cursor_of, key_of, page_size
from desktop.actions.session import Session
from desktop.core.events import thing_text
from desktop.store.assigned import Part, assigned_count, assigned_page


def list_own(session: Session, part: Part, query: Query) -> dict[str, Any]:
    """Assignments of this home's agencies, earliest due first: ``{"items": […], "next": cursor or None}``.

    Each item is an aspiration as in other lists, with ``assignment``, ``role`` and the assignment's own
    ``due``.

    Raises:
        UserError: ``wrong_desk``, ``limit_range``, ``cursor_wrong``.
    """
    session.demand("agency")
    size = page_size(query)
    connection, agencies = session.store.connection, own_agencies(session)
    rows = assigned_page(connection, agencies, part, size + 1, key_of(query))
    items = aspiration_items(session, [row[1] for row in rows[:size]])
    told = [
        {**item, "assignment": thing_text(assignment), "due": due, "role": role}
        for item, (_, _, assignment, due, role) in zip(items, rows[:size], strict=True)
    ]
    more = cursor_of(query, rows[size - 1][0]) if len(rows) > size else None
    return {"items": told, "next": more}


def own_counts(session: Session) -> dict[str, int]:
    """How many are ``open``, ``late``, ``answered``, ``ended``; each at most 1,000."""
    session.demand("agency")
    connection, agencies = session.store.connection, own_agencies(session)
    parts: tuple[Part, ...] = ("open", "answered", "ended")
    counts: dict[str, int] = {part: assigned_count(connection, agencies, part) for part in parts}
    counts["late"] = assigned_count(connection, agencies, "open", session.today.isoformat())
    return counts
