"""A file of a laptop nobody knows waits sealed; the code heard lets it in, or it is thrown away."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.actions import exchange
from tests.journeys import deeds
from tests.journeys.homes import World, copied
from tests.ui.exchanging import OFFSCREEN, Desk, Opener

pytestmark = OFFSCREEN


def sent(world: World, folder: Path) -> tuple[list[Path], str]:
    """What the unknown laptop made, and the code on its screen."""
    deeds.do(world.homes["late"], deeds.record_acts, "open", 1)
    files = exchange.export(world.homes["late"], "coordinator", folder)["files"]
    return [Path(one["path"]) for one in files], files[0]["voice_code"]


def test_it_is_let_in_by_its_code(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    world = copied(tmp_path / "district", cast=("induk", "late"))
    paths, code = sent(world, tmp_path / "stik")
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    report = induk.take_in(paths)
    assert [one["result"] for one in report] == ["quarantined"]
    assert induk.received() == []
    induk.tab_to(induk.intake.report.newcomers)
    induk.press("Return")
    newcomers = induk.page.newcomers
    induk.settle()
    induk.settle()
    assert [one["name"] for one in newcomers.items] == ["late"]
    induk.tab_to(newcomers.code)
    induk.type(code.replace(" ", "-"))
    assert newcomers.code.line.text() == code
    induk.press("Return")
    induk.wait(lambda: induk.intake.currentWidget() is induk.intake.report and induk.intake.active)
    assert [(one["result"], one["new"]) for one in induk.intake.report.report["files"]] == [("taken", 2)]
    induk.press("Return")
    induk.settle()
    assert newcomers.items == []
    world.close()


def test_its_files_are_thrown_away_after_asking(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    world = copied(tmp_path / "district", cast=("induk", "late"))
    paths, _ = sent(world, tmp_path / "stik")
    world.take("induk", paths)
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    induk.press("Ctrl+PgDown")
    newcomers = induk.page.newcomers
    induk.settle()
    assert len(newcomers.items) == 1
    induk.press("X")
    assert induk.focus is newcomers.sure_no
    induk.tab_to(newcomers.sure_yes)
    induk.press("Return")
    induk.wait(lambda: newcomers.items == [])
    assert not list((world.folder / "induk" / "quarantine").iterdir())
    world.close()


def test_a_request_is_accepted_by_its_code(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    world = copied(tmp_path / "district", cast=("induk", "late"))
    path, code = world.request("late")
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    induk.look_at([path])
    newcomers = induk.page.newcomers
    induk.wait(lambda: len(newcomers.items) == 1)
    assert induk.page.part == "newcomers"
    induk.tab_to(newcomers.code)
    induk.type(code)
    induk.press("Return")
    induk.wait(lambda: newcomers.items == [])
    assert induk.application.reader is not None
    assert world.homes["late"].writer in induk.application.reader.roster.members
    world.close()
