"""What a visit still lacks before it is finished: told, never demanded."""

from typing import Any

from desktop.actions.finding import find_visit
from desktop.actions.session import Session
from desktop.actions.visit_sheet import visit_sheet
from desktop.core.routing import Router

_FACTS = ("start", "end", "place", "team", "counterpart")


def visit_gaps(session: Session, id: str) -> list[dict[str, Any]]:
    """The gaps in the order of the page: ``{"gap", "id", "number"}`` each.

    ``gap`` is a field of the visit, ``attendance``, ``heard`` (no aspiration yet), ``photos``, or of one
    aspiration (with its ``id`` and ``number``): ``agency`` (nothing says who it is for), ``spot`` (urgent
    and nobody knows where).

    Raises:
        UserError: ``visit_unknown``.
    """
    values = find_visit(session, id).values
    found = [_gap(name) for name in _FACTS if not values.get(name)]
    attended = values.get("attendance") or {}
    if not (attended.get("male") or attended.get("female")):
        found.append(_gap("attendance"))
    items = visit_sheet(session, id)["items"]
    if not items:
        found.append(_gap("heard"))
    router = Router(session.pack.agencies, session.pack.categories)
    for item in items:
        found += _of_aspiration(router, item)
    if not values.get("attachments") and not any(item["photos"] for item in items):
        found.append(_gap("photos"))
    return found


def _of_aspiration(router: Router, item: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    known = item["restricted"] or item["agency"] or item["kind"] == "apresiasi"
    if not known and not router.suggest(item["text"] or "", item["category"]):
        found.append(_gap("agency", item))
    if item["urgency"] != "biasa" and not item["place"]:
        found.append(_gap("spot", item))
    return found


def _gap(name: str, item: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"gap": name, "id": item["id"] if item else None, "number": item["number"] if item else None}
