"""A department drops the letter's PDF on the window, answers with a photo, sends one back, makes its file."""

from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from desktop.ui.pages.agency.followup import FollowupPage
from desktop.ui.pages.agency.incoming import IncomingPage
from tests.actions.papers import make
from tests.journeys.homes import World, copied
from tests.journeys.test_scope_of_files import assign, record
from tests.ui.exchanging import OFFSCREEN, Desk, Opener, files_in

pytestmark = OFFSCREEN


def letter(world: World, folder: Path) -> dict[str, Any]:
    """A letter to PUPR about two aspirations."""
    for number in (0, 3):
        record(world.homes["officer"], "open", number)
    world.carry("officer", "coordinator", "induk")
    induk = world.homes["induk"]
    for [thing] in induk.store.connection.execute("SELECT thing FROM aspiration").fetchall():
        assign(induk, thing, "PUPR")
    [made] = make(induk, folder, number="auto")
    return made


def drop(desk: Desk, path: Path) -> None:
    """As a hand drops a file from the desktop."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(600, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    # Handed over as Qt does after a drag; without one it would not deliver the drop.
    desk.window.dropEvent(event)


def take_in_dropped(desk: Desk, path: Path) -> None:
    """The letter, whose PDF carries its data."""
    drop(desk, path)
    desk.wait(lambda: desk.window.page_name == "exchange" and desk.intake.active)
    desk.wait(lambda: not desk.looking())
    desk.press("Return")
    desk.wait(lambda: desk.intake.currentWidget() is desk.intake.report)
    assert [one["result"] for one in desk.intake.report.report["files"]] == ["taken"]
    assert desk.intake.report.onward.text() == desk.text("onward_assigned")
    desk.press("Return")
    desk.wait(lambda: desk.window.page_name == "incoming")


def answer_one_and_return_the_other(desk: Desk, photo: Path) -> None:
    """One is done and there is a photo of it, the other is somebody else's."""
    desk.alt("incoming")
    page = desk.page
    assert isinstance(page, IncomingPage)
    desk.wait(lambda: page.model.rowCount() == 2)
    Image.new("RGB", (640, 480), "green").save(photo)
    desk.press("Return")
    followup = desk.page
    assert isinstance(followup, FollowupPage)
    desk.type("Sudah ditambal hari Senin.")
    drop(desk, photo)
    desk.tab_to(followup.form.outcome)
    desk.type("Dik")
    desk.press("Ctrl+Return")
    desk.wait(lambda: desk.page is page and page.model.rowCount() == 1)

    desk.press("Return")
    desk.press("Ctrl+R")
    desk.type("Jalan ini jalan provinsi")
    desk.press("Return")
    desk.wait(lambda: desk.page is page and page.model.rowCount() == 0)


def test_from_the_letter_to_the_file_that_goes_back(
    tmp_path: Path, qtbot: QtBot, open_window: Opener
) -> None:
    world = copied(tmp_path / "daerah", cast=("induk", "officer", "pupr"))
    made = letter(world, tmp_path / "surat")
    assert made["aspirations"] == 2
    desk = Desk(qtbot, open_window, world, "pupr", "incoming")

    take_in_dropped(desk, Path(made["path"]))
    answer_one_and_return_the_other(desk, tmp_path / "bukti.jpg")

    desk.alt("exchange")
    stick = tmp_path / "stik"
    stick.mkdir()
    desk.send(desk.page.sending, stick)
    assert len(files_in(stick)) == 1

    report = world.take("induk", sorted(stick.iterdir()))
    assert report[0]["result"] == "taken"
    told = world.homes["induk"].store.connection.execute("SELECT status FROM aspiration").fetchall()
    assert sorted(status for [status] in told) == ["dikembalikan", "ditanggapi"]
    photos = world.homes["induk"].store.connection.execute("SELECT count(*) FROM blob").fetchone()
    assert photos[0] >= 1
    world.close()
