"""Whom the triage named to be asked about what is not the kabupaten's authority."""

from collections.abc import Sequence

from desktop.actions.session import Session
from desktop.core.heads import heads_of
from desktop.core.history import value_in


def named_recipients(session: Session, things: Sequence[bytes]) -> dict[bytes, str]:
    """Aspirations → code of whoever the triage names; those without one are left out."""
    events = session.log.of_things(things)
    found: dict[bytes, str] = {}
    for thing in things:
        counted = [stored.event for stored in events.get(thing, []) if stored.state == 0]
        for event in heads_of(counted, "triage"):
            notes = [part["note"] for part in event.parts.values() if isinstance(part.get("note"), dict)]
            if value_in(event, "triage")[1] == "bukan_kewenangan" and notes and "recipient" in notes[0]:
                found[thing] = str(notes[0]["recipient"])
    return found
