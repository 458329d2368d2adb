"""Ctrl+K: what it finds, for whom, and that it gives the focus back."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions.seek import seek_aspirations, seek_people
from desktop.actions.session import Session
from desktop.actions.shapes import VisitIn, convert
from desktop.actions.visits import add_visit
from desktop.ui.application import Application
from desktop.ui.panels.finder import Finder
from tests.ui.conftest import Opener, copied
from tests.ui.frame import PASSPHRASE, Practice, activate, press, type_in

SITI = {"citizen": {"name": "Siti Rahmah", "consent": True}}


@pytest.fixture
def opened(open_window: Opener, practice: Practice, tmp_path: Path, qtbot: QtBot) -> Application:
    application = open_window(copied(practice.folder / "petugas", tmp_path / "petugas"), PASSPHRASE)
    activate(application, qtbot)
    return application


def record(application: Application, qtbot: QtBot) -> dict[str, Any]:
    """A visit of two aspirations, one of them from Siti."""

    def work(session: Session) -> dict[str, Any]:
        rows = [{"text": "Jembatan gantung lapuk", **SITI}, {"text": "Lampu jalan mati"}]
        village = session.pack.villages[0].code
        visit = {"village": village, "date": session.today.isoformat(), "aspirations": rows}
        return add_visit(session, convert(visit, VisitIn), Path())

    done: list[dict[str, Any]] = []
    assert application.background is not None
    application.background.run(work, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    return done[0]


def find(application: Application, words: str) -> list[str]:
    """Opens the finder, types, and tells what it shows."""
    QTest.keyClick(application.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_in(words)
    seek = finder_of(application).seek
    seek.item()
    return [str(seek.model.item(row)["cell"].words) for row in range(seek.model.rowCount())]  # type: ignore[index]


def finder_of(application: Application) -> Finder:
    finder = application.window.findChild(Finder)
    assert isinstance(finder, Finder)
    return finder


def test_first_letters_find_a_page_and_enter_opens_it(opened: Application) -> None:
    assert find(opened, "peng") == ["Pengaturan"]
    press(Qt.Key.Key_Return)
    assert opened.window.page_name == "settings"
    assert finder_of(opened).isHidden()


def test_esc_closes_and_gives_the_focus_back(opened: Application) -> None:
    opened.window.go("check")
    before = QApplication.focusWidget()
    find(opened, "x")
    press(Qt.Key.Key_Escape)
    assert finder_of(opened).isHidden()
    assert QApplication.focusWidget() is before


def test_a_page_is_found_by_what_one_does_there(opened: Application) -> None:
    assert "Pengaturan" in find(opened, "gelap")
    press(Qt.Key.Key_Escape)
    assert find(opened, "cadangan")[0] == "Periksa data"


def test_commands_are_done(opened: Application) -> None:
    assert "Kunci sekarang" in find(opened, "kunci")
    press(Qt.Key.Key_Return)
    assert opened.window.covered
    assert finder_of(opened).isHidden()


def test_villages_words_codes_and_names(opened: Application, qtbot: QtBot) -> None:
    code = record(opened, qtbot)["aspirations"][0]["code"]
    assert opened.reader is not None
    village = opened.reader.pack.villages[0].name
    assert f"Desa {village}" in find(opened, village)
    press(Qt.Key.Key_Escape)
    assert find(opened, "gantung") == ["Jembatan gantung lapuk"]
    press(Qt.Key.Key_Escape)
    assert find(opened, code.lower().replace("-", " ")) == ["Jembatan gantung lapuk"]
    press(Qt.Key.Key_Escape)
    assert find(opened, "rahm")[-1] == "Siti Rahmah"
    press(Qt.Key.Key_Return)
    assert opened.window.page_name == "aspirations"


def test_nothing_found_teaches(opened: Application) -> None:
    assert find(opened, "qqqqq")[0].startswith("Tidak ada yang cocok")
    assert finder_of(opened).seek.table.item() is None, "words are no row one could open"
    press(Qt.Key.Key_Return)
    assert not finder_of(opened).isHidden()


def test_names_are_for_those_who_may(opened: Application, qtbot: QtBot) -> None:
    record(opened, qtbot)
    reader = opened.reader
    assert reader is not None
    assert [one["name"] for one in seek_people(reader, "siti")] == ["Siti Rahmah"]
    assert seek_people(reader, "si") == []
    assert seek_people(reader, "%%%") == []
    assert [one["title"] for one in seek_aspirations(reader, "lampu")] == ["Lampu jalan mati"]
    object.__setattr__(reader, "home", type(reader.home)(["agency:PUPR"], reader.home.owner, True, True))
    assert seek_people(reader, "siti") == []
