"""Photos as phones make them: 12 megapixels, with time and place, broken, and HEIC; dropped and pasted."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from tests.ui.exchanging import OFFSCREEN, asked_for_files, choose_files
from tests.ui.officer import CTRL, Key, Officer, Opener, hearing, officer_home


def photo(path: Path, size: tuple[int, int] = (4000, 3000)) -> Path:
    """A JPEG that says when and where it was taken."""
    image = Image.new("RGB", size, (90, 120, 150))
    exif = Image.Exif()
    exif[0x0132] = "2026:11:21 09:14:05"
    gps = exif.get_ifd(0x8825)
    gps |= {1: "S", 2: (3.0, 44.0, 28.3), 3: "E", 4: (115.0, 36.0, 55.8)}
    exif[0x8825] = gps
    image.save(path, "JPEG", exif=exif, quality=60)
    return path


def drop(officer: Officer, *paths: Path) -> None:
    """Lets files fall on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    officer.window.dropEvent(event)


def test_photos_of_phones(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = hearing(tmp_path, qtbot, open_window, "jembatan lapuk")
    editor = officer.page.sheet.editor

    drop(officer, photo(tmp_path / "hp.jpg"))
    officer.wait(lambda: officer.heard()[0]["photos"] == 1)
    kept = officer.heard()[0]["attachments"][0]
    assert kept["taken"].startswith("2026-11-21T09:14:05")
    data = officer.reader.blobs.get(kept["sha256"])
    assert max(Image.open(io.BytesIO(data)).size) <= officer.reader.settings.photo_max_pixels

    # Its place is offered, not taken unasked.
    assert officer.heard()[0]["place"] is None
    officer.wait(lambda: editor.made.point is not None and editor.made.point.isEnabled())
    assert editor.made.point is not None
    editor.made.point.setFocus()
    officer.press(Key.Key_Space)
    officer.settle()
    place = officer.heard()[0]["place"]
    assert [round(part, 2) for part in place["point"]] == [-3.74, 115.62]

    # A broken one, and one that only begins like HEIC: said beside the photos, with the next step.
    broken = tmp_path / "rusak.jpg"
    broken.write_bytes((tmp_path / "hp.jpg").read_bytes()[:900])
    heic = tmp_path / "apel.heic"
    heic.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(64))
    for path in (broken, heic):
        drop(officer, path)
        officer.settle()
        assert path.name in editor.photos.field.problem.text()
    assert officer.heard()[0]["photos"] == 1

    # A picture on the clipboard.
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0x204060)
    QGuiApplication.clipboard().setImage(image)
    officer.page.sheet.entry.line.setFocus()
    officer.press(Key.Key_V, held=CTRL)
    officer.wait(lambda: officer.heard()[0]["photos"] == 2)
    assert editor.photos.field.problem.text() == ""


def test_photos_of_the_visit(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.new_visit()
    officer.press(Key.Key_5, held=CTRL)
    drop(officer, photo(tmp_path / "balai.jpg", (800, 600)))
    officer.wait(lambda: len(officer.visits()[0]["attachments"]) == 1)


@OFFSCREEN
@pytest.mark.parametrize("part", ["sheet", "photos"])
def test_photos_are_chosen_in_the_dialog(
    tmp_path: Path, qtbot: QtBot, open_window: Opener, part: str
) -> None:
    """Two at once, for the aspiration and for the visit: the dialog hands on a list of its own kind."""
    officer = hearing(tmp_path, qtbot, open_window, "jembatan lapuk")
    officer.page.go_part(part)
    box = officer.page.sheet.editor.photos if part == "sheet" else officer.page.photos.box
    names = ("balai.jpg", "balai-2.jpg")
    paths = [photo(tmp_path / name, (640 + 8 * at, 480)) for at, name in enumerate(names)]
    box.button.setFocus()
    officer.press(Key.Key_Space)
    choose_files(qtbot, paths)
    thing = officer.heard if part == "sheet" else officer.visits
    officer.wait(lambda: len(thing()[0]["attachments"]) == len(paths))
    officer.wait(lambda: len(box.thumbs()) == len(paths))
    assert box.field.problem.text() == ""

    # Left without choosing, nothing is added, and it can be asked for again.
    officer.window.activateWindow()  # a window manager would do so
    box.button.setFocus()
    officer.wait(box.button.hasFocus)
    officer.press(Key.Key_Space)
    assert asked_for_files(qtbot)
    officer.settle()
    assert len(thing()[0]["attachments"]) == len(paths)
