"""Services given on the spot: one line and Enter adds one, Delete takes one away."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.actions.changes import Changes
from desktop.actions.shape_types import ServiceIn
from desktop.actions.visit_changes import VisitChange, correct_visit
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.visit_values import service_of
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.table import Table

Row = Mapping[str, Any]
_COLUMN = 560


class ServicesPart(Card):
    """A list and a line to add to it.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look)
        self._place, self.look = place, place.look
        self._visit: Mapping[str, Any] = {}
        self._rows: list[dict[str, Any]] = []
        text = self.look.text
        self.body.addWidget(Label(self.look, text("services_title"), "h2"))
        self.line = Line(self.look)
        self.field = Field(self.look, text("services_add"), self.line, text("services_hint"))
        self.body.addWidget(self.field)
        self.model = PagedModel(
            [
                Column("service", text("services_name"), lambda item: Cell(str(item["service"]))),
                Column(
                    "count", text("services_count"), lambda item: Cell(str(item["count"])), 120, right=True
                ),
            ],
            lambda _after: {"items": self._rows, "next": None},
        )
        self.table = Table(self.look, self.model, text("services_title"))
        self.body.addWidget(self.table, 1)
        self._reason = Line(self.look)
        self._why = Field(self.look, text("editor_reason"), self._reason, text("editor_reason_hint"))
        self.body.addWidget(self._why)
        self._fit()
        self.look.changed.connect(self._fit)
        self.line.returnPressed.connect(self._on_return)
        delete = QShortcut(QKeySequence("Delete"), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_delete)

    def show_visit(self, visit: Mapping[str, Any]) -> None:
        """The services of a visit."""
        self._visit = visit
        self._rows = [dict(one) for one in visit.get("services") or []]
        self._why.setVisible(bool(visit["finished"]))
        self.model.ask(lambda _after: {"items": self._rows, "next": None})

    def first(self) -> QWidget:
        """The line."""
        return self.line

    def leave(self) -> None:
        """Nothing waits here: each line is recorded at once."""

    def _on_return(self) -> None:
        found = service_of(self.line.text())
        if found is None:
            return
        same = next(
            (row for row in self._rows if row["service"].casefold() == found.service.casefold()), None
        )
        rows = [row for row in self._rows if row is not same]
        count = found.count + (int(same["count"]) if same else 0)
        self._write([*rows, {"service": same["service"] if same else found.service, "count": count}])

    def _on_delete(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._rows):
            before = list(self._rows)
            self._write([one for at, one in enumerate(before) if at != row], before)

    def _fit(self) -> None:
        for widget in (self.field, self.table, self._why):
            widget.setMaximumWidth(self.look.lettering.scaled(_COLUMN))

    def _write(self, rows: Sequence[Row], before: Sequence[Row] | None = None) -> None:
        """Records the list; with `before` it can be taken back."""
        visit, why = self._visit, self._reason.text().strip()
        self.field.complain("")
        self._why.complain("")
        if visit["finished"] and not why:
            self._why.complain(self.look.text("editor_reason_needed"))
            return
        change = VisitChange(services=[ServiceIn(**row) for row in rows])

        def done(answer: Any) -> None:
            self.line.clear()
            self.show_visit(answer["visit"])
            if before is not None:
                told = self.look.text("services_removed")
                self._place.messages.tell(told, lambda: self._write(before))
            self._place.wrote(Changes({"visit": frozenset({UUID(visit["id"]).bytes})}))

        def failed(error: UserError) -> None:
            self.field.complain(" ".join(self.look.words.sentence(error)))

        self._place.background.run(
            lambda session: correct_visit(session, visit["id"], change, why or None), done, failed
        )
