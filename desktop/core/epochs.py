"""New epochs of known installations (restored backups, sync.md 1.7), and how trust events are read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.core.canonical import NotCanonical, unb64
from desktop.core.events import Event, writer_of
from desktop.core.roster import Member

Verify = Callable[[bytes, bytes, bytes], bool]
# Writer → (last seq that counts, no id is named, id at that seq): the smallest is the strictest.
Ends = dict[bytes, tuple[int, bool, bytes]]


def field_of(event: Event, name: str) -> Any:
    """The value an event writes to a field, None also when it is not here."""
    for part in event.parts.values():
        if name in part["d"]:
            return part["d"][name]
    return None


def raw_of(value: object, size: int) -> bytes | None:
    """The bytes of a base64url text of this size, None for anything else."""
    try:
        return unb64(value, size) if isinstance(value, str) else None
    except NotCanonical:
        return None


class Epochs:
    """Members with what befell them, and the new epochs of known installations (restored backups)."""

    def __init__(
        self,
        named: Mapping[bytes, Member],
        induks: Mapping[bytes, int | None],
        ends: Ends,
        villages: Mapping[bytes, tuple[str, ...]],
    ) -> None:
        self._named, self._induks, self._ends, self._scopes = named, induks, ends, villages
        self._older: dict[bytes, bytes] = {}
        self.members = {writer: self._dressed(member) for writer, member in named.items()}

    def follow(self, trust: Sequence[Event], verify: Verify) -> set[bytes]:
        """Add the epochs that ``writer.continued`` names; ids of the events that counted."""
        proven: dict[bytes, list[tuple[bytes, Event]]] = {}
        for event in trust:
            key = _proven(event, verify) if event.kind == "writer.continued" else None
            if key is not None:
                proven.setdefault(event.writer, []).append((key, event))
        counted: set[bytes] = set()
        todo = [writer for writer in self.members if writer in proven]
        while todo:
            old = self.members[todo.pop(0)]
            keys = {key for key, _ in proven[old.writer] if self._may_follow(old, key, proven)}
            key = keys.pop() if len(keys) == 1 else None
            new = writer_of(key) if key is not None else b""
            # One new epoch has one past, and none is its own.
            if key is not None and new not in self._older and self._origin(old.writer) != new:
                events = [event for one, event in proven[old.writer] if one == key]
                if new not in self.members and new in proven:
                    todo.append(new)
                self._add(old, key, str(field_of(events[0], "age")))
                counted |= {event.id for event in events}
        for writer, member in self.members.items():
            self.members[writer] = replace(member, origin=self._origin(writer))
        return counted

    def _may_follow(self, old: Member, key: bytes, proven: Mapping[bytes, list[tuple[bytes, Event]]]) -> bool:
        """The first new epoch counts by itself; a retired, copied or induk writer's must be named as well."""
        new = self._named.get(writer_of(key))
        if old.writer in self._induks:
            return new is not None and new.writer in self._induks
        alone = old.retired is None and len({one for one, _ in proven[old.writer]}) == 1
        # A laptop of somebody else stays his: no key may be lent to take over another's authorship.
        return alone if new is None else _same_person(new.owner, old.owner)

    def _add(self, old: Member, key: bytes, age: str) -> None:
        new = writer_of(key)
        self._older[new] = old.writer
        if new not in self.members:
            self.members[new] = self._dressed(
                replace(old, writer=new, key=key, age=age, retired=None, last=b"")
            )
        self.members[old.writer] = replace(old, continued=True)

    def _dressed(self, member: Member) -> Member:
        villages = self._scopes.get(member.writer, member.villages)
        if member.writer not in self._ends:
            return replace(member, villages=villages)
        seq, _, last = self._ends[member.writer]
        return replace(member, retired=seq, last=last, villages=villages)

    def _origin(self, writer: bytes) -> bytes:
        while writer in self._older:
            writer = self._older[writer]
        return writer


def _same_person(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """A laptop set up anew asks with a new id; then name and NIP must be the ones that were heard before."""
    return any(
        one.get(names[0]) is not None and all(one.get(name) == other.get(name) for name in names)
        for names in (("id",), ("name", "nip"))
    )


def _proven(event: Event, verify: Verify) -> bytes | None:
    key, proof = raw_of(field_of(event, "key"), 32), raw_of(field_of(event, "proof"), 64)
    if (
        key is None
        or proof is None
        or event.thing != writer_of(key)
        or not isinstance(field_of(event, "age"), str)
    ):
        return None
    return key if verify(key, event.writer, proof) else None
