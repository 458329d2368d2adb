"""Proof of the fold: against one spelt out plainly, on histories of writers with partial knowledge."""

import json
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.core.canonical import b64
from desktop.core.events import AUDIENCES, Event
from desktop.core.heads import heads, heads_of, writes_of
from desktop.core.history import State, fold, heads_seen, value_in
from desktop.core.lines import LineReader, to_line
from tests.core.builders import Writer, thing

ON = thing("aspiration")
MS = 1_700_000_000_000
VALUES: list[Any] = [1, True, "1", None, False, 0, "", [], {}, [1], {"a": 1}, {"a": True}, "teks"]
NAMES = ["text", "title", "told.1"]


def naive(events: list[Event]) -> dict[str, tuple[str, Any, list[bytes]]]:
    """Field → (what it is, value as JSON, heads), by sync.md 1.5 with nothing clever."""
    by_id = {event.id: event for event in events}
    found = {}
    for name in {name for event in events for names in event.envelope.fields.values() for name in names}:
        writes = [
            one for one in by_id.values() if any(name in names for names in one.envelope.fields.values())
        ]
        tops = []
        for event in writes:
            if not any(b64(event.id) in other.envelope.replaces for other in writes):
                tops.append(event)
        tops.sort(key=lambda one: (one.stamp, one.writer, one.id), reverse=True)
        values = []
        for event in tops:
            parts = [part["d"] for part in event.parts.values() if name in part["d"]]
            values.append(json.dumps(parts[0][name], sort_keys=True) if parts else None)
        named = {one for event in tops for one in event.envelope.replaces}
        if len(tops) == 1 or (None not in values and len(set(values)) == 1):
            kind = "clear"
        elif None in values or not named <= {b64(one) for one in by_id}:
            kind = "incomplete"
        else:
            kind = "conflict"
        found[name] = (kind, values[0], [one.id for one in tops])
    return found


def same(state: State, plain: dict[str, tuple[str, Any, list[bytes]]]) -> bool:
    values = {name: json.dumps(value, sort_keys=True) for name, value in state.values.items()}
    return (
        values == {name: value for name, (_, value, _) in plain.items() if value is not None}
        and state.hidden == {name for name, (_, value, _) in plain.items() if value is None}
        and state.incomplete == {name for name, (kind, _, _) in plain.items() if kind == "incomplete"}
        and {one.name: list(one.heads) for one in state.conflicts}
        == {name: tops for name, (kind, _, tops) in plain.items() if kind == "conflict"}
    )


def without_part(event: Event, audience: str) -> Event:
    """The event as a reader has it who may not hold these parts."""
    return LineReader().read(to_line(event, None, AUDIENCES[audience]))


def history(chance: random.Random, length: int) -> list[Event]:
    """Writers with partial knowledge of each other, skewed clocks, withheld parts and missing events."""
    writers = [Writer(name) for name in ("ani", "budi", "desk")]
    seen: dict[str, list[Event]] = {writer.name: [] for writer in writers}
    made: list[Event] = []
    for _ in range(length):
        writer = chance.choice(writers)
        for event in made:
            if chance.random() < 0.4 and event not in seen[writer.name]:
                seen[writer.name].append(event)
        names = chance.sample(NAMES, chance.randint(1, 3))
        known = {b64(one.id): one for one in seen[writer.name]}
        event = writer.write(
            "aspiration.corrected",
            ON,
            parts={
                "all.x": {name: chance.choice(VALUES) for name in names[:1]},
                **({"field.x": {name: chance.choice(VALUES) for name in names[1:]}} if names[1:] else {}),
            },
            replaces=[known[one] for one in heads_seen(seen[writer.name], names)],
            ms=MS + chance.choice([0, 1, 5, -(10**9), 10**11]),
        )
        seen[writer.name].append(event)
        made.append(event)
    held = [without_part(one, "field") if chance.random() < 0.15 else one for one in made]
    return [one for one in held if chance.random() < 0.85]


@given(st.randoms(use_true_random=False), st.integers(0, 14))
def test_fold_equals_the_naive_one(chance: random.Random, length: int) -> None:
    events = history(chance, length)
    plain = naive(events)
    state = fold(events)
    assert same(state, plain)
    shuffled = [*events, *(chance.choices(events, k=3) if events else [])]
    chance.shuffle(shuffled)
    assert fold(shuffled) == state
    for name in NAMES:
        assert [one.id for one in heads_of(events, name)] == sorted(plain[name][2] if name in plain else [])
    assert heads_seen(events, NAMES) == sorted({b64(one) for _, _, tops in plain.values() for one in tops})


@given(st.randoms(use_true_random=False))
def test_deciding_clears_whatever_was_divided(chance: random.Random) -> None:
    events = history(chance, 8)
    desk = Writer("induk")
    seen = [one for one in events if [one.id.hex()] and b64(one.id) in heads_seen(events, NAMES)]
    event = desk.write("aspiration.corrected", ON, {name: "putus" for name in NAMES}, replaces=seen, ms=1)
    after = fold([*events, event])
    assert not after.conflicts
    assert not after.incomplete
    assert after.values == dict.fromkeys(NAMES, "putus")


def write(
    name: str, value: Any, *seen: Event, field: str = "text", ms: int = MS, part: str = "all.x"
) -> Event:
    return Writer(name).write(
        "aspiration.corrected", ON, parts={part: {field: value}}, replaces=seen, ms=ms, seq=len(seen) + 1
    )


def test_nothing() -> None:
    assert fold([]) == State()
    assert heads([]) == []
    assert heads_seen([], ["text"]) == []


