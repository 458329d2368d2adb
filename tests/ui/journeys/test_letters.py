"""From an open office to letters handed over: made, printed papers numbered, given to the SKPD."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.actions.letter_items import list_letters
from desktop.actions.letter_verify import verify_file
from desktop.actions.lists import Query
from desktop.ui.pages.coordinator.letters import LettersPage
from tests.actions.papers import press
from tests.ui.conftest import Opener
from tests.ui.induk import PASSPHRASE, focused, induk, keys, page_of, typed, until


def test_a_letter_from_waiting_to_delivered(
    open_window: Opener, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    application = open_window(induk(tmp_path / "rumah"), PASSPHRASE)
    page = page_of(application, 4)
    assert isinstance(page, LettersPage)
    until(qtbot, lambda: page.desk.told)
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    keys("N", "Tab", "Return")
    bar = page.stack.blank.record.bars.bar("number")
    line = bar._fields[0].editor.focusProxy()
    until(qtbot, lambda: line is focused())
    keys("Return")
    until(qtbot, lambda: page.tab == "numbered" and page.stack.numbered.told)
    until(qtbot, lambda: focused() is page.stack.numbered.table)
    keys("S")
    typed("Andi Baso Mahmud, S.T.")
    keys("Return")
    reader = page.place.reader
    until(qtbot, lambda: list_letters(reader, Query())["items"][0]["delivered"])
    until(qtbot, lambda: page.stack.numbered.told)
    [letter] = list_letters(reader, Query())["items"]
    assert (letter["state"], letter["number"]) == ("bernomor", page.stack.numbered.told["number"])
    [pdf] = page.desk.fields.out().glob("*.pdf")
    found = verify_file(reader, press(), pdf)
    assert (found["genuine"], found["pages_match"]) == (True, True)
    assert [one["short"] for one in page.desk.list.wanted()] == ["Dishub", "PLN"]
