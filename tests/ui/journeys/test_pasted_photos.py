"""What is pasted lies open nowhere: not while it waits, not when it is recorded, not after a crash."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.panels.pasted import pasted_picture
from tests.proofs.hunter import Hunter
from tests.ui.journeys.pasting_child import MARK, of_a_file, of_a_screen
from tests.ui.journeys.test_photos import photo
from tests.ui.officer import CTRL, Key, Officer, Opener, hearing, officer_home

ROOT = Path(__file__).parents[3]
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def open_pictures(world: Path) -> list[str]:
    """Files in which a picture, or what is written in it, can be read without a key."""
    hunter = Hunter({"mark": MARK})
    found = []
    for path in sorted(world.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        if data.startswith(_SIGNATURES) or hunter.hunt(data):
            found.append(str(path.relative_to(world)))
    return found


def temporary(world: Path) -> list[str]:
    """Every file in the folder for temporary files; what the theme draws lies there too."""
    return sorted(str(path.relative_to(world)) for path in (world / "tmp").rglob("*"))


def camera(folder: Path) -> bytes:
    """A JPEG with day, place and mark."""
    return photo(folder / "kamera.jpg", (800, 600)).read_bytes() + MARK.encode()


def test_the_hunt_finds_what_lies_open(qapp: QApplication, tmp_path: Path) -> None:
    world = tmp_path / "dunia"
    world.mkdir()
    for number, data in enumerate((of_a_file(camera(tmp_path)), of_a_screen(1))):
        picture = pasted_picture(data, "tempelan", 1600)
        assert picture is not None
        (world / f"tempel-{number}").write_bytes(picture.data)
    assert open_pictures(world) == ["tempel-0", "tempel-1"]


def test_nothing_of_a_paste_lies_open(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    world, outside = tmp_path / "dunia", tmp_path / "luar"
    for folder in (world, world / "tmp", world / "rumah", outside):
        folder.mkdir()
    home = officer_home(world, {"text": "jembatan lapuk"})
    officer = Officer(qtbot, open_window, home)
    visit = officer.visits()[0]["id"]
    officer.application.stop()
    (outside / "salin.jpg").write_bytes(camera(outside))

    command = [sys.executable, "-m", "tests.ui.journeys.pasting_child", str(home), visit]
    rooms = {"TMPDIR": world / "tmp", "HOME": world / "rumah", "XDG_CACHE_HOME": world / "rumah"}
    folders = {name: str(room) for name, room in rooms.items()}
    child = subprocess.Popen(
        [*command, str(outside / "salin.jpg")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **folders},
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    before = temporary(world)
    for said in (b"waiting\n", b"recorded\n"):
        child.stdin.write(b"\n")
        child.stdin.flush()
        assert child.stdout.readline() == said
        assert open_pictures(world) == []
        assert temporary(world) == before
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    child.stdin.close()
    assert open_pictures(world) == []
    assert temporary(world) == before

    again = Officer(qtbot, open_window, home)
    kept = again.heard()[0]["attachments"]
    assert [str(one.get("taken"))[:19] for one in kept] == ["2026-11-21T09:14:05", "None"]
    assert [round(part, 2) for part in kept[0]["point"]] == [-3.74, 115.62]


def test_a_large_picture_is_handed_on_small(qapp: QApplication) -> None:
    data = of_a_screen(3)
    data.setImageData(data.imageData().scaled(5000, 4000))
    picture = pasted_picture(data, "tempelan", 1600)
    assert picture is not None
    image = QImage.fromData(picture.data)
    assert (image.width(), image.height()) == (1600, 1280)


def test_a_photo_is_taken_off_and_comes_back(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = hearing(tmp_path, qtbot, open_window, "jembatan lapuk")
    editor = officer.page.sheet.editor
    for data in (of_a_file(camera(tmp_path)), of_a_screen(7)):
        QGuiApplication.clipboard().setMimeData(data)
        officer.page.sheet.entry.line.setFocus()
        officer.press(Key.Key_V, held=CTRL)
    officer.wait(lambda: officer.heard()[0]["photos"] == 2)
    officer.settle()
    before = officer.heard()[0]["attachments"]
    first = editor.photos.thumbs()[0]
    assert first.accessibleDescription()
    first.setFocus()
    officer.press(Key.Key_Delete)
    officer.wait(lambda: officer.heard()[0]["photos"] == 1)
    officer.settle()
    assert officer.heard()[0]["attachments"] == before[1:]
    assert len(editor.photos.thumbs()) == 1
    assert editor.photos.button.hasFocus()
    officer.press(Key.Key_Z, held=CTRL)
    officer.wait(lambda: officer.heard()[0]["attachments"] == before)
    officer.settle()

    # The cross does it too, and a finished visit asks why.
    officer.page.go_part("photos")
    QGuiApplication.clipboard().setMimeData(of_a_screen(9))
    officer.press(Key.Key_V, held=CTRL)
    officer.wait(lambda: len(officer.visits()[0]["attachments"]) == 1)
    officer.settle()
    for _ in range(2):
        officer.press(Key.Key_Return, held=CTRL)
        officer.settle()
    officer.wait(lambda: officer.visits()[0]["finished"])
    officer.settle()
    photos = officer.page.photos
    cross = photos.box.thumbs()[0].cross
    assert cross is not None
    cross.click()
    officer.settle()
    assert len(officer.visits()[0]["attachments"]) == 1
    officer.type("salah orang")
    cross.setFocus()
    officer.press(Key.Key_Return)
    officer.wait(lambda: officer.visits()[0]["attachments"] == [])
    assert officer.kinds()[-1] == "visit.corrected"
