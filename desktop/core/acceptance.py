"""Which events count: a pure function of the roster and of the events on the same thing (sync.md 2.4).

Judged in two steps, so that no verdict depends on another: `base_verdict` looks at the writer alone, `settle`
then holds each event of a thing against who recorded it and whom it is assigned to.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.core.events import Event
from desktop.core.kinds import (
    ALL_FIELDS,
    ANY,
    ASSIGNEE,
    AUTHOR,
    BEGINNINGS,
    BOUND_KINDS,
    ERASER,
    INDUK,
    KINDS,
    TRUST_KINDS,
    VISITOR,
    base_name,
    may_say,
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
# Conditions that the roster alone decides.
_BY_DESK = (ANY, INDUK, ERASER)
# Kinds with a condition that `settle` must look at; all others count once `base_verdict` lets them through.
CONDITIONAL = frozenset(
    name for name, kind in KINDS.items() if any(one not in _BY_DESK for one in kind.who.values())
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
    recorders: dict[str, set[bytes]] = {}
    for event in events:
        if event.kind.endswith(".recorded") and event.kind in KINDS:
            recorders.setdefault(KINDS[event.kind].thing, set()).add(event.writer)
    made = {code for event in events if event.kind == "assignment.made" for code in _agency(event)}
    settled = []
    for event in events:
        if event.kind not in CONDITIONAL:
            settled.append((event, YES))
            continue
        # Only who recorded this noun is its author: a visit on an aspiration's id gives no right to it.
        noun = KINDS[event.kind].thing
        agencies = made if noun == "assignment" else grounds.agencies
        met = _meets(event, roster, recorders.get(noun, set()), agencies, grounds.visitors)
        settled.append((event, YES if met else Verdict(CONDITION_FAILED, "condition_failed")))
    return settled


def _agency(event: Event) -> list[str]:
    values = [part["d"]["agency"] for part in event.parts.values() if "agency" in part["d"]]
    return [value for value in values if isinstance(value, str)]


def _in_time(event: Event, member: Member, roster: Roster) -> bool:
    if event.id in roster.reviewed or member.retired is None:
        return True
    return event.seq <= member.retired and event.id not in roster.off_chain


def _permitted(event: Event, member: Member, roster: Roster) -> bool:
    """Whether any desk of the writer may write this kind with these fields and values."""
    if event.kind in BEGINNINGS and event.envelope.replaces:
        return False
    if event.kind in BOUND_KINDS:
        said = ((name, value) for part in event.parts.values() for name, value in part["d"].items())
        if not all(may_say(event.kind, name, value) for name, value in said):
            return False
    fields = _known_fields(event)
    return any(
        member.holds(desk)
        and _in_charge(event, roster, condition)
        and fields <= _allowed(event, desk, condition)
        for desk, condition in KINDS[event.kind].who.items()
    )


def _known_fields(event: Event) -> frozenset[str]:
    """The fields an event writes that this version knows, without their rounds."""
    return _bases(tuple(name for names in event.envelope.fields.values() for name in names))


@lru_cache(maxsize=4096)
def _bases(names: tuple[str, ...]) -> frozenset[str]:
    # Few different sets of fields are ever written together, and an import asks for each event.
    return ALL_FIELDS.intersection(map(base_name, names))


def _in_charge(event: Event, roster: Roster, condition: str) -> bool:
    if condition not in (INDUK, ERASER) or roster.is_induk(event.writer, event.seq):
        return True
    return condition == ERASER and event.writer in roster.keepers and _restricted_alone(event)


def _restricted_alone(event: Event) -> bool:
    """Whether every part that is to be erased is one that only keepers hold."""
    lists = [part["d"]["parts"] for part in event.parts.values() if "parts" in part["d"]]
    names = [name for one in lists if isinstance(one, list) for name in one]
    return bool(names) and all(isinstance(name, str) and name.startswith("restricted.") for name in names)


def _allowed(event: Event, desk: str, condition: str) -> frozenset[str]:
    if desk == "coordinator" and event.kind == "aspiration.corrected":
        return KINDS[event.kind].fields  # the author's share is judged in `settle`
    return writable(event.kind, desk, condition)


def _meets(
    event: Event,
    roster: Roster,
    recorders: set[bytes],
    agencies: Collection[str],
    visitors: Collection[bytes],
) -> bool:
    kind = KINDS[event.kind]
    member = roster.members.get(event.writer)
    if member is None:
        return False
    author = _is_author(event.writer, roster, recorders)
    visited = author or any(roster.same_installation(event.writer, one) for one in visitors)
    meets = {
        ANY: author or _coordinated(event),
        AUTHOR: author,
        VISITOR: visited,
        ASSIGNEE: any(code in agencies for code in member.agencies),
    }
    return any(member.holds(desk) and meets.get(condition, False) for desk, condition in kind.who.items())


def _coordinated(event: Event) -> bool:
    """A coordinator who is not the author may not touch the citizen's words (sync.md 2, table)."""
    if event.kind != "aspiration.corrected":
        return True
    return _known_fields(event) <= writable(event.kind, "coordinator", ANY)


def _is_author(writer: bytes, roster: Roster, recorders: set[bytes]) -> bool:
    """The one installation that recorded the thing; where two claim it, neither may rewrite the other."""
    return bool(recorders) and all(roster.same_installation(writer, other) for other in recorders)
