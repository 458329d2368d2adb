"""Crockford symbols: what every code of this program is written in, and how they are read back loosely."""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O or U."""

QR_MARK = "JB1:"
"""What the text of every QR of this program begins with."""

_GAPS = re.compile(r"[\s\-‐-―−_.]+")
_LOOKALIKES = str.maketrans("OIL", "011")


def crockford(number: int, length: int) -> str:
    """The number as exactly `length` symbols, most significant first."""
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def fold_symbols(typed: str) -> str:
    """Capitals without spaces, dashes and QR mark: what is left of a code however it was typed."""
    return _GAPS.sub("", typed).upper().removeprefix(QR_MARK)


def read_lookalikes(symbols: str) -> str:
    """O read as 0, I and L read as 1."""
    return symbols.translate(_LOOKALIKES)


def grouped(symbols: str, size: int = 5, gap: str = "-") -> str:
    """The symbols in groups of `size`."""
    return gap.join(symbols[start : start + size] for start in range(0, len(symbols), size))
