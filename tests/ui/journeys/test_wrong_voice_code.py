"""A code that does not fit lets nobody in: it says so beside the line, and the next try may be right."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.actions.region_pack import export_pack
from tests.journeys.homes import copied
from tests.ui.exchanging import OFFSCREEN, Desk, Opener

pytestmark = OFFSCREEN


def test_a_wrong_code_a_short_code_and_the_right_one(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    world = copied(tmp_path / "district", cast=("induk", "late"))
    path, code = world.request("late")
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    induk.look_at([path])
    newcomers = induk.page.newcomers
    induk.wait(lambda: len(newcomers.items) == 1)
    induk.tab_to(newcomers.code)

    induk.type("12345 678")
    induk.press("Return")
    assert newcomers.code.field.problem.text() == induk.text("voice_short", count=8)
    wrong = f"{(int(code[0]) + 1) % 10}{code[1:]}"
    induk.type(wrong)
    induk.press("Return")
    induk.settle()
    message, _ = induk.sentence("voice_code_wrong")
    assert newcomers.code.field.problem.text() == f"{message} {induk.text('file_hint_code_wrong')}"
    assert induk.focus is newcomers.code.line
    assert induk.application.reader is not None
    assert world.homes["late"].writer not in induk.application.reader.roster.members

    induk.type(code)
    induk.press("Return")
    induk.wait(lambda: newcomers.items == [])
    world.close()


def test_the_first_pack_needs_its_code(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    world = copied(tmp_path / "district", cast=("induk",))
    world.make("new", "officer")
    pack = tmp_path / "paket.jbpack"
    code = str(export_pack(world.homes["induk"], pack)["voice_code"])
    officer = Desk(qtbot, open_window, world, "new", "exchange")
    officer.look_at([pack])
    preview = officer.intake.preview
    assert [one["state"] for one in preview.files] == ["code"]
    assert officer.focus is preview.code.line
    officer.type("0" * 20)
    officer.press("Return")
    officer.settle()
    assert officer.sentence("voice_code_wrong")[0] in preview.code.field.problem.text()
    officer.type(code)
    officer.press("Return")
    officer.wait(lambda: officer.intake.currentWidget() is officer.intake.report)
    reader = officer.application.reader
    assert reader is not None
    assert (reader.pack.name, reader.home.trusted) == ("Tanah Bumbu", True)
    world.close()
