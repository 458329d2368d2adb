"""A coordinator at the window: a laptop induk with what an officer has heard, keys, and what is recorded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions.aspiration_lists import show_aspiration
from desktop.actions.session import Session
from desktop.ui.pages.coordinator.triage import TriagePage
from tests.actions.homes import ANGSANA, District, record
from tests.ui.conftest import Opener

PASSPHRASE = "kata sandi uji"
Key, Held = Qt.Key, Qt.KeyboardModifier
OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support")

JEMBATAN = {"text": "Jembatan gantung lapuk, anak sekolah takut lewat"}
LAMPU = {"text": "Lampu jalan depan SD mati sudah dua bulan"}
LISTRIK = {"text": "Listrik padam tiap malam"}
RAHASIA = {"text": "Ada pungutan di kantor", "citizen": {"mode": "secret", "name": "Siti", "consent": True}}
KORUPSI = {"text": "Dugaan korupsi bantuan", "kind": "laporan_penyimpangan"}

Prepare = Callable[[Session, list[str]], object]


def heard(
    folder: Path, *rows: dict[str, Any], prepare: Prepare | None = None, village: str = ANGSANA
) -> tuple[Path, list[str]]:
    """A closed home of the laptop induk, and the codes of what an officer recorded.

    Args:
        folder: gets it.
        rows: the aspirations.
        prepare: what the coordinator has done already.
        village: where it was.
    """
    district = District.of(folder / "district", setda="coordinator", petugas="officer")
    setda, petugas = district.homes.values()
    codes = record(petugas, *rows, village=village) if rows else []
    district.carry(petugas, setda)
    if prepare:
        prepare(setda, codes)
    district.close()
    return folder / "district" / "setda", codes


class Coordinator:
    """Presses keys and reads what is recorded.

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
        self.settle()

    @property
    def focus(self) -> QWidget:
        """Whatever hears the keys."""
        return QApplication.focusWidget() or self.window

    @property
    def triage(self) -> TriagePage:
        """The triage desk that is open."""
        page = self.window.page
        assert isinstance(page, TriagePage)
        return page

    def go(self) -> TriagePage:
        """To the triage desk, by its key of the rail."""
        self.press(Key.Key_3, held=Held.AltModifier)
        return self.triage

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        """Presses keys one after the other."""
        for key in keys:
            QTest.keyClick(self.focus, key, held)

    def type(self, words: str) -> None:
        """Types words into whatever has the focus."""
        QTest.keyClicks(self.focus, words)

    def wait(self, until: Callable[[], bool]) -> None:
        """Until something is so."""
        self.qtbot.waitUntil(until, timeout=20_000)

    def settle(self) -> None:
        """Until everything handed to the background is done."""
        done: list[object] = []
        background = self.application.background
        assert background is not None
        background.run(lambda _session: None, done.append)
        self.wait(lambda: bool(done))

    def shown(self, code: str) -> dict[str, Any]:
        """An aspiration as it is recorded."""
        assert self.application.reader is not None
        return show_aspiration(self.application.reader, code)

    def statuses(self, codes: list[str]) -> list[str]:
        """Their statuses as they are recorded."""
        self.settle()
        return [self.shown(code)["status"] for code in codes]

    def listed(self) -> list[str]:
        """Codes of the rows."""
        model = self.triage.list.model
        items = [model.item(row) for row in range(model.rowCount())]
        return [item["code"] for item in items if item is not None]

    def current(self) -> str:
        """Code of the current row."""
        item = self.triage.list.table.item()
        return str(item["code"]) if item is not None else ""

    def to(self, code: str) -> None:
        """Walks to a row."""
        for _ in self.listed():
            if self.current() == code:
                return
            self.press(Key.Key_J)
        while self.current() != code:
            self.press(Key.Key_K)


class Desk:
    """Opens a window on a home with these aspirations, at the triage desk."""

    def __init__(self, folder: Path, qtbot: QtBot, open_window: Opener) -> None:
        self._folder, self._qtbot, self._open = folder, qtbot, open_window

    def __call__(self, *rows: dict[str, Any], **more: Any) -> tuple[Coordinator, list[str]]:
        home, codes = heard(self._folder, *rows, **more)
        person = Coordinator(self._qtbot, self._open, home)
        person.go()
        return person, codes


def words_of(widget: QWidget) -> str:
    """Every word that is to be seen in a part of the window."""
    found = [
        getattr(one, "text", str)()
        for one in widget.findChildren(QWidget)
        if one.isVisible() and callable(getattr(one, "text", None))
    ]
    return "\n".join(str(one) for one in found)
