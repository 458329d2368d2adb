"""Proof that the quick reader takes exactly what a slow one, spelt out apart, takes: on bent bytes."""

import json
import random
from typing import Any

from desktop.core.canonical import NotCanonical, decode
from tests.core.test_canonical import CANONICAL, NOT_CANONICAL


def refused(data: bytes) -> bool:
    try:
        decode(data)
    except NotCanonical:
        return True
    return False


def fits(value: Any, depth: int) -> bool:
    """Whether texts and levels of a decoded value are allowed."""
    if isinstance(value, str):
        return not any(
            (ord(sign) < 32 and sign not in "\n\t")
            or 127 <= ord(sign) <= 159
            or 0xD800 <= ord(sign) <= 0xDFFF
            for sign in value
        )
    if isinstance(value, dict | list):
        inner = [*value, *value.values()] if isinstance(value, dict) else value
        return depth <= 16 and all(fits(one, depth + 1) for one in inner)
    return True


def plainly(data: bytes) -> bool:
    """Whether bytes are canonical, by the words of sync.md 1.4 and the standard library alone."""

    def number(text: str) -> int:
        if abs(int(text)) > 2**53 - 1:
            raise ValueError
        return int(text)

    def fail(_: str) -> float:
        raise ValueError

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        if names != sorted(set(names)) or not all(name and name.isascii() for name in names):
            raise ValueError
        return dict(pairs)

    try:
        value = json.loads(
            data.decode("utf-8"),
            parse_int=number,
            parse_float=fail,
            parse_constant=fail,
            object_pairs_hook=members,
        )
        if not fits(value, 1):
            return False
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() == data
    except (ValueError, RecursionError):
        return False


SPICE = [
    b'"',
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"0",
    b"1",
    b"9" * 16,
    b".",
    b"-",
    b"e1",
    b" ",
    b"\n",
]


SPICE += [
    b"\x00",
    b"\x7f",
    b"\xc2\x85",
    b"\xc3\xa9",
    b"\xed\xa0\x80",
    b"\\u0041",
    b'"":1',
    b"null",
    b'"a":',
    b"[[[[",
]


SEEDS = [
    *CANONICAL,
    *NOT_CANONICAL.values(),
    b'{"d":{"a":[1,2,{"b":null}],"c":"teks"},"salt":"AAAAAAAAAAAAAAAAAAAAAA"}',
    b'{"a":-9007199254740991,"b":[[[[[[1]]]]]],"c":{"d":{"e":{"f":{"g":"h"}}}}}',
]


def mutated(chance: random.Random) -> bytes:
    data = bytearray(chance.choice([seed for seed in SEEDS if len(seed) < 400]))
    for _ in range(chance.randint(0, 3)):
        place = chance.randint(0, len(data))
        what = chance.randrange(4)
        if what == 0:
            data[place:place] = chance.choice(SPICE)
        elif what == 1:
            del data[place : place + chance.randint(1, 3)]
        elif what == 2 and place < len(data):
            data[place] ^= 1 << chance.randrange(8)
        else:
            cut = chance.randint(0, len(data))
            data[place:place] = data[min(place, cut) : max(place, cut)]
    return bytes(data)


def test_quick_look_agrees_with_the_slow_reader() -> None:
    chance = random.Random(20261121)
    seen = {True: 0, False: 0}
    for _ in range(20_000):
        data = mutated(chance)
        good = plainly(data)
        assert refused(data) is not good, data
        seen[good] += 1
    assert min(seen.values()) > 1000  # it saw both sides
