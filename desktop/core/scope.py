"""Who may hold what: thing × audience → the relations that open it (sync.md 1.3 and 3), as data.

The exporter asks `mask_for`; the tests hold every file that was ever written against the same table.
"""

from collections.abc import Collection

from desktop.core.events import AUDIENCES, EVERY_AUDIENCE, UNKNOWN_AUDIENCE
from desktop.core.kinds import KINDS, SHARED_ROOMS

# How a reader stands to a thing.
COORDINATOR = "coordinator"
KEEPER = "keeper"
AUTHOR = "author"  # the installation that recorded it
COMPANION = "companion"  # an officer who wrote at the same visit
VILLAGE = "village"  # an officer of its village
ASSIGNED = "assigned"  # an agency with a running assignment on it
CONTACT = "contact"  # the same, while the citizen must be contacted, never for criticism
OWN = "own"  # the agency an assignment or letter is addressed to, running or not

_VISITED = {
    "all": {COORDINATOR, AUTHOR, COMPANION, VILLAGE, ASSIGNED},
    "agency": {COORDINATOR, AUTHOR, COMPANION, VILLAGE, ASSIGNED},
    "field": {COORDINATOR, AUTHOR, COMPANION},
    "citizen": {COORDINATOR, AUTHOR, CONTACT},
    "restricted": {KEEPER, AUTHOR},
    "?": {COORDINATOR},
}
_ADDRESSED = {
    name: readers | {OWN} if name in ("all", "agency") else readers for name, readers in _VISITED.items()
}
_PERSON = {name: readers & {COORDINATOR, AUTHOR, CONTACT} for name, readers in _VISITED.items()}
_OFFICE = {
    **{name: {COORDINATOR} for name in ("all", "agency", "field", "citizen", "?")},
    "restricted": {KEEPER},
}
_LETTER = {**_OFFICE, "all": {COORDINATOR, OWN}, "agency": {COORDINATOR, OWN}}
# An officer holds his own things whole; answers of others' respondents are for the coordinator alone.
_SURVEY = {name: readers if name == "?" else readers | {AUTHOR} for name, readers in _OFFICE.items()}

TABLE: dict[str, dict[str, set[str]]] = {
    "visit": _VISITED,
    "aspiration": _VISITED,
    "assignment": _ADDRESSED,
    "citizen": {**_PERSON, "restricted": {KEEPER, AUTHOR}},
    "letter": _LETTER,
    "survey": _SURVEY,
    "?": _OFFICE,
}
NEVER_NAMED = frozenset({"kritik", "laporan_penyimpangan"})


def shared(kind: str) -> bool:
    """Whether a kind is for every desk of the district: trust, pack, reviews, erasures."""
    return kind in KINDS and kind.startswith(SHARED_ROOMS)


def mask_for(thing: str, relations: Collection[str]) -> int:
    """Audience bits a reader with these relations may hold of a thing (a key of `TABLE`)."""
    table = TABLE.get(thing, _OFFICE)
    mask = UNKNOWN_AUDIENCE if not table["?"].isdisjoint(relations) else 0
    for audience, bit in AUDIENCES.items():
        if not table[audience].isdisjoint(relations):
            mask |= bit
    return mask


def thing_of(kind: str) -> str:
    """The noun a kind is written on; ``?`` for a kind this version does not know."""
    found = KINDS.get(kind)
    return found.thing if found else "?"


def shared_mask(kind: str, keeper: bool, coordinator: bool = False) -> int:
    """Audience bits of a shared event: its ``all.`` parts, and for the office what its audience names."""
    mask = AUDIENCES["all"]
    if coordinator:
        mask |= EVERY_AUDIENCE & ~AUDIENCES["restricted"]
    return mask | AUDIENCES["restricted"] if keeper else mask
