"""What goes wrong on each page, once, as a person would do it wrong."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.errors import UserError
from desktop.ui.application import Application

Key = Qt.Key
Mistake = Callable[..., None]


def press(application: Application, *keys: Qt.Key) -> None:
    """Keys, where the focus is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or application.window, key)


def type_in(application: Application, words: str) -> None:
    """Words, where the focus is."""
    QTest.keyClicks(QApplication.focusWidget() or application.window, words)


def act(application: Application, *keys: str) -> None:
    """What a key of the page does."""
    for one in keys:
        page = application.window.page
        if page is not None:
            page.acts[one]()
            QApplication.processEvents()


def _full(application: Application, folder: Path) -> None:
    """A page on which nothing is typed: the disk is full."""
    error = UserError("disk_full")
    if application.background is not None:
        application.background.met.emit(error)
    application.window.messages.complain(error)


def _empty_visit(application: Application, folder: Path) -> None:
    act(application, "Ctrl+N")
    type_in(application, "zzz")
    act(application, "Ctrl+Return")


def _wrong_hour(application: Application, folder: Path) -> None:
    act(application, "Ctrl+1")
    page = application.window.page
    page.facts.focus_field("start")  # type: ignore[union-attr]
    line = QApplication.focusWidget() or application.window
    QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(application, "25.99")
    # Leaving the part records what was typed.
    page.facts.leave()  # type: ignore[union-attr]


def _damaged_file(application: Application, folder: Path) -> None:
    broken = folder / "petugas1-0007.jbola"
    broken.write_bytes(b"JBOLA1 broken off in the mid")
    application.window.take_files([broken])


def _no_such_code(application: Application, folder: Path) -> None:
    act(application, "D")
    type_in(application, "TB-9999")
    press(application, Key.Key_Return)


def _nothing_answered(application: Application, folder: Path) -> None:
    act(application, "Ctrl+Return")


def _no_name(application: Application, folder: Path) -> None:
    press(application, Key.Key_Return)
    QTest.keyClick(
        QApplication.focusWidget() or application.window, Key.Key_A, Qt.KeyboardModifier.ControlModifier
    )
    press(application, Key.Key_Delete)
    act(application, "Ctrl+S")


def _two_words(application: Application, folder: Path) -> None:
    page = application.window.page
    page.two.first.setText("kuda batu sungai pagi")  # type: ignore[union-attr]
    page.two.second.setText("kuda batu sungai")  # type: ignore[union-attr]
    page.on_changing()  # type: ignore[union-attr]


MISTAKES: dict[str, Mistake] = {
    "district": _no_name,
    "exchange": _damaged_file,
    "followup": _nothing_answered,
    "inbox": _damaged_file,
    "incoming": _full,
    "settings": _two_words,
    "triage": _no_such_code,
    "visit": _wrong_hour,
    "visits": _empty_visit,
}


def mistake(name: str) -> Mistake:
    """The one of a page."""
    return MISTAKES.get(name, _full)