def test_kinds_of_one_are_distinct() -> None:
    for one, other in ((1, True), (1, "1"), (0, False), (None, False), ([], {}), ([1], [True])):
        state = fold([write("ani", one), write("budi", other)])
        assert [conflict.name for conflict in state.conflicts] == ["text"]


def test_equal_heads_are_no_conflict() -> None:
    for value in VALUES:
        state = fold([write("ani", value), write("budi", value)])
        assert not state.conflicts
        assert state.values == {"text": value}
    assert not fold([write("ani", {"a": 1, "b": 2}), write("budi", {"b": 2, "a": 1})]).conflicts


def test_far_future_stamp_does_not_beat_its_correction() -> None:
    first = write("ani", "salah", ms=2**48 - 1)
    state = fold([first, write("budi", "benar", first, ms=0)])
    assert state.values == {"text": "benar"}
    assert not state.conflicts


def test_provisional_head_is_the_same_everywhere() -> None:
    older, newer = write("ani", "a", ms=MS), write("budi", "b", ms=MS + 1)
    for events in ([older, newer], [newer, older]):
        state = fold(events)
        assert state.values == {"text": "b"}
        assert state.conflicts[0].heads == (newer.id, older.id)
    # Stamps compare as bytes: as base64url text 0xFB… ("-…") would come before 0x00… ("A…").
    high, low = write("ani", "high", ms=0xFB << 40), write("budi", "low", ms=0)
    assert fold([high, low]).values == {"text": "high"}
    # Equal stamps: the writer decides, equal writers: the id.
    twins = [write(name, name) for name in ("ani", "budi", "desk")]
    best = max(twins, key=lambda one: one.writer)
    assert fold(twins).conflicts[0].heads[0] == best.id
    forks = [write("ani", value) for value in ("a", "b", "c")]
    assert fold(forks).conflicts[0].heads == tuple(sorted((one.id for one in forks), reverse=True))


def test_missing_middle_is_incomplete_and_resolves() -> None:
    first = write("ani", "1")
    middle = write("budi", "2", first)
    last = write("desk", "3", middle)
    state = fold([first, last])
    assert state.incomplete == {"text"}
    assert not state.conflicts
    whole = fold([last, first, middle])
    assert whole == State(values={"text": "3"})


def test_one_head_is_the_value_whatever_it_names() -> None:
    last = write("desk", "3", write("budi", "2"))
    assert fold([last]) == State(values={"text": "3"})
    other = write("ani", "x", field="title")
    assert not fold([last, other]).incomplete


def test_withheld_value_hides_the_older_one() -> None:
    first = write("ani", "lama")
    second = without_part(write("budi", "baru", first, part="field.x"), "field")
    state = fold([first, second])
    assert state.values == {}
    assert state.hidden == {"text"}
    assert not state.conflicts
    assert fold([second]).hidden == {"text"}
    # Beside another head nobody can say whether they differ.
    beside = without_part(write("budi", "baru", part="field.x", ms=MS + 1), "field")
    state = fold([first, beside])
    assert state.hidden == state.incomplete == {"text"}
    assert not state.conflicts
    below = without_part(write("budi", "baru", part="field.x", ms=0), "field")
    state = fold([first, below])
    assert state.values == {"text": "lama"}
    assert state.incomplete == {"text"}


def test_erased_part_counts_as_a_write() -> None:
    event = write("ani", "x")
    erased = replace(event, parts={}, absent={"all.x": b64(bytes(32))})
    assert fold([erased]).hidden == fold([erased, write("budi", 1, field="title")]).hidden == {"text"}


def test_different_fields_never_conflict() -> None:
    first = write("ani", "1")
    state = fold([first, write("budi", "a", first, field="title"), write("desk", "b", field="told.1")])
    assert state.values == {"text": "1", "title": "a", "told.1": "b"}
    assert not state.conflicts
    assert not state.incomplete


def test_replaces_acts_only_on_fields_both_write() -> None:
    both = Writer("ani").write("aspiration.recorded", ON, {"text": "1", "title": "a"})
    text = write("budi", "2", both)
    state = fold([both, text])
    assert state.values == {"text": "2", "title": "a"}
    assert not state.conflicts
    title = write("desk", "b", both, field="title")
    assert fold([both, text, title]).values == {"text": "2", "title": "b"}


def test_a_field_is_its_name_whatever_the_part() -> None:
    first = write("ani", "1", part="agency.words")
    state = fold([first, write("ani", "2", first, part="field.words")])
    assert state.values == {"text": "2"}


def test_decision_clears_and_no_later_import_does() -> None:
    one, other = write("ani", "a"), write("budi", "b", ms=MS + 9)
    half = write("ani", "a2", one)
    for events in ([one, other], [one, other, half]):
        assert [conflict.name for conflict in fold(events).conflicts] == ["text"]
    unrelated = write("desk", "x", field="title")
    assert fold([one, other, unrelated]).conflicts
    decision = write("induk", "b", half, other, ms=0)
    assert fold([one, other, half, decision, unrelated]) == State(values={"text": "b", "title": "x"})
    # A third head that the decision did not see divides it again.
    assert fold([one, other, half, decision, write("roads", "c")]).conflicts


def test_reading_values() -> None:
    event = Writer("ani").write("x.y", ON, parts={"all.a": {"f": None}, "field.b": {"g": 1}})
    assert value_in(event, "f") == (True, None)
    assert value_in(event, "g") == (True, 1)
    assert value_in(event, "h") == (False, None)
    hidden = without_part(event, "field")
    assert value_in(hidden, "g") == (False, None)
    assert writes_of([hidden], "g") == [hidden]
    assert writes_of([hidden], "h") == []
