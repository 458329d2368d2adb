"""Numbers of letters: patterns, the gap left for the register, serials, and the line that says its nature."""

import re
from collections.abc import Iterable
from datetime import date

GAP = "\u00a0" * 14
"""Left for a number written by hand after signing; spaces that no line breaks and nothing collapses."""

TOKENS = ("sifat", "no", "klas", "unit", "bulan_romawi", "bulan", "tahun")

_TOKEN = re.compile(r"\{([a-z_]+)(?::0([1-9])d)?\}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SECURITY_CODES = {"biasa": "B", "terbatas": "T", "rahasia": "R", "sangat_rahasia": "SR"}
# What may stand in the place of each token when a number is read back.
_READ = {"sifat": r"[A-Za-z]{0,4}", "klas": r"[0-9.]*", "unit": r".*?", "tahun": r"[0-9]{4}"}
_READ |= {"bulan_romawi": r"[IVXivx]+", "bulan": r"[0-9]{1,2}", "no": r"0*([0-9]+)"}


def stray_token(pattern: str) -> str | None:
    """What in a pattern is no token of ours; None = all is well and a number stands in it exactly once."""
    rest = _TOKEN.sub(lambda found: "" if _known(found) else found[0], pattern)
    if stray := re.search(r"\{[^}]*\}?|\}", rest):
        return stray[0]
    numbers = [found[0] for found in _TOKEN.finditer(pattern) if found[1] == "no"]
    return None if len(numbers) == 1 else "{no}"


def format_number(
    pattern: str, no: int | None, *, day: date, nature: str = "B", classification: str = "", unit: str = ""
) -> str:
    """A letter's number as printed.

    Args:
        pattern: with tokens of `TOKENS`; ``{no:03d}`` fills up with zeros.
        no: None leaves a gap to write in, the usual thing (domain.md A.5).
        day: of the letter.
        nature: `security_code` of it.
        classification: its archive code.
        unit: code of who issues it.
    """
    values = {
        "sifat": nature,
        "klas": classification,
        "unit": unit,
        "bulan_romawi": _ROMAN[day.month - 1],
        "bulan": f"{day.month:02d}",
        "tahun": str(day.year),
    }

    def value(found: re.Match[str]) -> str:
        if not _known(found):
            return found[0]
        if found[1] != "no":
            return values[found[1]]
        return GAP if no is None else f"{no:0{found[2] or 1}d}"

    return _TOKEN.sub(value, pattern)


def serial_of(pattern: str, number: str) -> int | None:
    """The running number inside a number made by a pattern; None when it was made by another one."""
    parts: list[str] = []
    start = 0
    for found in _TOKEN.finditer(pattern):
        parts += [re.escape(_squeezed(pattern[start : found.start()])), _READ.get(found[1], ".*?")]
        start = found.end()
    parts.append(re.escape(_squeezed(pattern[start:])))
    found_number = re.fullmatch("".join(parts), _squeezed(number), re.IGNORECASE)
    return int(found_number[1]) if found_number and found_number.re.groups else None


def next_serial(taken: Iterable[tuple[int, int]], year: int) -> int:
    """The next running number of a year: one past the highest taken, void and reserved ones counted.

    A number is never used twice, a gap never filled; the count starts anew each 1 January (domain.md A.5).

    Args:
        taken: (year, number) of everything in the register.
        year: of the new letter.
    """
    return max((number for used_in, number in taken if used_in == year), default=0) + 1


def security_code(security: str) -> str:
    """The letter for a level of security in numbers: B, T, R, SR; B for a level unknown to us."""
    return _SECURITY_CODES.get(security, "B")


def nature_line(urgency: str, security: str) -> str:
    """The one line "Sifat" of two fields: `Biasa`, `Segera`, `Segera dan Rahasia` (domain.md A.6)."""
    special = [level for level in (urgency, security) if level not in ("biasa", "terbuka", "")]
    return " dan ".join(level.replace("_", " ").title() for level in special) or "Biasa"


def _known(found: re.Match[str]) -> bool:
    return found[1] in TOKENS and (found[2] is None or found[1] == "no")


def _squeezed(text: str) -> str:
    return "".join(text.split())
