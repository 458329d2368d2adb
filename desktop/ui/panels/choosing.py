"""Bars below a list that ask one thing and go away: a reason, or which other aspiration says the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.codes import normalise_code
from desktop.ui.look import Look
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.states import status_cell
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Choice, Field, Line
from desktop.ui.widgets.labels import Elided, Label
from desktop.ui.widgets.table import Table
from desktop.ui.widgets.typed import meant

Item = Mapping[str, Any]
SHOWN = 5
_TYPING_MS = 120


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
        self.recipient.editTextChanged.connect(lambda _text: self.whom.complain(""))
        if (typed := self.recipient.lineEdit()) is not None:
            typed.returnPressed.connect(self.on_answered)

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
        if self.isHidden() or not self._take_recipient():
            return
        said = self.line.text().strip()
        if not said:
            self.reason.complain(self.look.text("bar_reason_missing"))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answered.emit(said, self.recipient.code() if not self.whom.isHidden() else "")

    def _take_recipient(self) -> bool:
        """Chooses what was typed; what nobody or more than one is called is refused beside the field."""
        if self.whom.isHidden():
            return True
        typed, found = self.recipient.currentText().strip(), meant(self.recipient)
        if not typed or len(found) == 1:
            self.recipient.close_matches()
            self.recipient.choose(found[0] if typed else "")
            return True
        if found:
            self.whom.complain(self.look.text("bar_recipient_many", typed=typed, count=len(found)))
        else:
            self.whom.complain(self.look.text("bar_recipient_unknown", typed=typed))
        self.recipient.setFocus(Qt.FocusReason.OtherFocusReason)
        return False


class SameBar(Bar):
    """Lists what is similar; arrows choose while words or a code can be typed, which look for others."""

    answered = Signal(str)
    sought = Signal(str)
    """Words were typed: what is found goes to `show_found`."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.model = PagedModel(self._columns(), lambda _after: {"items": self._items, "next": None})
        self._items: Sequence[Item] = ()
        self._alike: Sequence[Item] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self._on_typed)
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
        self.line.textChanged.connect(self._on_changed)
        look.changed.connect(self._fit)

    def ask(self, title: str) -> None:
        """Asks anew; what is similar is told by `show_items` when it is known."""
        self.title.setText(title)
        self._alike = None
        self.line.clear()
        self._pause.stop()
        self.code.complain("")
        self._show((), self.look.text("same_searching"))
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_items(self, items: Sequence[Item]) -> None:
        """What may say the same, nearest first."""
        self._alike = items
        if not self.line.text().strip():
            self._show(items[:SHOWN], self.look.text("same_none"))

    def show_found(self, items: Sequence[Item]) -> None:
        """What the typed words or code found."""
        self._show(items[:SHOWN], self.look.text("same_not_found"))

    def complain(self, sentence: str) -> None:
        """What is wrong with the one that was named."""
        self.code.complain(sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_answered(self) -> None:
        """The row that is chosen, else the code that was typed."""
        if self._pause.isActive():
            # Whoever types fast means what is typed, not what still stands there.
            self._pause.stop()
            self._on_typed()
        typed, item = self.line.text().strip(), self.table.item()
        if item is not None or normalise_code(typed):
            self.answered.emit(str(item["code"]) if item is not None else typed)
        elif typed:
            self.complain(self.look.text("same_not_found"))
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

    def _on_changed(self, _text: str) -> None:
        self.code.complain("")
        self._pause.start()

    def _on_typed(self) -> None:
        if typed := self.line.text().strip():
            self.sought.emit(typed)
        elif self._alike is not None:
            self.show_items(self._alike)

    def _show(self, items: Sequence[Item], nothing: str) -> None:
        self._items = items
        self.model.reload()
        if items and items[0].get("near") in ("words", "found"):
            # What was only heard on the same visit is chosen by an arrow, never by Enter alone.
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
            Column("code", look.text("same_column_code"), lambda item: Cell(str(item["code"]), "muted"), 156),
            Column(
                "words",
                look.text("column_words"),
                lambda item: Cell(" ".join(str(item["title"] or "").split())),
            ),
            Column("why", look.text("same_column_why"), self._why, 170),
            Column("status", look.text("column_status"), lambda item: status_cell(look, item["status"]), 140),
        ]

    def _why(self, item: Item) -> Cell:
        """What brings it here."""
        near, text = item.get("near"), self.look.text
        if near == "found":
            return Cell(str(item.get("village_name") or ""), "muted")
        if near in ("rt", "visit"):
            return Cell(text("same_near_rt") if near == "rt" else text("same_near_visit"), "muted")
        return Cell(str(item.get("why") or ""), "muted")
