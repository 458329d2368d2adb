"""The lines of a history."""

from datetime import date

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app as parts
from desktop.paths import RESOURCES
from desktop.ui.look import Look
from desktop.ui.panels.history import History
from desktop.ui.widgets.labels import Label


def test_day_month_and_hour_are_never_parted(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look(RESOURCES, parts.build().catalogue)
    entry = {"kind": "aspiration.recorded", "who": "Budi Santoso", "at": "2026-11-22T09:14:05+08:00"}
    history = History(look, [{**entry, "signature": True, "counts": True}], date(2026, 11, 23))
    qtbot.addWidget(history)
    said = [label.text() for label in history.findChildren(Label)]
    assert "Budi Santoso · 22\N{NO-BREAK SPACE}Nov\N{NO-BREAK SPACE}09.14" in said
