"""The roster from its events, in any order: root, then laptop induk, then continuations (sync.md 2)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.core.canonical import NotCanonical, unb64
from desktop.core.events import Event, district_of, writer_of
from desktop.core.heads import heads_of
from desktop.core.kinds import ROOT_KINDS
from desktop.core.roster import Member, Roster

Verify = Callable[[bytes, bytes, bytes], bool]


def build_roster(root_key: bytes, events: Iterable[Event], verify: Verify) -> Roster:
    """The roster from all trust events held, in any order.

    Args:
        root_key: the 32-byte key of the first district root, pinned by this home.
        events: all held ``roster.*``, ``writer.*`` and ``review.*`` events whose signature holds.
        verify: ``verify(key, message, signature)`` for the proof inside ``writer.continued``.
    """
    trust = sorted(events, key=lambda event: event.id)
    roots, counted = _roots(writer_of(root_key), trust)
    acts = [event for event in trust if event.writer in roots]
    members = _accepted(
        [event for event in acts if event.kind == "roster.accepted"], counted, coordinators=True
    )
    induk, induks = _induks(acts, counted)
    induk_acts = [
        event
        for event in trust
        if event.writer in members and _within(induks, event) and event.kind not in ROOT_KINDS
    ]
    accepted = [event for event in induk_acts if event.kind == "roster.accepted"]
    members = {**_accepted(accepted, counted, coordinators=False), **members}
    _retire(members, induk_acts, counted)
    _continue(
        members, [event for event in trust if event.kind == "writer.continued"], induks, counted, verify
    )
    keepers = _list_field(acts, "roster.keepers", "keepers", counted)
    default = (induk,) if induk else ()
    return Roster(
        district=district_of(root_key),
        roots=frozenset(roots),
        members=members,
        induk=induk if induk in members and members[induk].active else None,
        induks={writer: limit for writer, limit in induks.items() if writer in members},
        keepers=default if keepers is None else tuple(_writers(keepers)),
        recovery=tuple(str(one) for one in _list_field(acts, "roster.recovery", "recovery", counted) or ()),
        counted=frozenset(counted),
        reviewed=_reviewed(induk_acts),
    )


def _within(induks: Mapping[bytes, int | None], event: Event) -> bool:
    if event.writer not in induks:
        return False
    limit = induks[event.writer]
    return limit is None or event.seq <= limit


def _field(event: Event, name: str) -> Any:
    for part in event.parts.values():
        if name in part["d"]:
            return part["d"][name]
    return None


def _bytes(value: object, size: int) -> bytes | None:
    try:
        return unb64(value, size) if isinstance(value, str) else None
    except NotCanonical:
        return None


def _writers(values: Iterable[object]) -> list[bytes]:
    return [one for one in (_bytes(value, 16) for value in values) if one is not None]


def _roots(first: bytes, trust: Sequence[Event]) -> tuple[set[bytes], set[bytes]]:
    """The chain of roots: a successor counts while the present root names exactly one."""
    roots, counted, current = {first}, set[bytes](), first
    while True:
        acts = [event for event in trust if event.kind == "roster.successor" and event.writer == current]
        heads = heads_of(acts, "key")
        keys = {_bytes(_field(event, "key"), 32) for event in heads}
        key = next(iter(keys)) if len(keys) == 1 else None
        if key is None or writer_of(key) in roots:
            return roots, counted
        counted |= {event.id for event in acts}
        current = writer_of(key)
        roots.add(current)


def _accepted(events: Sequence[Event], counted: set[bytes], *, coordinators: bool) -> dict[bytes, Member]:
    members: dict[bytes, Member] = {}
    for event in sorted(events, key=lambda one: (one.envelope.stamp, one.id)):
        member = _member(event)
        if member is not None and ("coordinator" in member.desks) == coordinators:
            members[member.writer] = member
            counted.add(event.id)
    return members


def _member(event: Event) -> Member | None:
    key, age, desks, owner = (_field(event, name) for name in ("key", "age", "desks", "owner"))
    raw = _bytes(key, 32)
    if raw is None or not isinstance(age, str) or not isinstance(owner, dict) or not isinstance(desks, list):
        return None
    writer = writer_of(raw)
    if event.thing != writer or not all(isinstance(desk, str) for desk in desks) or not desks:
        return None
    return Member(writer, raw, age, tuple(desks), owner, writer)


def _induks(acts: Sequence[Event], counted: set[bytes]) -> tuple[bytes | None, dict[bytes, int | None]]:
    """The laptop induk of today and every earlier one with the last seq that counts."""
    named = {event.id: event for event in acts if event.kind == "roster.induk"}
    heads = heads_of(named.values(), "induk")
    present = {_bytes(_field(event, "induk"), 16) for event in heads}
    if len(present) != 1 or None in present:
        return None, {}
    induks: dict[bytes, int | None] = {}
    limit: int | None = None
    cursor: Event | None = heads[0]
    while cursor is not None:
        counted.add(cursor.id)
        writer = _bytes(_field(cursor, "induk"), 16)
        if writer is not None and writer not in induks:
            induks[writer] = limit
        before = _field(cursor, "before_seq")
        limit = before if isinstance(before, int) and not isinstance(before, bool) else 0
        earlier = [named[one] for one in map(_id, cursor.envelope.replaces) if one in named]
        cursor = min(earlier, key=lambda event: event.id) if earlier else None
    return next(iter(present)), induks


def _id(text: str) -> bytes:
    return unb64(text, 32)


def _list_field(acts: Sequence[Event], kind: str, name: str, counted: set[bytes]) -> list[Any] | None:
    """A list the root keeps; None when it was never set, empty while the root's word is divided."""
    heads = heads_of([event for event in acts if event.kind == kind], name)
    if not heads:
        return None
    values = [_field(event, name) for event in heads]
    counted |= {event.id for event in heads}
    agreed = all(value == values[0] for value in values) and isinstance(values[0], list)
    return list(values[0]) if agreed else []


