"""Assigns at once all verified ones whose suggestion is sure: first how many and to whom, then the work."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from desktop.actions.shape_types import AssignRow
from desktop.actions.triage_acts import SURE, assign_listed, sure_ones
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.choosing import Bar
from desktop.ui.panels.suggested import Suggester
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label


class SureBar(Bar):
    """A preview, then a button, then how far it is.

    Args:
        place: the workplace.
        suggester: for names.
    """

    assigned = Signal(object)

    def __init__(self, place: Workplace, suggester: Suggester) -> None:
        super().__init__(place.look)
        self._place, self._suggester = place, suggester
        self._rows: list[AssignRow] = []
        self._cancel: Any = None
        self.title.setText(self.look.text("sure_title", percent=round(100 * SURE)))
        self.told = Label(self.look, "", "body", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.look.text("sure_progress"))
        self.bar.hide()
        self.column.addWidget(self.told)
        self.column.addWidget(self.bar)
        self.stop = Button(self.look, self.look.text("sure_stop"), icon="x")
        self.stop.clicked.connect(self.on_stopped)
        self.stop.hide()
        self.go = Button(self.look, self.look.text("sure_go"), icon="send", keys="Enter")
        self.go.clicked.connect(self.on_wanted)
        self.foot(self.go, self.stop)
        for keys in ("Return", "Enter"):
            self.key(keys, self._on_enter)

    def ask(self) -> None:
        """Counts anew; nothing is written yet."""
        self._rows = []
        self.told.setText(self.look.text("sure_counting"))
        self.go.setEnabled(False)
        self.show()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place.background.run(sure_ones, self._on_counted)

    def on_wanted(self) -> None:
        """Assigns exactly what was shown."""
        if not self._rows or self._cancel is not None:
            return
        self.go.setEnabled(False)
        self.stop.show()
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bar.setRange(0, len(self._rows))
        self.bar.setValue(0)
        self.bar.show()
        self._cancel = self._place.background.run_long(
            assign_listed, (self._rows,), self._on_done, self._on_failed, self._on_told
        )

    def on_stopped(self) -> None:
        """What is assigned stays assigned."""
        if self._cancel is not None:
            self._cancel.set()
            self.stop.setEnabled(False)

    def _on_counted(self, found: dict[str, Any]) -> None:
        self._rows = [AssignRow(code=code, agency=agency) for code, agency in found["rows"]]
        if not self._rows:
            self.told.setText(self.look.text("sure_nobody", left=found["left"]))
            return
        counts: dict[str, int] = {}
        for row in self._rows:
            counts[row.agency] = counts.get(row.agency, 0) + 1
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        spread = ", ".join(f"{self._suggester.name(code)} {count}" for code, count in ranked)
        words = self.look.text("sure_told", count=len(self._rows), spread=spread, left=found["left"])
        self.told.setText(words)
        self.go.setEnabled(True)
        if self.isVisible():
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_told(self, done: int, _total: int) -> None:
        self.bar.setValue(done)

    def _on_done(self, answer: dict[str, Any]) -> None:
        self._rest()
        self.assigned.emit(answer)

    def _on_failed(self, error: UserError) -> None:
        self._rest()
        self._place.messages.complain(error)
        self.left.emit()

    def _rest(self) -> None:
        self._cancel = None
        self.bar.hide()
        self.stop.hide()
        self.stop.setEnabled(True)

    def _on_enter(self) -> None:
        (self.on_stopped if self.stop.hasFocus() else self.on_wanted)()
