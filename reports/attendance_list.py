"""Daftar hadir: empty numbered rows for whoever comes to a visit (domain.md B.6)."""

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from desktop.core.dates import format_date, format_day
from desktop.core.text import short_title
from reports.hang import Facts
from reports.sheet import Sheet
from reports.style import MM, PLAIN
from reports.table import Column, Table
from reports.village_words import Site, clock, titles

LEAST = 20
MOST = 1_000
"""So many rows at least and at most, however many came."""

_AGENDA = 160
_SIZE = 10.0
_HIGH = "\n\u00a0"
"""A second line, so that there is room to sign."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """What stands above the rows, and how many came; `start` and `end` "09:10" or ""."""

    day: date | None = None
    start: str = ""
    end: str = ""
    place: str = ""
    agenda: str = ""
    present: int = 0


def attendance_story(sheet: Sheet, site: Site, gathering: Gathering) -> list[Flowable]:
    """Title, occasion and rows."""
    words = sheet.words
    subtitle = words.text("village_list_subtitle", village=site.village)
    count = min(max(gathering.present, LEAST), MOST)
    return [
        *titles(sheet, words.text("village_list_title"), subtitle),
        Facts(sheet, _facts(sheet, site, gathering), 32 * MM, style=PLAIN.but(before=6, after=8)),
        _rows(sheet, count),
    ]


def _facts(sheet: Sheet, site: Site, gathering: Gathering) -> list[tuple[str, str, str]]:
    words, day = sheet.words, gathering.day
    place = site.whole
    if gathering.place.strip():
        place = words.text("village_minutes_place", place=gathering.place.strip(), village=site.whole)
    dated = ""
    if day:
        dated = words.text("village_list_day_value", weekday=format_day(day), date=format_date(day))
    facts = [
        (words.text("village_list_day"), dated, "date"),
        (words.text("village_list_time"), _time(sheet, gathering), "time"),
        (words.text("village_list_place"), place, "place"),
        (words.text("village_list_agenda"), short_title(gathering.agenda, _AGENDA), "agenda"),
    ]
    return [fact for fact in facts if fact[1]]


def _time(sheet: Sheet, gathering: Gathering) -> str:
    words, start, end = sheet.words, clock(gathering.start), clock(gathering.end)
    if start and end:
        return words.text("village_list_from_to", start=start, end=end)
    if start:
        return words.text("village_list_from", start=start)
    return words.text("village_list_to", end=end) if end else ""


def _rows(sheet: Sheet, count: int) -> Table:
    words = sheet.words
    columns = [
        Column(words.text("village_column_no"), 8, "center"),
        Column(words.text("village_column_name"), 32),
        Column(words.text("village_column_group"), 26),
        Column(words.text("village_column_gender"), 7, "center"),
        Column(words.text("village_column_sign"), 34),
    ]
    # Signatures stand left and right by turns, so that a large one does not run into the next.
    half = 0.5 * sheet.width * 34 / 107 / sheet.family.width("\u00a0", "regular", _SIZE)
    gaps = ("", "\u00a0" * int(half))
    rows = [
        (f"{number}{_HIGH}", "", "", "", f"{gaps[(number + 1) % 2]}{number}.")
        for number in range(1, count + 1)
    ]
    return Table(sheet, columns, rows, size=_SIZE)
