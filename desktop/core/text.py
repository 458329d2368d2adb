"""Text as it may be stored: one form, no control characters, limited; and short titles made of it."""

import re
import unicodedata

from desktop.errors import UserError

TEXT = 20_000
TITLE = 160
NAME = 120
ATTACHMENTS = 12
"""Limits of input (product.md): characters after cleaning, and files per aspiration."""

ELLIPSIS = "…"

_NEWLINES = re.compile("\r\n|[\r\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Joiners, direction marks and the byte order mark: meaningful inside, invisible at the ends.
_INVISIBLE = (
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_SPACES = " \t\n\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_ZWJ = "\u200d"


def clean(value: str, limit: int, field: str, *, lines: bool = True, required: bool = False) -> str:
    """What was typed, in the one form that is stored: NFC, newlines, nothing blank at the ends.

    Direction marks and joiners stay where they are (a family emoji and Arabic survive) but go at the ends.

    Args:
        value: what was typed.
        limit: how many characters may remain, one of this module's constants.
        field: the field's name, for the error.
        lines: whether it may have several lines; otherwise every run of white space becomes one space.
        required: whether something must remain.

    Raises:
        UserError: `text_surrogate`, `text_control` (``position`` from 1), `text_too_long`, `text_empty`.
    """
    text = _NEWLINES.sub("\n", value)
    _refuse_unstorable(text, field)
    text = unicodedata.normalize("NFC", text)
    # No patterns here: a long run of spaces would take them quadratic time.
    text = "\n".join(line.rstrip() for line in text.split("\n")) if lines else " ".join(text.split())
    text = text.strip(_SPACES + _INVISIBLE)
    if len(text) > limit:
        raise UserError("text_too_long", field=field, length=len(text), limit=limit)
    if required and not text:
        raise UserError("text_empty", field=field)
    return text


def short_title(text: str, limit: int = 80) -> str:
    """A title out of the first words of a text: one line of at most `limit` characters, no word or emoji cut.

    A word longer than the limit is cut between two visible characters. What is left out shows as "…".
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    room = limit - len(ELLIPSIS)
    cut = line.rfind(" ", 0, room + 1)
    if cut <= room // 2:
        cut = room
        while cut > 0 and joined(line, cut):
            cut -= 1
    return line[:cut].rstrip(" ,;:-–—(") + ELLIPSIS


def _refuse_unstorable(text: str, field: str) -> None:
    if found := _SURROGATE.search(text):
        raise UserError("text_surrogate", field=field, position=found.start() + 1)
    if found := _CONTROL.search(text):
        raise UserError("text_control", field=field, position=found.start() + 1)


def joined(text: str, place: int) -> bool:
    """Whether a cut before `place` would fall inside one visible character."""
    sign, before = text[place], text[place - 1]
    if _is_flag_half(sign):
        start = place
        while start > 0 and _is_flag_half(text[start - 1]):
            start -= 1
        return (place - start) % 2 == 1
    return before == _ZWJ or sign == _ZWJ or _extends(sign)


def _extends(sign: str) -> bool:
    """Combining marks, variation selectors, skin tones, flag tags, the later half of a Korean syllable."""
    return (
        unicodedata.category(sign).startswith("M")
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
        or "\u1160" <= sign <= "\u11ff"
    )


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"
