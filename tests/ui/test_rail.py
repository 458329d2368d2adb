"""The rail on a small screen: three desks, or large text, are higher than it; then the pages roll."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import build
from desktop.paths import RESOURCES
from desktop.ui.look import Look
from desktop.ui.navigation import COMMON, desk_entries, entries
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.rail import Rail
from tests.ui.coordinator import OFFSCREEN

pytestmark = OFFSCREEN
SMALL = 768 - 36
"""Height of a cheap laptop's screen without the status line."""
DESKS = ["officer", "coordinator", "agency:PUPR"]
Maker = Callable[[list[str], int], Rail]


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot) -> Iterator[Maker]:
    """Makes a rail of some desks at a size of text, in a small window with the ring of the focus."""
    window = QMainWindow()

    def make(desks: list[str], percent: int) -> Rail:
        look = Look(RESOURCES, build().catalogue, percent=percent)
        look.apply(qapp)
        rail = Rail(look, "Hulu Sungai Selatan", desk_entries(look, desks), entries(look, COMMON))
        window.setCentralWidget(rail)
        FocusRing(window, look)
        window.resize(rail.width(), SMALL)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return rail

    yield make
    window.close()


def in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() == widget.height()


@pytest.mark.parametrize("percent", [100, 125, 150])
@pytest.mark.parametrize("desks", [["coordinator"], DESKS])
def test_it_asks_no_more_than_a_small_screen_has(shown: Maker, desks: list[str], percent: int) -> None:
    rail = shown(desks, percent)
    assert rail.minimumSizeHint().height() <= SMALL
    assert rail.window().height() == SMALL
    assert all(in_sight(rail.button(name)) for name in COMMON), "what serves all is always there"


def test_the_page_one_is_on_and_what_has_the_focus_are_in_sight(shown: Maker) -> None:
    rail = shown(DESKS, 150)
    last = [name for name in rail.names() if name not in COMMON][-1]
    assert not in_sight(rail.button(last))
    rail.show_page(last)
    assert in_sight(rail.button(last))
    rail.search.setFocus()
    for name in rail.names():
        QTest.keyClick(rail.window().focusWidget(), Qt.Key.Key_Tab)
        assert rail.button(name).hasFocus()
        assert in_sight(rail.button(name))
