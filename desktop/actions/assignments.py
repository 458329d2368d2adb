"""Giving aspirations to agencies: one leads, others support; due dates, and taking them back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.actions.acts import act_on, reason_note
from desktop.actions.assigning import Order, acts_of, end_act, in_channel, order
from desktop.actions.finding import assignments_of, checks, code_of, find, find_all, lead_of, words_of
from desktop.actions.session import Session
from desktop.actions.shape_checks import at
from desktop.actions.shape_types import AssignRow
from desktop.actions.writing import Act
from desktop.core.events import thing_text
from desktop.core.routing import Router
from desktop.errors import WRONG_USE, UserError
from desktop.store import listing, queries
from desktop.store.listing import Filter
from desktop.store.queries import Aspiration, Assignment

_BATCH = 200


def assign(
    session: Session,
    codes: Sequence[str],
    agency: str,
    *,
    support: Sequence[str] = (),
    due: date | None = None,
    instruction: str | None = None,
    contact: bool = False,
    summary: str | None = None,
) -> dict[str, Any]:
    """Makes an agency lead on aspirations, others support it; the lead before, if another, ends.

    Args:
        session: the open home of a coordinator.
        codes: the aspirations.
        agency: code of the lead.
        support: codes of those who help.
        due: by when; by default the pack's working days for kind and urgency.
        instruction: what is to be done.
        contact: the agency must reach the citizen, so it gets the identity.
        summary: what the agency reads of a secret aspiration instead of the citizen's words.

    Returns:
        ``{"items": [{"code", "status", "agency", "due", "support", "id"}]}``.

    Raises:
        UserError: ``agency_unknown``, ``agency_external``, ``agency_restricted``, ``already_assigned``,
            ``due_past``, ``contact_criticism``, ``contact_secret``, ``contact_nobody``, ``summary_needed``,
            ``summary_one``, ``status_forbids``, ``code_unknown`` …
    """
    session.demand("coordinator")
    asked = order(session, agency, support, due, instruction, contact=contact, summary=summary)
    found = find_all(session, codes)
    if asked.summary and len(found) > 1:
        raise UserError("summary_one", exit_code=WRONG_USE)
    session.write([act for one in found for act in acts_of(session, one, asked)])
    return _items(session, found)


def assign_rows(session: Session, rows: Sequence[AssignRow]) -> dict[str, Any]:
    """The same for each row of a table, all of them or none; ``place`` says which row is wrong."""
    session.demand("coordinator")
    acts: list[Act] = []
    found: list[Aspiration] = []
    for number, row in enumerate(rows, 1):
        with at(f"penugasan {number}"):
            due = date.fromisoformat(checks(session).day(row.due)) if row.due else None
            asked = order(
                session,
                row.agency,
                row.support,
                due,
                row.instruction,
                contact=row.contact,
                summary=row.summary,
            )
            one = find(session, row.code)
            if any(one.thing == other.thing for other in found):
                raise UserError("row_twice", code=code_of(session, one))
            acts += acts_of(session, one, asked)
            found.append(one)
    if not acts:
        raise UserError("rows_missing")
    session.write(acts)
    return _items(session, found)


def assign_suggested(session: Session, min_confidence: float = 0.8) -> dict[str, Any]:
    """Assigns every verified aspiration whose best suggestion is sure enough, in handfuls.

    Passed over: restricted ones, secret ones without a summary, and suggestions outside the kabupaten.

    Returns:
        as `assign`, with ``skipped``: how many verified ones remain for a person.

    Raises:
        UserError: ``confidence_range`` (exit 2), ``wrong_desk``.
    """
    session.demand("coordinator")
    if not 0 <= min_confidence <= 1:
        raise UserError("confidence_range", exit_code=WRONG_USE)
    agencies = {agency.code: agency for agency in session.pack.agencies}
    router = Router(session.pack.agencies, session.pack.categories)
    items, skipped, after = [], 0, None
    where = [Filter("status", "=", "diverifikasi"), Filter("restricted", "=", 0)]
    while page := listing.aspiration_page(session.store.connection, where, _BATCH, after):
        after = page[-1][0]
        chosen, acts = [], []
        for _, one in page:
            best = next(iter(router.suggest(words_of(one), one.category, 1)), None)
            agency = agencies.get(best.agency) if best and best.confidence >= min_confidence else None
            if agency is None or agency.external or (one.mode == "secret" and not one.summary):
                skipped += 1
                continue
            chosen.append(one)
            acts += acts_of(session, one, Order(agency))
        if acts:
            session.write(acts)
            items += _items(session, chosen)["items"]
    return {"items": items, "skipped": skipped}


def change_due(
    session: Session, code: str, agency: str | None, due: date, reason: str | None
) -> dict[str, Any]:
    """Gives the lead, or the agency named, another due date.

    Raises:
        UserError: ``not_assigned``, ``due_past``, ``reason_needed``, ``code_unknown`` …
    """
    session.demand("coordinator")
    note = reason_note(reason)
    aspiration = find(session, code)
    one = _running(session, aspiration, agency)
    if due < session.today:
        raise UserError("due_past", due=due.isoformat())
    act = Act("assignment.due_changed", one.thing, {"due": due.isoformat()}, note)
    session.write([in_channel(aspiration, act)])
    return _items(session, [aspiration])


def end(session: Session, code: str, agency: str | None, reason: str | None) -> dict[str, Any]:
    """Takes an aspiration back from the agency named, or from the lead; without a lead it waits for one.

    Raises:
        UserError: ``not_assigned``, ``reason_needed``, ``code_unknown`` …
    """
    session.demand("coordinator")
    note = reason_note(reason)
    aspiration = find(session, code)
    one = _running(session, aspiration, agency)
    acts = [end_act(aspiration, one, note)]
    if one.thing == aspiration.lead:
        acts.append(act_on(aspiration, "aspiration.led", {"lead": None}))
    session.write(acts)
    return _items(session, [aspiration])


def _running(session: Session, aspiration: Aspiration, agency: str | None) -> Assignment:
    running = [one for one in assignments_of(session, aspiration) if one.running]
    if agency is None:
        found = lead_of(aspiration, running)
    else:
        wanted = checks(session).agency(agency).code
        found = next((one for one in reversed(running) if one.agency == wanted), None)
    if found is None:
        raise UserError("not_assigned", code=code_of(session, aspiration))
    return found


def _items(session: Session, found: Sequence[Aspiration]) -> dict[str, Any]:
    connection, things = session.store.connection, [one.thing for one in found]
    now = queries.aspirations(connection, things)
    assigned = queries.assignments(connection, things)
    return {"items": [_item(session, now[thing], assigned.get(thing, [])) for thing in things]}


def _item(session: Session, one: Aspiration, assigned: Sequence[Assignment]) -> dict[str, Any]:
    helping = sorted({row.agency or "" for row in assigned if row.running and row.role == "support"})
    return {
        "code": code_of(session, one),
        "status": one.status,
        "agency": one.agency,
        "due": one.due,
        "support": helping,
        "id": thing_text(one.lead) if one.lead else None,
    }
