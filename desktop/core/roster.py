"""Who is known, with which desks, until when, and whose word on trust counts (sync.md 2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.core.events import ZERO, thing_text


@dataclass(frozen=True, slots=True)
class Member:
    """One accepted writer.

    Attributes:
        desks: ``officer``, ``coordinator``, ``agency:CODE``.
        owner: ``{id, name, nip}`` of the person.
        origin: the first writer of its chain of continuations (restored backups), itself if none.
        retired: the last seq that counts, None while active.
        last: id of the event at that seq.
        villages: the officer's villages, None = where he has been.
    """

    writer: bytes
    key: bytes
    age: str
    desks: tuple[str, ...]
    owner: Mapping[str, Any]
    origin: bytes
    retired: int | None = None
    last: bytes = b""
    villages: tuple[str, ...] | None = None
    continued: bool = False

    @property
    def active(self) -> bool:
        """Whether files are still sealed to it."""
        return self.retired is None and not self.continued

    def holds(self, desk: str) -> bool:
        """Whether it has this desk (``agency`` = any agency)."""
        return desk in self.desks or (desk == "agency" and bool(self.agencies))

    @property
    def agencies(self) -> tuple[str, ...]:
        """Codes of the agencies it works for."""
        return tuple(desk.partition(":")[2] for desk in self.desks if desk.startswith("agency:"))


@dataclass(frozen=True, slots=True)
class Roster:
    """The state of trust of one district.

    Attributes:
        roots: every root this district has had → its verify key; the last is the present one.
        induk: the present laptop induk, None while the root's word on it is divided or missing.
        induks: every laptop induk → the last seq that counts (None = no limit).
        counted: ids of trust events that took part.
        off_chain: ids held of retired writers that are not on the chain ending in the named id.
        reviewed: ids that ``review.accepted`` lets count.
    """

    district: bytes
    roots: Mapping[bytes, bytes] = field(default_factory=dict)
    members: Mapping[bytes, Member] = field(default_factory=dict)
    induk: bytes | None = None
    induks: Mapping[bytes, int | None] = field(default_factory=dict)
    keepers: tuple[bytes, ...] = ()
    recovery: tuple[str, ...] = ()
    counted: frozenset[bytes] = frozenset()
    off_chain: frozenset[bytes] = frozenset()
    reviewed: frozenset[bytes] = frozenset()

    def of_desk(self, desk: str) -> list[Member]:
        """The active members of a desk, in a fixed order."""
        return sorted(
            (m for m in self.members.values() if m.active and desk in m.desks), key=lambda m: m.writer
        )

    def is_induk(self, writer: bytes, seq: int) -> bool:
        """Whether an event of this writer and seq is an act of the laptop induk of its time."""
        if writer not in self.induks:
            return False
        limit = self.induks[writer]
        return limit is None or seq <= limit

    def same_installation(self, one: bytes, other: bytes) -> bool:
        """Whether two writers are epochs of one installation."""
        if one == other:
            return True
        first, second = self.members.get(one), self.members.get(other)
        return first is not None and second is not None and first.origin == second.origin


def changed_writers(before: Roster, after: Roster) -> set[bytes]:
    """Writers on whose events two rosters may judge differently."""
    never = 0  # unlike None, which says that every seq counts
    changed = {
        one for one in {*before.members, *after.members} if before.members.get(one) != after.members.get(one)
    }
    changed |= {
        one
        for one in {*before.induks, *after.induks}
        if before.induks.get(one, never) != after.induks.get(one, never)
    }
    if (before.reviewed, before.off_chain) != (after.reviewed, after.off_chain):
        changed |= {one.writer for one in after.members.values() if one.retired is not None}
    return changed


def with_chains(roster: Roster, links: Mapping[bytes, Mapping[bytes, tuple[bytes, int]]]) -> Roster:
    """The roster with the forks of retired writers marked.

    Args:
        roster: as built.
        links: retired writer → {event id: (id of the event before, seq)} of everything held of it.
    """
    off: set[bytes] = set()
    for writer, held in links.items():
        member = roster.members.get(writer)
        if member is None or member.retired is None:
            continue
        off |= off_chain(held, member.last)
    return replace(roster, off_chain=frozenset(off))


def off_chain(held: Mapping[bytes, tuple[bytes, int]], last: bytes) -> set[bytes]:
    """Ids among `held` that are shown not to lie on the chain ending in `last`.

    Where a link is missing, nothing is shown about what lies below it: there the seq is trusted.
    """
    chain: set[bytes] = set()
    lowest, cursor = 0, last
    while cursor in held and cursor not in chain:
        chain.add(cursor)
        cursor, lowest = held[cursor]
    if not chain:
        return set()
    whole = cursor == ZERO
    return {one for one, (_, seq) in held.items() if one not in chain and (whole or seq >= lowest)}


def describe(member: Member) -> str:
    """A name for people: the owner's name, else the writer's uuid."""
    return str(member.owner.get("name") or thing_text(member.writer))
