"""Whose files a desk takes: accepted writers, and for officers and SKPD only certain ones (sync.md 2.5)."""

from pathlib import Path

from desktop.actions.session import Session, with_self
from desktop.core import trust
from desktop.core.canonical import NotCanonical
from desktop.core.events import Event
from desktop.core.kinds import TRUST_KINDS
from desktop.core.lines import LineReader
from desktop.core.roster import Roster
from desktop.errors import UserError
from desktop.sync.bundle import stream_bundle
from desktop.sync.reading import Checked
from desktop.sync.verify import proof_holds, verify_batch


def is_mine(session: Session, to: str) -> bool:
    """Whether a file addressed to this desk is for this home."""
    return to in session.home.desks or to == "everyone"


def is_known(session: Session, path: Path, checked: Checked) -> bool:
    """Whether the sender is accepted, perhaps by what the file itself brings (its new epoch)."""
    if checked.sender in session.roster.members:
        return True
    return checked.sender in roster_with(session, path, checked).members


def refuse_stranger(session: Session, path: Path, checked: Checked) -> None:
    """Officers and SKPD take files only from coordinators and from writers of their own desk.

    Raises:
        UserError: ``sender_not_for_you``.
    """
    if session.holds("coordinator"):
        return
    member = session.roster.members.get(checked.sender)
    if member is None:
        member = roster_with(session, path, checked).members[checked.sender]
    if not member.holds("coordinator") and set(member.desks).isdisjoint(session.home.desks):
        raise UserError("sender_not_for_you")


def roster_with(session: Session, path: Path, checked: Checked) -> Roster:
    """The roster as it would be with the file's trust events; nothing is kept."""
    found: list[Event] = []
    reader, keys = LineReader(), checked.signing_keys

    def on_lines(lines: list[bytes]) -> None:
        for line in lines:
            try:
                event = reader.read(line + b"\n")
            except NotCanonical:
                continue
            if event.kind in TRUST_KINDS and event.writer in keys and event.district == session.district:
                found.append(event)

    stream_bundle(path, session.keys.age, checked, on_lines, lambda _sha, _data: None)
    holds = verify_batch([(event.id, event.signature, keys[event.writer]) for event in found])
    good = [event for event, held in zip(found, holds, strict=True) if held]
    stored = [one.event for one in session.log.trust()]
    if session.root is None:
        raise UserError("no_district")
    return with_self(trust.build_roster(session.root, [*stored, *good], proof_holds), session.as_member())
