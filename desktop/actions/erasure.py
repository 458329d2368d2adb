"""Erasing parts of events for ever: here at once, elsewhere with the next file (sync.md 6)."""

import hashlib
from collections.abc import Iterable
from typing import Any

from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.canonical import NotCanonical, b64, unb64
from desktop.core.events import event_thing, mask_of
from desktop.core.history import value_in
from desktop.core.lines import withheld
from desktop.core.scope import shared
from desktop.store.durable import write_atomically

ERASED = "part.erased"


def apply_erasures(session: Session) -> set[bytes]:
    """Takes out every part that an accepted erasure names and that is still here; inside a transaction.

    Returns:
        The things to fold again.
    """
    touched: set[bytes] = set()
    wanted: dict[bytes, set[str]] = {}
    for stored in session.log.trust():
        if stored.event.kind == ERASED and stored.state == 0:
            named, parts = _content(stored.event)
            if named is not None:
                wanted.setdefault(named, set()).update(parts)
    for named, parts in wanted.items():
        new = parts - session.log.erased_parts([named]).get(named, frozenset())
        if new:
            session.log.remember_erased(named, new)
            touched |= _strip(session, named, new)
    if touched or wanted:
        _remember_outside(session, wanted)
    return touched


def apply_remembered(session: Session) -> set[bytes]:
    """Takes out again what an older copy of the database brought back; inside a transaction."""
    touched: set[bytes] = set()
    for named, part in _outside(session):
        session.log.remember_erased(named, [part])
        touched |= _strip(session, named, {part})
    return touched


def confirm_erasures(session: Session) -> None:
    """Says of each erasure, once, that this laptop has done it; inside the caller's transaction."""
    done = {
        value_in(stored.event, "event")[1]
        for stored in session.log.trust()
        if stored.event.kind == "part.erasure_done" and stored.event.writer == session.writer
    }
    acts = []
    for stored in session.log.trust():
        if stored.event.kind == ERASED and stored.state == 0 and stored.event.writer != session.writer:
            named = value_in(stored.event, "event")[1]
            if isinstance(named, str) and named not in done:
                done.add(named)
                thing = hashlib.sha256(unb64(named) + session.writer).digest()[:16]
                values = {"event": named, "writer": b64(session.writer)}
                restricted = next(iter(stored.event.envelope.fields)).startswith("restricted.")
                acts.append(Act("part.erasure_done", thing, values, restricted=restricted))
    if acts and not session.provisional:
        session.write_inside(acts)


def erasure_act(event: bytes, parts: Iterable[str], reason: str, *, restricted: bool) -> Act:
    """The act that erases parts of an event everywhere."""
    values = {"event": b64(event), "parts": sorted(parts)}
    return Act(ERASED, event_thing(event), values, {"reason": reason}, restricted=restricted)


def _content(event: Any) -> tuple[bytes | None, set[str]]:
    named, parts = value_in(event, "event")[1], value_in(event, "parts")[1]
    try:
        identity = unb64(named, 32) if isinstance(named, str) else None
    except NotCanonical:
        identity = None
    return identity, {part for part in parts or () if isinstance(part, str)}


def _strip(session: Session, named: bytes, parts: set[str]) -> set[bytes]:
    stored = session.log.by_id(named)
    if stored is None or parts.isdisjoint(stored.event.parts) or shared(stored.event.kind):
        # What trust rests on is never erased: nobody may take back the root's word, or a review.
        return set()
    left = {name: part for name, part in stored.event.parts.items() if name not in parts}
    session.log.replace_body(stored.row, withheld(stored.event, 0, frozenset(parts)), mask_of(left))
    return {stored.event.thing}


def _outside(session: Session) -> list[tuple[bytes, str]]:
    try:
        lines = session.paths.erasures.read_text("ascii").split("\n")
        return [(unb64(one, 32), part) for one, _, part in (line.partition(" ") for line in lines) if part]
    except (FileNotFoundError, UnicodeError, NotCanonical):
        return []


def _remember_outside(session: Session, wanted: dict[bytes, set[str]]) -> None:
    known = set(_outside(session))
    every = known | {(named, part) for named, parts in wanted.items() for part in parts}
    if every != known:
        text = "".join(f"{b64(named)} {part}\n" for named, part in sorted(every))
        write_atomically(session.paths.erasures, text.encode("ascii"))
