"""The window in a process of its own, pasting photos until it is killed: ``HOME VISIT JPEG``.

Says "ready" before it pastes, "waiting" while nothing of it is recorded yet, "recorded" when two are and two
more wait; goes on at each line it is given.
"""

import sys
from pathlib import Path
from threading import Event

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from desktop import app as parts
from desktop.ui.application import Application
from desktop.ui.background import Background
from desktop.ui.pages.officer.visit import VisitPage
from desktop.ui.start import begin
from tests.ui.officer import CTRL, PASSPHRASE

MARK = "KENARI-TEMPELAN-5512"


def main() -> None:
    """Pastes, and waits to be killed."""
    qt, app = begin("Jemput Bola"), parts.build()
    application = Application(qt, app, app.surroundings(Path(sys.argv[1]), None))
    application.start(PASSPHRASE)
    while application.window.page is None:
        qt.processEvents()
    application.window.go("visit", sys.argv[2])
    page, background = application.window.page, application.background
    assert isinstance(page, VisitPage)
    assert background is not None
    QTest.keyClick(page.sheet.table, Qt.Key.Key_Home)
    jpeg = Path(sys.argv[3]).read_bytes()

    print("ready", flush=True)
    sys.stdin.readline()
    may_go = _held_up(background)
    _paste(page, of_a_file(jpeg))
    _paste(page, of_a_screen(1))
    print("waiting", flush=True)
    sys.stdin.readline()
    may_go.set()
    item = page.sheet.editor.item
    while item is None or len(item["attachments"]) < 2:
        qt.processEvents()
        item = page.sheet.editor.item
    _held_up(background)
    _paste(page, of_a_file(jpeg + b"\0"))
    _paste(page, of_a_screen(2))
    print("recorded", flush=True)
    sys.stdin.readline()


def of_a_file(jpeg: bytes) -> QMimeData:
    """What a program hands over that copied the file of a camera."""
    data = QMimeData()
    data.setData("image/jpeg", jpeg)
    data.setImageData(QImage.fromData(jpeg))
    return data


def of_a_screen(colour: int) -> QMimeData:
    """What a screenshot is; it can carry words beside the picture too."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(colour)
    image.setText("Comment", MARK)
    data = QMimeData()
    data.setImageData(image)
    return data


def _paste(page: VisitPage, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    line = page.sheet.entry.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, CTRL)


def _held_up(background: Background) -> Event:
    """Until it is set, nothing more is recorded."""
    may_go = Event()
    background.run(lambda _session: may_go.wait(), lambda _answer: None)
    return may_go


if __name__ == "__main__":
    main()
