"""Bars below a list that ask one thing and go away: a reason, or which other aspiration says the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.states import status_cell
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Choice, Field, Line
from desktop.ui.widgets.labels import Elided, Label
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]
_SHOWN = 5


class Bar(QFrame):
    """Asks one thing; Enter answers, Esc leaves.

    Args:
        look: how it looks.
    """

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setProperty("surface", "quiet")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 12)
        self.column.setSpacing(8)
        self.title = Elided(look, "", "h3")
        self.column.addWidget(self.title)
        self.key("Escape", self.left.emit)
        self.hide()

    def key(self, keys: str, act: Any) -> None:
        """A key that works while the focus is in the bar."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def foot(self, go: Button, *more: QWidget) -> QHBoxLayout:
        """The button that goes on and the one that leaves."""
        row = QHBoxLayout()
        row.setSpacing(8)
        leave = Button(self.look, self.look.text("bar_leave"), keys="Esc", kind="quiet")
        leave.clicked.connect(self.left)
        for one in more:
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(go)
        self.column.addLayout(row)
        return row


class ReasonBar(Bar):
    """Asks why, and for what is not ours perhaps whom to ask instead."""

    answered = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.line = Line(look)
        self.reason = Field(look, look.text("bar_reason"), self.line)
        self.recipient = Choice(look, typed=True)
        self.whom = Field(look, look.text("bar_recipient"), self.recipient, optional=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.reason, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.whom, 2, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.go = Button(look, "", keys="Enter", kind="plain")
        self.go.clicked.connect(self.on_answered)
        self.foot(self.go)
        self.line.returnPressed.connect(self.on_answered)
        self.line.textChanged.connect(lambda _text: self.reason.complain(""))
        self.recipient.chosen.connect(lambda _code: self.whom.complain(""))

    def ask(
        self,
        title: str,
        label: str,
        go: str,
        recipients: Sequence[tuple[str, str]] = (),
        recipient: str = "",
    ) -> None:
        """Asks anew.

        Args:
            title: what is about to be done, to how many.
            label: the question.
            go: words of the button.
            recipients: code and name of the bodies that may be asked; none hides the choice.
            recipient: the one to begin with.
        """
        self.title.setText(title)
        self.reason.label.setText(label)
        self.line.setAccessibleName(label)
        self.go.setText(go)
        self.go.setAccessibleName(go)
        self.line.clear()
        self.reason.complain("")
        self.whom.complain("")
        self.whom.setVisible(bool(recipients))
        self.recipient.offer([("", self.look.text("bar_nobody")), *recipients])
        self.recipient.choose(recipient)
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_answered(self) -> None:
        """Hands over what was said, unless nothing was."""
        said = self.line.text().strip()
        if not said:
            self.reason.complain(self.look.text("bar_reason_missing"))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answered.emit(said, self.recipient.code() if not self.whom.isHidden() else "")


class SameBar(Bar):
    """Lists what is similar; arrows choose while the code can be typed."""

    answered = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.model = PagedModel(self._columns(), lambda _after: {"items": self._items, "next": None})
        self._items: Sequence[Item] = ()
        self.table = Table(look, self.model, look.text("same_list"))
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().hide()
        self.table.opened.connect(lambda item: self.answered.emit(str(item["code"])) if item else None)
        self.none = Label(look, look.text("same_searching"), "body", "muted", wrap=True)
        self.line = Line(look)
        self.line.installEventFilter(self)
        self.code = Field(look, look.text("same_code"), self.line)
        self.column.addWidget(self.none)
        self.column.addWidget(self.table)
        self.column.addWidget(self.code)
        self.go = Button(look, look.text("same_go"), icon="copy", keys="Enter")
        self.go.clicked.connect(self.on_answered)
        self.foot(self.go)
        self.line.returnPressed.connect(self.on_answered)
        self.line.textChanged.connect(lambda _text: self.code.complain(""))
        look.changed.connect(self._fit)

    def ask(self, title: str) -> None:
        """Asks anew; what is similar is told by `show_items` when it is known."""
        self.title.setText(title)
        self.line.clear()
        self.code.complain("")
        self._show((), self.look.text("same_searching"))
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_items(self, items: Sequence[Item]) -> None:
        """What says nearly the same, nearest first."""
        self._show(items[:_SHOWN], self.look.text("same_none"))

    def complain(self, sentence: str) -> None:
        """What is wrong with the one that was named."""
        self.code.complain(sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_answered(self) -> None:
        """The code that was typed, else the row that is chosen."""
        typed, item = self.line.text().strip(), self.table.item()
        if typed or item:
            self.answered.emit(typed or str((item or {}).get("code")))
        else:
            self.complain(self.look.text("same_missing"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the field move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self.table.step(step)
                return True
        return super().eventFilter(watched, event)

    def _show(self, items: Sequence[Item], nothing: str) -> None:
        self._items = items
        self.model.reload()
        self.table.go_to(0)
        self.none.setText(nothing)
        self.none.setVisible(not items)
        self.table.setVisible(bool(items))
        self._fit()

    def _fit(self) -> None:
        self.table.setFixedHeight(self.look.lettering.scaled(36) * max(1, len(self._items)))

    def _columns(self) -> list[Column]:
        look = self.look
        return [
            Column("code", look.text("same_column_code"), lambda item: Cell(str(item["code"]), "muted"), 130),
            Column(
                "words",
                look.text("column_words"),
                lambda item: Cell(" ".join(str(item["title"] or "").split())),
            ),
            Column("why", look.text("same_column_why"), lambda item: Cell(str(item["why"]), "muted"), 170),
            Column("status", look.text("column_status"), lambda item: status_cell(look, item["status"]), 140),
        ]
