"""Working days across weekends and holidays."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import deadlines

STARTS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
HOLIDAYS = st.sets(st.dates(date(2020, 1, 1), date(2031, 12, 31)), max_size=60)
# Lebaran 2026 with its joint leave.
LEBARAN = {date(2026, 3, day) for day in (18, 19, 20, 21, 22, 23, 24)}


@given(STARTS, st.integers(0, 120), HOLIDAYS)
def test_adding_and_counting_agree(start: date, days: int, holidays: set[date]) -> None:
    end = deadlines.add_working_days(start, days, holidays)
    assert deadlines.working_days_between(start, end, holidays) == days
    assert deadlines.working_days_between(end, start, holidays) == -days
    if days:
        assert end.weekday() < 5
        assert end not in holidays


@given(STARTS, st.integers(0, 400), HOLIDAYS)
def test_counting_is_looking_at_each_day(start: date, length: int, holidays: set[date]) -> None:
    end = start + timedelta(days=length)
    each = (start + timedelta(days=step) for step in range(1, length + 1))
    expected = sum(day.weekday() < 5 and day not in holidays for day in each)
    assert deadlines.working_days_between(start, end, holidays) == expected


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
        (date(2026, 3, 16), 5, date(2026, 3, 30)),
        (date(2026, 11, 23), 14, date(2026, 12, 11)),
    ],
)
def test_across_weekends_and_lebaran(start: date, days: int, end: date) -> None:
    assert deadlines.add_working_days(start, days, LEBARAN) == end


def test_a_six_day_week() -> None:
    assert deadlines.add_working_days(date(2026, 11, 20), 1, (), weekend=(6,)) == date(2026, 11, 21)


@pytest.mark.parametrize(("days", "weekend"), [(-1, (5, 6)), (1, range(7))])
def test_what_never_ends_is_refused(days: int, weekend: Sequence[int]) -> None:
    with pytest.raises(ValueError, match="days"):
        deadlines.add_working_days(date(2026, 11, 20), days, (), weekend)


@pytest.mark.parametrize(
    ("kind", "urgency", "supervision", "days"),
    [
        ("keluhan", "biasa", False, 14),
        ("usulan", "segera", False, 5),
        ("keluhan", "sangat_segera", False, 2),
        ("pertanyaan", "biasa", False, 5),
        ("permintaan_informasi", "sangat_segera", False, 2),
        ("keluhan", "sangat_segera", True, 60),
        ("laporan_penyimpangan", "biasa", False, 60),
    ],
)
def test_the_due_date_proposed(kind: str, urgency: str, supervision: bool, days: int) -> None:
    start = date(2026, 11, 23)
    due = deadlines.default_due(kind, urgency, supervision, start, {}, LEBARAN)
    assert due == deadlines.add_working_days(start, days, LEBARAN)


def test_a_pack_changes_a_limit() -> None:
    start = date(2026, 11, 23)
    due = deadlines.default_due("keluhan", "biasa", False, start, {"ordinary": 10}, ())
    assert due == deadlines.add_working_days(start, 10, ())
