"""What is handed in as JSON or CSV (cli.md, Shapes): types and names; `shape_checks` looks at the content."""

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

AspirationKind = Literal[
    "usulan",
    "keluhan",
    "kritik",
    "pertanyaan",
    "permintaan_informasi",
    "apresiasi",
    "laporan_penyimpangan",
]
Urgency = Literal["biasa", "segera", "sangat_segera"]
Authority = Literal["desa", "kecamatan", "kabupaten", "provinsi", "pusat", "bumn", "swasta"]
Mode = Literal["open", "anonymous", "secret"]
Gender = Literal["L", "P"]
Outcome = Literal[
    "selesai_di_tempat",
    "dikerjakan",
    "dianggarkan",
    "diusulkan",
    "dijelaskan",
    "tidak_dapat",
    "diteruskan",
]
Point = tuple[float, float]
"""Latitude and longitude in degrees."""


class _Shape(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Unknown keys are refused: a mistyped key must not lose what stood in it."""


class PersonIn(_Shape):
    """A member of the team."""

    name: str
    nip: str | None = None


class CounterpartIn(_Shape):
    """Who received the team in the village."""

    name: str
    position: str | None = None


class AttendanceIn(_Shape):
    """How many came, men and women, and which groups (unsur)."""

    male: int = 0
    female: int = 0
    groups: list[str] = []


class ServiceIn(_Shape):
    """A service given on the spot and how often."""

    service: str
    count: int


class CitizenIn(_Shape):
    """Who said it; an identity needs consent."""

    mode: Mode = "open"
    name: str | None = None
    nik: str | None = None
    phone: str | None = None
    gender: Gender | None = None
    group: str | None = None
    consent: bool = False


class PlaceIn(_Shape):
    """Where it is about."""

    dusun: str | None = None
    rt: str | None = None
    rw: str | None = None
    landmark: str | None = None
    point: Point | None = None


class ProposalIn(_Shape):
    """What a proposal asks for; `cost` in rupiah, `priority` counts from 1."""

    volume: int | float | None = None
    unit: str | None = None
    cost: int | None = None
    priority: int | None = None


class AspirationIn(_Shape):
    """One aspiration; only `text` is demanded."""

    text: str
    kind: AspirationKind = "keluhan"
    title: str | None = None
    category: str | None = None
    citizen: CitizenIn = msgspec.field(default_factory=CitizenIn)
    place: PlaceIn | None = None
    urgency: Urgency = "biasa"
    authority: Authority | None = None
    restricted: bool = False
    proposal: ProposalIn | None = None
    attachments: list[str] = []


class VisitIn(_Shape):
    """A visit with its aspirations; files are named from the folder of the JSON file."""

    village: str
    date: str
    start: str | None = None
    end: str | None = None
    place: str | None = None
    point: Point | None = None
    team: list[PersonIn] = []
    counterpart: CounterpartIn | None = None
    agenda: str | None = None
    attendance: AttendanceIn | None = None
    services: list[ServiceIn] = []
    notes: str | None = None
    attachments: list[str] = []
    aspirations: list[AspirationIn] = []


class AspirationChange(_Shape):
    """What a correction writes anew; what is left out stays. Attachments are added to those there are."""

    text: str | UnsetType = UNSET
    kind: AspirationKind | UnsetType = UNSET
    title: str | UnsetType | None = UNSET
    category: str | UnsetType | None = UNSET
    citizen: CitizenIn | UnsetType = UNSET
    place: PlaceIn | UnsetType | None = UNSET
    urgency: Urgency | UnsetType = UNSET
    authority: Authority | UnsetType | None = UNSET
    restricted: bool | UnsetType = UNSET
    proposal: ProposalIn | UnsetType | None = UNSET
    summary: str | UnsetType = UNSET
    attachments: list[str] | UnsetType = UNSET


class FollowupIn(_Shape):
    """What an agency did or answers; outcome, money and evidence belong to an answer (``ditanggapi``)."""

    code: str
    status: Literal["diterima", "diproses", "ditanggapi"]
    text: str | None = None
    outcome: Outcome | None = None
    cost: int | None = None
    funding: str | None = None
    year: int | None = None
    evidence: list[str] = []


class AssignRow(_Shape):
    """One aspiration for one lead agency."""

    code: str
    agency: str
    support: list[str] = []
    due: str | None = None
    instruction: str | None = None
    contact: bool = False
    summary: str | None = None
