"""What a sign of a text does: shows, joins, turns the direction, or is dropped before setting."""

import re
import unicodedata

from desktop.core.text import joined

_JOINERS = "\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
"""Take no room but say how the sign before shows: joiners, variation selectors, flag tags."""

_DROPPED = re.compile(
    # Control characters that are not white space, soft hyphen, and what only steers: direction marks (a
    # citizen's U+202E must not turn a letter around), word joiners, annotations, fillers of other formats.
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001]"
)
_ZWNJ = "\u200c"
_IDLE = re.compile(rf"(?<!\S)[{_JOINERS}]+")
_JOINER = re.compile(f"[{_JOINERS}]")
_SIGN = re.compile(f"[{_JOINERS}]*[^{_JOINERS}][{_JOINERS}]*")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")

LEFT, RIGHT, NUMBER, NEUTRAL = "L", "R", "N", "O"
_CLASSES = {"L": LEFT, "R": RIGHT, "AL": RIGHT, "EN": NUMBER, "AN": NUMBER}
_BETWEEN_DIGITS = ("ES", "CS", "ET")


def visible(text: str) -> str:
    """The text as it is set and comes out of a PDF again, apart from white space.

    Dropped are control characters, direction marks, zero-width spaces and the like; and joiners and variation
    selectors at the beginning of a word, where they have nothing to act on.
    """
    return _IDLE.sub("", _DROPPED.sub("", text))


def shown(cluster: str) -> str:
    """One visible sign without its joiners: what a font must have."""
    return _JOINER.sub("", cluster) if len(cluster) > 1 else cluster


def signs_of(cluster: str) -> list[str]:
    """The signs of a cluster one by one, each with the joiners after it."""
    return _SIGN.findall(cluster)


def turns(text: str) -> bool:
    """Whether anything in it may run from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def clusters(text: str) -> list[str]:
    """The text cut between its visible signs; linear, however long one of them is."""
    found = []
    start = 0
    for place in range(1, len(text)):
        low = max(start, place - 3)  # far enough back to count the halves of a flag
        if text[place] != _ZWNJ and not joined(text[low : place + 1], place - low):
            found.append(text[start:place])
            start = place
    if text:
        found.append(text[start:])
    return found


def direction(cluster: str) -> str:
    """LEFT, RIGHT, NUMBER or NEUTRAL, by the first sign."""
    return _CLASSES.get(unicodedata.bidirectional(cluster[0]), NEUTRAL)


def directions(cluster: str) -> set[str]:
    """Those of all its signs but the combining ones, which go with what they stand on."""
    signs = signs_of(cluster) if len(cluster) > 1 else [cluster]
    return {direction(sign) for sign in signs if not unicodedata.category(sign[0]).startswith("M")}


def beside_digits(cluster: str) -> bool:
    """Whether it belongs to a number when it stands in or at one: 12.500, 03/2026, 40%."""
    return unicodedata.bidirectional(cluster[0]) in _BETWEEN_DIGITS


def mirrored(text: str) -> str:
    """Neutral signs as they are drawn from left to right when they read from right to left."""
    return text[::-1].translate(_MIRRORED)


def is_plain(code: int) -> bool:
    """Whether a sign can be drawn by itself from left to right, the space included."""
    sign = chr(code)
    if sign in " \u00a0":
        return True
    return unicodedata.category(sign)[0] in "LNPS" and not turns(sign)
