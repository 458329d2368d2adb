"""The window in a process of its own, typing until it is killed: ``HOME VISIT``. Says "safe" in between."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from desktop import app as parts
from desktop.ui.application import Application
from desktop.ui.pages.officer.visit import VisitPage
from desktop.ui.start import begin as begin_qt
from tests.ui.officer import PASSPHRASE

SAFE_MS = 1_000
"""What the interface promises: a second after the last key nothing is lost."""
TYPED, BEFORE = "jalan ke sawah putus sejak banjir", 6
SPOT = "rt3/rw 1 depan SD"


def main() -> None:
    """Types, and waits to be killed."""
    qt, app = begin_qt("Jemput Bola"), parts.build()
    application = Application(qt, app, app.surroundings(Path(sys.argv[1]), None))
    application.start(PASSPHRASE)
    window = application.window

    def begin() -> None:
        if window.page is None:
            QTimer.singleShot(20, begin)
            return
        window.go("visit", sys.argv[2])
        page = window.page
        assert isinstance(page, VisitPage)
        line = page.sheet.entry.line
        QTest.keyClicks(line, "lampu jalan mati")
        QTest.keyClick(line, Qt.Key.Key_Return)
        recorded(page)

    def recorded(page: VisitPage) -> None:
        if page.sheet.model.rowCount() == 0:
            QTimer.singleShot(20, lambda: recorded(page))
            return
        QTest.keyClicks(page.sheet.editor.made.editors["place"], SPOT)
        line = page.sheet.entry.line
        QTest.keyClicks(line, TYPED)
        for _ in range(BEFORE):
            QTest.keyClick(line, Qt.Key.Key_Left)
        QTimer.singleShot(SAFE_MS, lambda: print("safe", flush=True))

    begin()
    qt.exec()


if __name__ == "__main__":
    main()