def _retire(members: dict[bytes, Member], acts: Sequence[Event], counted: set[bytes]) -> None:
    for event in sorted(acts, key=lambda one: (one.envelope.stamp, one.id)):
        member = members.get(event.thing)
        if member is None:
            continue
        if event.kind == "roster.retired":
            seq, last = _field(event, "seq"), _bytes(_field(event, "id"), 32)
            if isinstance(seq, int) and (member.retired is None or seq < member.retired):
                members[event.thing] = replace(member, retired=seq, last=last or b"")
                counted.add(event.id)
        elif event.kind == "roster.scope_set":
            counted.add(event.id)
    for thing, member in members.items():
        heads = heads_of([e for e in acts if e.kind == "roster.scope_set" and e.thing == thing], "villages")
        if heads:
            villages = {code for event in heads for code in _field(event, "villages") or ()}
            members[thing] = replace(member, villages=tuple(sorted(map(str, villages))))


def _continue(
    members: dict[bytes, Member],
    events: Sequence[Event],
    induks: Mapping[bytes, int | None],
    counted: set[bytes],
    verify: Verify,
) -> None:
    """New epochs of known installations: the first of an unretired writer counts, two wait for the induk."""
    grown = True
    while grown:
        grown = False
        for old in [one for one in members.values() if not one.continued and one.writer not in induks]:
            mine = [event for event in events if event.writer == old.writer]
            keys = {key for key in (_proven(event, verify) for event in mine) if key is not None}
            if old.retired is not None:
                # A retired key proves nothing: its new epoch counts once the induk has named it too.
                keys = {key for key in keys if writer_of(key) in members}
            if len(keys) == 1:
                _follow(members, old, keys.pop(), mine)
                counted |= {event.id for event in mine}
                grown = True


def _follow(members: dict[bytes, Member], old: Member, key: bytes, events: Sequence[Event]) -> None:
    new = writer_of(key)
    if new in members:
        members[new] = replace(members[new], origin=old.origin)
    else:
        age = next(str(_field(event, "age")) for event in events if event.thing == new)
        members[new] = replace(old, writer=new, key=key, age=age, retired=None, last=b"")
    members[old.writer] = replace(old, continued=True)


def _proven(event: Event, verify: Verify) -> bytes | None:
    key, proof = _bytes(_field(event, "key"), 32), _bytes(_field(event, "proof"), 64)
    if (
        key is None
        or proof is None
        or event.thing != writer_of(key)
        or not isinstance(_field(event, "age"), str)
    ):
        return None
    return key if verify(key, event.writer, proof) else None


def _reviewed(acts: Sequence[Event]) -> frozenset[bytes]:
    found = (_bytes(_field(event, "event"), 32) for event in acts if event.kind == "review.accepted")
    return frozenset(one for one in found if one is not None)
