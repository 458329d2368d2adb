"""Proof that there is one way to write a line: every way to bend it is refused."""

import json
from typing import Any

import pytest

from desktop.core.canonical import NotCanonical, b64, encode
from desktop.core.events import (
    MAX_LINE,
    MAX_PART,
    ZERO,
)
from desktop.core.lines import LineReader, build, to_line
from tests.core.builders import Writer
from tests.core.line_forms import PLACE, bent, sample, spelt_out_id


def _part(value: Any) -> Any:
    return value["p"]["all.aspiration"]


BENT: dict[str, Any] = {
    "unknown envelope key": lambda v: v["e"].update(more=1),
    "missing envelope key": lambda v: v["e"].pop("actor"),
    "unknown line key": lambda v: v.update(x=1),
    "no h": lambda v: v.pop("h"),
    "no p": lambda v: v.pop("p"),
    "no s": lambda v: v.pop("s"),
    "prev null": lambda v: v.update(prev=None),
    "prev short": lambda v: v.update(prev="AAAA"),
    "e a list": lambda v: v.update(e=[]),
    "version": lambda v: v["e"].update(v=2),
    "version true": lambda v: v["e"].update(v=True),
    "seq zero": lambda v: v["e"].update(seq=0),
    "seq negative": lambda v: v["e"].update(seq=-1),
    "seq true": lambda v: v["e"].update(seq=True),
    "seq text": lambda v: v["e"].update(seq="1"),
    "seq float": lambda v: v["e"].update(seq=1.0),
    "seq 2^53": lambda v: v["e"].update(seq=2**53),
    "seq 2^63": lambda v: v["e"].update(seq=2**63),
    "seq 10^30": lambda v: v["e"].update(seq=10**30),
    "no kind": lambda v: v["e"].update(kind=""),
    "no actor": lambda v: v["e"].update(actor=""),
    "control in at": lambda v: v["e"].update(at="x\x7f"),
    "thing upper": lambda v: v["e"].update(thing=v["e"]["thing"].upper()),
    "thing without hyphens": lambda v: v["e"].update(thing=v["e"]["thing"].replace("-", "")),
    "thing in braces": lambda v: v["e"].update(thing="{" + v["e"]["thing"] + "}"),
    "thing as urn": lambda v: v["e"].update(thing="urn:uuid:" + v["e"]["thing"]),
    "thing newline": lambda v: v["e"].update(thing=v["e"]["thing"] + "\n"),
    "thing hyphens astray": lambda v: v["e"].update(thing="0000000-00000-0000-0000-000000000000"),
    "thing foreign digits": lambda v: v["e"].update(thing="٠" * 8 + v["e"]["thing"][8:]),
    "stamp of another writer": lambda v: v["e"].update(stamp=b64(bytes(8) + b"12345678")),
    "stamp short": lambda v: v["e"].update(stamp=b64(bytes(15))),
    "writer short": lambda v: v["e"].update(writer=b64(bytes(15))),
    "writer spare bits": lambda v: v["e"].update(writer=v["e"]["writer"][:-1] + "B"),
    "district short": lambda v: v["e"].update(district="AAAA"),
    "65 replaces": lambda v: v["e"].update(replaces=sorted(b64(bytes([n]) * 32) for n in range(65))),
    "replaces unsorted": lambda v: v["e"].update(replaces=[b64(b"b" * 32), b64(b"a" * 32)]),
    "replaces twice": lambda v: v["e"].update(replaces=[b64(b"a" * 32)] * 2),
    "replaces short": lambda v: v["e"].update(replaces=[b64(b"a" * 31)]),
    "replaces a number": lambda v: v["e"].update(replaces=[1]),
    "replaces null": lambda v: v["e"].update(replaces=None),
    "signature short": lambda v: v.update(s=b64(bytes(63))),
    "signature long": lambda v: v.update(s=b64(bytes(65))),
    "signature padded": lambda v: v.update(s=v["s"] + "=="),
    "in h and p": lambda v: v["h"].update({"all.aspiration": b64(bytes(32))}),
    "hash of nothing named": lambda v: v["h"].update({"all.other": b64(bytes(32))}),
    "another name in h": lambda v: (
        v["p"].pop("citizen.link"),
        v["h"].update({"citizen.other": b64(bytes(32))}),
    ),
    "part of nothing named": lambda v: v["p"].update({"all.other": _part(v)}),
    "part missing": lambda v: v["p"].pop("citizen.link"),
    "hash short": lambda v: (v["p"].pop("citizen.link"), v["h"].update({"citizen.link": b64(bytes(31))})),
    "no parts": lambda v: (v["p"].clear(), v["e"].update(fields={})),
    "name without audience": lambda v: (
        v["p"].update(plain=v["p"].pop("all.aspiration")),
        v["e"]["fields"].update(plain=v["e"]["fields"].pop("all.aspiration")),
    ),
    "fields unsorted": lambda v: v["e"]["fields"]["all.aspiration"].reverse(),
    "field not written": lambda v: v["e"]["fields"]["all.aspiration"].append("z"),
    "field not named": lambda v: v["e"]["fields"]["all.aspiration"].pop(),
    "field in two parts": lambda v: (
        v["e"]["fields"].update({"citizen.link": ["citizen", "voices"]}),
        v["p"]["citizen.link"]["d"].update(voices=1),
    ),
    "field in a withheld part too": lambda v: (
        v["e"]["fields"].update({"citizen.link": ["voices"]}),
        v["p"].pop("citizen.link"),
        v["h"].update({"citizen.link": b64(bytes(32))}),
    ),
    "withheld fields unsorted": lambda v: (
        v["e"]["fields"].update({"citizen.link": ["b", "a"]}),
        v["p"].pop("citizen.link"),
        v["h"].update({"citizen.link": b64(bytes(32))}),
    ),
    "withheld field empty": lambda v: (
        v["e"]["fields"].update({"citizen.link": [""]}),
        v["p"].pop("citizen.link"),
        v["h"].update({"citizen.link": b64(bytes(32))}),
    ),
    "part unknown key": lambda v: _part(v).update(x=1),
    "part without salt": lambda v: _part(v).pop("salt"),
    "part without d": lambda v: _part(v).pop("d"),
    "part a list": lambda v: v["p"].update({"all.aspiration": []}),
    "note null": lambda v: _part(v).update(note=None),
    "note text": lambda v: _part(v).update(note="x"),
    "d a list": lambda v: _part(v).update(d=[]),
    "salt short": lambda v: _part(v).update(salt=b64(bytes(15))),
    "salt a number": lambda v: _part(v).update(salt=1),
    "float in a part": lambda v: _part(v)["d"].update(voices=1.5),
    "2^53 in a part": lambda v: _part(v)["d"].update(voices=2**53),
    "control in a part": lambda v: _part(v)["d"].update(village="\x85"),
    "empty key in a part": lambda v: _part(v)["d"].update(village={"": 1}),
    "foreign key in a part": lambda v: _part(v)["d"].update(village={"é": 1}),
    "17 levels": lambda v: _part(v)["d"].update(village=json.loads("[" * 13 + "]" * 13)),
}


