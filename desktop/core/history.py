"""Fold the accepted events of a thing into its present state: values, conflicts, gaps (sync.md 1.5)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.core.canonical import b64, encode_trusted
from desktop.core.events import Event
from desktop.core.heads import heads, heads_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field with several different heads; `heads` are event ids, the provisional one first."""

    name: str
    heads: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class State:
    """The present state of one thing.

    Attributes:
        values: field → value (a withheld or erased value is missing here and stands in `hidden`).
        hidden: fields whose present value is not here.
        conflicts: what a person must decide.
        incomplete: fields with several heads that may still resolve by themselves.
    """

    values: dict[str, Any] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    incomplete: frozenset[str] = frozenset()


def fold(events: Sequence[Event]) -> State:
    """The state of one thing from the set of its accepted events; their order does not matter."""
    if len(events) == 1:
        values, hidden = _single(events[0])
        return State(values, frozenset(hidden))
    known = {b64(event.id): event for event in events}
    writes: dict[str, list[Event]] = {}
    for event in known.values():
        for names in event.envelope.fields.values():
            for name in names:
                writes.setdefault(name, []).append(event)
    folded = _Folded()
    for name in sorted(writes):
        _fold_field(name, writes[name], known, folded)
    return State(
        folded.values, frozenset(folded.hidden), tuple(folded.conflicts), frozenset(folded.incomplete)
    )


def heads_seen(events: Sequence[Event], names: Sequence[str]) -> list[str]:
    """What a new write of these fields must name in ``replaces``: the union of their heads, sorted."""
    found: set[str] = set()
    for name in names:
        found |= {b64(event.id) for event in heads_of(events, name)}
    return sorted(found)


def value_in(event: Event, name: str) -> tuple[bool, Any]:
    """Whether the event's value of a field is here, and the value."""
    for part in event.parts.values():
        if name in part["d"]:
            return True, part["d"][name]
    return False, None


@dataclass(slots=True)
class _Folded:
    values: dict[str, Any] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    conflicts: list[Conflict] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)


def _single(event: Event) -> tuple[dict[str, Any], set[str]]:
    values: dict[str, Any] = {}
    hidden: set[str] = set()
    for part, names in event.envelope.fields.items():
        if part in event.parts:
            values.update(event.parts[part]["d"])
        else:
            hidden.update(names)
    return values, hidden


def _rank(event: Event) -> tuple[bytes, bytes, bytes]:
    # b64url keeps no byte order, so the stamp is compared as bytes.
    return event.stamp, event.writer, event.id


def _fold_field(name: str, writes: list[Event], known: Collection[str], folded: _Folded) -> None:
    tops = heads(writes) if len(writes) > 1 else writes
    top = tops[0] if len(tops) == 1 else max(tops, key=_rank)
    here, value = value_in(top, name)
    if here:
        folded.values[name] = value
    else:
        folded.hidden.add(name)
    if len(tops) == 1:
        return
    found = [value_in(event, name) for event in tops]
    all_here = all(present for present, _ in found)
    if all_here and len({encode_trusted(value) for _, value in found}) == 1:
        return
    if not all_here or any(identity not in known for event in tops for identity in event.envelope.replaces):
        folded.incomplete.add(name)
        return
    others = sorted((event for event in tops if event is not top), key=_rank, reverse=True)
    folded.conflicts.append(Conflict(name, (top.id, *(event.id for event in others))))
