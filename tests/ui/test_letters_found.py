"""The letters' desk: letters found in the register, and what is said of those that get no letter now."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.pages.coordinator.letters import LettersPage
from desktop.ui.panels.letter_register import LetterRegister
from tests.ui.conftest import Opener
from tests.ui.induk import focused, keys, letters_page, typed, until


@pytest.fixture
def page(open_window: Opener, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LettersPage:
    return letters_page(open_window, tmp_path, qtbot, monkeypatch)


def rows_of(register: LetterRegister) -> list[Mapping[str, Any]]:
    """What the register shows."""
    found = [register.model.item(row) for row in range(register.model.rowCount())]
    return [one for one in found if one is not None]


def test_the_register_finds_letters_by_number_addressee_and_subject(page: LettersPage, qtbot: QtBot) -> None:
    keys("Ctrl+B", "Shift+Tab", "Shift+Tab", "Right", "Return")
    until(qtbot, lambda: page.all.table.isVisible())
    keys("Escape", "F3")
    register = page.stack.register
    typed("B/2")
    assert [one["number"][:4] for one in rows_of(register)] == ["B/2/"]
    assert not register.verdict.isVisible()
    keys("Return")
    assert focused() is register.table
    keys("F3", "Ctrl+A")
    typed("pln")
    assert [one["agency"] for one in rows_of(register)] == ["PLN"]
    keys("Ctrl+A")
    typed("tidak ada yang begini")
    assert register.unmatched.isVisible()
    assert not register.empty.isVisible()
    keys("Return", "Ctrl+A", "Delete")
    assert register.model.rowCount() == 3


@pytest.mark.parametrize("percent", [100, 150])
def test_the_registers_paper_cuts_no_button(
    page: LettersPage, qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    page.window().resize(1366, 768)
    if percent != 100:
        page.look.choose(qapp, "light", percent)
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    keys("F3", "Escape", "Return")
    paper = page.stack.register.paper
    until(qtbot, lambda: paper.pages and not paper.waiting)
    QApplication.processEvents()
    for button in (paper.before, paper.after, paper.fit):
        assert paper.rect().contains(button.mapTo(paper, button.rect().bottomRight()))
        assert button.width() >= button.sizeHint().width()


def test_before_all_are_made_it_says_which_kinds_and_who_is_left_out(page: LettersPage) -> None:
    rows = [
        *page.desk.list.wanted(),
        {**page.desk.list.wanted()[0], "kind": "pengingat", "reminded": "2026-11-01"},
    ]
    page.desk.show_items(rows)
    keys("Ctrl+B")
    words = page.all.words.text()
    assert "2 penugasan, 1 koordinasi." in words
    assert "1 baris tidak ikut: sudah diingatkan" in words


def test_when_only_the_reminded_are_left_the_desk_is_empty_and_can_remind_again(page: LettersPage) -> None:
    desk = page.desk
    row = {**desk.list.wanted()[0], "kind": "pengingat", "reminded": "2026-11-01"}
    page._show({"items": [row], "wanted": 0, "blank": 0, "numbered": 0})
    assert page.head.subtitle.text().startswith("Tidak ada surat yang perlu dibuat")
    assert desk.empty.isVisible()
    assert not desk.parts.isVisible()
    assert not page.buttons.make.isEnabled()
    desk.remind.setFocus()
    keys("Return")
    assert focused() is desk.list.table
    assert page.buttons.make.isEnabled()
    page._show({"items": [row], "wanted": 0, "blank": 0, "numbered": 0})
    assert desk.parts.isVisible()
