"""What the minutes of a visit are made from: plain rows, nobody named who did not speak openly."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team; an official's NIP is no secret."""

    name: str
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is, as far as anybody said; numbers of RT and RW as "03"."""

    dusun: str = ""
    rt: str = ""
    rw: str = ""
    landmark: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """One aspiration as minutes show it; `name` only where the citizen spoke openly, else ""."""

    code: str
    words: str
    spot: Spot = Spot()
    name: str = ""


@dataclass(frozen=True, slots=True)
class MinutesRows:
    """Everything minutes say.

    Attributes:
        moment: of printing. kind: desa or kelurahan. day: of the visit; start, end: "09:10" or "".
        counterpart: who received the team, with position; heads: whether that is the head of the village,
            `standing` "Pj." or "Plt." where he only stands in.
        male, female: who came; None = not counted. services: name and how often.
        aspirations: without secret and restricted ones. finished: else the paper says it is a draft.
    """

    moment: datetime
    village: str
    kind: str = "desa"
    district: str = ""
    day: date | None = None
    start: str = ""
    end: str = ""
    place: str = ""
    team: tuple[Member, ...] = ()
    counterpart: str = ""
    position: str = ""
    heads: bool = False
    standing: str = ""
    agenda: str = ""
    male: int | None = None
    female: int | None = None
    groups: tuple[str, ...] = ()
    services: tuple[tuple[str, int], ...] = ()
    aspirations: tuple[Heard, ...] = ()
    finished: bool = True
