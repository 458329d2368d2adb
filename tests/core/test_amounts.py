"""Numbers, money and dates in words."""

from datetime import date

import pytest

from desktop.core.amounts import date_in_words, dotted, in_words, money


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (11, "sebelas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (1001, "seribu satu"),
        (2026, "dua ribu dua puluh enam"),
        (1_000_000, "satu juta"),
    ],
)
def test_numbers_are_spelled(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("cents", "printed"),
    [
        (125_000_000, "Rp1.250.000,00"),
        (5, "Rp0,05"),
        (0, "Rp0,00"),
        (99_999, "Rp999,99"),
        (-250_050, "-Rp2.500,50"),
    ],
)
def test_money_has_dots_and_a_comma(cents: int, printed: str) -> None:
    assert money(cents) == printed


def test_thousands_have_dots() -> None:
    assert [dotted(number) for number in (999, 1000, 1_234_567)] == ["999", "1.000", "1.234.567"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            date(2026, 11, 21),
            "Sabtu, tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam",
        ),
        (date(2027, 1, 1), "Jumat, tanggal satu bulan Januari tahun dua ribu dua puluh tujuh"),
    ],
)
def test_minutes_spell_their_date(day: date, words: str) -> None:
    assert date_in_words(day) == words
