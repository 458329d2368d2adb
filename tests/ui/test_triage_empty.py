"""The triage desk while nothing waits there: how files come in, and where the focus is."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import exchanging
from tests.ui.conftest import Opener
from tests.ui.coordinator import JEMBATAN, OFFSCREEN, Desk, Held, Key, words_of

pytestmark = OFFSCREEN


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> Desk:
    return Desk(tmp_path, qtbot, open_window)


@exchanging.OFFSCREEN
def test_an_empty_desk_offers_to_take_files_in(desk: Desk, qtbot: QtBot) -> None:
    person, _ = desk()
    page = person.triage
    assert "Tidak ada yang menunggu dipilah" in words_of(page.list)
    assert person.focus is page.list.fetch
    page.list.search.setText("lampu")
    person.wait(lambda: "Tidak ada yang cocok" in words_of(page.list))
    assert not page.list.fetch.isVisible(), "another file would not help"
    page.list.search.clear()
    person.wait(page.list.fetch.isVisible)
    person.window.go("triage", "ready")
    assert not page.list.fetch.isVisible()
    assert page.tabs.isAncestorOf(person.focus)
    person.window.go("triage", "new")
    person.press(Key.Key_Return)
    assert exchanging.asked_for_files(qtbot)
    assert person.window.page_name == "inbox"


def test_what_comes_back_to_an_empty_list_has_the_focus(desk: Desk) -> None:
    person, [code] = desk(JEMBATAN)
    person.press(Key.Key_V)
    person.wait(lambda: person.listed() == [])
    person.window.go("triage", "new")
    assert person.triage.list.fetch.hasFocus()
    person.press(Key.Key_Z, held=Held.ControlModifier)
    person.wait(lambda: person.listed() == [code])
    assert person.triage.list.table.hasFocus()
