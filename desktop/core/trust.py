"""The roster from its events, in any order: root, then laptop induk, then continuations (sync.md 2)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.core.canonical import b64, unb64
from desktop.core.epochs import Ends, Epochs, Verify, field_of, raw_of
from desktop.core.events import Event, district_of, writer_of
from desktop.core.heads import heads, heads_of
from desktop.core.kinds import ROOT_KINDS
from desktop.core.roster import Member, Roster, off_chain, with_chains

# Writer → {event id: (id of the event before, seq)} of everything held of it.
Links = Mapping[bytes, Mapping[bytes, tuple[bytes, int]]]


def build_roster(
    root_key: bytes, events: Iterable[Event], verify: Verify, links: Links | None = None
) -> Roster:
    """The roster from all trust events held, in any order.

    Args:
        root_key: the 32-byte key of the first district root, pinned by this home.
        events: all held ``roster.*``, ``writer.*`` and ``review.*`` events whose signature holds.
        verify: ``verify(key, message, signature)`` for the proof inside ``writer.continued``.
        links: what is held of the retired writers. A first pass without it says who is retired; only with it
            are the forks of a stolen laptop left out, those of a former laptop induk's word included.
    """
    ours = b64(district_of(root_key))
    trust = sorted((one for one in events if one.envelope.district == ours), key=lambda one: one.id)
    roots = _roots(root_key, trust)
    acts = [event for event in trust if event.writer in roots]
    counted = {event.id for event in acts if event.kind in ROOT_KINDS}
    members = _accepted(acts, counted, coordinators=True)
    induk, named = _induks(acts)
    induks = {writer: limit for writer, limit in named.items() if writer in members}
    heard, ends = _heard(trust, induks, links or {})
    for writer in induks:
        mine = [event for event in heard if event.writer == writer]
        members = {**_accepted(mine, counted, coordinators=False), **members}
    counted |= {event.id for event in heard if event.kind in ("roster.retired", "roster.scope_set")}
    epochs = Epochs(members, induks, ends, _villages(heard))
    counted |= epochs.follow(trust, verify)
    present = induk if induk in induks and epochs.members[induk].active else None
    keepers = _list_field(acts, "roster.keepers", "keepers")
    default = (present,) if present else ()
    roster = Roster(
        district=district_of(root_key),
        roots=roots,
        members=epochs.members,
        induk=present,
        induks=induks,
        keepers=default if keepers is None else tuple(_writers(keepers)),
        recovery=tuple(str(one) for one in _list_field(acts, "roster.recovery", "recovery") or ()),
        counted=frozenset(counted),
        reviewed=_reviewed(heard),
    )
    return with_chains(roster, links) if links else roster


def _heard(
    trust: Sequence[Event], induks: Mapping[bytes, int | None], links: Links
) -> tuple[list[Event], Ends]:
    """The acts of all laptops induk that count, and who is retired.

    From the present one back: a later one's word binds those before it, theirs never binds a later one.
    """
    heard: list[Event] = []
    ends: Ends = {}
    later: set[bytes] = set()
    for writer, limit in induks.items():
        mine = [event for event in trust if event.writer == writer and event.kind not in ROOT_KINDS]
        mine = [event for event in mine if limit is None or event.seq <= limit]
        if writer in ends:
            seq, _, last = ends[writer]
            lost, late = off_chain(links.get(writer, {}), last), _reviewed(heard)
            mine = [one for one in mine if one.id in late or (one.seq <= seq and one.id not in lost)]
        heard += mine
        for event in mine:
            end = _end(event)
            if end is not None and event.thing not in later:
                ends[event.thing] = min(end, ends.get(event.thing, end))
        later.add(writer)
    return heard, ends


def _end(event: Event) -> tuple[int, bool, bytes] | None:
    if event.kind != "roster.retired":
        return None
    seq, last = field_of(event, "seq"), raw_of(field_of(event, "id"), 32)
    if not isinstance(seq, int) or isinstance(seq, bool):
        return None
    return seq, last is None, last or b""


def _writers(values: Iterable[object]) -> list[bytes]:
    return [one for one in (raw_of(value, 16) for value in values) if one is not None]


def _roots(root_key: bytes, trust: Sequence[Event]) -> dict[bytes, bytes]:
    """The chain of roots with their keys: a successor counts while the present root names exactly one."""
    current = writer_of(root_key)
    roots = {current: root_key}
    while True:
        acts = [event for event in trust if event.kind == "roster.successor" and event.writer == current]
        keys = {raw_of(field_of(event, "key"), 32) for event in heads_of(acts, "key")}
        key = next(iter(keys)) if len(keys) == 1 else None
        if key is None or writer_of(key) in roots:
            return roots
        current = writer_of(key)
        roots[current] = key


def _accepted(events: Sequence[Event], counted: set[bytes], *, coordinators: bool) -> dict[bytes, Member]:
    """The writers these acts accept; where several stand, the one shown for any field (sync.md 1.5)."""
    acts: dict[bytes, dict[bytes, Member]] = {}
    for event in events:
        member = _member(event) if event.kind == "roster.accepted" else None
        if member is not None and ("coordinator" in member.desks) == coordinators:
            acts.setdefault(event.thing, {})[event.id] = member
            counted.add(event.id)
    members = {}
    for thing, found in acts.items():
        tops = heads([event for event in events if event.id in found])
        members[thing] = found[max(tops, key=lambda one: (one.stamp, one.writer, one.id)).id]
    return members


def _member(event: Event) -> Member | None:
    key, age, desks, owner = (field_of(event, name) for name in ("key", "age", "desks", "owner"))
    raw = raw_of(key, 32)
    if raw is None or not isinstance(age, str) or not isinstance(owner, dict) or not isinstance(desks, list):
        return None
    writer = writer_of(raw)
    if event.thing != writer or not all(isinstance(desk, str) for desk in desks) or not desks:
        return None
    return Member(writer, raw, age, tuple(desks), owner, writer)


def _induks(acts: Sequence[Event]) -> tuple[bytes | None, dict[bytes, int | None]]:
    """The laptop induk of today, and each one ever with the last seq that counts, the latest first.

    While the root's word is divided nobody is the laptop induk, and only those before the division count.
    """
    named = {event.id: event for event in acts if event.kind == "roster.induk"}
    tops = heads_of(named.values(), "induk")
    present = {_induk_of(event) for event in tops}
    divided = len(present) != 1 or None in present
    level: dict[bytes, int | None] = {} if divided else {event.id: None for event in tops}
    induks: dict[bytes, int | None] = {}
    seen: set[bytes] = set()
    todo = {event.id: event for event in tops}
    while todo:
        for identity in sorted(level):
            writer = _induk_of(named[identity])
            if writer is not None and writer not in induks:
                induks[writer] = level[identity]
        seen |= todo.keys()
        level, todo = _before(todo, level, named, seen)
    return (None if divided else next(iter(present))), induks


def _before(
    acts: Mapping[bytes, Event],
    limits: Mapping[bytes, int | None],
    named: Mapping[bytes, Event],
    seen: set[bytes],
) -> tuple[dict[bytes, int | None], dict[bytes, Event]]:
    """The acts that these replaced, and for those that were not contested the last seq that counts."""
    level: dict[bytes, int | None] = {}
    todo: dict[bytes, Event] = {}
    for act in acts.values():
        earlier = {one: named[one] for one in map(_id, act.envelope.replaces) if one in named}
        contested = len({_induk_of(event) for event in earlier.values()}) > 1
        todo |= {one: event for one, event in earlier.items() if one not in seen}
        for one, event in earlier.items():
            if contested or one in seen:
                continue
            limit = limits.get(act.id) if _induk_of(event) == _induk_of(act) else _before_seq(act)
            level[one] = limit if one not in level else _lower(limit, level[one])
    return level, todo


def _lower(one: int | None, other: int | None) -> int | None:
    return one if other is None else other if one is None else min(one, other)


def _induk_of(event: Event) -> bytes | None:
    return raw_of(field_of(event, "induk"), 16)


def _before_seq(event: Event) -> int:
    """The last seq that counts of the laptop induk before; without a number none of its acts do."""
    seq = field_of(event, "before_seq")
    return seq if isinstance(seq, int) and not isinstance(seq, bool) else 0


def _id(text: str) -> bytes:
    return unb64(text, 32)


def _list_field(acts: Sequence[Event], kind: str, name: str) -> list[Any] | None:
    """A list the root keeps; None when it was never set, empty while the root's word is divided."""
    tops = heads_of([event for event in acts if event.kind == kind], name)
    if not tops:
        return None
    values = [field_of(event, name) for event in tops]
    agreed = all(value == values[0] for value in values) and isinstance(values[0], list)
    return list(values[0]) if agreed else []


def _villages(heard: Sequence[Event]) -> dict[bytes, tuple[str, ...]]:
    """Officers' villages; where the word is divided only those that all heads name: scope never widens."""
    acts = [event for event in heard if event.kind == "roster.scope_set"]
    found = {}
    for thing in {event.thing for event in acts}:
        tops = heads_of([event for event in acts if event.thing == thing], "villages")
        lists = [value if isinstance(value := field_of(event, "villages"), list) else [] for event in tops]
        if lists:
            found[thing] = tuple(sorted(set.intersection(*({str(one) for one in each} for each in lists))))
    return found


def _reviewed(acts: Sequence[Event]) -> frozenset[bytes]:
    """Ids that ``review.accepted`` lets count, unless a ``review.refused`` stands against it."""
    reviews: dict[bytes, list[Event]] = {}
    for event in acts:
        named = raw_of(field_of(event, "event"), 32) if event.kind.startswith("review.") else None
        if named is not None:
            reviews.setdefault(named, []).append(event)
    return frozenset(
        named
        for named, found in reviews.items()
        if all(event.kind == "review.accepted" for event in heads(found))
    )
