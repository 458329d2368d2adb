"""The one way bytes are written and read where they are hashed: canonical JSON and strict base64url."""

import binascii
import re
from typing import Annotated, Any, NoReturn

import msgspec

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 16

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# The two alphabets of base64; what belongs to the other one turns into a sign that no encoder writes.
_FROM_URL = bytes.maketrans(b"-_+/=", b"+/!!!")
_TO_URL = bytes.maketrans(b"+/", b"-_")


class NotCanonical(ValueError):
    """Bytes or a value that the canonical form (sync.md 1.4) does not allow."""


def _no_floats(text: str) -> NoReturn:
    raise NotCanonical("float")


# The usual shape, four levels of values at most: this decoder itself refuses floats, integers too large,
# empty keys and more levels. What it can't take is decoded as anything and walked: it only ever saves time.
_Key = Annotated[str, msgspec.Meta(min_length=1)]
_Plain = Annotated[int, msgspec.Meta(ge=-MAX_INTEGER, le=MAX_INTEGER)] | str | bool | None
_Flat = _Plain | list[_Plain] | dict[_Key, _Plain]
_Value = _Plain | list[_Flat] | dict[_Key, _Flat]
_Deep = _Plain | list[_Value] | dict[_Key, _Value]
Usual = dict[_Key, _Deep]
USUAL_DEPTH = 5

_decoder = msgspec.json.Decoder(float_hook=_no_floats)
_usual_decoder = msgspec.json.Decoder(Usual)
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


def decode(data: bytes, outer: int = 0) -> Any:
    """The value of canonical bytes.

    Args:
        data: the bytes.
        outer: how many levels already lie around them, when they are a slice of something larger.

    Raises:
        NotCanonical: the bytes are not exactly what `encode` would write.
    """
    try:
        try:
            value: Any = _usual_decoder.decode(data)
            usual = outer + USUAL_DEPTH <= MAX_DEPTH and plain_text(data)
        except msgspec.ValidationError:
            value, usual = _decoder.decode(data), False
        if _encoder.encode(value) != data:
            raise NotCanonical("not the canonical form")
    except (msgspec.MsgspecError, RecursionError, UnicodeError, OverflowError) as error:
        raise NotCanonical(type(error).__name__) from None
    if not usual:
        _walk(value, 1 + outer)
    return value


def b64(data: bytes) -> str:
    """base64url without padding."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=").translate(_TO_URL).decode("ascii")


def unb64(text: str, size: int | None = None) -> bytes:
    """Strict inverse of `b64`; `size` is the length in bytes that is demanded.

    Raises:
        NotCanonical: foreign characters, spare bits, padding, or another length.
    """
    try:
        plain = text.encode("ascii").translate(_FROM_URL) + b"=" * (-len(text) % 4)
        data = binascii.a2b_base64(plain)
    except (binascii.Error, UnicodeError):
        raise NotCanonical("base64url") from None
    # The decoder overlooks foreign signs and spare bits: only what encodes back to the same is strict.
    if binascii.b2a_base64(data, newline=False) != plain or (size is not None and len(data) != size):
        raise NotCanonical("base64url")
    return data


def plain_text(data: bytes) -> bool:
    """Whether no string in these JSON bytes can hold what the canonical form forbids (never wrongly so)."""
    return data.isascii() and b"\\" not in data and b"\x7f" not in data


def check(value: object) -> None:
    """Raise NotCanonical for a value that `encode` would refuse, at the cost of a slow walk."""
    _walk(value, 1)


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
