"""How hard a passphrase is to guess, said in a word."""

import math
from typing import Literal

Strength = Literal["short", "weak", "fair", "strong"]

SHORTEST = 8
_FAIR, _STRONG = 45, 65
_WORD_BITS = 11
_COMMON = (
    *("password", "sandi", "rahasia", "indonesia", "bismillah", "sayang", "qwerty", "admin", "jemputbola"),
    *("123456", "abcdef", "111111", "000000", "kabupaten", "merdeka"),
)


def strength(passphrase: str, *own: str) -> Strength:
    """Judges a passphrase by how many guesses it takes; an estimate that errs on the low side.

    Args:
        passphrase: as typed.
        own: what everybody who knows the person tries first: names, NIP.
    """
    if len(passphrase) < SHORTEST:
        return "short"
    bits = _bits(_without_known(passphrase.lower(), own), passphrase)
    return "weak" if bits < _FAIR else "fair" if bits < _STRONG else "strong"


def _without_known(lowered: str, own: tuple[str, ...]) -> str:
    """What is left after words that are tried first; each counts as one sign."""
    known = [part for name in own for part in name.lower().split() if len(part) >= 3]
    for word in sorted((*_COMMON, *known), key=len, reverse=True):
        lowered = lowered.replace(word, "*")
    return lowered


def _bits(rest: str, typed: str) -> float:
    pool = 26.0
    pool += 26 * any(sign.isupper() for sign in typed) + 10 * any(sign.isdigit() for sign in typed)
    pool += 20 * any(not sign.isalnum() for sign in typed)
    # A run of the same or of the next sign ("aaaa", "2345") adds nothing.
    fresh = sum(
        1
        for before, sign in zip("\0" + rest, rest, strict=False)
        if ord(sign) - ord(before) not in (0, 1, -1)
    )
    by_signs = min(fresh, 2 * len(set(rest))) * math.log2(pool)
    words = [word for word in rest.split() if len(word) > 1]
    # Words one can remember are guessed as words, not letter by letter.
    by_words = len(set(words)) * _WORD_BITS + (10 if len(words) > 1 else 20)
    letters_only = all(sign.isalpha() or sign.isspace() for sign in rest)
    return min(by_signs, by_words) if letters_only else by_signs
