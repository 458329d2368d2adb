"""From an order ("this agency, those helping, by then") to the acts that assign one aspiration."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.actions.acts import act_on
from desktop.actions.finding import (
    AGENCY_OF_RESTRICTED,
    assignments_of,
    checks,
    code_of,
    forbid,
    lead_of,
)
from desktop.actions.session import Session
from desktop.actions.shape_checks import lines
from desktop.actions.writing import Act
from desktop.core.deadlines import default_due
from desktop.core.events import thing_text
from desktop.core.pack_types import Agency
from desktop.core.scope import NEVER_NAMED
from desktop.errors import UserError
from desktop.store import queries
from desktop.store.queries import Aspiration, Assignment

_OPEN = frozenset(
    {
        *("dicatat", "diverifikasi", "perlu_data", "ditugaskan", "diterima_skpd", "diproses"),
        *("dikembalikan", "dibuka_kembali"),
    }
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of whom, checked against the pack."""

    lead: Agency
    support: tuple[Agency, ...] = ()
    due: date | None = None
    instruction: str | None = None
    contact: bool = False
    summary: str | None = None


def order(
    session: Session,
    agency: str,
    support: Sequence[str] = (),
    due: date | None = None,
    instruction: str | None = None,
    *,
    contact: bool = False,
    summary: str | None = None,
) -> Order:
    """An order as typed, checked; errors as `assignments.assign`."""
    rules = checks(session)
    lead = rules.agency(agency)
    helpers = {one.code: one for one in map(rules.agency, support) if one.code != lead.code}
    for one in (lead, *helpers.values()):
        if one.external:
            raise UserError("agency_external", agency=one.short)
    if due and due < session.today:
        raise UserError("due_past", due=due.isoformat())
    words, short = lines(instruction, "instruction"), lines(summary, "summary")
    return Order(lead, tuple(helpers.values()), due, words, contact, short)


def acts_of(session: Session, aspiration: Aspiration, asked: Order) -> list[Act]:
    """The acts that carry out an order on one aspiration, in their order.

    A running lead before ends in the same write, so that there are never two letters for one matter.
    """
    if aspiration.status not in _OPEN:
        raise forbid(session, aspiration)
    _may_have(session, aspiration, asked)
    running = [one for one in assignments_of(session, aspiration) if one.running]
    lead = lead_of(aspiration, running)
    if lead and lead.agency == asked.lead.code and lead.round == aspiration.round:
        raise UserError("already_assigned", code=code_of(session, aspiration), agency=asked.lead.short)
    acts = []
    if asked.summary:
        acts.append(act_on(aspiration, "aspiration.corrected", {"summary": asked.summary}))
    given_up = [one for one in running if one is lead or one.agency == asked.lead.code]
    acts += [end_act(aspiration, one, {}) for one in given_up]
    made = _made(session, aspiration, asked, asked.lead, "lead")
    acts += [made, act_on(aspiration, "aspiration.led", {"lead": thing_text(made.thing)})]
    helping = {one.agency for one in running if one not in given_up and one.round == aspiration.round}
    helpers = [agency for agency in asked.support if agency.code not in helping]
    return acts + [_made(session, aspiration, asked, agency, "support") for agency in helpers]


def end_act(aspiration: Aspiration, assignment: Assignment, note: dict[str, str]) -> Act:
    """The act that ends an assignment."""
    values = {f"state.{aspiration.round}": "berakhir"}
    return in_channel(aspiration, Act("assignment.ended", assignment.thing, values, note))


def in_channel(aspiration: Aspiration, act: Act) -> Act:
    """What is written on an assignment goes the way of its aspiration."""
    return replace(act, restricted=aspiration.restricted)


def _may_have(session: Session, aspiration: Aspiration, asked: Order) -> None:
    code = code_of(session, aspiration)
    agencies = {asked.lead.code, *(agency.code for agency in asked.support)}
    if aspiration.restricted and agencies != {AGENCY_OF_RESTRICTED}:
        raise UserError("agency_restricted", code=code)
    if aspiration.mode == "secret" and not (asked.summary or aspiration.summary):
        raise UserError("summary_needed", code=code)
    if not asked.contact:
        return
    if aspiration.kind in NEVER_NAMED:
        raise UserError("contact_criticism", code=code)
    if aspiration.mode == "secret":
        raise UserError("contact_secret", code=code)
    if aspiration.citizen is None:
        raise UserError("contact_nobody", code=code)


def _made(session: Session, aspiration: Aspiration, asked: Order, agency: Agency, role: str) -> Act:
    joined = queries.joined_to(session.store.connection, [aspiration.thing]).get(aspiration.thing, [])
    values: dict[str, Any] = {
        "aspiration": thing_text(aspiration.thing),
        "agency": agency.code,
        "role": role,
        "round": aspiration.round,
        "due": (asked.due or _default_due(session, aspiration)).isoformat(),
        "contact": asked.contact and role == "lead",
        "joined": len(joined),
    }
    if asked.instruction:
        values["instruction"] = asked.instruction
    return in_channel(aspiration, Act("assignment.made", session.new_thing(), values))


def _default_due(session: Session, aspiration: Aspiration) -> date:
    return default_due(
        aspiration.kind or "",
        aspiration.urgency or "biasa",
        aspiration.values.get("supervision") is True,
        session.today,
        session.pack.deadlines,
        [holiday.date for holiday in session.pack.holidays],
    )
