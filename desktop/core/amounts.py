"""Numbers, money and dates in words, as official papers write them (domain.md A.10)."""

from datetime import date

from num2words import num2words

from desktop.core.dates import MONTHS, format_day


def in_words(number: int) -> str:
    """`dua puluh satu`."""
    return str(num2words(number, lang="id"))


def dotted(number: int) -> str:
    """Thousands with dots, `1.250.000`."""
    return f"{number:,}".replace(",", ".")


def money(cents: int) -> str:
    """Rupiah of an amount in hundredths, `Rp1.250.000,00`; no space after Rp (EYD)."""
    sign = "-" if cents < 0 else ""
    whole, part = divmod(abs(cents), 100)
    return f"{sign}Rp{dotted(whole)},{part:02d}"


def date_in_words(day: date) -> str:
    """`Sabtu, tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam`, for minutes."""
    return (
        f"{format_day(day)}, tanggal {in_words(day.day)} bulan {MONTHS[day.month - 1]}"
        f" tahun {in_words(day.year)}"
    )
