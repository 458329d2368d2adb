"""What waits for a person: files of strangers, late events of retired laptops, conflicts."""

from typing import Any

import msgspec

from desktop.actions.conflicts import conflict_decide as conflict_decide
from desktop.actions.conflicts import conflict_list as conflict_list
from desktop.actions.enrolment import accepted_report, request_card
from desktop.actions.intake import take_in
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.canonical import b64
from desktop.core.codes import same_voice_code, voice_code
from desktop.core.events import event_thing, thing_text
from desktop.core.history import value_in
from desktop.core.roster import describe
from desktop.errors import UserError
from desktop.store.event_log import Stored
from desktop.store.quarantine import list_quarantined, remove_quarantined
from desktop.sync.bundle import check_bundle


def quarantine_list(session: Session) -> dict[str, Any]:
    """Files whose sender nobody has accepted: who it says it is, which is not proved yet."""
    items = []
    for one in list_quarantined(session.store):
        try:
            manifest = check_bundle(one.path, session.keys.age).manifest
        except UserError:
            manifest = None
        request = msgspec.to_builtins(manifest.request) if manifest and manifest.request else {}
        items.append({"writer": b64(one.writer), "file": one.name, "received": one.received, "says": request})
    return {"items": items}


def quarantine_accept(session: Session, writer: str, code: str | None) -> dict[str, Any]:
    """Accepts a sender whose voice code was heard, and takes in everything of it that waits.

    Args:
        session: the open home of the laptop induk.
        writer: the writer as `quarantine_list` gives it, or its beginning.
        code: the code the sender's laptop shows for one of the files that wait.

    Raises:
        UserError: ``not_induk``, ``quarantine_unknown``, ``voice_code_needed``, ``voice_code_wrong``,
            ``request_unreadable``, ``root_needed``.
    """
    session.demand_induk()
    waiting = [one for one in list_quarantined(session.store) if b64(one.writer).startswith(writer)]
    if not waiting or not writer or len({one.writer for one in waiting}) > 1:
        raise UserError("quarantine_unknown", writer=writer)
    if code is None:
        raise UserError("voice_code_needed")
    opened = [check_bundle(one.path, session.keys.age) for one in waiting]
    heard = [one for one in opened if same_voice_code(code, voice_code(one.manifest_bytes))]
    if not heard:
        raise UserError("voice_code_wrong")
    card = request_card(session, heard[0].manifest)
    if "coordinator" in card["desks"]:
        raise UserError("root_needed")
    session.write([Act("roster.accepted", waiting[0].writer, card)])
    report = take_in(session, [one.path for one in waiting])
    for one, file in zip(waiting, report["files"], strict=True):
        file["path"] = one.name
        if file["result"] != "refused":
            remove_quarantined(session.store, one.file)
    return {**accepted_report(session, waiting[0].writer), **report}


def quarantine_refuse(session: Session, writer: str) -> dict[str, Any]:
    """Throws away everything that waits of a sender.

    Raises:
        UserError: ``quarantine_unknown``.
    """
    waiting = [one for one in list_quarantined(session.store) if b64(one.writer).startswith(writer)]
    if not waiting or not writer:
        raise UserError("quarantine_unknown", writer=writer)
    for one in waiting:
        remove_quarantined(session.store, one.file)
    return {"removed": len(waiting)}


def review_list(session: Session) -> dict[str, Any]:
    """Late events of retired laptops that nobody has decided on yet."""
    return {"items": [_review_item(session, stored) for stored in _to_review(session)]}


def review_accept(session: Session, event: str, reason: str | None) -> dict[str, Any]:
    """Lets a late event count; `event` is its id, its beginning, or the writer for all that wait of it.

    Raises:
        UserError: ``not_induk``, ``event_unknown``.
    """
    return _review(session, event, "review.accepted", "accepted", reason)


def review_refuse(session: Session, event: str, reason: str | None) -> dict[str, Any]:
    """Decides that a late event shall not count; it is kept all the same.

    Raises:
        UserError: ``not_induk``, ``event_unknown``, ``reason_needed``.
    """
    return _review(session, event, "review.refused", "refused", reason)


def _review(session: Session, typed: str, kind: str, decision: str, reason: str | None) -> dict[str, Any]:
    session.demand_induk()
    named = [
        stored
        for stored in _to_review(session)
        if typed and (b64(stored.event.id).startswith(typed) or b64(stored.event.writer) == typed)
    ]
    if not named:
        raise UserError("event_unknown", event=typed)
    note = {"reason": reason} if reason else {}
    acts = [
        Act(kind, event_thing(one.event.id), {"event": b64(one.event.id), "decision": decision}, note)
        for one in named
    ]
    session.write(acts)
    return {"items": [{"event": b64(one.event.id), "decision": decision} for one in named]}


def _to_review(session: Session) -> list[Stored]:
    late = list(session.log.waiting("writer_retired"))
    if not late:
        return []  # screens ask often, and what was refused is found in the whole of the trust events
    refused = {
        value_in(stored.event, "event")[1]
        for stored in session.log.trust()
        if stored.event.kind == "review.refused" and stored.state == 0
    }
    return [stored for stored in late if b64(stored.event.id) not in refused]


def _review_item(session: Session, stored: Stored) -> dict[str, Any]:
    event = stored.event
    member = session.roster.members.get(event.writer)
    return {
        "event": b64(event.id),
        "writer": b64(event.writer),
        "who": describe(member) if member else b64(event.writer),
        "at": event.envelope.at,
        "kind": event.kind,
        "thing": thing_text(event.thing),
        "values": {name: value for part in event.parts.values() for name, value in part["d"].items()},
    }
