"""A real window over real homes: made once, copied for each test."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.ui.application import Application, keep_none_alive
from desktop.ui.start import STYLE
from tests.ui.frame import Practice, found


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    keep_none_alive()
    return QApplication


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["jemputbola", *STYLE]


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Windows of the test before are gone before the next one begins, in the thread they live in."""
    gc.collect()
    gc.freeze()  # Whatever is alive now stays: it need not be looked at again after each test.
    yield
    if QApplication.instance() is not None:
        # Else the next test's keys might still go to the window of this one, and Qt would dress its
        # thousands of controls again with every window that is opened: 5 s for each test that follows.
        for left in QApplication.topLevelWidgets():
            left.close()
            left.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """A founded practice district; copy a home before writing in it."""
    return found(tmp_path_factory.mktemp("latihan"))


Opener = Callable[[Path, str], Application]


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot) -> Iterator[Opener]:
    """Opens the window on a home, through the gate; closed at the end."""
    opened: list[Application] = []

    def start(home: Path, passphrase: str) -> Application:
        app = parts.build()
        application = Application(qapp, app, app.surroundings(home, None))
        opened.append(application)
        application.start(passphrase)
        qtbot.waitUntil(lambda: application.window.page is not None, timeout=20_000)
        return application

    yield start
    for application in opened:
        application.stop()
        application.window.close()
        application.window.deleteLater()


def copied(home: Path, to: Path) -> Path:
    """A copy of a home, so that the next test finds it as it was."""
    shutil.copytree(home, to)
    return to
