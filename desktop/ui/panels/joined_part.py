"""Below an aspiration that was joined into another: that other one, and the way to it or out of it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.states import status_word
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label, Told

Item = Mapping[str, Any]


class JoinedPart(QWidget):
    """The main one, in short.

    Args:
        look: how it looks.
    """

    opened = Signal()
    freed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, text = look, look.text
        self._code = Label(look, "", "body", "muted")
        self._state = Told(look, "info", "", role="label")
        self.words = Label(look, "", "h2", wrap=True)
        self._agency = Label(look, "", "body", "muted", wrap=True)
        self.open = Button(look, text("joined_open"), icon="arrow-right", keys="Enter", kind="primary")
        self.free = Button(look, text("joined_free"), icon="unlink", keys="L")
        self.open.clicked.connect(self.opened)
        self.free.clicked.connect(self.freed)
        head, foot = QHBoxLayout(), QHBoxLayout()
        for row in (head, foot):
            row.setSpacing(8)
        head.addWidget(self._code)
        head.addWidget(self._state, 1)
        foot.addWidget(self.open)
        foot.addWidget(self.free)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(look, text("joined_title"), "h3"))
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self._agency)
        column.addWidget(Label(look, text("joined_told"), "body", "muted", wrap=True))
        column.addSpacing(4)
        column.addLayout(foot)
        self.hide()

    def show_main(self, main: Item | None) -> None:
        """Shows the main one; None when it has not come to this laptop."""
        self.open.setEnabled(main is not None)
        self._code.setText(str(main["code"]) if main else "")
        self._state.setVisible(main is not None)
        if main is None:
            self.words.setText(self._look.text("joined_missing"))
            self._agency.setText("")
            return
        icon, tone, word = status_word(self._look, str(main["status"]))
        self._state.say(icon, word, tone)  # type: ignore[arg-type]
        hidden = bool(main.get("restricted"))
        words = main.get("title") or main.get("summary") or main.get("text") or ""
        self.words.setText(self._look.text("words_hidden") if hidden else str(words))
        told = (str(main.get("village_name") or ""), str(main.get("lead_name") or ""))
        self._agency.setText(" · ".join(filter(None, told)))
