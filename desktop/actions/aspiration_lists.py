"""Aspirations found again: lists, one with its history, similar ones, and whom to ask."""

from typing import Any

from desktop.actions.aspiration_items import (
    aspiration_items,
    assignment_items,
    place_item,
    proposal_item,
    visited_items,
)
from desktop.actions.feedback import answered
from desktop.actions.finding import assignments_of, code_of, find, words_of
from desktop.actions.history import history
from desktop.actions.items import attachment_items
from desktop.actions.lists import Query, cursor_of, filters_of, key_of, page_size
from desktop.actions.session import Session
from desktop.core.codes import normalise_code, with_prefix
from desktop.core.routing import Router
from desktop.core.similar import similar as nearest
from desktop.errors import WRONG_USE, UserError
from desktop.store import listing, queries
from desktop.store.listing import Filter
from desktop.store.queries import Aspiration
from desktop.store.search import match_of

WHERE = {
    **dict.fromkeys(
        ("status", "kind", "category", "urgency", "authority", "mode", "outcome", "triage"), "text"
    ),
    "village": "village",
    "visit": "thing",
    "id": "thing",
    "agency": "agency",
    "code": "code",
    "restricted": "flag",
    "due": "date",
}
COMPARED = 1_000
"""So many of the newest aspirations of a village are compared for similar ones."""

SHOWN = 20


def list_aspirations(session: Session, query: Query) -> dict[str, Any]:
    """Aspirations: ``{"items": […], "next": cursor or None}``.

    Newest first, by due date if asked, and when searched what came in last first. Restricted ones do not
    exist here unless asked for with ``restricted=true``.

    Raises:
        UserError: ``where_unknown``, ``where_value``, ``order_unknown``, ``limit_range``, ``cursor_wrong``.
    """
    size = page_size(query)
    if query.order not in ("recorded", "due"):
        raise UserError("order_unknown", order=query.order[:40], exit_code=WRONG_USE)
    filters = filters_of(session, query.where, WHERE)
    if "restricted" not in query.where:
        filters.append(Filter("restricted", "=", 0))
    match = None
    if query.search and query.search.strip():
        symbols = normalise_code(query.search)
        if symbols and queries.aspirations_of_code(session.store.connection, symbols):
            filters.append(Filter("code", "=", symbols))
        else:
            match = match_of(query.search)
            if match is None:
                return {"items": [], "next": None}
    rows = listing.aspiration_page(
        session.store.connection,
        filters,
        size + 1,
        key_of(query),
        match=match,
        by_due=query.order == "due",
    )
    more = cursor_of(query, rows[size - 1][0]) if len(rows) > size else None
    return {"items": aspiration_items(session, [one for _, one in rows[:size]]), "next": more}


def show_aspiration(session: Session, code: str) -> dict[str, Any]:
    """One aspiration whole: its fields, assignments, those joined into it, and its history.

    Raises:
        UserError: ``code_unknown``, ``code_ambiguous``.
    """
    one = find(session, code)
    assigned = assignments_of(session, one)
    joined = queries.joined_to(session.store.connection, [one.thing]).get(one.thing, [])
    told = one.values.get(f"told.{one.round}")
    things = [one.thing, *(row.thing for row in assigned), *([one.citizen] if one.citizen else [])]
    return {
        **visited_items(session, [one])[0],
        "place": place_item(one.values),
        "proposal": proposal_item(one.values),
        "attachments": attachment_items(one.values.get("attachments")),
        "told": told,
        "satisfied": one.values.get(f"satisfied.{one.round}"),
        "joined": [with_prefix(symbols, session.pack.prefix) for _, symbols in joined],
        "assignments": assignment_items(session, assigned),
        "history": history(session, things),
    }


def similar(session: Session, code: str) -> dict[str, Any]:
    """Which aspirations of the same village say nearly the same, with what was answered to them.

    Raises:
        UserError: ``code_unknown``, ``code_ambiguous``.
    """
    one = find(session, code)
    return {"similar": _similar(session, one.village, words_of(one), but=one.thing)}


def similar_to(session: Session, village: str, words: str) -> dict[str, Any]:
    """The same for words that are being typed, in the village of this code."""
    return {"similar": _similar(session, village, words)}


def suggest(session: Session, code: str | None = None, text: str | None = None) -> dict[str, Any]:
    """Which agencies it may belong to, best first, at most three, each with its reason.

    Raises:
        UserError: ``suggest_what`` (exit 2) without code and text, ``code_unknown``, ``code_ambiguous``.
    """
    category = None
    if code is not None:
        one = find(session, code)
        text, category = words_of(one), one.category
    if text is None:
        raise UserError("suggest_what", exit_code=WRONG_USE)
    router = Router(session.pack.agencies, session.pack.categories)
    found = router.suggest(text, category)
    return {
        "suggestions": [
            {"agency": row.agency, "confidence": row.confidence, "reason": row.reason} for row in found
        ]
    }


def _similar(
    session: Session, village: str | None, words: str, but: bytes | None = None
) -> list[dict[str, Any]]:
    where = [Filter("village", "=", village), Filter("restricted", "=", 0)]
    page = listing.aspiration_page(session.store.connection, where, COMPARED)
    others = {one.thing: one for _, one in page if one.thing != but and one.status != "ditarik"}
    matches = nearest(words, ((thing, words_of(one)) for thing, one in others.items()), SHOWN)
    found = [others[match.key] for match in matches]
    told = {item["code"]: item for item in answered(session, found)}
    return [
        {
            "code": code_of(session, one),
            "score": match.score,
            "why": match.why,
            **_brief(one),
            "answer": (told.get(code_of(session, one)) or {}).get("answer"),
        }
        for match, one in zip(matches, found, strict=True)
    ]


def _brief(one: Aspiration) -> dict[str, Any]:
    return {"title": one.title, "status": one.status, "agency": one.agency, "recorded": one.recorded}
