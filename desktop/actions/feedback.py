"""Telling citizens their answers: what waits to be told in a village, and that it was told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.actions.acts import act_on
from desktop.actions.finding import checks, code_of, demand_visitor, final_target, find, statuses
from desktop.actions.items import answer_item
from desktop.actions.session import Session
from desktop.actions.shape_checks import line
from desktop.errors import UserError
from desktop.store import listing, queries
from desktop.store.listing import Filter
from desktop.store.queries import Aspiration

MOST = 1_000
_TOLD = ("disampaikan", "belum_puas", "selesai")
_TELLABLE = frozenset({"ditanggapi", "diarsipkan", "bukan_kewenangan", "duplikat", *_TOLD})
_SATISFIED = (1, 4)


def tell(
    session: Session, code: str, told: date, satisfied: int | None, how: str | None = None
) -> dict[str, Any]:
    """Records that the citizen was told, and how satisfied he is: 1 (not at all) to 4.

    Args:
        session: of the coordinator, an officer who knows the village, or the agency.
        code: of the aspiration.
        told: the day.
        satisfied: None when nobody asked yet; it can be added later.
        how: "langsung", "telepon", "lewat desa" …

    Raises:
        UserError: ``not_visitor``, ``nothing_to_tell``, ``told_future``, ``satisfied_range`` …
    """
    aspiration = find(session, code)
    demand_visitor(session, aspiration)
    if aspiration.status not in _TELLABLE:
        raise UserError("nothing_to_tell", code=code_of(session, aspiration), status=aspiration.status)
    if told > session.today:
        raise UserError("told_future", told=told.isoformat())
    value: dict[str, Any] = {"date": told.isoformat()}
    if way := line(how, "how"):
        value["how"] = way
    values: dict[str, Any] = {f"told.{aspiration.round}": value}
    if satisfied is not None:
        if not _SATISFIED[0] <= satisfied <= _SATISFIED[1]:
            raise UserError("satisfied_range")
        values[f"satisfied.{aspiration.round}"] = satisfied
    session.write([act_on(aspiration, "feedback.told", values)])
    return statuses(session, [aspiration])


def answers(session: Session, village: str) -> dict[str, Any]:
    """What there is to tell in a village: answers not told yet first, then those told; newest first.

    An aspiration joined into another is answered by that one's answer. The 1,000 newest are looked at.

    Raises:
        UserError: ``village_unknown``, ``village_ambiguous``.
    """
    code = checks(session).village(village)
    where = [
        Filter("village", "=", code),
        Filter("restricted", "=", 0),
        Filter("status", "in", ("ditanggapi", "duplikat", *_TOLD)),
    ]
    page = listing.aspiration_page(session.store.connection, where, MOST)
    items = answered(session, [one for _, one in page])
    items.sort(key=lambda item: item["told"] is not None)
    return {"village": code, "items": items}


def answered(session: Session, found: Sequence[Aspiration]) -> list[dict[str, Any]]:
    """Those of these aspirations that have an answer, with it."""
    targets = {one.thing: final_target(session, one) if one.joined_into else one for one in found}
    leads = queries.assignments(session.store.connection, {one.thing for one in targets.values()})
    items = []
    for one in found:
        target = targets[one.thing]
        lead = next((row for row in leads.get(target.thing, []) if row.thing == target.lead), None)
        answer = lead.values.get(f"answer.{target.round}") if lead else None
        if isinstance(answer, dict):
            items.append(_item(session, one, target, answer))
    return items


def _item(session: Session, one: Aspiration, target: Aspiration, answer: dict[str, Any]) -> dict[str, Any]:
    told = one.values.get(f"told.{one.round}")
    return {
        "code": code_of(session, one),
        "kind": one.kind,
        "title": one.title,
        "text": one.text,
        "status": one.status,
        "outcome": target.outcome,
        "answer": answer_item(answer),
        "agency": target.agency,
        "told": told.get("date") if isinstance(told, dict) else None,
        "satisfied": one.values.get(f"satisfied.{one.round}"),
        "duplicate_of": code_of(session, target) if target is not one else None,
    }
