"""Proof of events: hashes computed a second time from the page, golden vectors, withheld parts."""

import hashlib
import json

import nacl.signing
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.events import (
    AUDIENCES,
    EVERY_AUDIENCE,
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
from desktop.core.lines import LineReader, to_line, withheld
from tests.core.builders import DISTRICT, ROOT_KEY, Writer, seed_of, verify
from tests.core.line_forms import PLACE, sample, spelt_out_id


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
    assert (
        hashlib.sha256(line).hexdigest() == "2803123d2599b185b88c5e73e502c13c5cdc6c8f8262d32365bb84a99e34f471"
    )
    assert (
        hashlib.sha256(to_line(event, None, AUDIENCES["citizen"])).hexdigest()
        == "9eabceed7626709258fa5ef58ec7a8debd3259ae3115c89b099ca31f04417f06"
    )


def test_golden_things() -> None:
    assert hashlib.sha256(ROOT_KEY).digest()[:8] == DISTRICT
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
        stored = restore(got.id, got.prev, got.signature, got.writer, got.seq, got.thing, got.body)
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


@given(st.binary(min_size=16, max_size=16))
def test_thing_forms(raw: bytes) -> None:
    assert thing_bytes(thing_text(raw)) == raw


def test_deterministic_keys() -> None:
    assert bytes(nacl.signing.SigningKey(seed_of("root")).verify_key) == ROOT_KEY
