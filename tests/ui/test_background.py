"""A bug in the work behind the window: it is told without anybody's words, and whoever waits goes on."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.background import Background
from desktop.ui.crash_dialog import CrashDialog
from tests.ui.officer import Key, Officer, Opener, officer_home

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = "Siti Rahmah, RT 03"


def stumbles(*_given: object, **_more: object) -> Any:
    """Does what only a bug does, with a citizen's words in it."""
    raise LookupError(WORDS)


def breaks_off(*_given: object, **_more: object) -> Any:
    """Ends without a word, as a process does that the system has ended."""
    os._exit(9)


@pytest.fixture
def told() -> Iterator[list[str]]:
    """What the dialog about bugs said each time it came up; Enter closes it."""
    found: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CrashDialog):
            found.append(dialog.details.toPlainText())
            QTest.keyClick(dialog, Key.Key_Return)
            assert not dialog.isVisible()

    # While it is up the test itself stands still.
    timer = QTimer(interval=20)
    timer.timeout.connect(read)
    timer.start()
    yield found
    timer.stop()


@pytest.fixture
def officer(tmp_path: Path, qtbot: QtBot, open_window: Opener) -> Officer:
    """At the entry line of a new visit."""
    officer = Officer(qtbot, open_window, officer_home(tmp_path))
    officer.new_visit()
    return officer


def behind(officer: Officer) -> Background:
    background = officer.application.background
    assert background is not None
    return background


def to_the_line(officer: Officer) -> None:
    """The window has the keys again: a window manager would see to it."""
    officer.window.activateWindow()
    officer.wait(officer.page.sheet.entry.line.hasFocus)


def outcome(officer: Officer, ask: Callable[..., object]) -> list[object]:
    """What comes back to whoever asked: an answer, or the code of an error."""
    found: list[object] = []

    def failed(error: UserError) -> None:
        found.append(error.code)

    ask(found.append, failed)
    officer.wait(lambda: bool(found))
    return found


def test_a_bug_in_short_work_reaches_whoever_waits(officer: Officer, told: list[str]) -> None:
    background = behind(officer)
    busy: list[bool] = []
    background.busy.connect(busy.append)
    assert outcome(officer, lambda *hear: background.run(stumbles, *hear)) == ["work_broken_off"]
    assert busy[:2] == [True, False], "what the page reads after it comes later"
    assert len(told) == 1
    assert "LookupError" in told[0]
    assert WORDS not in told[0]
    known = outcome(officer, lambda *hear: background.run(lambda session: session.pack.name, *hear))
    assert known == [officer.reader.pack.name]


@pytest.mark.parametrize(("work", "dialogs"), [(stumbles, 1), (breaks_off, 0)])
def test_long_work_that_breaks_off_reaches_whoever_waits(
    officer: Officer, told: list[str], work: Callable[..., Any], dialogs: int
) -> None:
    background = behind(officer)
    assert outcome(officer, lambda *hear: background.run_long(work, (), *hear)) == ["work_broken_off"]
    assert len(told) == dialogs
    assert not any(WORDS in one for one in told)
    # The home is there again for the next who writes.
    to_the_line(officer)
    officer.line("jembatan lapuk")
    officer.wait(lambda: officer.texts() == ["jembatan lapuk"])


def test_the_page_does_not_wait_behind_the_dialog(officer: Officer) -> None:
    entry, messages = officer.page.sheet.entry, officer.window.messages
    seen: list[tuple[str, bool]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CrashDialog):
            seen.append((entry.text(), messages.isVisible()))
            QTest.keyClick(dialog, Key.Key_Return)

    timer = QTimer(interval=20)
    timer.timeout.connect(look)

    def spoil(session: Session) -> None:
        session.random = stumbles

    behind(officer).run(spoil, lambda _none: None)
    timer.start()
    officer.line("jembatan lapuk")
    officer.wait(lambda: bool(seen))
    timer.stop()
    assert seen == [("jembatan lapuk", True)], "its words are back while the dialog is still up"


def test_after_a_bug_the_page_has_the_words_and_goes_on(officer: Officer, told: list[str]) -> None:
    """The source of randomness fails once: nothing that anybody foresaw."""
    kept: list[Callable[[int], bytes]] = []

    def spoil(session: Session) -> None:
        kept.append(session.random)
        session.random = stumbles

    def mend(session: Session) -> None:
        session.random = kept[0]

    entry, messages = officer.page.sheet.entry, officer.window.messages
    behind(officer).run(spoil, lambda _none: None)
    officer.line("jembatan lapuk")
    officer.wait(lambda: entry.text() == "jembatan lapuk")
    assert len(told) == 1
    assert WORDS not in told[0]
    sentence, hint = officer.application.look.words.sentence(UserError("work_broken_off"))
    assert (messages.sentence.text(), messages.hint.text()) == (sentence, hint)
    assert officer.texts() == []

    behind(officer).run(mend, lambda _none: None)
    to_the_line(officer)
    officer.press(Key.Key_Escape)
    assert messages.isHidden()
    officer.press(Key.Key_Return)
    officer.wait(lambda: officer.texts() == ["jembatan lapuk"])
    officer.line("lampu mati")
    officer.wait(lambda: officer.texts() == ["jembatan lapuk", "lampu mati"])
