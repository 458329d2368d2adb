"""Small things the triage panel says: when the similar ones came, and which key assigns from where one is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.dates import MONTHS
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label

Item = Mapping[str, Any]
_LISTED = 8


class KeyCaps(QObject):
    """The assigning button shows the key that works where the focus is: Enter inside the panel, A outside.

    Args:
        panel: the panel.
        button: the button in it.
    """

    def __init__(self, panel: QWidget, button: Button) -> None:
        super().__init__(panel)
        self._panel, self._button = panel, button
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            self._button.show_keys("Enter" if self._panel.isAncestorOf(now) else "A")


def months(items: Sequence[Item], today: date) -> str:
    """The last months in which these were recorded, in words."""
    days = sorted({str(item["recorded"])[:7] for item in items}, reverse=True)[:3]
    named = [
        f"{MONTHS[int(day[5:]) - 1][:3]}{'' if day[:4] == str(today.year) else ' ' + day[:4]}" for day in days
    ]
    return ", ".join(named)


def marked_lines(look: Look, items: Sequence[Item]) -> list[Label]:
    """How many are marked, and the first of them."""
    lines = [Label(look, look.text("triage_marked_head", count=len(items)), "h2")]
    for item in items[:_LISTED]:
        words = look.text("words_hidden") if item.get("restricted") else str(item.get("title") or "")
        lines.append(Label(look, f"{item['code']}  {words}", "body", "muted", wrap=True))
    if len(items) > _LISTED:
        more = look.text("triage_marked_more", count=len(items) - _LISTED)
        lines.append(Label(look, more, "body", "muted"))
    return lines
