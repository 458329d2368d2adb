"""Rules of exchange that a single home decides: who may send to whom, and links that run backwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import exchange
from desktop.actions.intake_events import Intake
from desktop.actions.writing import Act, Link
from desktop.core.clock import StampClock
from desktop.core.lines import to_line
from desktop.errors import UserError
from desktop.sync.verify import Verifier
from tests.journeys.homes import World, copied
from tests.journeys.test_scope_of_files import record


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = copied(tmp_path / "daerah", cast=("induk", "second", "officer", "pupr"))
    yield made
    made.close()


@pytest.mark.parametrize("to", ["agency:PUPR", "officer"])
def test_only_the_laptop_induk_sends_to_departments_and_officers(
    world: World, tmp_path: Path, to: str
) -> None:
    world.hand_pack(["second"])
    second = world.homes["second"]
    name = world.member("officer") if to == "officer" else to
    with pytest.raises(UserError) as refused:
        exchange.export(second, name, tmp_path / "stick")
    assert refused.value.code == "not_induk"
    everyone = exchange.export(second, "everyone", tmp_path / "stick", everything=True)["files"]
    assert {file["to"] for file in everyone} == {"coordinator"}


def test_a_number_must_exceed_that_of_the_event_before(world: World) -> None:
    officer, induk = world.homes["officer"], world.homes["induk"]
    record(officer, "named", 0)
    world.carry("officer", "coordinator", "induk")
    last = officer.log.last_of(officer.writer)
    assert last is not None
    identity, seq = last
    values = {"village": "63.10.09.2005", "date": "2026-11-21"}
    act = Act("visit.recorded", officer.new_thing(), values)

    def taken(number: int) -> Intake:
        link = Link(officer.writer, number, identity, StampClock(officer.writer, None), officer.keys.sign)
        line = to_line(officer.pen().compose(act, link, []), None)
        with Verifier(1) as verifier, induk.store.transaction():
            intake = Intake(induk, officer.writer, {officer.writer: officer.keys.verify_key}, verifier)
            intake.lines([line.rstrip(b"\n")])
            intake.finish()
        return intake

    assert taken(seq).tally.refused == {"link": 1}
    assert taken(seq - 1).tally.refused == {"link": 1}
    assert taken(seq + 1).tally.new == 1
