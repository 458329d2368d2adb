"""An export that a power cut stopped: what has a number gets its name with the next export, the rest goes."""

from pathlib import Path

from desktop.actions import exchange, intake
from tests.journeys.homes import copied
from tests.journeys.test_scope_of_files import record


def test_a_numbered_file_gets_its_name_and_a_leftover_goes(tmp_path: Path) -> None:
    world = copied(tmp_path / "daerah", cast=("induk", "officer"))
    home, stick = world.homes["officer"], tmp_path / "stick"
    record(home, "named", 0)
    first = Path(exchange.export(home, "coordinator", stick)["files"][0]["path"])
    # As it lies there when the power goes after the row was committed and before the name was given.
    first.rename(first.with_name(f".{first.name}.belum"))
    leftover = first.with_name(f".{first.name.replace('0001', '0009')}.belum")
    leftover.write_bytes(b"sealed, but never numbered")
    second = Path(exchange.export(home, "coordinator", stick)["files"][0]["path"])
    assert sorted(path.name for path in stick.iterdir()) == sorted([first.name, second.name])
    reports = intake.take_in(world.homes["induk"], [second, first])["files"]
    assert [report["result"] for report in reports] == ["taken", "taken"]
    assert reports[-1]["gaps"] == []
    world.close()
