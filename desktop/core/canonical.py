"""The one way bytes are written and read where they are hashed or signed: canonical JSON and strict base64url."""

import base64
import binascii
import re
from typing import Any, NoReturn

import msgspec

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 16

_LONG_NUMBERS = tuple(re.compile(start + rb"-?[0-9]{16}") for start in (b":", b",", rb"\["))
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class NotCanonical(ValueError):
    """Bytes or a value that the canonical form (sync.md 1.4) does not allow."""


def _no_floats(text: str) -> NoReturn:
    raise NotCanonical("float")


_decoder = msgspec.json.Decoder(float_hook=_no_floats)
_encoder = msgspec.json.Encoder(order="sorted")


def encode(value: object) -> bytes:
    """Canonical bytes of a value made of dict, list, str, int, bool and None.

    Raises:
        NotCanonical: a float, a control character, a lone surrogate, a key that is empty or not ASCII,
            an integer beyond 2^53-1, or more than 16 levels.
    """
    _walk(value, 1)
    return _encode(value)


def encode_trusted(value: object) -> bytes:
    """Like `encode`, for values this program has just decoded from canonical bytes: no second walk."""
    return _encoder.encode(value)


def decode(data: bytes) -> Any:
    """The value of canonical bytes.

    Raises:
        NotCanonical: the bytes are not exactly what `encode` would write.
    """
    try:
        value = _decoder.decode(data)
        if _encoder.encode(value) != data:
            raise NotCanonical("not the canonical form")
    except (msgspec.MsgspecError, RecursionError, UnicodeError, OverflowError) as error:
        raise NotCanonical(type(error).__name__) from None
    if _suspect(data):
        _walk(value, 1)
    return value


def b64(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unb64(text: str, size: int | None = None) -> bytes:
    """Strict inverse of `b64`; `size` is the length in bytes that is demanded.

    Raises:
        NotCanonical: foreign characters, spare bits, padding, or another length.
    """
    try:
        data = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, UnicodeError, ValueError):
        raise NotCanonical("base64url") from None
    if b64(data) != text or (size is not None and len(data) != size):
        raise NotCanonical("base64url")
    return data


def _suspect(data: bytes) -> bool:
    """What this quick look cannot clear is walked slowly; a false alarm costs time, never correctness."""
    return (
        not data.isascii()
        or data[:1] not in (b"{", b"[")
        or b"\\" in data
        or b"\x7f" in data
        or b'"":' in data
        or data.count(b"{") + data.count(b"[") > MAX_DEPTH
        or any(pattern.search(data) for pattern in _LONG_NUMBERS)
    )


def _encode(value: object) -> bytes:
    try:
        return _encoder.encode(value)
    except (msgspec.MsgspecError, TypeError, OverflowError, RecursionError, UnicodeError) as error:
        raise NotCanonical(type(error).__name__) from None


def _walk(value: object, depth: int) -> None:
    if isinstance(value, str):
        if _CONTROL.search(value):
            raise NotCanonical("control character")
        if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise NotCanonical("lone surrogate")
    elif value is None or isinstance(value, bool):
        return
    elif isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise NotCanonical("integer too large")
    elif isinstance(value, dict | list):
        _walk_inside(value, depth)
    else:
        raise NotCanonical(type(value).__name__)


def _walk_inside(value: dict[Any, Any] | list[Any], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotCanonical("too deep")
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str) or not key or not key.isascii() or _CONTROL.search(key):
                raise NotCanonical("key")
    for item in value.values() if isinstance(value, dict) else value:
        _walk(item, depth + 1)
