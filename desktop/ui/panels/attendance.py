"""Who came to a visit: men, women, and which groups were there."""

from PySide6.QtWidgets import QHBoxLayout

from desktop.ui.page import Workplace
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.visit_form import VisitForm
from desktop.ui.panels.visit_values import attendance_change, attendance_of
from desktop.ui.widgets.fields import Line, Prose
from desktop.ui.widgets.labels import Label


class AttendanceForm(VisitForm):
    """Two numbers and a list."""

    def __init__(self, place: Workplace, drafts: DraftKeeper) -> None:
        text = place.look.text
        super().__init__(
            place, drafts, "attendance", text("attendance_title"), attendance_of, attendance_change
        )
        look = self.look
        self.column.addWidget(Label(look, text("attendance_hint"), "body", "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.ask("male", text("attendance_male"), Line(look)))
        row.addWidget(self.ask("female", text("attendance_female"), Line(look)))
        row.addStretch(1)
        self.column.addLayout(row)
        groups = self.ask("groups", text("attendance_groups"), Prose(look, 5), text("attendance_groups_hint"))
        self.column.addWidget(groups)
        self.ready()
