"""The recap for the leadership: how many came in, where they stand, how long an answer took."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from desktop.actions.session import Session
from desktop.core.codes import with_prefix
from desktop.core.recap_line import RecapLine
from desktop.errors import UserError
from desktop.store import totals
from desktop.store.totals import Counted, Span

BY = ("agency", "district", "category", "authority", "month")
WAITING = ("dicatat", "diverifikasi", "perlu_data", "dikembalikan")
"""Statuses in which the coordinator has the next step."""
RUNNING = ("ditugaskan", "dibuka_kembali", "diterima_skpd", "diproses")
"""Statuses in which an agency has the next step: here a due date binds."""
OLDEST = 5
_PARTS = {
    **dict.fromkeys(WAITING, "waiting"),
    **dict.fromkeys(RUNNING, "running"),
    "ditanggapi": "answered",
    "disampaikan": "finished",
    "selesai": "finished",
    "belum_puas": "unsatisfied",
    "diarsipkan": "aside",
    "bukan_kewenangan": "aside",
    "ditarik": "aside",
}
_MOST_MONTHS = 240
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def recap(session: Session, by: str, since: date | None = None, until: date | None = None) -> dict[str, Any]:
    """Counts every aspiration recorded in these days; restricted ones do not exist in it.

    Args:
        session: the open home of the coordinator: elsewhere only a part is known.
        by: one of `BY`.
        since: first day of recording.
        until: last day of recording.

    Returns:
        ``{"by", "from", "to", "made", "groups": [RecapLine], "total": RecapLine, "oldest": [{"code",
        "village", "village_name", "agency", "recorded", "days"}]}``.

    Raises:
        UserError: ``wrong_desk``, ``span_reversed``.
    """
    session.demand("coordinator")
    span = span_of(since, until)
    connection = session.store.connection
    counted = totals.counts(connection, by, span, session.today, RUNNING)
    days = totals.days_to_answer(connection, by, span)
    groups: dict[str | None, RecapLine] = {}
    name = _namer(session, by)
    for one in counted:
        _add(groups.setdefault(one.key, RecapLine(one.key, name(one.key))), one)
    total = RecapLine(None, None)
    for one in counted:
        _add(total, one)
    for key, row in groups.items():
        _finish(row, [(length, number) for found, length, number in days if found == key])
    _finish(total, [(length, number) for _, length, number in days])
    listed = _months(groups) if by == "month" else sorted(groups.values(), key=_rank)
    return {
        "by": by,
        "from": since.isoformat() if since else None,
        "to": until.isoformat() if until else None,
        "made": session.today.isoformat(),
        "groups": [asdict(row) for row in listed],
        "total": asdict(total),
        "oldest": _oldest(session, span),
    }


def span_of(since: date | None, until: date | None) -> Span:
    """The days asked for, or UserError ``span_reversed``."""
    if since and until and until < since:
        raise UserError("span_reversed", since=since.isoformat(), until=until.isoformat())
    return Span(since, until)


def recap_csv(found: dict[str, Any]) -> bytes:
    """The groups and the total (key ``TOTAL``) as a table (RFC 4180, UTF-8), safe in a spreadsheet."""
    out = io.StringIO()
    names = [field.name for field in fields(RecapLine)]
    table = csv.writer(out)
    table.writerow(names)
    for row in [*found["groups"], {**found["total"], "key": "TOTAL"}]:
        table.writerow([_cell(row[name]) for name in names])
    return out.getvalue().encode()


def recap_json(found: dict[str, Any]) -> bytes:
    """The recap as one JSON document."""
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def median(days: Iterable[tuple[int, int]]) -> float | None:
    """The median of values given as (value, how often); None without any."""
    ordered = sorted(days)
    count = sum(often for _, often in ordered)
    if not count:
        return None
    middle, passed = [], 0
    for value, often in ordered:
        # With an even count the median lies halfway between the two in the middle.
        for place in {(count - 1) // 2, count // 2}:
            if passed <= place < passed + often:
                middle.append(value)
        passed += often
    return sum(middle) / len(middle)


def _add(row: RecapLine, one: Counted) -> None:
    row.overdue += one.overdue
    if one.status == "duplikat":
        row.same += one.number
        return
    row.recorded += one.number
    # A status this version does not know waits for somebody who does.
    part = _PARTS.get(one.status, "waiting")
    setattr(row, part, getattr(row, part) + one.number)


def _finish(row: RecapLine, days: list[tuple[int, int]]) -> None:
    row.days = median(days)
    row.days_of = sum(number for _, number in days)
    asked = row.recorded - row.aside
    if asked:
        row.percent = round(100 * (row.answered + row.finished + row.unsatisfied) / asked, 1)


def _rank(row: RecapLine) -> tuple[bool, int, str]:
    """Most first; those that belong to no group at the end."""
    return row.key is None, -row.recorded, row.name or row.key or ""


def _months(groups: dict[str | None, RecapLine]) -> list[RecapLine]:
    """Every month from the first to the last, also one in which nothing came in."""
    known = sorted(key for key in groups if key and key[:4].isdigit() and key[5:].isdigit())
    if not known:
        return list(groups.values())
    numbers = [int(key[:4]) * 12 + int(key[5:]) - 1 for key in (known[0], known[-1])]
    if numbers[1] - numbers[0] < _MOST_MONTHS:
        keys = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(numbers[0], numbers[1] + 1)]
        for key in keys:
            groups.setdefault(key, RecapLine(key, key))
    return sorted(groups.values(), key=lambda row: (row.key is None, row.key or ""))


def _namer(session: Session, by: str) -> Callable[[str | None], str | None]:
    """Key → name by the pack; a key the pack does not have is its own name."""
    pack = session.pack
    names: dict[str, str] = {}
    if by == "agency":
        names = {agency.code: agency.short or agency.name for agency in pack.agencies}
    elif by == "district":
        names = {village.district_code: village.district for village in pack.villages}
    elif by == "category":
        names = {category.code: category.name for category in pack.categories}
    return lambda key: names.get(key, key) if key is not None else None


def _oldest(session: Session, span: Span) -> list[dict[str, Any]]:
    villages = {village.code: village.name for village in session.pack.villages}
    found = totals.oldest(session.store.connection, span, (*WAITING, *RUNNING), OLDEST)
    return [
        {
            "code": with_prefix(one.code, session.pack.prefix),
            "village": one.village,
            "village_name": villages.get(one.village or ""),
            "agency": one.agency,
            "recorded": one.recorded,
            "days": max(0, (session.today - date.fromisoformat(one.recorded[:10])).days),
        }
        for one in found
    ]


def _cell(value: object) -> object:
    """A value as a spreadsheet may have it: text that would be a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value
