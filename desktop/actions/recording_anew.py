"""Who may know a citizen is settled when words are recorded; chosen otherwise, they are recorded anew."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from msgspec.structs import replace as replace_struct

from desktop.actions import shape_types as types
from desktop.actions.acts import act_on, reason_note
from desktop.actions.aspirations import named, recorded
from desktop.actions.attachments import Files
from desktop.actions.finding import code_of, find, forbid, is_author
from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.store import queries


def record_anew(session: Session, code: str, row: types.AspirationIn, reason: str) -> dict[str, Any]:
    """Withdraws an aspiration nobody has dealt with yet and records it as it should have been, at once.

    Its photos go along. What was written stays in the log of this laptop, withdrawn.

    Args:
        session: the open home.
        code: of what was recorded, or its id.
        row: how it shall be recorded.
        reason: why the first is withdrawn.

    Returns:
        ``{"id", "code"}`` of the new one.

    Raises:
        UserError: ``not_author``, ``status_forbids`` once it was triaged, ``reason_needed``, and what checks
            and store raise.
    """
    session.demand("officer", "coordinator")
    before = find(session, code)
    if not is_author(session, before.writer):
        raise UserError("not_author", code=code_of(session, before))
    if before.status != "dicatat":
        raise forbid(session, before)
    note = reason_note(reason)
    with Files(session, Path()) as files:
        things, acts = recorded(session, before.visit or b"", before.village or "", [row], files)
        if photos := before.values.get("attachments"):
            acts[-1] = replace(acts[-1], values={**acts[-1].values, "attachments": photos})
        acts.append(act_on(before, "aspiration.withdrawn", {"withdrawn": True}, note))
        files.write(acts)
    return named(session, things)[0]


def identity_of(session: Session, code: str) -> types.CitizenIn:
    """Who said what was recorded, as it was: to record it anew with the same identity.

    Raises:
        UserError: ``code_unknown``.
    """
    found = find(session, code)
    things = [found.citizen] if found.citizen else []
    known = queries.citizen_values(session.store.connection, things).get(found.citizen or b"", {})
    given = {name: known.get(name) for name in ("name", "nik", "phone", "gender", "group")}
    agreed = known.get("consent")
    consent = isinstance(agreed, dict) and agreed.get("given") is True
    return types.CitizenIn(mode=found.mode or "open", consent=consent, **given)  # type: ignore[arg-type]


def still_known(session: Session, code: str, citizen: types.CitizenIn) -> types.CitizenIn:
    """A citizen as a form gives him, with what no form shows whole: his numbers and his group.

    Args:
        session: the open home.
        code: of what was recorded of him, or its id.
        citizen: who he shall be; anonymous or without consent he keeps nothing.

    Raises:
        UserError: ``code_unknown``.
    """
    if citizen.mode == "anonymous" or not citizen.consent:
        return citizen
    before = identity_of(session, code)
    return replace_struct(
        citizen,
        nik=citizen.nik or before.nik,
        phone=citizen.phone or before.phone,
        group=citizen.group or before.group,
    )
