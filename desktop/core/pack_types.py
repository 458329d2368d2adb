"""The values a region pack is made of: villages, agencies, categories, holidays."""

from datetime import date
from typing import Any

import msgspec

SCOPES = ("kabupaten", "desa", "BUMD", "BUMN", "instansi vertikal", "provinsi", "pusat", "swasta")
"""Whose authority an agency is."""

INSIDE = frozenset(SCOPES[:2])
"""Scopes whose agencies can be assigned something; all others can only be asked."""


class Village(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A desa or kelurahan (`kind`) with the kecamatan it lies in."""

    code: str
    name: str
    kind: str
    district: str
    district_code: str


class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An SKPD, or an outside body (`external`) that can only be asked.

    `scope` is whose authority it is: kabupaten, desa, BUMD, BUMN, instansi vertikal, provinsi, pusat, swasta.
    `ambiguous` are keywords it shares with others.
    """

    code: str
    name: str
    short: str
    variants: list[str] = []
    scope: str = "kabupaten"
    external: bool = False
    keywords: list[str] = []
    ambiguous: list[str] = []
    note: str = ""


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A topic (bidang) with the agency it usually goes to; retired, never deleted."""

    code: str
    name: str
    agency: str | None = None
    restricted: bool = False
    retired: bool = False


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day that is no working day; `kind` says by which decree, `public` or `government` (cuti bersama)."""

    date: date
    name: str
    kind: str = "public"


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a laptop must know of its kabupaten; `prefix` leads its tracking codes."""

    region: str
    name: str
    prefix: str
    practice: bool = False
    villages: list[Village] = []
    agencies: list[Agency] = []
    categories: list[Category] = []
    holidays: list[Holiday] = []
    deadlines: dict[str, int] = {}
    letterhead: dict[str, Any] = {}
