"""How far an import is: it moves within one file too, never back, and can be stopped at any piece."""

from itertools import pairwise
from pathlib import Path

import pytest

from desktop.actions import arrivals
from desktop.actions.gauge import Gauge
from desktop.actions.intake import take_in
from desktop.errors import UserError
from tests.actions.test_sent_list import record
from tests.actions.test_sent_list import world as world
from tests.journeys.homes import World
from tests.proofs.homes import dump_store

Told = list[tuple[int, int]]


def shares(told: Told) -> list[float]:
    """How much was done at each word; none is less than the one before."""
    found = [done / total for done, total in told]
    assert all(one < other for one, other in pairwise(found))
    assert len({total for _, total in told}) == 1
    assert found[-1] == 1
    return found


def test_parts_of_files_are_parts_of_the_whole(tmp_path: Path) -> None:
    paths = [tmp_path / "a", tmp_path / "b", tmp_path / "tidak ada"]
    paths[0].write_bytes(bytes(300))
    paths[1].write_bytes(bytes(699))
    told: Told = []
    gauge = Gauge(paths, lambda *now: told.append(now))
    gauge.part(0, 50)(1, 2)
    gauge.part(50, 100)(0, 0)
    gauge.next()
    for done in range(20_000):
        gauge.part(0, 100)(done, 20_000)
    gauge.next()
    gauge.next()
    assert told[:2] == [(75, 1_000), (300, 1_000)]
    assert 600 < len(shares(told)) <= 1_001


def test_it_stops_what_is_under_way(tmp_path: Path) -> None:
    asked = iter([False, True])
    part = Gauge([tmp_path], cancelled=lambda: next(asked)).part(0, 100)
    part(1, 2)
    with pytest.raises(UserError) as caught:
        part(2, 2)
    assert caught.value.code == "import_cancelled"


def test_one_file_moves_the_bar_more_than_once(world: World) -> None:
    induk = world.homes["induk"]
    for _ in range(3):
        record(world)
    [path] = world.send("officer", "coordinator")
    told: Told = []
    assert arrivals.preview(induk, [path], lambda *now: told.append(now))["files"][0]["state"] == "ready"
    shares(told)
    told.clear()
    assert take_in(induk, [path], lambda *now: told.append(now))["files"][0]["result"] == "taken"
    found = shares(told)
    assert len(found) >= 4
    assert any(0 < one < 0.2 for one in found)
    assert any(0.5 < one < 1 for one in found)


def test_it_can_be_stopped_at_every_piece_and_changes_nothing(world: World) -> None:
    induk = world.homes["induk"]
    record(world)
    paths = world.send("officer", "coordinator")
    before = dump_store(induk.store, without=["writer.id"])
    for pieces in range(1, 50):
        left = iter([False] * pieces)
        report = take_in(induk, paths, cancelled=lambda left=left: next(left, True))  # type: ignore[misc]
        if report["files"] and report["files"][0]["result"] == "taken":
            break
        assert all(one["error"]["code"] == "import_cancelled" for one in report["files"])
        assert dump_store(induk.store, without=["writer.id"]) == before
    assert 4 <= pieces < 49
    asked = iter([False])
    assert arrivals.preview(induk, paths, cancelled=lambda: next(asked, True)) == {"files": []}
