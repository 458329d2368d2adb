"""What the coordinator decides before an agency is asked: verified, unclear, archived, elsewhere, same."""

from collections.abc import Callable, Sequence
from typing import Any

from desktop.actions.acts import act_on, reason_note
from desktop.actions.finding import checks, code_of, final_target, find, find_all, forbid, statuses
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.events import thing_text
from desktop.errors import UserError
from desktop.store.queries import Aspiration

# While an agency has it, or after an answer, these decisions would have no effect that anybody sees.
_OPEN = frozenset(
    {
        *("dicatat", "diverifikasi", "perlu_data", "diarsipkan", "bukan_kewenangan"),
        *("dikembalikan", "dibuka_kembali"),
    }
)
_JOINABLE = _OPEN | {"ditugaskan", "diterima_skpd", "diproses", "ditanggapi"}


def verify(session: Session, codes: Sequence[str]) -> dict[str, Any]:
    """Clear and in order; also takes back an archiving. Those verified already stay untouched.

    Raises:
        UserError: ``wrong_desk``, ``code_unknown``, ``status_forbids`` …
    """
    return _triage(session, codes, "diverifikasi", {}, again=False)


def ask(session: Session, codes: Sequence[str], reason: str | None) -> dict[str, Any]:
    """The officer must ask the citizen for more; the reason says what. Errors as `verify`."""
    return _triage(session, codes, "perlu_data", reason_note(reason))


def archive(session: Session, codes: Sequence[str], reason: str | None) -> dict[str, Any]:
    """Nothing will be done, and why. Errors as `verify`, ``reason_needed``."""
    return _triage(session, codes, "diarsipkan", reason_note(reason))


def outside(
    session: Session, codes: Sequence[str], reason: str | None, recipient: str | None = None
) -> dict[str, Any]:
    """Not this kabupaten's authority, and why; `recipient` = code of the body that will be asked by letter.

    Raises:
        UserError: ``agency_unknown``, ``recipient_inside`` for an own agency, and as `archive`.
    """
    note = reason_note(reason)
    if recipient:
        agency = checks(session).agency(recipient)
        if not agency.external:
            raise UserError("recipient_inside", agency=agency.short)
        note["recipient"] = agency.code
    return _triage(session, codes, "bukan_kewenangan", note)


def join(session: Session, codes: Sequence[str], into: str) -> dict[str, Any]:
    """Says that aspirations are the same as another; nothing is deleted, the other one goes on for all.

    Raises:
        UserError: ``join_itself``, ``join_target`` (withdrawn), ``join_restricted``, ``status_forbids`` …
    """
    session.demand("coordinator")
    found = find_all(session, codes)
    named = find(session, into)
    target = final_target(session, named)
    for one in found:
        if one.thing in (target.thing, named.thing):
            raise UserError("join_itself", code=code_of(session, one))
        if one.restricted != target.restricted:
            raise UserError("join_restricted", code=code_of(session, one))
        if one.status not in _JOINABLE:
            raise forbid(session, one)
    if target.status == "ditarik" or target.joined_into:
        raise UserError("join_target", code=code_of(session, target))
    values = {"joined_into": thing_text(target.thing)}
    session.write([act_on(one, "aspiration.joined", values) for one in found])
    return statuses(session, found)


def unjoin(session: Session, codes: Sequence[str]) -> dict[str, Any]:
    """Takes a joining back.

    Raises:
        UserError: ``not_joined``, ``wrong_desk``, ``code_unknown`` …
    """

    def act(one: Aspiration) -> Act:
        if not one.joined_into:
            raise UserError("not_joined", code=code_of(session, one))
        return act_on(one, "aspiration.unjoined", {"joined_into": None})

    return _each(session, codes, act)


def _triage(
    session: Session, codes: Sequence[str], state: str, note: dict[str, str], *, again: bool = True
) -> dict[str, Any]:
    def act(one: Aspiration) -> Act | None:
        if one.status not in _OPEN:
            raise forbid(session, one)
        if one.triage == state and not again:
            return None
        return act_on(one, "aspiration.triaged", {"triage": state}, note)

    return _each(session, codes, act)


def _each(session: Session, codes: Sequence[str], act: Callable[[Aspiration], Act | None]) -> dict[str, Any]:
    session.demand("coordinator")
    found = find_all(session, codes)
    acts = [one for one in map(act, found) if one]
    if acts:
        session.write(acts)
    return statuses(session, found)
