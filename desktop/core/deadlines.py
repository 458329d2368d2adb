"""Working days (hari kerja) and due dates; the holidays come from the region pack."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

DEFAULT_DEADLINES: Mapping[str, int] = {
    "verify": 3,
    "respond": 5,
    "information": 5,
    "ordinary": 14,
    "urgent": 5,
    "very_urgent": 2,
    "supervision": 60,
}
"""Working days for each step (domain.md B.3: SP4N-LAPOR! FAQ, Perpres 76/2013, local standards); a pack may
change each. `urgent` and `very_urgent` are the limits of a first response and of a light matter."""

_WEEKEND = (5, 6)
_INFORMATION = frozenset({"pertanyaan", "permintaan_informasi"})
_URGENT = {"segera": "urgent", "sangat_segera": "very_urgent"}
_ONE_DAY = timedelta(days=1)


def add_working_days(
    start: date, days: int, holidays: Collection[date], weekend: Collection[int] = _WEEKEND
) -> date:
    """The date `days` working days after `start`, which itself is not counted; 0 is `start`.

    Args:
        start: the day the clock starts.
        days: how many working days, not negative.
        holidays: public holidays and joint leave.
        weekend: days of the week off, Monday 0.

    Raises:
        ValueError: negative days, or a week without a working day.
    """
    if days < 0 or set(range(7)) <= set(weekend):
        raise ValueError("days")
    free, off = frozenset(holidays), frozenset(weekend)
    day = start
    while days:
        day += _ONE_DAY
        if day.weekday() not in off and day not in free:
            days -= 1
    return day


def working_days_between(
    start: date, end: date, holidays: Collection[date], weekend: Collection[int] = _WEEKEND
) -> int:
    """Working days after `start` up to and with `end`; negative when `end` is earlier (days overdue)."""
    if end < start:
        return -working_days_between(end, start, holidays, weekend)
    off = frozenset(weekend)
    weeks, rest = divmod((end - start).days, 7)
    last_days = (end - step * _ONE_DAY for step in range(rest))
    count = weeks * (7 - len(off)) + sum(day.weekday() not in off for day in last_days)
    return count - sum(start < day <= end and day.weekday() not in off for day in frozenset(holidays))


def default_due(
    kind: str,
    urgency: str,
    supervision: bool,
    start: date,
    deadlines: Mapping[str, int],
    holidays: Collection[date],
) -> date:
    """When an agency should have answered: the due date proposed for a new assignment.

    Args:
        kind: kind of aspiration; questions and requests for information are answered sooner.
        urgency: `biasa`, `segera` or `sangat_segera`; the shorter limit counts.
        supervision: about officials (berkadar pengawasan): its own long limit, whatever the rest.
        start: the day of assignment.
        deadlines: the pack's numbers; what it leaves out is in `DEFAULT_DEADLINES`.
        holidays: the pack's holidays.
    """
    limits = {**DEFAULT_DEADLINES, **deadlines}
    if supervision or kind == "laporan_penyimpangan":
        days = limits["supervision"]
    else:
        days = limits["information" if kind in _INFORMATION else "ordinary"]
        if urgency in _URGENT:
            days = min(days, limits[_URGENT[urgency]])
    return add_working_days(start, days, holidays)
