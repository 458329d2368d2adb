"""The page that stands where the home could not be opened: what is wrong, and what to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, in_the_middle
from desktop.ui.widgets.labels import Label, Sign


class Trouble(QFrame):
    """A sentence and the next step instead of a traceback.

    Args:
        look: how it looks.
        error: why it does not go on.
        again: tries once more.
        leave: ends the program.
    """

    def __init__(
        self, look: Look, error: UserError, again: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.code = error.code
        sentence, hint = look.words.sentence(error)
        card = Card(look, padding=24)
        card.setFixedWidth(look.lettering.scaled(520))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Sign(look, "circle-alert", "err", 24), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(look, sentence, "h2", wrap=True), 1)
        card.body.addSpacing(8)
        card.body.addLayout(head)
        card.body.addWidget(Label(look, hint, wrap=True))
        card.body.addWidget(Label(look, look.text("trouble_safe"), "body", "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        close = Button(look, look.text("trouble_leave"), icon="log-out")
        close.clicked.connect(leave)
        self.again = Button(look, look.text("trouble_again"), icon="refresh-cw", keys="Enter", kind="primary")
        self.again.setAutoDefault(True)
        self.again.clicked.connect(again)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.again)
        card.body.addSpacing(8)
        card.body.addLayout(row)
        in_the_middle(self, card)
        QWidget.setTabOrder(self.again, close)
        self.setFocusProxy(self.again)
        self.again.setAccessibleDescription(f"{sentence} {hint}")
