"""The coordinator puts title, category and urgency right, and says why."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.session import Session
from desktop.actions.shape_types import AspirationChange
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Choice, Field, Line, Segments
from desktop.ui.widgets.labels import Label

Item = Mapping[str, Any]
_URGENCIES = ("biasa", "segera", "sangat_segera")


class CorrectPanel(QWidget):
    """Three fields and a reason; Enter saves, Esc leaves.

    Args:
        look: how it looks.
        reader: for the categories of the pack.
    """

    corrected = Signal(object, str)
    left = Signal()

    def __init__(self, look: Look, reader: Session) -> None:
        super().__init__()
        self._look, self._reader = look, reader
        self._item: Item = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(look, look.text("correct_head"), "h3"))
        self.title = Line(look)
        self.category = Choice(look, typed=True)
        self.urgency = Segments(
            look, [(one, look.text(f"correct_{one}")) for one in _URGENCIES], look.text("correct_urgency")
        )
        self.reason = Line(look)
        self.title_field = Field(look, look.text("correct_title"), self.title)
        self.reason_field = Field(
            look, look.text("correct_reason"), self.reason, look.text("correct_reason_hint")
        )
        column.addWidget(self.title_field)
        column.addWidget(Field(look, look.text("correct_category"), self.category))
        column.addWidget(Field(look, look.text("correct_urgency"), self.urgency))
        column.addWidget(self.reason_field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        leave = Button(look, look.text("bar_leave"), keys="Esc", kind="quiet")
        leave.clicked.connect(self.left)
        save = Button(look, look.text("correct_save"), icon="save", keys="Enter")
        save.clicked.connect(self.on_saved)
        row.addWidget(leave)
        row.addWidget(save)
        column.addLayout(row)
        for keys, act in (("Escape", self.left.emit), ("Return", self.on_saved), ("Enter", self.on_saved)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def show_item(self, item: Item) -> None:
        """Begins with what is recorded."""
        self._item = item
        self.title.setText(str(item.get("title") or ""))
        here = item.get("category")
        categories = [one for one in self._reader.pack.categories if not one.retired or one.code == here]
        self.category.offer(
            [("", self._look.text("correct_no_category")), *((one.code, one.name) for one in categories)]
        )
        self.category.choose(str(here or ""))
        self.urgency.choose(str(item.get("urgency") or "biasa"))
        self.reason.setText(self._look.text("correct_reason_usual"))
        self.title_field.complain("")
        self.reason_field.complain("")
        self.title.setCursorPosition(0)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_saved(self) -> None:
        """Hands over what was changed; nothing changed leaves."""
        if not self.title.text().strip():
            self.title_field.complain(self._look.text("correct_title_missing"))
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.reason.text().strip():
            self.reason_field.complain(self._look.text("bar_reason_missing"))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        given: dict[str, Any] = {
            "title": self.title.text().strip(),
            "category": self.category.code() or None,
            "urgency": self.urgency.code(),
        }
        before = {name: self._item.get(name) or ("biasa" if name == "urgency" else None) for name in given}
        changed = {name: value for name, value in given.items() if value != before[name]}
        if changed:
            self.corrected.emit(AspirationChange(**changed), self.reason.text().strip())
        else:
            self.left.emit()

    def complain(self, sentence: str) -> None:
        """What is wrong with the title."""
        self.title_field.complain(sentence)

    def refuse(self, error: UserError) -> None:
        """The correction was refused."""
        self.complain(" ".join(self._look.words.sentence(error)))
