"""The chosen visit of a list at a glance, and the button that opens it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.dates import format_date, format_day
from desktop.ui.look import Look
from desktop.ui.panels.visit_state import state_of, state_words
from desktop.ui.panels.visit_values import attended
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Chip, Label

Visit = Mapping[str, Any]


class VisitGlance(QFrame):
    """When, where, who, how much.

    Args:
        look: how it looks.
    """

    opened = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("surface", "card")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(16, 12, 16, 16)
        self._inside: QWidget | None = None
        self.button = Button(look, look.text("glance_open"), icon="arrow-right", keys="Enter")
        self.button.clicked.connect(self.opened)
        self._outer.addStretch(1)
        self._outer.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.button)

    def show_visit(self, visit: Visit | None, now: datetime) -> None:
        """Shows a visit, or that none is chosen."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = inside = QWidget()
        inside.setProperty("surface", "inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.button.setVisible(visit is not None)
        if visit is None:
            column.addWidget(Label(self._look, self._look.text("glance_none"), "body", "muted", wrap=True))
        else:
            self._fill(column, visit, now)
        self._outer.insertWidget(0, inside)

    def _fill(self, column: QVBoxLayout, visit: Visit, now: datetime) -> None:
        look, text = self._look, self._look.text
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(look, str(visit["village_name"] or visit["village"] or ""), "h2"))
        head.addWidget(Chip(look, *state_words(look, state_of(visit, now))))
        head.addStretch(1)
        column.addLayout(head)
        day = date.fromisoformat(visit["date"])
        times = "-".join(part.replace(":", ".") for part in (visit["start"], visit["end"]) if part)
        host = visit.get("counterpart") or {}
        team = ", ".join(str(one["name"]) for one in visit["team"])
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for words, value in (
            (text("visit_date"), f"{format_day(day)}, {format_date(day)}"),
            (text("glance_time"), times),
            (text("glance_district"), visit["district"]),
            (text("visit_place"), visit["place"]),
            (text("visit_team"), team),
            (text("visit_host"), ", ".join(filter(None, (host.get("name"), host.get("position"))))),
            (text("page_aspirations"), str(visit["aspirations"])),
            (text("visit_tab_attendance"), str(attended(visit) or "")),
            (text("glance_by"), visit["by"]),
        ):
            if value:
                form.addRow(Label(look, words, "body", "muted"), Label(look, str(value), wrap=True))
        column.addLayout(form)
