"""Forms that are longer than their card keep one right edge, whether their scroll bar shows or not."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.pages.coordinator.letters import LettersPage
from desktop.ui.pages.officer.visits import VisitsPage
from tests.ui.conftest import Opener
from tests.ui.induk import PASSPHRASE, induk, keys, page_of, until
from tests.ui.officer import Officer, officer_home


def right_edge(widget: QWidget) -> int:
    """Where it ends in its window."""
    return widget.mapTo(widget.window(), QPoint(widget.width(), 0)).x()


def edges(area: QScrollArea, field: QWidget, higher: int) -> set[tuple[bool, int]]:
    """Whether the bar shows and where a field ends, in a low window and where there is room for all."""
    window, found = field.window(), set()
    for height in (640, higher):
        window.resize(1366, height)
        QApplication.processEvents()
        found.add((area.verticalScrollBar().maximum() > 0, right_edge(field)))
    return found


def area_of(field: QWidget) -> QScrollArea:
    above = field.parentWidget()
    while not isinstance(above, QScrollArea):
        assert above is not None
        above = above.parentWidget()
    return above


@pytest.fixture
def page(open_window: Opener, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LettersPage:
    monkeypatch.setenv("HOME", str(tmp_path))
    shown = page_of(open_window(induk(tmp_path / "rumah"), PASSPHRASE), 4)
    assert isinstance(shown, LettersPage)
    until(qtbot, lambda: shown.desk.told)
    return shown


def one_edge(found: set[tuple[bool, int]]) -> bool:
    return {shows for shows, _ in found} == {True, False} and len({edge for _, edge in found}) == 1


def test_the_form_of_a_letter(page: LettersPage) -> None:
    page.desk.fields.fold.show_inside(shown=True)
    field = page.desk.fields.number
    assert one_edge(edges(area_of(field), field, 1400))


def test_the_form_of_a_letter_written_by_hand(page: LettersPage) -> None:
    keys("Ctrl+N")
    field = page.stack.write.form.number
    assert one_edge(edges(area_of(field), field, 2000))


def test_a_letter_that_was_made(page: LettersPage, qtbot: QtBot) -> None:
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.stack.blank.told)
    field = page.stack.blank.record.buttons["void"]
    assert one_edge(edges(area_of(field), field, 1400))


def test_a_new_visit(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> None:
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.application.wishes.choose(percent=150)
    officer.window.go("visits", "new")
    page = officer.window.page
    assert isinstance(page, VisitsPage)
    field = page.form.where
    assert one_edge(edges(area_of(field), field, 1400))
