"""What a letterhead must hold to when a pack is set; an error names the key that is wrong."""

import binascii
import json
import re
from typing import Any

import msgspec

from desktop.core import text
from desktop.core.letter_numbers import stray_token
from desktop.core.profile import Numbering, Profile, SignatureLines, Signer
from desktop.errors import UserError

LARGEST_IMAGE = 48 * 1024
"""Signs of an emblem as base64; two of them and the rest must fit into one part of an event."""

LARGEST_SIDE = 1_000
"""Pixels of an emblem."""

SENTENCE = 2_000
LINE = 200
"""Characters of a sentence of the district's own, and of every other text."""

MOST = {"lines": 8, "copies": 60, "behalf": 2, "above": 6, "below": 6}
"""Entries of each list; a kop or a signature must fit on its page."""

LARGEST = 120 * 1024
"""Bytes of a letterhead as JSON."""

_IMAGES = ("emblem", "garuda")
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_ROWS: dict[str, type[Any]] = {"signers": Signer, "numbering": Numbering}
_KEY = re.compile(r"[a-z0-9_]{1,60}")
_LINKS = {"direct": 0, "an": 1, "ub": 2}


def check_letterhead(letterhead: dict[str, Any]) -> None:
    """Refuses a letterhead that this version would not print as it was meant.

    Raises:
        UserError: `letterhead_key` (unknown), `letterhead_value` (wrong type, choice or range),
            `letterhead_image`, `letterhead_token`, `letterhead_behalf`, all naming the ``key``;
            `letterhead_large`; or what `text.clean` raises of a text.
    """
    _check_fields(Profile, letterhead, "")
    _check_texts(letterhead, "")
    if len(json.dumps(letterhead, ensure_ascii=False).encode()) > LARGEST:
        raise UserError("letterhead_large", limit=LARGEST // 1024)
    for key in _IMAGES:
        _check_image(key, letterhead.get(key, ""))
    profile = msgspec.convert(letterhead, Profile)
    for kind, signer in profile.signers.items():
        if len(signer.behalf) != _LINKS[signer.basis]:
            raise UserError("letterhead_behalf", key=f"signers.{kind}.behalf", count=_LINKS[signer.basis])
    for kind, numbering in profile.numbering.items():
        if stray := stray_token(numbering.pattern):
            raise UserError("letterhead_token", key=f"numbering.{kind}.pattern", token=stray)


def _check_fields(kind: type[Any], values: dict[str, Any], above: str) -> None:
    known = {field.name: field.type for field in msgspec.structs.fields(kind)}
    for name, value in values.items():
        key = f"{above}{name}"
        if name not in known:
            raise UserError("letterhead_key", key=key[:80])
        if name in _ROWS:
            _check_value(dict[str, dict[str, Any]], value, key)
            for row, inner in value.items():
                _check_fields(_ROWS[name], inner, f"{key}.{row}.")
        elif name == "override" and isinstance(value, dict):
            _check_fields(SignatureLines, value, f"{key}.")
        else:
            _check_value(known[name], value, key)


def _check_value(kind: Any, value: object, key: str) -> None:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise UserError("letterhead_value", key=key[:80]) from error


def _check_texts(value: Any, key: str) -> None:
    """Everything can be stored: texts without control characters, plain keys, whole numbers."""
    if isinstance(value, float):
        raise UserError("letterhead_value", key=key[:80])
    if isinstance(value, dict):
        for name, item in value.items():
            if not _KEY.fullmatch(name):
                raise UserError("letterhead_key", key=f"{key}.{name}".lstrip(".")[:80])
            _check_texts(item, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list):
        if len(value) > MOST.get(key.rpartition(".")[2], len(value)):
            raise UserError("letterhead_value", key=key[:80])
        for item in value:
            _check_texts(item, key)
    elif isinstance(value, str) and key not in _IMAGES:
        text.clean(value, SENTENCE if key.startswith("sentences.") else LINE, key)


def _check_image(key: str, image: str) -> None:
    """A PNG of at most `LARGEST_SIDE` pixels a side, by its head alone: the core opens no pictures."""
    if not image:
        return
    try:
        head = binascii.a2b_base64(image.encode("ascii"), strict_mode=True)[:24]
    except (binascii.Error, UnicodeError):
        head = b""
    sides = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    right = head.startswith(_PNG) and len(head) == 24 and all(0 < side <= LARGEST_SIDE for side in sides)
    if not right or len(image) > LARGEST_IMAGE:
        raise UserError("letterhead_image", key=key, limit=LARGEST_IMAGE // 1024, side=LARGEST_SIDE)
