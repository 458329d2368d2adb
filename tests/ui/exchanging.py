"""People who exchange files: one at the window, by keys; the others at homes of their own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import opening
from desktop.actions.sent_list import list_received, list_sent
from desktop.errors import UserError
from desktop.paths import Paths
from desktop.ui.application import Application
from desktop.ui.panels.intake import IntakePanel
from desktop.ui.panels.sending import Sending
from tests.journeys.homes import World
from tests.proofs.homes import PASSPHRASE, give_passphrase

# What Qt's own dialog says on a screen that is none.
OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support")
Opener = Callable[[Path, str], Application]


def asked_for_files(qtbot: QtBot) -> bool:
    """Waits for the dialog that asks for files, and leaves it."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    several = dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    return several


def choose_files(qtbot: QtBot, paths: Sequence[Path]) -> None:
    """Names files in Qt's dialog once it is there; Enter takes them."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog), timeout=10_000)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    named = str(paths[0])
    if len(paths) > 1:
        dialog.setDirectory(str(paths[0].parent))
        named = " ".join(f'"{path.name}"' for path in paths)
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    line.setText(named)  # typed, the list of suggestions would take the Enter
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)


class Desk:
    """Somebody at the window.

    Args:
        qtbot: of the test.
        open_window: of the test.
        world: the district; this home is handed over to the window.
        name: whose home.
        page: the page to open.
    """

    def __init__(self, qtbot: QtBot, open_window: Opener, world: World, name: str, page: str) -> None:
        self.qtbot = qtbot
        opening.close(world.homes.pop(name))
        give_passphrase(Paths(world.folder / name))
        self.application = open_window(world.folder / name, PASSPHRASE)
        self.window = self.application.window
        self.activate()
        self.alt(page)
        self.wait(lambda: self.window.page_name == page)
        self.settle()

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self.window.page

    @property
    def intake(self) -> IntakePanel:
        """Where files are taken in."""
        panel = self.page.intake
        assert isinstance(panel, IntakePanel)
        return panel

    @property
    def focus(self) -> QWidget:
        """Whatever hears the keys."""
        return QApplication.focusWidget() or self.window

    def activate(self) -> None:
        """Brings the window to the front: there may be another person's beside it."""
        self.window.activateWindow()
        self.wait(lambda: QApplication.activeWindow() is self.window)

    def alt(self, page: str) -> None:
        """To a page by its digit."""
        rail = self.window.rail
        assert rail is not None
        self.press(f"Alt+{rail.names().index(page) + 1}")

    def press(self, *keys: str) -> None:
        """Presses keys, written as Qt writes them."""
        for one in keys:
            combination: QKeyCombination = QKeySequence(one)[0]  # type: ignore[index]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    def type(self, words: str) -> None:
        """Types words into whatever has the focus."""
        QTest.keyClicks(self.focus, words)

    def wait(self, until: Callable[[], bool], seconds: int = 30) -> None:
        """Until something is so."""
        self.qtbot.waitUntil(until, timeout=seconds * 1000)

    def settle(self) -> None:
        """Until everything handed to the background is done."""
        done: list[object] = []
        background = self.application.background
        assert background is not None
        background.run(lambda _session: None, done.append)
        self.wait(lambda: bool(done))

    def tab_to(self, widget: QWidget, key: str = "Tab") -> None:
        """Tab until a control has the focus; it must be reached."""
        target = widget.focusProxy() or widget
        for _ in range(60):
            if self.focus is target or target.isAncestorOf(self.focus):
                return
            self.press(key)
        raise AssertionError(f"{target} is not reached by {key}")

    def choose_folder(self, sending: Sending, folder: Path) -> None:
        """Names the folder the files go to."""
        self.tab_to(sending.where.choice, "Backtab" if self.focus is sending.button else "Tab")
        self.press("End")
        self.tab_to(sending.where.line)
        self.press("Ctrl+A")
        self.type(str(folder))

    def send(self, sending: Sending, folder: Path, keys: str = "Ctrl+E") -> None:
        """Makes files in a folder and waits for the outcome."""
        self.choose_folder(sending, folder)
        self.press(keys)
        self.wait(lambda: sending.progress.running)
        self.wait(lambda: not sending.progress.running)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Chooses files in Qt's dialog and waits until they were looked at."""
        self.press("Ctrl+O")
        choose_files(self.qtbot, paths)
        self.activate()  # a window manager would do so
        self.wait(lambda: not self.looking())
        self.settle()

    def looking(self) -> bool:
        """Whether files are still looked at."""
        return self.intake.active and self.intake.currentWidget() is self.intake.working

    def take_in(self, paths: Sequence[Path]) -> list[dict[str, Any]]:
        """Chooses files, Enter, and the report on them."""
        self.look_at(paths)
        assert self.intake.currentWidget() is self.intake.preview
        self.press("Return")
        self.wait(lambda: self.intake.currentWidget() is self.intake.report)
        return list(self.intake.report.report["files"])

    def sent(self) -> list[dict[str, Any]]:
        """Sync files that went out, newest first."""
        assert self.application.reader is not None
        return [one for one in list_sent(self.application.reader)["items"] if one["sequence"] != "request"]

    def received(self) -> list[dict[str, Any]]:
        """Files that came in, newest first."""
        assert self.application.reader is not None
        return list(list_received(self.application.reader)["items"])

    def sentence(self, code: str, **values: Any) -> tuple[str, str]:
        """An error as the catalogue has it."""
        return self.application.look.words.sentence(UserError(code, **values))

    def text(self, code: str, **values: object) -> str:
        """A text of the window."""
        return self.application.look.text(code, **values)


def files_in(folder: Path) -> list[str]:
    """What lies in a folder, half-written files and all."""
    return sorted(path.name for path in folder.iterdir())
