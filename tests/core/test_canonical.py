"""Proof of the canonical form: every other way to write the same is refused."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.canonical import MAX_INTEGER, NotCanonical, b64, check, decode, encode, unb64


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


NOT_CANONICAL = {
    "unsorted": b'{"b":1,"a":2}',
    "twice the same key": b'{"a":1,"a":1}',
    "space": b'{"a": 1}',
    "space before": b' {"a":1}',
    "newline after": b'{"a":1}\n',
    "byte order mark": b"\xef\xbb\xbf{}",
    "trailing bytes": b"{}{}",
    "nothing": b"",
    "cut off": b'{"a":',
    "trailing comma": b"[1,]",
    "comment": b"[1]//",
    "float": b"1.0",
    "float inside": b'{"a":[1.5]}',
    "minus zero": b"-0",
    "minus zero float": b"[-0.0]",
    "exponent": b'{"a":1e2}',
    "huge exponent": b"[1e400]",
    "large exponent": b"[1e16]",
    "leading zero": b"[01]",
    "plus": b"[+1]",
    "nan": b"[NaN]",
    "infinity": b"[Infinity]",
    "2^53": b"[9007199254740992]",
    "-2^53": b'{"a":-9007199254740992}',
    "2^53 alone": b"9007199254740992",
    "2^64": b"[18446744073709551616]",
    "30 digits": b'{"a":123456789012345678901234567890}',
    "unicode escape": b'["\\u0041"]',
    "escaped slash": b'["\\/"]',
    "escaped umlaut": b'["\\u00e4"]',
    "newline as unicode escape": b'["\\u000a"]',
    "upper escape": b'["\\u000A"]',
    "nul": b'["\\u0000"]',
    "raw nul": b'["\x00"]',
    "raw newline": b'["\n"]',
    "raw tab": b'["\t"]',
    "return": b'["\\r"]',
    "backspace": b'["\\b"]',
    "form feed": b'["\\f"]',
    "delete": b'["\x7f"]',
    "c1": '["\u0085"]'.encode(),
    "lone surrogate": b'["\\ud800"]',
    "lone surrogate raw": b'["\xed\xa0\x80"]',
    "pair of escapes": b'["\\ud83d\\ude00"]',
    "broken utf-8": b'["\xff"]',
    "overlong utf-8": b'["\xc0\xaf"]',
    "empty key": b'{"":1}',
    "empty key deep": b'{"a":{"b":{"c":{"d":{"":1}}}}}',
    "foreign key": '{"é":1}'.encode(),
    "control in key": b'{"\\r":1}',
    "delete in key": b'{"\x7f":1}',
    "17 levels": b"[" * 17 + b"]" * 17,
    "100,000 levels": b"[" * 100_000 + b"]" * 100_000,
    "single quotes": b"['a']",
    "true in capitals": b"[True]",
}


@pytest.mark.parametrize("name", sorted(NOT_CANONICAL))
def test_refuses_what_is_not_canonical(name: str) -> None:
    with pytest.raises(NotCanonical):
        decode(NOT_CANONICAL[name])


CANONICAL = [
    b"{}",
    b"null",
    b'"x"',
    b"9007199254740991",
    b"[-9007199254740991]",
    b'{"a":"\\"\\\\\\n\\t/","b":[true,false,null,0]}',
    '["é😀\u2028\ufeff\u200f"]'.encode(),
    b"[" * 16 + b"]" * 16,
    b'{"a":"1234567890123456789"}',
    b'{"a":"\\",\\"\\":1"}',
    '["e\u0301"]'.encode(),  # NFC is never verified
]


@pytest.mark.parametrize("data", CANONICAL)
def test_takes_what_is_canonical(data: bytes) -> None:
    assert encode(decode(data)) == data


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        10**30,
        "\x00",
        "a\rb",
        "\x7f",
        "\x9f",
        "\ud800",
        b"bytes",
        (1,),
        {1},
        Exception,
        {"": 1},
        {"é": 1},
        {1: 1},
        {"\r": 1},
        {"\ud800": 1},
        nested(17),
        {"a": [1, {"b": 0.5}]},
    ],
    ids=repr,
)
def test_never_writes_what_it_would_not_read(value: object) -> None:
    with pytest.raises(NotCanonical):
        encode(value)
    with pytest.raises(NotCanonical):
        check(value)


def test_depth_counts_what_lies_around() -> None:
    assert decode(encode(nested(14)), 2) == nested(14)
    with pytest.raises(NotCanonical):
        decode(encode(nested(15)), 2)
    with pytest.raises(NotCanonical):
        decode(encode(nested(3)), 14)
    with pytest.raises(NotCanonical):
        decode(b'{"a":[1]}', 15)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=12)


keys = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=6)


scalars = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts


values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_round_trip(value: Any) -> None:
    data = encode(value)
    assert decode(data) == value
    assert encode(decode(data)) == data
    # The same bytes as the plainest writer there is makes, so another program can write them too.
    assert data == json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@given(st.binary(max_size=80), st.integers(0, 90))
def test_base64url(data: bytes, size: int) -> None:
    text = b64(data)
    assert text == base64.urlsafe_b64encode(data).decode().rstrip("=")
    assert unb64(text) == unb64(text, len(data)) == data
    if size != len(data):
        with pytest.raises(NotCanonical):
            unb64(text, size)


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "AB",
        "AAB",
        "AA==",
        "AA=",
        "A+A",
        "A/A",
        "A A",
        "AA\n",
        "AAé",
        "AA.A",
        "AAA=",
        "=",
        "AAAAA",
        "-_-",
    ],
)
def test_base64url_is_strict(text: str) -> None:
    if text == "-_-":  # spare bits that are set
        assert base64.urlsafe_b64decode(text + "=")
    with pytest.raises(NotCanonical):
        unb64(text)


def test_every_spare_bit_is_looked_at() -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    taken = [sign for sign in alphabet if not _raises("A" * 21 + sign)]
    assert taken == ["A", "Q", "g", "w"]


def _raises(text: str) -> bool:
    try:
        unb64(text, 16)
    except NotCanonical:
        return True
    return False
