"""The line that speaks up: Esc closes a refusal first, and nothing passes through it for the rest."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import build
from desktop.errors import UserError
from desktop.paths import RESOURCES
from desktop.ui.look import Look
from desktop.ui.widgets.message_bar import MessageBar
from tests.ui.officer import Key

REFUSAL = UserError("disk_full")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Counting(MessageBar):
    """Counts the events that pass through it."""

    passed = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """One more."""
        self.passed += 1
        return super().eventFilter(watched, event)


class Paper(QStackedWidget):
    """A window with a line, a key of its own for Esc, and the bar; and a gate that covers them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.line, self.bar, self.left = QLineEdit(), Counting(look), 0
        body = QWidget()
        column = QVBoxLayout(body)
        column.addWidget(self.line)
        column.addWidget(self.bar)
        self.addWidget(body)
        self.addWidget(QWidget())
        QShortcut("Esc", self).activated.connect(self.on_left)

    def on_left(self) -> None:
        """Esc came through."""
        self.left += 1

    def heard(self) -> bool:
        """Whether a key in the line passes through the bar."""
        before = self.bar.passed
        QTest.keyClicks(self.line, "a")
        return self.bar.passed > before

    def escape(self) -> None:
        """One key, where the focus is."""
        QTest.keyClick(self.line, Key.Key_Escape)


@pytest.fixture
def paper(qapp: QApplication, qtbot: QtBot) -> Paper:
    found = Paper(Look(RESOURCES, build().catalogue))
    qtbot.addWidget(found)
    found.show()
    found.activateWindow()
    found.line.setFocus()
    qtbot.waitUntil(found.line.hasFocus)
    return found


def test_only_a_refusal_listens_to_keys(paper: Paper) -> None:
    paper.bar.tell("Tersimpan.")
    assert not paper.heard()
    paper.bar.complain(REFUSAL)
    assert paper.heard()
    paper.bar.tell("Tersimpan.")
    assert not paper.heard(), "what is said now was not refused"
    paper.bar.complain(REFUSAL)
    paper.bar.warn("Sebagian tersimpan.", "Coba lagi nanti.")
    assert not paper.heard()
    paper.bar.complain(REFUSAL)
    paper.bar.hide()
    assert not paper.heard()


def test_esc_closes_a_refusal_first_and_nothing_else(paper: Paper) -> None:
    paper.bar.complain(REFUSAL)
    paper.escape()
    assert (paper.bar.isHidden(), paper.left) == (True, 0)
    paper.escape()
    assert paper.left == 1
    paper.bar.tell("Tersimpan.")
    paper.escape()
    assert (paper.bar.isHidden(), paper.left) == (False, 2)


@pytest.mark.parametrize("before", [True, False])
def test_a_refusal_that_was_covered_is_closed_by_esc_all_the_same(paper: Paper, before: bool) -> None:
    """Said before the window was locked, or meanwhile."""
    if before:
        paper.bar.complain(REFUSAL)
    paper.setCurrentIndex(1)
    if not before:
        paper.bar.complain(REFUSAL)
    assert not paper.bar.isVisible()
    paper.setCurrentIndex(0)
    paper.line.setFocus()
    paper.escape()
    assert (paper.bar.isHidden(), paper.left) == (True, 0)
