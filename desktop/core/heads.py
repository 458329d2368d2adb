"""Heads of a field: accepted writes that no other accepted write of the same field replaces (sync.md 1.5)."""

from collections.abc import Iterable, Sequence

from desktop.core.canonical import b64
from desktop.core.events import Event


def writes_of(events: Iterable[Event], name: str) -> list[Event]:
    """The events that write a field, whatever the part, also when its value is withheld."""
    return [event for event in events if any(name in names for names in event.envelope.fields.values())]


def heads(writes: Sequence[Event]) -> list[Event]:
    """The heads among all writes of one field."""
    replaced = {identity for event in writes for identity in event.envelope.replaces}
    return [event for event in writes if b64(event.id) not in replaced] if replaced else list(writes)


def heads_of(events: Iterable[Event], name: str) -> list[Event]:
    """The heads of one field among events on one thing, sorted by id."""
    return sorted(heads(writes_of(events, name)), key=lambda event: event.id)
