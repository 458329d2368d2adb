"""Recording aspirations, and what becomes of them without an agency: withdrawn, closed, reopened."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop.actions import shape_types as types
from desktop.actions.acts import act_on, reason_note
from desktop.actions.attachments import Files
from desktop.actions.corrections import correct as correct
from desktop.actions.finding import (
    checks,
    code_of,
    demand_visitor,
    find_all,
    find_visit,
    forbid,
    is_author,
    statuses,
)
from desktop.actions.session import Session
from desktop.actions.shape_checks import at, citizen
from desktop.actions.writing import Act
from desktop.core.clock import local_iso
from desktop.core.codes import tracking_code
from desktop.core.events import thing_text
from desktop.errors import UserError
from desktop.store.queries import Aspiration

MOST_AT_ONCE = 2_000
CLOSED_OFF = frozenset({"ditarik", "duplikat"})
# Answered or told: what closes such a one is clear without words.
_ANSWERED = frozenset({"ditanggapi", "disampaikan", "belum_puas"})
_REOPENED = frozenset(
    {
        *("selesai", "belum_puas", "disampaikan", "ditanggapi"),
        *("ditarik", "duplikat", "diarsipkan", "bukan_kewenangan"),
    }
)


def add_aspirations(
    session: Session, visit_id: str, rows: Sequence[types.AspirationIn], base: Path
) -> dict[str, Any]:
    """Records aspirations heard at a visit that is known here; all of them or none.

    Args:
        session: the open home of an officer, or of a coordinator at the office's own intake.
        visit_id: of the visit.
        rows: what was said.
        base: the folder that names of attachments start from.

    Returns:
        ``{"aspirations": [{"id", "code"}]}`` in the order given.

    Raises:
        UserError: ``visit_unknown``, ``rows_missing``, ``rows_many``, and what checks, files and store raise;
            ``place`` says which row.
    """
    session.demand("officer", "coordinator")
    visit = find_visit(session, visit_id)
    if not rows:
        raise UserError("rows_missing")
    with Files(session, base) as files:
        things, acts = recorded(session, visit.thing, visit.village or "", rows, files)
        files.write(acts)
    return {"aspirations": named(session, things)}


def recorded(
    session: Session, visit: bytes, village: str, rows: Sequence[types.AspirationIn], files: Files
) -> tuple[list[bytes], list[Act]]:
    """The acts that record aspirations and their citizens, and the things of the aspirations."""
    if len(rows) > MOST_AT_ONCE:
        raise UserError("rows_many", limit=MOST_AT_ONCE)
    things, acts = [], []
    for number, row in enumerate(rows, 1):
        with at(f"aspirasi {number}"):
            found = _recorded(session, visit, village, row, files)
        things.append(found[-1].thing)
        acts += found
    return things, acts


def named(session: Session, things: Sequence[bytes]) -> list[dict[str, str]]:
    """Id and code of new aspirations."""
    prefix = session.pack.prefix
    return [{"id": thing_text(thing), "code": tracking_code(thing, prefix)} for thing in things]


def _recorded(
    session: Session, visit: bytes, village: str, row: types.AspirationIn, files: Files
) -> list[Act]:
    values = {"visit": thing_text(visit), "village": village, **checks(session).aspiration(row)}
    restricted = values.get("restricted") is True
    acts = []
    with at("citizen"):
        person = citizen(row.citizen, local_iso(session.now()))
    if person:
        who = session.new_citizen()
        acts.append(Act("citizen.recorded", who, person, restricted=restricted))
        values["citizen"] = thing_text(who)
    if row.attachments:
        values["attachments"] = files.take(row.attachments)
    secret = row.citizen.mode == "secret"
    thing = session.new_thing()
    acts.append(Act("aspiration.recorded", thing, values, secret=secret, restricted=restricted))
    return acts


def withdraw(session: Session, codes: Sequence[str], reason: str | None) -> dict[str, Any]:
    """The citizen takes it back: only by the laptop that recorded it, and with a reason.

    Raises:
        UserError: ``not_author``, ``status_forbids``, ``reason_needed``, ``code_unknown`` …
    """
    note = reason_note(reason)

    def act(one: Aspiration) -> Act:
        if not is_author(session, one.writer):
            raise UserError("not_author", code=code_of(session, one))
        if one.status == "ditarik":
            raise forbid(session, one)
        return act_on(one, "aspiration.withdrawn", {"withdrawn": True}, note)

    session.demand("officer", "coordinator")
    return _each(session, codes, act)


def close(session: Session, codes: Sequence[str], reason: str | None) -> dict[str, Any]:
    """Nothing more is to be done in this round; a reason is needed unless it was answered.

    Raises:
        UserError: ``not_visitor``, ``status_forbids``, ``reason_needed``, ``code_unknown`` …
    """

    def act(one: Aspiration) -> Act:
        demand_visitor(session, one)
        if one.status in CLOSED_OFF or one.values.get(f"closed.{one.round}"):
            raise forbid(session, one)
        note = reason_note(reason, required=one.status not in _ANSWERED)
        return act_on(one, "aspiration.closed", {f"closed.{one.round}": True}, note)

    session.demand("officer", "coordinator")
    return _each(session, codes, act)


def reopen(session: Session, codes: Sequence[str], reason: str | None) -> dict[str, Any]:
    """The next round begins: what was withdrawn, joined, archived, answered or closed is open again.

    Raises:
        UserError: ``not_visitor``, ``status_forbids``, ``reason_needed``, ``code_unknown`` …
    """
    note = reason_note(reason)

    def act(one: Aspiration) -> Act:
        demand_visitor(session, one)
        if one.status not in _REOPENED:
            raise forbid(session, one)
        fresh = {"round": one.round + 1, "withdrawn": False, "triage": "diverifikasi", "joined_into": None}
        return act_on(one, "aspiration.reopened", fresh, note)

    return _each(session, codes, act)


def _each(session: Session, codes: Sequence[str], act: Callable[[Aspiration], Act]) -> dict[str, Any]:
    found = find_all(session, codes)
    session.write([act(one) for one in found])
    return statuses(session, found)
