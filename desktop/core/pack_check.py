"""What a region pack must hold to before anybody works with it; an error names the row."""

import re
from collections.abc import Iterable
from datetime import date

from desktop.core import text
from desktop.core.pack_types import Pack
from desktop.core.profile_check import check_letterhead
from desktop.errors import UserError

LIMITS = {"villages": 1_000, "agencies": 500, "categories": 300, "holidays": 2_000, "deadlines": 100}
"""Rows a pack may have; the largest regencies have about 600 villages."""

KEYWORDS = 400
"""Keywords one agency may have."""

LONGEST_DEADLINE = 365

_REGION = re.compile(r"[0-9]{2}\.[0-9]{2}")
_PREFIX = re.compile(r"[A-Z]{1,4}")
_AGENCY = re.compile(r"[A-Z0-9_]{2,20}")
_CATEGORY = re.compile(r"[a-z0-9_]{2,40}")
_DISTRICT = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}")
_VILLAGE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[123][0-9]{3}")
_DEADLINE = re.compile(r"[a-z_]{2,40}")


def check_pack(pack: Pack) -> None:
    """Refuses a pack that would fail later, and says which row is wrong (counted from 1).

    Raises:
        UserError: `pack_region`, `pack_prefix`, `pack_too_many`, `pack_code`, `pack_duplicate`, `pack_empty`,
            `pack_outside`, `pack_choice`, `pack_agency`, `pack_keywords`, `pack_deadline`, or what
            `text.clean` raises of a name or `check_letterhead` of the letterhead.
    """
    if not _REGION.fullmatch(pack.region):
        raise UserError("pack_region", region=pack.region)
    if not _PREFIX.fullmatch(pack.prefix):
        raise UserError("pack_prefix", prefix=pack.prefix)
    _filled("pack", 1, "name", pack.name)
    for table, limit in LIMITS.items():
        if (count := len(getattr(pack, table))) > limit:
            raise UserError("pack_too_many", table=table, count=count, limit=limit)
    _check_villages(pack)
    _check_agencies(pack)
    _check_categories(pack)
    _check_holidays(pack)
    for name, days in pack.deadlines.items():
        if not (_DEADLINE.fullmatch(name) and 1 <= days <= LONGEST_DEADLINE):
            raise UserError("pack_deadline", name=name, days=days, limit=LONGEST_DEADLINE)
    check_letterhead(pack.letterhead)


def _check_villages(pack: Pack) -> None:
    rows = pack.villages
    _codes("villages", (village.code for village in rows), _VILLAGE)
    districts: dict[str, str] = {}
    for row, village in enumerate(rows, 1):
        _filled("villages", row, "name", village.name)
        _filled("villages", row, "district", village.district)
        _chosen("villages", row, village.kind, ("desa", "kelurahan"))
        if not _DISTRICT.fullmatch(village.district_code):
            raise UserError("pack_code", table="villages", row=row, code=village.district_code)
        if not village.code.startswith(village.district_code):
            raise UserError("pack_outside", row=row, code=village.code, region=village.district_code)
        if not village.code.startswith(pack.region):
            raise UserError("pack_outside", row=row, code=village.code, region=pack.region)
        if districts.setdefault(village.district_code, village.district) != village.district:
            raise UserError("pack_duplicate", table="villages", row=row, code=village.district_code)


def _check_agencies(pack: Pack) -> None:
    _codes("agencies", (agency.code for agency in pack.agencies), _AGENCY)
    for row, agency in enumerate(pack.agencies, 1):
        _filled("agencies", row, "name", agency.name)
        _filled("agencies", row, "short", agency.short)
        _filled("agencies", row, "scope", agency.scope)
        if len(agency.keywords) + len(agency.ambiguous) > KEYWORDS:
            raise UserError("pack_keywords", row=row, code=agency.code, limit=KEYWORDS)
        for field in ("keywords", "ambiguous", "variants"):
            for value in getattr(agency, field):
                _filled("agencies", row, field, value)


def _check_categories(pack: Pack) -> None:
    _codes("categories", (category.code for category in pack.categories), _CATEGORY)
    known = {agency.code for agency in pack.agencies}
    for row, category in enumerate(pack.categories, 1):
        _filled("categories", row, "name", category.name)
        if category.agency is not None and category.agency not in known:
            raise UserError("pack_agency", row=row, code=category.code, agency=category.agency)


def _check_holidays(pack: Pack) -> None:
    seen: set[tuple[date, str]] = set()
    for row, holiday in enumerate(pack.holidays, 1):
        _filled("holidays", row, "name", holiday.name)
        _chosen("holidays", row, holiday.kind, ("public", "government"))
        # Two feasts may fall on one day, the same one may not stand twice.
        if (holiday.date, holiday.name) in seen:
            raise UserError("pack_duplicate", table="holidays", row=row, code=holiday.date.isoformat())
        seen.add((holiday.date, holiday.name))


def _codes(table: str, codes: Iterable[str], pattern: re.Pattern[str]) -> None:
    seen: set[str] = set()
    for row, code in enumerate(codes, 1):
        if not pattern.fullmatch(code):
            raise UserError("pack_code", table=table, row=row, code=code[:40])
        if code in seen:
            raise UserError("pack_duplicate", table=table, row=row, code=code)
        seen.add(code)


def _filled(table: str, row: int, field: str, value: str) -> None:
    if not text.clean(value, text.TITLE, f"{table}.{field}", lines=False):
        raise UserError("pack_empty", table=table, row=row, field=field)


def _chosen(table: str, row: int, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise UserError("pack_choice", table=table, row=row, value=value[:40], choices=", ".join(choices))
