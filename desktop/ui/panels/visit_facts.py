"""The visit itself: when, where, who went, who received them, what it was about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.page import Workplace
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.visit_form import VisitForm
from desktop.ui.panels.visit_values import facts_change, facts_of
from desktop.ui.widgets.fields import Line, Prose

TOP = Qt.AlignmentFlag.AlignTop
"""A complaint below one field must not push its neighbours down."""


class FactsForm(VisitForm):
    """In the order of the minutes."""

    def __init__(self, place: Workplace, drafts: DraftKeeper) -> None:
        text = place.look.text
        super().__init__(place, drafts, "facts", text("visit_facts"), facts_of, facts_change)
        look = self.look
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.ask("date", text("visit_date"), Line(look)), 1, TOP)
        row.addWidget(self.ask("start", text("visit_start"), Line(look)), 1, TOP)
        row.addWidget(self.ask("end", text("visit_end"), Line(look)), 1, TOP)
        self.column.addLayout(row)
        self._add(self.ask("place", text("visit_place"), Line(look)))
        self._add(self.ask("team", text("visit_team"), Prose(look, 3), text("visit_team_hint")))
        host = QHBoxLayout()
        host.setSpacing(12)
        host.addWidget(self.ask("host", text("visit_host"), Line(look)), 1, TOP)
        host.addWidget(self.ask("position", text("visit_position"), Line(look)), 1, TOP)
        self.column.addLayout(host)
        self._add(self.ask("agenda", text("visit_agenda"), Prose(look, 2), optional=True))
        notes = self.ask(
            "notes", text("visit_notes"), Prose(look, 2), text("visit_notes_hint"), optional=True
        )
        self._add(notes)
        self.ready()

    def _add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)
