"""What an installation is: its desks, its person, and its standing before anybody has accepted it."""

from dataclasses import replace

import msgspec

from desktop.core.canonical import encode
from desktop.core.roster import Member, Roster


class Owner(msgspec.Struct, frozen=True):
    """The person a laptop belongs to; `id` is the opaque roster id in envelopes."""

    id: str
    name: str
    nip: str = ""


class Home(msgspec.Struct, frozen=True):
    """What this installation is.

    Attributes:
        desks: ``officer``, ``coordinator``, ``agency:CODE``.
        owner: its person.
        practice: None until a district is pinned.
        trusted: the pinned root was confirmed by voice (or founded here).
    """

    desks: list[str]
    owner: Owner
    practice: bool | None = None
    trusted: bool = False


def with_self(roster: Roster, member: Member) -> Roster:
    """The roster in which an installation nobody has accepted yet still sees its own work."""
    if member.writer in roster.members:
        return roster
    return replace(roster, members={**roster.members, member.writer: member})


def home_bytes(home: Home) -> bytes:
    """The home's description as it is kept in the store."""
    return encode(msgspec.to_builtins(home))
