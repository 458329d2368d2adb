"""Proof of events and their lines: hashes computed a second time from the page, and every way to bend a line."""

import base64
import hashlib
import json
from typing import Any

import nacl.signing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.canonical import NotCanonical, b64, encode
from desktop.core.events import (
    AUDIENCES,
    EVERY_AUDIENCE,
    MAX_LINE,
    MAX_PART,
    UNKNOWN_AUDIENCE,
    ZERO,
    Event,
    audience_bit,
    district_thing,
    mask_of,
    pack_thing,
    restore,
    signing_input,
    thing_bytes,
    thing_text,
)
from desktop.core.lines import LineReader, build, to_line, withheld
from tests.core.builders import DISTRICT, ROOT_KEY, Writer, seed_of, thing, verify

PLACE = thing("place")


def spelt_out_id(line: bytes, prev: bytes) -> tuple[bytes, bytes]:
    """Id and message to sign of a line, by sync.md 1.3 and hashlib alone."""
    value = json.loads(line)

    def canon(part: Any) -> bytes:
        return json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def raw(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    hashes = {name: raw(text) for name, text in value["h"].items()}
    for name, part in value["p"].items():
        hashes[name] = hashlib.sha256(b"jb.part.1\0" + name.encode("ascii") + b"\0" + canon(part)).digest()
    digest = hashlib.sha256()
    for name in sorted(hashes):
        digest.update(name.encode("ascii"))
        digest.update(b"\0")
        digest.update(hashes[name])
    identity = hashlib.sha256(b"jb.event.1\0" + prev + digest.digest() + canon(value["e"])).digest()
    return identity, b"jb.sig.1\0" + identity


def sample(writer: Writer, number: int = 0, **more: Any) -> Event:
    return writer.write(
        "aspiration.recorded",
        thing(f"aspiration {number}"),
        parts={
            "all.aspiration": {"village": "6310012001", "voices": number, "restricted": False},
            "agency.words": {"text": 'Jalan rusak\n"parah" \\ di é😀', "title": "Jalan"},
            "citizen.link": {"citizen": thing_text(thing("ibu"))},
        },
        **more,
    )


def lines_of(events: list[Event], withhold: int = 0) -> list[bytes]:
    before: dict[bytes, bytes] = {}
    lines = []
    for event in events:
        lines.append(to_line(event, before.get(event.writer), withhold))
        before[event.writer] = event.id
    return lines


def same(one: Event, other: Event) -> bool:
    names = ("id", "prev", "signature", "writer", "seq", "thing", "envelope", "body")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def test_golden_line() -> None:
    """Frozen for ever: files carried into the field can't be written again."""
    event = sample(Writer("golden"), 7)
    line = to_line(event, None)
    assert event.writer.hex() == "bd8cc5fa3b2457da56d6cf99ae6848ab"
    assert event.id.hex() == "8bc1ce9e8aa3519f6a5838ba4a925300689b0fff6e9159cf843a3a7431cd2cbd"
    assert event.signature.hex() == (
        "c61e3d23530d6d704b3d6ce03ceddab71375bd8a9020a461a31aa5a33aa318bf"
        "5490266ed4d423145f4bfed42cb1dc784dfd5cfb9bcd100b2d659d31fa332c0a"
    )
    assert spelt_out_id(line, ZERO)[0] == event.id
    assert hashlib.sha256(line).hexdigest() == "2803123d2599b185b88c5e73e502c13c5cdc6c8f8262d32365bb84a99e34f471"
    assert hashlib.sha256(to_line(event, None, AUDIENCES["citizen"])).hexdigest() == "9eabceed7626709258fa5ef58ec7a8debd3259ae3115c89b099ca31f04417f06"


def test_golden_things() -> None:
    assert DISTRICT == hashlib.sha256(ROOT_KEY).digest()[:8]
    assert thing_text(district_thing(DISTRICT)) == "9f27d651-4ac0-5a0a-a267-534ea231ff96"
    assert thing_text(pack_thing(DISTRICT)) == "50fc7216-67ff-5fa8-b81b-66bcac5d3f43"


def test_ids_and_signatures_as_spelt_out() -> None:
    writer = Writer("ani")
    for number in range(4):
        event = sample(writer, number)
        for withhold in (0, AUDIENCES["citizen"], AUDIENCES["citizen"] | AUDIENCES["agency"], EVERY_AUDIENCE):
            identity, message = spelt_out_id(to_line(event, event.prev, withhold), event.prev)
            assert identity == event.id
            assert message == signing_input(event.id)
            assert verify(writer.key, message, event.signature)
        assert hashlib.sha256(writer.key).digest()[:16] == event.writer
        assert event.stamp[8:] == event.writer[:8]


def test_no_hash_can_be_moved_to_another_name() -> None:
    writer = Writer("ani")
    one = writer.write("x.y", PLACE, parts={"all.a": {"f": 1}, "all.b": {}}, aside=True)
    other = writer.write("x.y", PLACE, parts={"all.a": {}, "all.b": {"f": 1}}, aside=True)
    assert one.id != other.id


@given(st.lists(st.integers(0, 31), min_size=1, max_size=8), st.sets(st.integers(0, 7)), st.booleans())
def test_round_trip_with_gaps_and_withheld_parts(masks: list[int], left_out: set[int], pair: bool) -> None:
    writers = [Writer("ani"), Writer("budi")] if pair else [Writer("ani")]
    events = [sample(writer, number) for writer in writers for number in range(len(masks))]
    kept = [event for place, event in enumerate(events) if place % len(masks) not in left_out]
    before: dict[bytes, bytes] = {}
    reader = LineReader()
    for place, event in enumerate(kept):
        line = to_line(event, before.get(event.writer), masks[place % len(masks)])
        got = reader.read(line)
        nearest = before.get(event.writer, ZERO)
        assert (b'"prev":' in line) is (event.prev != nearest)
        assert got.linked is (event.prev == nearest != ZERO)
        assert (got.id, got.prev, got.signature) == (event.id, event.prev, event.signature)
        assert set(got.parts) | set(got.absent) == set(event.parts)
        assert mask_of(got.parts) & masks[place % len(masks)] == 0
        assert all(event.parts[name] == part for name, part in got.parts.items())
        assert to_line(got, before.get(event.writer)) == line
        stored = restore(got.id, got.prev, got.signature, got.writer, got.seq, got.body)
        assert same(stored, got)
        assert (stored.parts, stored.absent, stored.thing) == (got.parts, got.absent, event.thing)
        before[event.writer] = event.id


def test_withholding_by_name_and_audience() -> None:
    event = sample(Writer("ani"))
    body = json.loads(withheld(event, 0, frozenset({"agency.words"})))
    assert set(body["h"]) == {"agency.words"}
    assert set(body["p"]) == {"all.aspiration", "citizen.link"}
    assert json.loads(withheld(event, EVERY_AUDIENCE))["p"] == {}
    assert audience_bit("future.thing") == audience_bit("allx.thing") == UNKNOWN_AUDIENCE
    assert [audience_bit(name + ".x") for name in ("all", "agency", "field", "citizen", "restricted")] == [
        1, 2, 4, 8, 16,
    ]  # fmt: skip


def test_fork_travels_whole() -> None:
    """Two events with the same (writer, seq) are kept both, so one file must be able to carry both."""
    writer = Writer("ani")
    first = sample(writer, 1)
    fork = sample(writer, 2, aside=True)
    second, third = sample(writer, 3), sample(writer, 4)
    assert fork.seq == second.seq
    for events in ([first, fork, second, third], [first, second, fork, third]):
        reader = LineReader()
        got = [reader.read(line) for line in lines_of(events)]
        assert [one.id for one in got] == [one.id for one in events]
    # A second beginning (an old copy put back) names its zeros, since there is an earlier line.
    again = sample(writer, 5, seq=9, prev=ZERO, aside=True)
    line = lines_of([first, again])[1]
    assert b'"prev":"' + b"A" * 43 + b'"' in line
    reader = LineReader()
    assert [reader.read(one).id for one in lines_of([first, again])] == [first.id, again.id]


def test_what_follows_must_exceed() -> None:
    writer = Writer("ani")
    first = sample(writer, 1)
    for seq in (first.seq, 0):
        later = sample(writer, 2, seq=max(seq, 1), prev=first.id, aside=True)
        reader = LineReader()
        reader.read(to_line(first, None))
        with pytest.raises(NotCanonical):
            reader.read(to_line(later, first.id))


def test_seq_ascends_within_roster_and_within_the_rest() -> None:
    """roster.* stands first in a file, so a writer's later trust act may come before its earlier events."""
    writer = Writer("induk")
    events = [sample(writer, 1), writer.write("roster.accepted", PLACE, {"key": "x"}), sample(writer, 2)]
    reader = LineReader()
    ordered = [events[1], events[0], events[2]]
    assert [reader.read(line).id for line in lines_of(ordered)] == [one.id for one in ordered]
    reader = LineReader()
    backwards = [events[2], events[0]]
    lines = lines_of(backwards)
    reader.read(lines[0])
    with pytest.raises(NotCanonical):
        reader.read(lines[1])


def test_acts_of_the_root_follow_nothing() -> None:
    root = Writer("root", root=True)
    acts = [root.write("roster.keepers", PLACE, {"keepers": [str(n)]}, seq=1) for n in range(3)]
    assert all(act.prev == ZERO for act in acts)
    reader = LineReader()
    lines = lines_of(acts)
    assert not any(b'"prev"' in line for line in lines)
    got = [reader.read(line) for line in lines]
    assert [one.id for one in got] == [act.id for act in acts]
    assert not any(one.linked for one in got)
    with pytest.raises(NotCanonical):  # named zeros are redundant
        LineReader().read(with_prev(lines[0], ZERO))


def test_refused_act_of_the_root_blocks_no_other() -> None:
    root = Writer("root", root=True)
    acts = [root.write("roster.keepers", PLACE, {"keepers": [str(n)]}) for n in range(2)]
    lines = lines_of(acts)
    reader = LineReader()
    with pytest.raises(NotCanonical):
        reader.read(bent(lines[0], lambda value: value["e"].update(v=2)))
    assert reader.read(lines[1]).id == acts[1].id


def with_prev(line: bytes, prev: bytes) -> bytes:
    value = json.loads(line)
    value["prev"] = b64(prev)
    return encode(value) + b"\n"


def bent(line: bytes, change: Any) -> bytes:
    value = json.loads(line)
    change(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def test_redundant_prev_is_refused() -> None:
    writer = Writer("ani")
    lines = lines_of([sample(writer, 1), sample(writer, 2)])
    with pytest.raises(NotCanonical):
        LineReader().read(with_prev(lines[0], ZERO))
    reader = LineReader()
    first = reader.read(lines[0])
    with pytest.raises(NotCanonical):
        reader.read(with_prev(lines[1], first.id))


def test_after_a_refused_line_until_one_names_its_prev() -> None:
    ani, budi = Writer("ani"), Writer("budi")
    mine = [sample(ani, number) for number in range(5)]
    lines = lines_of(mine)
    other = lines_of([sample(budi, number) for number in range(3)])
    reader = LineReader()
    reader.read(lines[0])
    reader.read(other[0])
    with pytest.raises(NotCanonical):
        reader.read(bent(lines[1], lambda value: value["e"].update(kind="")))
    for line in lines[2:4]:
        with pytest.raises(NotCanonical):
            reader.read(line)
    assert not reader.read(other[1]).id == ZERO  # another writer is not touched
    assert reader.read(to_line(mine[3], None)).id == mine[3].id
    assert reader.read(lines[4]).id == mine[4].id
    # What was refused moves neither seq nor chain: it can come again whole.
    assert reader.read(other[2]).linked


def test_not_even_readable_line_names_no_writer() -> None:
    reader = LineReader()
    for junk in (b"", b"\n", b"{\n", b"null\n", b"[]\n", b'{"e":{"writer":7}}\n', b"[" * 90_000 + b"\n", b"\xff\n"):
        with pytest.raises(NotCanonical):
            reader.read(junk)
    assert reader.read(to_line(sample(Writer("ani")), None)).seq == 1


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
    "another name in h": lambda v: (v["p"].pop("citizen.link"), v["h"].update({"citizen.other": b64(bytes(32))})),
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
    for place in range(0, len(line)):
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
        LineReader().read(bent(to_line(fits, None), lambda v: v["p"]["all.x"]["d"].update(text="x" * (room + 1))))
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


@given(st.binary(min_size=16, max_size=16))
def test_thing_forms(raw: bytes) -> None:
    assert thing_bytes(thing_text(raw)) == raw


def test_deterministic_keys() -> None:
    assert bytes(nacl.signing.SigningKey(seed_of("root")).verify_key) == ROOT_KEY
