"""The gate: passphrase in, data key out. At the start and after the laptop was left alone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from desktop.actions.surroundings import data_key_of
from desktop.errors import UserError
from desktop.ui.errand import Errand
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, in_the_middle
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label, Told
from desktop.ui.widgets.rail import Emblem


class Gate(QFrame):
    """Asks for the passphrase; nothing personal is known or shown before it is right.

    Args:
        look: how it looks.
        vault: the home's vault.
        why: why it stands here, empty at the start.
        opened: gets the data key.
        forgotten: opens the way with the recovery code; None offers none.
    """

    refused = Signal(str)

    def __init__(
        self,
        look: Look,
        vault: Path,
        why: str,
        opened: Callable[[bytes], None],
        forgotten: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._look, self._vault, self._opened = look, vault, opened
        self.setProperty("surface", "page")
        self._asking = False
        card = Card(look, padding=24)
        card.setFixedWidth(look.lettering.scaled(440))
        card.body.setSpacing(12)
        card.body.addSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Emblem(look))
        head.addWidget(Label(look, look.text("ui_program"), "h1"))
        head.addStretch(1)
        card.body.addLayout(head)
        if why:
            card.body.addWidget(Label(look, why, "body", "muted", wrap=True))
        self._ask_for(card)
        self._offer(card, forgotten)
        in_the_middle(self, card)
        self.setFocusProxy(self.line)

    def _ask_for(self, card: Card) -> None:
        look = self._look
        self.line = Line(look)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.returnPressed.connect(self.ask)
        self.line.installEventFilter(self)
        self.field = Field(look, look.text("gate_passphrase"), self.line, look.text("gate_hint"))
        self.capitals = Told(look, "triangle-alert", look.text("gate_capitals"), "warn")
        self.capitals.hide()
        card.body.addWidget(self.field)
        card.body.addWidget(self.capitals)

    def _offer(self, card: Card, forgotten: Callable[[], object] | None) -> None:
        look = self._look
        self.button = Button(look, look.text("gate_open"), icon="key-round", keys="Enter", kind="primary")
        self.button.clicked.connect(self.ask)
        self.shown = Button(look, look.text("gate_show"), icon="eye", kind="quiet")
        self.shown.setCheckable(True)
        self.shown.toggled.connect(self._on_shown)
        row = QHBoxLayout()
        row.addWidget(self.shown)
        row.addStretch(1)
        row.addWidget(self.button)
        card.body.addLayout(row)
        QWidget.setTabOrder(self.line, self.button)
        QWidget.setTabOrder(self.button, self.shown)
        if forgotten is not None:
            self.forgotten = Button(look, look.text("gate_forgotten"), icon="life-buoy", kind="quiet")
            self.forgotten.clicked.connect(forgotten)
            card.body.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignLeft)
            QWidget.setTabOrder(self.shown, self.forgotten)

    def ask(self) -> None:
        """Tries what was typed; deriving the key takes a moment, so it is done beside the window."""
        if self._asking:
            return
        if self.line.text():
            self.try_with(self.line.text())
        else:
            self._complain(self._look.text("gate_empty"))

    def try_with(self, passphrase: str) -> None:
        """Tries a passphrase, typed or given."""
        if self._asking:
            return
        self.field.complain("")
        self._wait(True)
        Errand(lambda: data_key_of(self._vault, passphrase), self._on_right, self._on_wrong, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watches what is typed for Caps Lock: the system's own state cannot be asked everywhere."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._look_at(event)
        return False

    def _look_at(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.capitals.setVisible(False)
        elif len(letter) == 1 and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.setVisible(letter.isupper() is not shifted and letter.lower() != letter.upper())

    def _on_right(self, key: bytes) -> None:
        # It goes on waiting: an impatient Enter finds it so until the page is there.
        self.line.clear()
        self._opened(key)

    def _on_wrong(self, error: UserError) -> None:
        self._wait(False)
        self.tell(error)

    def tell(self, error: UserError) -> None:
        """Why it stays shut, beside the field."""
        sentence, hint = self._look.words.sentence(error)
        if error.code == "passphrase_wrong":
            hint = self._look.text("gate_wrong_hint")
        self._complain(f"{sentence} {hint}")
        self.refused.emit(error.code)

    def _complain(self, sentence: str) -> None:
        self.field.complain(sentence)
        self.line.selectAll()
        self.line.setFocus()

    def _wait(self, waiting: bool) -> None:
        self._asking = waiting
        self.button.setEnabled(not waiting)
        self.button.setText(self._look.text("gate_opening" if waiting else "gate_open"))
        self.line.setReadOnly(waiting)

    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
