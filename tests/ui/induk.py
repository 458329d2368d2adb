"""A laptop induk with something to write letters about, and keys pressed where the focus is."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import assignments, triage
from desktop.actions.letter_items import list_letters
from desktop.actions.lists import Query
from desktop.actions.opening import close
from desktop.actions.session import home_bytes
from desktop.ui.application import Application
from desktop.ui.pages.coordinator.letters import LettersPage
from tests.actions.homes import District, record
from tests.ui.conftest import Opener

PASSPHRASE = "kata sandi uji"
WAIT = 20_000


@cache
def _made() -> Path:
    """A district whose coordinator also visits: PUPR has a laptop, Dishub has none, PLN can only be asked."""
    folder = Path(mkdtemp())
    district = District(folder)
    setda = district.home("setda", "coordinator", "officer")
    district.home("pupr", "agency:PUPR")
    a, b, c, d = record(setda, {"urgency": "segera"}, {}, {}, {})
    assignments.assign(setda, [a, b], "PUPR")
    assignments.assign(setda, [c], "DISHUB")
    triage.outside(setda, [d], "bukan kewenangan kabupaten", "PLN")
    # From now on it is a coordinator's only, and trusts the district it founded.
    home = msgspec.structs.replace(setda.home, desks=["coordinator"], trusted=True)
    with setda.store.transaction():
        setda.store.set_meta("home", home_bytes(home))
    for session in district.homes.values():
        close(session)
    return folder / "setda"


def induk(to: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(_made(), to))


def focused() -> QWidget:
    """Where the keys go."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(*pressed: str) -> None:
    """Presses keys, by their names."""
    for one in pressed:
        QTest.keySequence(focused(), QKeySequence(one))


def typed(words: str) -> None:
    """Types into what has the focus."""
    QTest.keyClicks(focused(), words)


def until(qtbot: QtBot, holds: Callable[[], Any]) -> None:
    """Waits for something to become true."""
    qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT)


def page_of(application: Application, digit: int) -> Any:
    """Opens a page of the rail by its digit."""
    application.window.activateWindow()
    keys(f"Alt+{digit}")
    return application.window.page


def letters_page(
    open_window: Opener, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> LettersPage:
    """The page of letters of a copy of it, with the first one shown; what is saved goes into the folder."""
    (folder / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(folder))
    shown = page_of(open_window(induk(folder / "rumah"), PASSPHRASE), 4)
    assert isinstance(shown, LettersPage)
    until(qtbot, lambda: shown.desk.list.item())
    until(qtbot, lambda: shown.desk.told)
    return shown


def letters(page: LettersPage) -> list[dict[str, Any]]:
    """Every letter that was made, as the register lists it."""
    found: list[dict[str, Any]] = list_letters(page.place.reader, Query())["items"]
    return found


def message(page: LettersPage) -> str:
    """What the window says, with the next step."""
    bar = page.place.messages
    return f"{bar.sentence.text()} {bar.hint.text()}".strip()
