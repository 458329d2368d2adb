"""One person's data: shown in full, forgotten (UU 27/2022; sync.md 6)."""

from typing import Any

from desktop.actions.erasure import apply_erasures, erasure_act
from desktop.actions.finding import find
from desktop.actions.session import Session
from desktop.core.canonical import NotCanonical
from desktop.core.clock import local_iso
from desktop.core.codes import with_prefix
from desktop.core.events import thing_bytes, thing_text
from desktop.errors import UserError
from desktop.store.event_log import Stored
from desktop.store.letters import naming_citizen
from desktop.store.projection import Projector
from desktop.store.rows import state_values

_PERSONAL = ("citizen.", "restricted.identity", "restricted.link")


def export_person(session: Session, code_or_id: str) -> dict[str, Any]:
    """Everything held of one person, unmasked; that it was shown is noted in the log.

    Args:
        session: the open home.
        code_or_id: code of an aspiration of the person, or the person's id.

    Raises:
        UserError: ``code_unknown``, ``person_unknown``.
    """
    thing = _person(session, code_or_id)
    sql = "SELECT state FROM citizen WHERE thing = ?"
    state = session.store.connection.execute(sql, (thing,)).fetchone()
    rows = session.store.connection.execute(
        "SELECT code, kind, title, text, status, recorded FROM aspiration"
        " WHERE citizen = ? ORDER BY recorded",
        (thing,),
    )
    found = [
        {
            "code": with_prefix(code, session.pack.prefix),
            "kind": kind,
            "title": title,
            "text": text,
            "status": status,
            "recorded": recorded,
        }
        for code, kind, title, text, status, recorded in rows
    ]
    with session.store.transaction() as connection:
        connection.execute(
            "INSERT INTO log (at, what, detail) VALUES (?, 'person_shown', ?)",
            (local_iso(session.now()), thing_text(thing)),
        )
    return {
        "id": thing_text(thing),
        "person": state_values(state[0]) if state else {},
        "aspirations": found,
        "copies": _copies(session, _identity_events(session, thing)) + _papers(session, thing),
    }


def forget(session: Session, code_or_id: str, reason: str | None) -> dict[str, Any]:
    """Erases a person's identity here at once and everywhere with the next files; the words stay, unnamed.

    Returns:
        What was erased, and where copies went, to be ticked off by hand.

    Raises:
        UserError: ``not_induk``, ``reason_needed``, ``code_unknown``, ``person_unknown``.
    """
    session.demand_induk()
    if not reason:
        raise UserError("reason_needed")
    thing = _person(session, code_or_id)
    events = _identity_events(session, thing)
    acts = []
    for stored in events:
        parts = [name for name in stored.event.parts if name.startswith(_PERSONAL)]
        hushed = any(name.startswith("restricted.") for name in parts)
        if parts:
            acts.append(erasure_act(stored.event.id, parts, reason, restricted=hushed))
    if not acts:
        raise UserError("person_unknown")
    copies = _copies(session, events) + _papers(session, thing)
    session.write(acts, within=lambda: _apply(session))
    session.store.shrink_journal()
    return {
        "id": thing_text(thing),
        "erased": sum(len(act.values["parts"]) for act in acts),
        "copies": copies,
    }


def _apply(session: Session) -> None:
    Projector(session.store, session.log, session.roster).project(apply_erasures(session))


def _person(session: Session, typed: str) -> bytes:
    try:
        thing = thing_bytes(typed.strip().lower())
    except NotCanonical:
        row = session.store.connection.execute(
            "SELECT citizen FROM aspiration WHERE thing = ?", (find(session, typed).thing,)
        ).fetchone()
        thing = row[0] if row and row[0] else b""
    known = session.store.connection.execute("SELECT 1 FROM citizen WHERE thing = ?", (thing,)).fetchone()
    if known is None:
        raise UserError("person_unknown")
    return thing


def _identity_events(session: Session, citizen: bytes) -> list[Stored]:
    """The events that hold the person's identity, and those that tie words to the person."""
    rows = session.store.connection.execute("SELECT thing FROM aspiration WHERE citizen = ?", (citizen,))
    linked = [
        stored
        for (thing,) in rows.fetchall()
        for stored in session.log.of_thing(thing)
        if any(name.startswith(_PERSONAL) for name in stored.event.parts)
    ]
    return [*session.log.of_thing(citizen), *linked]


def _copies(session: Session, events: list[Stored]) -> list[dict[str, Any]]:
    """Files these events left in, and came in: a list for ticking off."""
    found: dict[int, dict[str, Any]] = {}
    for stored in events:
        rows = session.store.connection.execute(
            """SELECT f.id, f.address, f.number, f.sequence, f.created, f.name FROM sent_event s
            JOIN sent_file f ON f.id = s.file WHERE s.event = ? AND (s.mask & 24) <> 0""",
            (stored.row,),
        )
        for row, address, number, sequence, created, name in rows:
            entry = {"to": address, "number": number, "sequence": sequence, "created": created, "file": name}
            found[row] = entry
    return [found[row] for row in sorted(found)]


def _papers(session: Session, citizen: bytes) -> list[dict[str, Any]]:
    """Letters whose separate annex names the person: they lie in a folder of the agency's, on paper."""
    return [
        {
            "to": f"agency:{letter.agency}",
            "number": letter.number,
            "sequence": "paper",
            "created": letter.date,
            "file": letter.values.get("subject"),
        }
        for letter in naming_citizen(session.store.connection, citizen)
    ]
