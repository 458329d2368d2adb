"""The history of a record: who did what and when, each signature checked again at the moment it is shown."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from desktop.actions.session import Session
from desktop.core.canonical import NotCanonical, b64, encode, unb64
from desktop.core.events import Event, event_id, part_hash
from desktop.core.history import value_in
from desktop.core.roster import Member, describe
from desktop.store.event_log import Stored
from desktop.sync.verify import verify_batch

_NO_KEY = bytes(32)


def history(session: Session, things: Iterable[bytes]) -> list[dict[str, Any]]:
    """Every event on these things that is here, oldest first by stamp.

    Returns:
        ``{"event", "at", "who", "writer", "kind", "thing", "fields", "reason", "counts", "signature"}`` and
        perhaps ``remark``, ``why``, ``department`` (an agency's), ``decided`` (by the triage),
        ``recipient`` and ``recipient_name`` each: `counts` False with its `why` for what does not (yet) take
        part, `signature` whether the content still hashes to what its writer signed.
    """
    groups = session.log.of_things(list(dict.fromkeys(things)))
    found = [stored for group in groups.values() for stored in group]
    found.sort(key=lambda one: (one.event.stamp, one.event.writer, one.event.id))
    return [_entry(session, one, sound) for one, sound in zip(found, _signed(session, found), strict=True)]


def _entry(session: Session, stored: Stored, sound: bool) -> dict[str, Any]:
    event = stored.event
    member = session.roster.members.get(event.writer)
    notes = [part["note"] for part in event.parts.values() if isinstance(part.get("note"), dict)]
    note = notes[0] if notes else {}
    entry = {
        "event": b64(event.id),
        "at": event.envelope.at,
        "who": describe(member) if member else None,
        "writer": b64(event.writer),
        "kind": event.kind,
        "thing": event.envelope.thing,
        "fields": sorted(name for names in event.envelope.fields.values() for name in names),
        "reason": note.get("reason"),
        "counts": stored.state == 0,
        "signature": sound,
    }
    if "remark" in note:
        entry["remark"] = note["remark"]
    if isinstance(decided := value_in(event, "triage")[1], str):
        entry["decided"] = decided
    if "recipient" in note:
        entry["recipient"] = note["recipient"]
        names = (one.short for one in session.pack.agencies if one.code == note["recipient"])
        entry["recipient_name"] = next(names, note["recipient"])
    if department := _department(session, member):
        entry["department"] = department
    if stored.state != 0:
        entry["why"] = stored.why
    return entry


def _department(session: Session, member: Member | None) -> str | None:
    """Short name of the department somebody writes for: of two that received the same thing, which one."""
    codes = [desk.partition(":")[2] for desk in member.desks if desk.startswith("agency:")] if member else []
    names = {one.code: one.short or one.name for one in session.pack.agencies}
    return names.get(codes[0], codes[0]) if codes else None


def _signed(session: Session, found: Sequence[Stored]) -> list[bool]:
    members = session.roster.members
    records = []
    for one in found:
        member = members.get(one.event.writer)
        records.append((one.event.id, one.event.signature, member.key if member else _NO_KEY))
    signed = verify_batch(records)
    return [holds and _hashes(one.event) for holds, one in zip(signed, found, strict=True)]


def _hashes(event: Event) -> bool:
    """Whether envelope and parts, as they lie in the store, still hash to the id that was signed."""
    try:
        hashes = {name: part_hash(name, encode(part)) for name, part in event.parts.items()}
        hashes |= {name: unb64(value, 32) for name, value in event.absent.items()}
        envelope = encode(msgspec.to_builtins(event.envelope))
    except NotCanonical:
        return False
    return event_id(event.prev, hashes, envelope) == event.id
