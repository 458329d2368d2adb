"""Which events count: a pure function of the roster and of the events on the same thing (sync.md 2.4).

Judged in two steps, so that no verdict depends on another: `base_verdict` looks at the writer alone, `settle`
then holds each event of a thing against who recorded it and whom it is assigned to.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.core.events import Event
from desktop.core.kinds import (
    ALL_FIELDS,
    ANY,
    ASSIGNEE,
    AUTHOR,
    INDUK,
    KINDS,
    TRUST_KINDS,
    VISITOR,
    base_name,
    writable,
)
from desktop.core.roster import Member, Roster

ACCEPTED = 0
HELD = 1
CONDITION_FAILED = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an event counts; `why` is the stable code of the reason when it does not."""

    state: int
    why: str | None = None


YES = Verdict(ACCEPTED)
# Kinds with a condition that `settle` must look at; all others count once `base_verdict` lets them through.
CONDITIONAL = frozenset(
    name for name, kind in KINDS.items() if any(one not in (ANY, INDUK) for one in kind.who.values())
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What lies outside the thing itself and a condition may need.

    Attributes:
        visitors: writers whose recorded visits lie in the aspiration's village.
        agencies: codes of agencies that were ever given the aspiration.
    """

    visitors: Collection[bytes] = ()
    agencies: Collection[str] = ()


NO_GROUNDS = Grounds()


def base_verdict(event: Event, roster: Roster) -> Verdict:
    """What the roster alone says of an event whose signature holds and whose district is ours."""
    kind = event.kind
    if kind in TRUST_KINDS:
        return YES if event.id in roster.counted else Verdict(HELD, "trust_not_counted")
    if kind not in KINDS:
        return Verdict(HELD, "kind_unknown")
    member = roster.members.get(event.writer)
    if member is None:
        return Verdict(HELD, "writer_unknown")
    if not _in_time(event, member, roster):
        return Verdict(HELD, "writer_retired")
    if not _permitted(event, member, roster):
        return Verdict(HELD, "not_allowed")
    return YES


def settle(
    events: Sequence[Event], roster: Roster, grounds: Grounds = NO_GROUNDS
) -> list[tuple[Event, Verdict]]:
    """The verdict of each event on one thing, given those that `base_verdict` lets through."""
    recorders = {event.writer for event in events if event.kind.endswith(".recorded")}
    made = {code for event in events if event.kind == "assignment.made" for code in _agency(event)}
    agencies = made | set(grounds.agencies)
    settled = []
    for event in events:
        if event.kind not in CONDITIONAL or _meets(event, roster, recorders, agencies, grounds):
            settled.append((event, YES))
        else:
            settled.append((event, Verdict(CONDITION_FAILED, "condition_failed")))
    return settled


def _agency(event: Event) -> list[str]:
    values = [part["d"]["agency"] for part in event.parts.values() if "agency" in part["d"]]
    return [value for value in values if isinstance(value, str)]


def _in_time(event: Event, member: Member, roster: Roster) -> bool:
    if event.id in roster.reviewed or member.retired is None:
        return True
    return event.seq <= member.retired and event.id not in roster.off_chain


def _permitted(event: Event, member: Member, roster: Roster) -> bool:
    """Whether any desk of the writer may write this kind with these fields."""
    fields = {base_name(name) for names in event.envelope.fields.values() for name in names} & ALL_FIELDS
    for desk, condition in KINDS[event.kind].who.items():
        if not member.holds(desk):
            continue
        if condition == INDUK and not roster.is_induk(event.writer, event.seq):
            continue
        allowed = writable(event.kind, desk, condition)
        if desk == "coordinator" and event.kind == "aspiration.corrected":
            allowed = KINDS[event.kind].fields  # the author's share is judged in `settle`
        if fields <= allowed:
            return True
    return False


def _meets(event: Event, roster: Roster, recorders: set[bytes], agencies: set[str], grounds: Grounds) -> bool:
    kind = KINDS.get(event.kind)
    member = roster.members.get(event.writer)
    if kind is None or member is None:
        return False
    author = _is_author(event.writer, roster, recorders)
    for desk, condition in kind.who.items():
        if not member.holds(desk):
            continue
        if condition in (ANY, INDUK) and (author or _coordinated(event, desk)):
            return True
        if condition in (AUTHOR, VISITOR) and author:
            return True
        if condition == VISITOR and event.writer in grounds.visitors:
            return True
        if condition == ASSIGNEE and not agencies.isdisjoint(member.agencies):
            return True
    return False


def _coordinated(event: Event, desk: str) -> bool:
    """A coordinator who is not the author may not touch the citizen's words (sync.md 2, table)."""
    if event.kind != "aspiration.corrected" or desk != "coordinator":
        return True
    fields = {base_name(name) for names in event.envelope.fields.values() for name in names}
    return fields & ALL_FIELDS <= writable(event.kind, desk, ANY)


def _is_author(writer: bytes, roster: Roster, recorders: set[bytes]) -> bool:
    """The one installation that recorded the thing; where two claim it, neither may rewrite the other."""
    return bool(recorders) and all(roster.same_installation(writer, other) for other in recorders)
