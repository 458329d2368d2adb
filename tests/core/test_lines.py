"""Proof of the order of lines: chains, forks, the root, and what follows a refused line."""

import pytest

from desktop.core.canonical import NotCanonical
from desktop.core.events import (
    ZERO,
)
from desktop.core.lines import LineReader, to_line
from tests.core.builders import Writer
from tests.core.line_forms import PLACE, bent, lines_of, sample, with_prev


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
    assert reader.read(other[1]).linked  # another writer is not touched
    assert reader.read(to_line(mine[3], None)).id == mine[3].id
    assert reader.read(lines[4]).id == mine[4].id
    # What was refused moves neither seq nor chain: it can come again whole.
    assert reader.read(other[2]).linked


def test_not_even_readable_line_names_no_writer() -> None:
    reader = LineReader()
    for junk in (
        b"",
        b"\n",
        b"{\n",
        b"null\n",
        b"[]\n",
        b'{"e":{"writer":7}}\n',
        b"[" * 90_000 + b"\n",
        b"\xff\n",
    ):
        with pytest.raises(NotCanonical):
            reader.read(junk)
    assert reader.read(to_line(sample(Writer("ani")), None)).seq == 1
