"""Tracking codes, the voice code, and by re-export the codes on paper (sync.md 2.3, 5, 7)."""

import hashlib
import hmac

from stdnum import luhn

from desktop.core.paper import paper_code as paper_code
from desktop.core.paper import paper_qr as paper_qr
from desktop.core.paper import read_paper_code as read_paper_code
from desktop.core.symbols import ALPHABET, crockford, fold_symbols, grouped, read_lookalikes

_SYMBOLS = 10


def tracking_code(thing: bytes, prefix: str) -> str:
    """The code a citizen takes home, "TB-7K3M9-2QXAH".

    Args:
        thing: the 16 bytes of the aspiration's uuid.
        prefix: the district's letters, from its pack; not covered by the check symbol.
    """
    return with_prefix(code_symbols(thing), prefix)


def code_symbols(thing: bytes) -> str:
    """The 10 symbols of a thing's code, check symbol last, without prefix and dash."""
    bits = int.from_bytes(hashlib.sha256(thing).digest()[:6], "big") >> 3
    return _checked(crockford(bits, _SYMBOLS - 1))


def with_prefix(symbols: str, prefix: str) -> str:
    """The 10 symbols that `normalise_code` answers, as they are printed."""
    return f"{prefix}-{grouped(symbols)}"


def normalise_code(typed: str) -> str | None:
    """The 10 symbols, without prefix, of a code typed in any case, spacing, with or without its prefix.

    None when it is not a code or its check symbol does not fit; never an error.
    """
    symbols = _shape(typed)
    return symbols if symbols and luhn.is_valid(symbols, ALPHABET) else None


def looks_like_code(typed: str) -> bool:
    """Whether somebody meant a tracking code here, mistyped perhaps.

    Ten letters alone may be a word ("pemerintah"), so they count only when the check symbol fits.
    """
    symbols = _shape(typed)
    if symbols is None:
        return False
    has_digit = any(sign.isdigit() for sign in fold_symbols(typed))
    return has_digit or luhn.is_valid(symbols, ALPHABET)


def voice_code(manifest: bytes) -> str:
    """The 20 digits, in four groups of five, that two people read to each other (sync.md 2.3)."""
    digest = hashlib.sha256(b"jb.voice.1\0" + manifest).digest()
    return grouped(f"{int.from_bytes(digest[:9], 'big') >> 6:020d}", gap=" ")


def same_voice_code(typed: str, code: str) -> bool:
    """Whether the digits heard are the digits shown; spaces and dashes do not count. Takes constant time."""
    heard, shown = fold_symbols(typed), fold_symbols(code)
    same = hmac.compare_digest(heard.encode("utf-8", "replace"), shown.encode("utf-8", "replace"))
    return same and len(shown) == 20


def _checked(symbols: str) -> str:
    return symbols + luhn.calc_check_digit(symbols, ALPHABET)


def _shape(typed: str) -> str | None:
    """The last ten symbols when they all are in the alphabet and only letters stand before them."""
    folded = fold_symbols(typed)
    prefix, symbols = folded[:-_SYMBOLS], read_lookalikes(folded[-_SYMBOLS:])
    if len(symbols) != _SYMBOLS or not set(symbols) <= set(ALPHABET):
        return None
    if prefix and not (prefix.isascii() and prefix.isalpha()):
        return None
    return symbols
