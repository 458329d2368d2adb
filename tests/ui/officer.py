"""An officer at the window: a home of his own, his keys, and what stands in his log."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions.lists import Query
from desktop.actions.visit_sheet import visit_sheet
from desktop.actions.visits import add_visit, list_visits
from desktop.ui.application import Application
from desktop.ui.pages.officer.visit import VisitPage
from tests.actions.homes import ANGSANA, District, visit

PASSPHRASE = "kata sandi uji"
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
Opener = Callable[[Path, str], Application]


def officer_home(folder: Path, *rows: dict[str, Any], **more: Any) -> Path:
    """A closed home of an officer in a district of four villages.

    Args:
        folder: gets it.
        rows: aspirations heard earlier in Angsana.
        more: of that earlier visit.
    """
    district = District.of(folder / "district", setda="coordinator", petugas="officer")
    session = district.homes["petugas"]
    if rows:
        add_visit(session, visit(*rows, **{"date": "2026-10-06", "start": "9.10", **more}), Path())
    district.close()
    return folder / "district" / "petugas"


class Officer:
    """Presses keys and reads the log.

    Args:
        qtbot: of the test.
        open_window: of the test.
        home: a closed one.
    """

    def __init__(self, qtbot: QtBot, open_window: Opener, home: Path) -> None:
        self.qtbot = qtbot
        self.application = open_window(home, PASSPHRASE)
        self.window = self.application.window
        self.window.activateWindow()

    @property
    def focus(self) -> QWidget:
        """Whatever hears the keys."""
        return QApplication.focusWidget() or self.window

    @property
    def page(self) -> VisitPage:
        """The visit that is open."""
        page = self.window.page
        assert isinstance(page, VisitPage)
        return page

    @property
    def reader(self) -> Any:
        """The session the window reads with."""
        return self.application.reader

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses keys one after the other."""
        for key in keys:
            QTest.keyClick(self.focus, key, held)

    def type(self, words: str) -> None:
        """Types words into whatever has the focus."""
        QTest.keyClicks(self.focus, words)

    def line(self, words: str) -> None:
        """Words and Enter."""
        self.type(words)
        self.press(Key.Key_Return)

    def wait(self, until: Callable[[], bool]) -> None:
        """Until something is so."""
        self.qtbot.waitUntil(until, timeout=10_000)

    def settle(self) -> None:
        """Until everything handed to the background is done."""
        done: list[object] = []
        background = self.application.background
        assert background is not None
        background.run(lambda _session: None, done.append)
        self.wait(lambda: bool(done))

    def new_visit(self, village: str = "angs") -> None:
        """By keys from the rail to the entry line of a new visit."""
        self.press(Key.Key_2, held=ALT)
        self.press(Key.Key_N, held=CTRL)
        self.line(village)
        self.press(Key.Key_Return)
        self.line("0.00")
        self.line("Balai Desa")
        self.wait(lambda: isinstance(self.window.page, VisitPage))
        self.settle()

    def visits(self) -> list[dict[str, Any]]:
        """As they are recorded."""
        return list(list_visits(self.reader, Query())["items"])

    def heard(self) -> list[dict[str, Any]]:
        """The aspirations of the latest visit, as they are recorded."""
        return list(visit_sheet(self.reader, self.visits()[0]["id"])["items"])

    def texts(self) -> list[str]:
        """What was heard."""
        return [str(item["text"]) for item in self.heard()]

    def kinds(self) -> list[str]:
        """The kinds of this laptop's own events, in order."""
        events = [stored.event for stored in self.reader.log.everything()]
        own = [event for event in events if event.writer == self.reader.writer]
        return [event.kind for event in sorted(own, key=lambda event: event.seq)]


def hearing(folder: Path, qtbot: QtBot, open_window: Opener, *lines: str) -> Officer:
    """An officer at a new visit, who has recorded these lines and sees them."""
    officer = Officer(qtbot, open_window, officer_home(folder))
    officer.new_visit()
    for words in lines:
        officer.line(words)
    officer.wait(lambda: officer.page.sheet.model.rowCount() == len(lines))
    return officer


__all__ = ["ANGSANA", "CTRL", "Key", "Officer", "Opener", "hearing", "officer_home"]