@pytest.mark.parametrize("name", sorted(BENT))
def test_refuses_a_bent_line(name: str) -> None:
    line = to_line(sample(Writer("ani")), None)
    LineReader().read(line)
    other = bent(line, BENT[name])
    assert other != line
    with pytest.raises(NotCanonical):
        LineReader().read(other)


def test_takes_what_lies_just_inside() -> None:
    line = to_line(sample(Writer("ani")), None)
    inside: dict[str, Any] = {
        "seq": lambda v: v["e"].update(seq=2**53 - 1),
        "levels": lambda v: _part(v)["d"].update(village=json.loads("[" * 12 + "]" * 12)),
        "replaces": lambda v: v["e"].update(replaces=sorted(b64(bytes([n]) * 32) for n in range(64))),
        "empty note": lambda v: _part(v).update(note={}),
        "unknown kind": lambda v: v["e"].update(kind="future.thing"),
        "escapes": lambda v: _part(v)["d"].update(village='"\\\n\t'),
        "newline in at": lambda v: v["e"].update(at="\n"),
    }
    for change in inside.values():
        other = bent(line, change)
        event = LineReader().read(other)
        assert event.id == spelt_out_id(other, ZERO)[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{"e":', b'{ "e":'),
        (b'"h":{}', b'"h":{},"h":{}'),
        (b'"v":1', b'"v":1,"v":1'),
        (b'"voices":0', b'"voices":0,"voices":0'),
        (b'"voices":0', b'"voices":-0'),
        (b'"voices":0', b'"voices":0.0'),
        (b'"v":1', b'"v":1.0'),
        (b'"seq":1', b'"seq":1e0'),
        (b"Jalan", b"\\u004aalan"),
        (b"}\n", b"}\n\n"),
        (b"}\n", b"}"),
        (b"}\n", b"} \n"),
        (b"}\n", b"}\r\n"),
    ],
)
def test_only_one_way_to_write_a_line(old: bytes, new: bytes) -> None:
    line = to_line(sample(Writer("ani")), None)
    assert old in line
    with pytest.raises(NotCanonical):
        LineReader().read(line.replace(old, new, 1) if old != b"}\n" else line[: -len(old)] + new)


def test_parts_in_order() -> None:
    line = to_line(sample(Writer("ani")), None)
    value = json.loads(line)
    value["p"] = dict(reversed(value["p"].items()))
    with pytest.raises(NotCanonical):
        LineReader().read(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() + b"\n")


def test_every_flipped_bit_changes_the_id_or_is_refused() -> None:
    event = sample(Writer("ani"))
    line = to_line(event, None)
    tail = len(line) - 95
    for place in range(len(line)):
        other = bytearray(line)
        other[place] ^= 1 << (place % 8)
        try:
            got = LineReader().read(bytes(other))
        except NotCanonical:
            continue
        assert (got.id, got.signature) != (event.id, event.signature), place
        assert place > tail or got.id != event.id


def test_caps() -> None:
    writer = Writer("ani")
    room = MAX_PART - len(encode({"d": {"text": ""}, "salt": "A" * 22}))
    fits = writer.write("x.y", PLACE, {"text": "x" * room}, aside=True)
    assert LineReader().read(to_line(fits, None)).id == fits.id
    with pytest.raises(NotCanonical):
        writer.write("x.y", PLACE, {"text": "x" * (room + 1)}, aside=True)
    with pytest.raises(NotCanonical):
        LineReader().read(
            bent(to_line(fits, None), lambda v: v["p"]["all.x"]["d"].update(text="x" * (room + 1)))
        )
    two = {"all.a": {"a": "x" * room}, "all.b": {"b": "x" * (room - 2000)}}
    wide = writer.write("x.y", PLACE, parts=two, aside=True)
    spare = MAX_LINE - len(to_line(wide, None))
    full = {**two, "all.b": {"b": "x" * (room - 2000 + spare)}}
    assert len(to_line(writer.write("x.y", PLACE, parts=full, aside=True), None)) == MAX_LINE
    full["all.b"] = {"b": "x" * (room - 2000 + spare + 1)}
    with pytest.raises(NotCanonical):
        writer.write("x.y", PLACE, parts=full, aside=True)


def test_build_refuses_what_no_reader_takes() -> None:
    writer = Writer("ani")
    for parts in ({}, {"plain": {"a": 1}}, {"all.a": {"f": 1}, "all.b": {"f": 1}}, {"all.a": {"é": 1}}):
        with pytest.raises(NotCanonical):
            writer.write("x.y", PLACE, parts=parts, aside=True)
    with pytest.raises(NotCanonical):
        build({"actor": "a"}, {"all.x": {"d": {}, "salt": "A" * 22}}, ZERO, lambda _: bytes(64))
