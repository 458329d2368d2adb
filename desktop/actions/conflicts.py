"""Conflicts: several different heads of a field, kept until the desk that owns it decides (sync.md 1.5)."""

from typing import Any

import msgspec

from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.canonical import NotCanonical, b64
from desktop.core.codes import normalise_code, with_prefix
from desktop.core.events import thing_bytes, thing_text
from desktop.core.history import value_in
from desktop.core.kinds import base_name
from desktop.core.roster import describe
from desktop.core.text import TEXT, TITLE, clean
from desktop.errors import UserError

# Field → the kind that writes it, for deciding a conflict by an ordinary write.
_DECIDED = {
    "triage": "aspiration.triaged",
    "joined_into": "aspiration.joined",
    "lead": "aspiration.led",
    "told": "feedback.told",
    "satisfied": "feedback.told",
    "closed": "aspiration.closed",
    "withdrawn": "aspiration.withdrawn",
    "round": "aspiration.reopened",
    "finished": "visit.finished",
    "due": "assignment.due_changed",
    "answer": "answer.given",
}
_STATES = {
    "diterima": "assignment.received",
    "diproses": "assignment.progressed",
    "dikembalikan": "assignment.returned",
    "berakhir": "assignment.ended",
}
_CORRECTED = {
    "visit": "visit.corrected",
    "aspiration": "aspiration.corrected",
    "assignment": "assignment.made",
    "citizen": "citizen.corrected",
    "letter": "letter.numbered",
    "pack": "pack.set",
}
# Fields that may be decided in words of one's own, with their limits: what an office has written itself.
WORDED = {"title": TITLE, "summary": TEXT, "instruction": TEXT}


def conflict_list(session: Session) -> dict[str, Any]:
    """Fields with several different heads, the provisional one first; all are kept until somebody decides."""
    rows = session.store.connection.execute(
        """SELECT c.thing, c.noun, c.field, c.heads, a.code, a.restricted FROM conflict c
        LEFT JOIN aspiration a ON a.thing = c.thing ORDER BY c.thing, c.noun, c.field"""
    ).fetchall()
    return {"items": [_conflict_item(session, *row) for row in rows]}


def _conflict_item(
    session: Session,
    thing: bytes,
    noun: str,
    field: str,
    heads: str,
    code: str | None,
    restricted: int | None,
) -> dict[str, Any]:
    stored = {b64(one.event.id): one.event for one in session.log.of_thing(thing)}
    found = []
    for identity in msgspec.json.decode(heads):
        event = stored[identity]
        member = session.roster.members.get(event.writer)
        found.append(
            {
                "event": identity,
                "value": value_in(event, field)[1],
                "who": describe(member) if member else b64(event.writer),
                "at": event.envelope.at,
            }
        )
    return {
        "thing": thing_text(thing),
        "code": with_prefix(code, session.pack.prefix) if code else None,
        "noun": noun,
        "field": field,
        "restricted": bool(restricted),
        "heads": found,
    }


def conflict_decide(session: Session, thing_or_code: str, field: str, event: str) -> dict[str, Any]:
    """Decides a conflict for one of its heads, by an ordinary write that replaces them all.

    Args:
        session: the open home of a desk that may write the field.
        thing_or_code: the thing's uuid, or an aspiration's code.
        field: the field's name as `conflict_list` gives it.
        event: id (or its beginning) of the head that shall stand.

    Raises:
        UserError: ``conflict_unknown``, ``not_counted`` when this desk may not write the field.
    """
    items = _found(session, thing_or_code, field)
    heads = [head for item in items for head in item["heads"] if event and head["event"].startswith(event)]
    if len(items) != 1 or len(heads) != 1:
        raise UserError("conflict_unknown")
    return _write(session, items[0], heads[0]["event"], heads[0]["value"])


def conflict_words(session: Session, thing_or_code: str, field: str, words: str) -> dict[str, Any]:
    """Decides a conflict about words by other words, which replace all heads.

    Args:
        session: the open home of a desk that may write the field.
        thing_or_code: the thing's uuid, or an aspiration's code.
        field: one of `WORDED`.
        words: what shall stand.

    Raises:
        UserError: ``conflict_unknown``, ``text_empty``, ``text_too_long``, ``not_counted``.
    """
    items = _found(session, thing_or_code, field)
    if len(items) != 1 or base_name(field) not in WORDED:
        raise UserError("conflict_unknown")
    value = clean(words, WORDED[base_name(field)], field, lines=field != "title", required=True)
    return _write(session, items[0], items[0]["heads"][0]["event"], value)


def _found(session: Session, thing_or_code: str, field: str) -> list[dict[str, Any]]:
    return [
        item
        for item in conflict_list(session)["items"]
        if item["field"] == field and _names(item, thing_or_code)
    ]


def _write(session: Session, item: dict[str, Any], like: str, value: Any) -> dict[str, Any]:
    """Writes a value into the part where the head named `like` has it."""
    thing, field = thing_bytes(item["thing"]), item["field"]
    chosen = next(one.event for one in session.log.of_thing(thing) if b64(one.event.id) == like)
    part = next(name for name, names in chosen.envelope.fields.items() if field in names)
    act = Act(
        _kind_for(item["noun"], field, value),
        thing,
        {field: value},
        {"reason": "konflik"},
        secret=part == "field.words",
        restricted=part.startswith("restricted."),
    )
    session.write([act])
    return {"thing": item["thing"], "code": item["code"], "field": field, "value": value}


def _names(item: dict[str, Any], typed: str) -> bool:
    code = normalise_code(typed)
    if code is not None:
        return bool(item["code"]) and normalise_code(item["code"]) == code
    try:
        return bool(item["thing"] == thing_text(thing_bytes(typed.lower())))
    except NotCanonical:
        return False


def _kind_for(noun: str, field: str, value: object) -> str:
    base = base_name(field)
    if base == "state":
        return _STATES.get(str(value), "assignment.progressed")
    kind = _DECIDED.get(base) or _CORRECTED.get(noun)
    if kind is None:
        raise UserError("conflict_unknown")
    return kind
