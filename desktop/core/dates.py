"""Dates and times as people type and read them in Indonesia: loose in, one form out."""

import re
from datetime import date, timedelta

from desktop.errors import UserError

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_DAYS_AWAY = {"hari ini": 0, "sekarang": 0, "kemarin": -1, "kemarin dulu": -2, "besok": 1, "lusa": 2}
# Spellings that are not just the beginning of the Indonesian name.
_OTHER_MONTHS = {"pebruari": 2, "peb": 2, "march": 3, "may": 5, "ags": 8, "agt": 8, "aug": 8, "august": 8}
_OTHER_MONTHS |= {"nop": 11, "nopember": 11, "oct": 10, "october": 10, "dec": 12, "december": 12}
_WEEKDAY = re.compile(r"\A(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)[\s,]+")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})(?:[-/.\s]+|(?=[a-z]))([0-9]{1,2}|[a-z]+)\.?(?:[-/.,\s]+([0-9]{4}|[0-9]{2}))?"
)
_TIME = re.compile(r"(?:pukul|jam)?\s*([0-9]{1,2})(?:\s*[.:\s]\s*([0-9]{2}))?\s*(?:wib|wita|wit)?")
_TIME_RUN = re.compile(r"(?:pukul|jam)?\s*([0-9]{1,2})([0-9]{2})\s*(?:wib|wita|wit)?")


def loose_date(typed: str, today: date) -> date:
    """The date meant by "2026-11-21", "21-11-26", "21/11/2026", "21 nov", "21 November 2026", "kemarin".

    Day before month always. Without a year it is the one nearest to `today`; a year of two digits is at most
    20 years ahead.

    Raises:
        UserError: `date_wrong` with what was ``typed``.
    """
    said = " ".join(typed.lower().split())
    if said in _DAYS_AWAY:
        return today + timedelta(days=_DAYS_AWAY[said])
    said = _WEEKDAY.sub("", said)
    found = _year_first(said) or _day_first(said, today)
    if found is None:
        raise UserError("date_wrong", typed=typed[:40])
    return found


def loose_time(typed: str) -> str:
    """The time meant by "9.10", "09:10", "0910", "9", "pukul 09.10 WITA", as "09:10".

    Raises:
        UserError: `time_wrong` with what was ``typed``.
    """
    said = typed.lower().strip()
    found = _TIME.fullmatch(said) or _TIME_RUN.fullmatch(said)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise UserError("time_wrong", typed=typed[:40])
    return f"{hour:02d}:{minute:02d}"


def format_date(day: date) -> str:
    """`21 November 2026`, no leading zero (domain.md A.10)."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_day(day: date) -> str:
    """The day of the week, `Sabtu`."""
    return DAYS[day.weekday()]


def _year_first(said: str) -> date | None:
    found = _YEAR_FIRST.fullmatch(said)
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _day_first(said: str, today: date) -> date | None:
    found = _DAY_FIRST.fullmatch(said)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2]) if found[2].isdigit() else _month(found[2])
    if found[3] is None:
        return _nearest(month, day, today)
    return _date(_year(found[3], today), month, day)


def _month(word: str) -> int:
    """1 to 12 for a name, an abbreviation of three letters or more; else 0."""
    if word in _OTHER_MONTHS:
        return _OTHER_MONTHS[word]
    for number, name in enumerate(MONTHS, 1):
        if len(word) >= 3 and name.lower().startswith(word):
            return number
    return 0


def _year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    if year > today.year + 20:
        return year - 100
    return year + 100 if year <= today.year - 80 else year


def _nearest(month: int, day: int, today: date) -> date | None:
    years = range(today.year - 1, today.year + 2)
    dates = [found for year in years if (found := _date(year, month, day))]
    return min(dates, key=lambda found: (abs(found - today), found), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
