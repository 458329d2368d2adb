"""What lies over the page: no key of the page acts below it, its own do, and another page takes it away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.ui.pages.officer.visit import VisitPage
from desktop.ui.panels.finder import Finder
from desktop.ui.panels.key_card import KeyCard
from desktop.ui.widgets.overlay import Overlay
from tests.ui.officer import ALT, CTRL, Key, Officer, Opener, officer_home


@pytest.fixture
def officer(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> Officer:
    """At a visit that is under way, the focus in its list."""
    officer = Officer(qtbot, open_window, officer_home(tmp_path, {"text": "lampu jalan mati"}))
    officer.press(Key.Key_2, held=ALT)
    officer.press(Key.Key_Return)
    officer.page.sheet.table.setFocus()
    return officer


def finder(officer: Officer) -> Overlay:
    """Ctrl+K, and what it opens."""
    officer.press(Key.Key_K, held=CTRL)
    found = officer.window.findChild(Finder)
    assert isinstance(found, Finder)
    assert found.isVisible()
    return found


def keys(officer: Officer) -> Overlay:
    """`?`, and what it opens."""
    officer.type("?")
    found = officer.window.findChild(KeyCard)
    assert isinstance(found, KeyCard)
    assert found.isVisible()
    return found


@pytest.mark.parametrize("opened", [finder, keys])
def test_no_key_of_the_page_acts_below(officer: Officer, opened: Callable[[Officer], Overlay]) -> None:
    page, before = officer.page, officer.kinds()
    card = opened(officer)
    for _ in range(2):
        officer.press(Key.Key_Return, held=CTRL)
        officer.settle()
    officer.press(Key.Key_2, held=CTRL)
    officer.press(Key.Key_Tab, held=CTRL)
    officer.press(Key.Key_P, held=CTRL)
    officer.settle()
    assert not page.finish.isVisible()
    assert (page.part, officer.kinds()) == ("sheet", before)
    assert not page.paper.isVisible()
    assert card.isVisible()
    assert card.isAncestorOf(officer.focus)
    # Taken away, the page hears its keys again.
    officer.press(Key.Key_Escape)
    assert page.sheet.table.hasFocus()
    officer.press(Key.Key_Return, held=CTRL)
    officer.wait(page.finish.isVisible)


def test_the_search_keeps_its_own_keys(officer: Officer) -> None:
    """Ctrl+V is a photo on the page below, and words in the line."""
    finder(officer)
    QGuiApplication.clipboard().setText("penga")
    officer.press(Key.Key_V, held=CTRL)
    officer.type("turan")
    officer.press(Key.Key_Return)
    assert officer.window.page_name == "settings"


def test_the_key_that_opened_the_list_of_keys_closes_it(officer: Officer) -> None:
    card = keys(officer)
    officer.type("?")
    assert not card.isVisible()
    assert officer.page.sheet.table.hasFocus()
    keys(officer)
    officer.press(Key.Key_Return)
    assert not card.isVisible()


@pytest.mark.parametrize("opened", [finder, keys])
def test_another_page_takes_it_away(officer: Officer, opened: Callable[[Officer], Overlay]) -> None:
    card = opened(officer)
    officer.press(Key.Key_1, held=ALT)
    assert officer.window.page_name == "today"
    assert not card.isVisible()
    card = opened(officer)
    officer.press(Key.Key_F1)
    assert officer.window.page_name == "help"
    assert not card.isVisible()
    officer.press(Key.Key_Escape)
    assert not isinstance(officer.window.page, VisitPage)
    assert officer.window.page_name == "today"


@pytest.mark.parametrize("opened", [finder, keys])
def test_the_focus_stays_above_and_is_given_on_afterwards(
    officer: Officer, opened: Callable[[Officer], Overlay]
) -> None:
    """An answer that comes to the page below meanwhile moves the focus there."""
    page = officer.page
    card = opened(officer)
    page.sheet.entry.line.setFocus()
    assert card.isAncestorOf(officer.focus) or officer.focus is card
    officer.press(Key.Key_Escape)
    assert not card.isVisible()
    assert page.sheet.entry.line.hasFocus()
