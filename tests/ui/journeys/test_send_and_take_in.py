"""An officer makes the file, the coordinator takes it in and sends one back, the officer sees the receipt."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.journeys import deeds
from tests.journeys.homes import copied
from tests.ui.exchanging import OFFSCREEN, Desk, Opener, files_in

pytestmark = OFFSCREEN


def test_a_file_goes_there_and_its_receipt_comes_back(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    world = copied(tmp_path / "district", cast=("induk", "officer"))
    deeds.do(world.homes["officer"], deeds.record_acts, "named", 1)
    stick = tmp_path / "stik"
    stick.mkdir()
    officer = Desk(qtbot, open_window, world, "officer", "exchange")
    assert officer.page.unsent.figure.text() == "1"
    assert officer.focus is officer.page.sending.button

    officer.send(officer.page.sending, stick)
    assert files_in(stick) == [Path(file["name"]).name for file in officer.sent()[:1]]
    assert officer.page.sending.outcome.isVisible()
    assert str(stick) in officer.page.sending.outcome.findChildren(type(officer.page.unsent.words))[1].text()
    assert officer.sent()[0]["awaits"]
    assert not officer.page.unsent.figure.isVisible()

    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    report = induk.take_in(sorted(stick.iterdir()))
    assert [(one["result"], one["new"]) for one in report] == [("taken", 3)]
    assert report[0]["came"] == {"visits": 1, "aspirations": 1}
    induk.press("Escape")
    assert induk.received()[0]["number"] == 1
    back = tmp_path / "balik"
    back.mkdir()
    induk.press("Ctrl+PgUp")
    induk.send(induk.page.back.sending, back)
    assert len(files_in(back)) == len(induk.page.back.items)

    officer.activate()
    report = officer.take_in(sorted(back.iterdir()))
    # Somebody else's files lie on the same stick: they are refused, and nothing of them is opened.
    assert sorted(one["result"] for one in report) == ["refused"] * (len(report) - 1) + ["taken"]
    officer.press("Escape")
    assert officer.sent()[0]["received"]
    assert officer.focus is officer.page.sending.button
    world.close()


def test_the_same_file_again_changes_nothing(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    world = copied(tmp_path / "district", cast=("induk", "officer"))
    deeds.do(world.homes["officer"], deeds.record_acts, "open", 1)
    paths = world.send("officer", "coordinator")
    world.take("induk", paths)
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    induk.look_at(paths)
    preview = induk.intake.preview
    assert [one["state"] for one in preview.files] == ["taken"]
    assert not preview.take.isEnabled()
    induk.press("Return")
    assert induk.intake.currentWidget() is preview
    induk.press("Escape")
    assert not induk.intake.active
    world.close()


def test_everything_is_sent_again(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    world = copied(tmp_path / "district", cast=("induk", "officer"), begun=True)
    deeds.do(world.homes["officer"], deeds.record_acts, "open", 7)
    stick = tmp_path / "stik"
    stick.mkdir()
    officer = Desk(qtbot, open_window, world, "officer", "exchange")
    officer.send(officer.page.sending, stick)
    few = officer.sent()[0]["events"]
    officer.send(officer.page.sending, stick, "Ctrl+Shift+E")
    many = next(one["events"] for one in officer.sent() if one["sequence"] == "main")
    assert many > few
    world.close()


def test_a_lost_stick_is_named_by_its_number(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    world = copied(tmp_path / "district", cast=("induk", "officer"))
    deeds.do(world.homes["officer"], deeds.record_acts, "open", 1)
    world.send("officer", "coordinator")
    deeds.do(world.homes["officer"], deeds.record_acts, "open", 2)
    paths = world.send("officer", "coordinator")
    induk = Desk(qtbot, open_window, world, "induk", "inbox")
    report = induk.take_in(paths)
    assert [gap["number"] for gap in report[0]["gaps"]] == [1]
    induk.press("Escape")
    told = [label.text() for label in induk.page.missing.findChildren(type(induk.page.missing.title))]
    assert induk.text("file_gap", numbers="1", sender="officer") in told
    world.close()
