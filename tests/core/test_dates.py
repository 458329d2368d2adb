"""Dates and times as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import dates
from desktop.errors import UserError
from tests.core.refusals import refusal

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(DAYS, DAYS)
def test_a_written_date_comes_back(day: date, today: date) -> None:
    month = dates.MONTHS[day.month - 1]
    for typed in (
        day.isoformat(),
        dates.format_date(day),
        f"{dates.format_day(day)}, {dates.format_date(day)}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        f"{day.day} {month[:3].upper()}. {day.year}",
        f" {day.day}-{day.month:02d}-{day.year} ",
    ):
        assert dates.loose_date(typed, today) == day


@given(DAYS)
def test_two_digits_of_a_year_are_near(day: date) -> None:
    if -79 <= day.year - TODAY.year <= 20:
        assert dates.loose_date(f"{day:%d-%m-%y}", TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("21-11-26", TODAY),
        ("21 nov", TODAY),
        ("21nov", TODAY),
        ("21/11", TODAY),
        ("21 Nopember 2026", TODAY),
        ("17 ags 26", date(2026, 8, 17)),
        ("17 Agustus", date(2026, 8, 17)),
        ("2 jan", date(2027, 1, 2)),
        ("hari ini", TODAY),
        ("Hari  Ini", TODAY),
        ("kemarin", date(2026, 11, 20)),
        ("besok", date(2026, 11, 22)),
        ("lusa", date(2026, 11, 23)),
        ("Jum'at, 20 November 2026", date(2026, 11, 20)),
        ("29 feb 2028", date(2028, 2, 29)),
        ("17-8-45", date(2045, 8, 17)),
        ("17-8-47", date(1947, 8, 17)),
    ],
)
def test_loose_dates(typed: str, day: date) -> None:
    assert dates.loose_date(typed, TODAY) == day


def test_a_date_without_year_is_the_nearest() -> None:
    assert dates.loose_date("28 des", date(2027, 1, 3)) == date(2026, 12, 28)
    assert dates.loose_date("29 feb", date(2027, 3, 1)) == date(2028, 2, 29)
    assert dates.loose_date("29 feb", date(2025, 7, 1)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "21", "21 ma", "21 xyz", "kapan-kapan", "a" * 1000),
        *("31 feb 2026", "29-02-2026", "32/1/2026", "2026-13-01", "0-0-0", "31 apr"),
        *("1/1/123", "21-11-2026-1", "1 jan 1899", "1 jan 2200", "٢١-١١-٢٠٢٦"),
    ],
)
def test_an_impossible_date_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="date_wrong") as error:
        dates.loose_date(typed, TODAY)
    assert error.value.values == {"typed": typed[:40]}


@given(st.text(max_size=30), DAYS)
def test_anything_is_a_date_or_a_clear_refusal(typed: str, today: date) -> None:
    assert refusal(lambda: dates.loose_date(typed, today)) in {None, "date_wrong"}


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_written_time_comes_back(hour: int, minute: int) -> None:
    for typed in (
        f"{hour}.{minute:02d}",
        f"{hour:02d}:{minute:02d}",
        f"{hour:02d}{minute:02d}",
        f"pukul {hour}.{minute:02d} WITA",
    ):
        assert dates.loose_time(typed) == f"{hour:02d}:{minute:02d}"


@pytest.mark.parametrize(
    ("typed", "time"),
    [("9.10", "09:10"), ("910", "09:10"), ("9", "09:00"), ("jam 9", "09:00"), (" 9 10 ", "09:10")],
)
def test_loose_times(typed: str, time: str) -> None:
    assert dates.loose_time(typed) == time


@pytest.mark.parametrize("typed", ["", "24.00", "9.60", "9.1", "12345", "pagi", "٩.١٠", "-1"])
def test_an_impossible_time_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="time_wrong"):
        dates.loose_time(typed)


def test_written_out() -> None:
    assert dates.format_date(date(2026, 3, 1)) == "1 Maret 2026"
    assert dates.format_day(TODAY) == "Sabtu"
