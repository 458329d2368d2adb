"""Patterns of numbers, the gap, serials read back, and the line that says the nature."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.letter_numbers import (
    GAP,
    format_number,
    nature_line,
    next_serial,
    security_code,
    serial_of,
    stray_token,
)
from desktop.core.profile import DEFAULT_NUMBERING, Numbering

DAY = date(2026, 11, 21)
USUAL = Numbering().pattern


@pytest.mark.parametrize(
    ("pattern", "no", "printed"),
    [
        (USUAL, 123, "B/123/400.10.2/UM/2026"),
        ("{sifat}/{no}/{klas}/{tahun}", 7, "B/7/400.10.2/2026"),
        ("{no:03d}/{klas}/{tahun}", 17, "017/400.10.2/2026"),
        ("{klas}/{no:03d}/{tahun}", 1045, "400.10.2/1045/2026"),
        ("{klas}/{no}/BAPHP/{unit}/{bulan_romawi}/{tahun}", 3, "400.10.2/3/BAPHP/UM/XI/2026"),
        ("{no}/{bulan}/{tahun}", 3, "3/11/2026"),
        ("{sifat}/{no}/{klas}/{tahun}", None, f"B/{GAP}/400.10.2/2026"),
        ("{no:03d}/{klas}/{tahun}", None, f"{GAP}/400.10.2/2026"),
    ],
)
def test_a_number_follows_its_pattern(pattern: str, no: int | None, printed: str) -> None:
    assert format_number(pattern, no, day=DAY, classification="400.10.2", unit="UM") == printed


def test_values_are_not_read_as_tokens() -> None:
    assert format_number("{unit}/{no}", 1, day=DAY, unit="{no}") == "{no}/1"


@pytest.mark.parametrize(("month", "roman"), [(1, "I"), (4, "IV"), (9, "IX"), (12, "XII")])
def test_months_may_be_roman(month: int, roman: str) -> None:
    assert format_number("{no}/{bulan_romawi}", 1, day=date(2026, month, 1)) == f"1/{roman}"


def test_the_gap_is_wide_enough_for_a_pen() -> None:
    """Four digits of a hand take some 15 mm; a space is 3 points at 11 points."""
    assert len(GAP) * 3.06 > 42
    assert set(GAP) == {"\u00a0"}


@pytest.mark.parametrize(
    ("pattern", "stray"),
    [
        (USUAL, None),
        ("{no:03d}", None),
        ("{nomor}/{no}", "{nomor}"),
        ("{klas:03d}/{no}", "{klas:03d}"),
        ("{no:3d}/{tahun}", "{no:3d}"),
        ("{no", "{no"),
        ("no}/{no}", "}"),
        ("{klas}/{tahun}", "{no}"),
        ("{no}/{no:03d}", "{no}"),
        ("{no.__class__}/{no}", "{no.__class__}"),
    ],
)
def test_a_pattern_has_known_tokens_only(pattern: str, stray: str | None) -> None:
    assert stray_token(pattern) == stray


@pytest.mark.parametrize(
    ("pattern", "number", "serial"),
    [
        (USUAL, "B/123/400.10.2/UM/2026", 123),
        (USUAL, "sr / 0123 / 400.10.2 / um / 2026", 123),
        ("{no:03d}/{klas}/{tahun}", "017/000.8.3/2026", 17),
        ("{no}/{bulan_romawi}/{tahun}", "9/XI/2026", 9),
        (USUAL, "123/UM/2026", None),
        (USUAL, "B//400.10.2/UM/2026", None),
        (USUAL, "", None),
        ("{klas}/{tahun}", "400/2026", None),
    ],
)
def test_a_serial_is_read_back(pattern: str, number: str, serial: int | None) -> None:
    assert serial_of(pattern, number) == serial


@settings(max_examples=50)
@given(
    st.sampled_from([USUAL, "{sifat}-{no}/PANRB/{klas}/{bulan}/{tahun}"]),
    st.integers(1, 99_999),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)
def test_what_is_printed_reads_back(pattern: str, no: int, day: date) -> None:
    printed = format_number(pattern, no, day=day, nature="SR", classification="400.10.2", unit="UM/A.1")
    assert serial_of(pattern, printed) == no


def test_default_patterns_are_good() -> None:
    assert [stray_token(row.pattern) for row in DEFAULT_NUMBERING.values()] == [None] * len(DEFAULT_NUMBERING)


def test_a_serial_is_never_used_twice_and_starts_anew_each_year() -> None:
    taken = [(2026, 1), (2026, 4), (2025, 900), (2026, 2)]
    assert next_serial(taken, 2026) == 5
    assert next_serial(taken, 2025) == 901
    assert next_serial(taken, 2027) == 1
    assert next_serial([], 2026) == 1


def test_security_has_its_code() -> None:
    levels = ("biasa", "terbatas", "rahasia", "sangat_rahasia", "lain")
    assert [security_code(level) for level in levels] == ["B", "T", "R", "SR", "B"]


@pytest.mark.parametrize(
    ("urgency", "security", "line"),
    [
        ("biasa", "biasa", "Biasa"),
        ("segera", "biasa", "Segera"),
        ("sangat_segera", "biasa", "Sangat Segera"),
        ("biasa", "rahasia", "Rahasia"),
        ("segera", "rahasia", "Segera dan Rahasia"),
        ("sangat_segera", "sangat_rahasia", "Sangat Segera dan Sangat Rahasia"),
        ("biasa", "terbuka", "Biasa"),
        ("", "", "Biasa"),
    ],
)
def test_one_line_says_urgency_and_security(urgency: str, security: str, line: str) -> None:
    assert nature_line(urgency, security) == line
