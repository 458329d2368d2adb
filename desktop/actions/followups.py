"""What an agency does with its assignments: received, worked on, answered, given back."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from desktop.actions import shape_types as types
from desktop.actions.acts import reason_note
from desktop.actions.assigning import in_channel
from desktop.actions.attachments import Files
from desktop.actions.changes import Changes
from desktop.actions.finding import assignments_of, code_of, find, forbid, own_agencies, statuses
from desktop.actions.session import Session
from desktop.actions.shape_checks import at, line, lines, present, whole
from desktop.actions.writing import Act
from desktop.errors import UserError
from desktop.store import queries
from desktop.store.queries import Aspiration, Assignment

_KINDS = {"diterima": "assignment.received", "diproses": "assignment.progressed"}
_CLOSED = frozenset({"ditarik", "duplikat", "diarsipkan", "bukan_kewenangan", "selesai"})
_YEARS = (2000, 2100)


def add_followup(session: Session, row: types.FollowupIn, base: Path) -> dict[str, Any]:
    """Records what this home's agency did with an aspiration, or its answer.

    Args:
        session: the open home of an agency.
        row: ``diterima`` and ``diproses`` may carry a remark as text; ``ditanggapi`` needs text and outcome.
        base: the folder that names of evidence start from.

    Returns:
        ``{"items": [{"code", "status"}]}``.

    Raises:
        UserError: ``not_assigned_here``, ``missing_key``, ``answer_only``, ``status_forbids``,
            ``already_answered`` …
    """
    return add_followups(session, [row], base)


def add_followups(session: Session, rows: Sequence[types.FollowupIn], base: Path) -> dict[str, Any]:
    """The same for each row of a table, all of them or none; ``place`` says which row is wrong."""
    session.demand("agency")
    if not rows:
        raise UserError("rows_missing")
    found, acts = [], []
    with Files(session, base) as files:
        for number, row in enumerate(rows, 1):
            with at(f"tindak lanjut {number}") if len(rows) > 1 else nullcontext():
                aspiration = find(session, row.code)
                acts.append(_act(session, aspiration, row, files))
                found.append(aspiration)
        files.write(acts)
    return statuses(session, found)


def give_back(session: Session, code: str, reason: str | None) -> dict[str, Any]:
    """Not ours: back to the coordinator with the reason; this agency no longer has it.

    Raises:
        UserError: ``not_assigned_here``, ``already_answered``, ``reason_needed``, ``code_unknown`` …
    """
    session.demand("agency")
    note = reason_note(reason)
    aspiration = find(session, code)
    one = _own(session, aspiration)
    if one.values.get(f"answer.{aspiration.round}"):
        raise UserError("already_answered", code=code_of(session, aspiration))
    values = {f"state.{aspiration.round}": "dikembalikan"}
    session.write([in_channel(aspiration, Act("assignment.returned", one.thing, values, note))])
    return statuses(session, [aspiration])


def receive_new(session: Session, *, inside: bool = False) -> Changes | None:
    """Confirms every assignment of this home's agencies that nothing was said on yet; None without one.

    Args:
        session: the open home of an agency.
        inside: the caller's transaction is running, and this belongs to it.
    """
    acts = []
    for agency in own_agencies(session):
        for one, restricted, number in queries.unreceived(session.store.connection, agency):
            if one.values.get(f"answer.{number}"):
                continue
            values = {f"state.{number}": "diterima"}
            acts.append(Act("assignment.received", one.thing, values, restricted=restricted))
    if not acts:
        return None
    return session.write_inside(acts) if inside else session.write(acts)


def _act(session: Session, aspiration: Aspiration, row: types.FollowupIn, files: Files) -> Act:
    one = _own(session, aspiration)
    if aspiration.status in _CLOSED:
        raise forbid(session, aspiration)
    number = aspiration.round
    if row.status == "ditanggapi":
        answer = {f"answer.{number}": _answer(row, files)}
        return in_channel(aspiration, Act("answer.given", one.thing, answer))
    more = {"outcome": row.outcome, "cost": row.cost, "funding": row.funding, "year": row.year}
    if misplaced := [*present({**more, "evidence": row.evidence})]:
        raise UserError("answer_only", key=misplaced[0])
    if one.values.get(f"answer.{number}"):
        raise UserError("already_answered", code=code_of(session, aspiration))
    remark = lines(row.text, "text")
    values = {f"state.{number}": row.status}
    note = {"remark": remark} if remark else {}
    return in_channel(aspiration, Act(_KINDS[row.status], one.thing, values, note))


def _answer(row: types.FollowupIn, files: Files) -> dict[str, Any]:
    for key in ("text", "outcome"):
        if not getattr(row, key):
            raise UserError("missing_key", key=key, place="ditanggapi")
    return present(
        {
            "text": lines(row.text, "text", required=True),
            "outcome": row.outcome,
            "cost": whole(row.cost, "cost"),
            "funding": line(row.funding, "funding"),
            "year": whole(row.year, "year", least=_YEARS[0], most=_YEARS[1]),
            "attachments": files.take(row.evidence) if row.evidence else None,
        }
    )


def _own(session: Session, aspiration: Aspiration) -> Assignment:
    """The running assignment of this home's agency, the leading one first."""
    mine = set(own_agencies(session))
    found = [one for one in assignments_of(session, aspiration) if one.running and one.agency in mine]
    found.sort(key=lambda one: one.thing != aspiration.lead)
    if not found:
        raise UserError("not_assigned_here", code=code_of(session, aspiration))
    return found[0]
