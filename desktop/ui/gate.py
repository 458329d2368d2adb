"""The gate: passphrase in, data key out. At the start and after the laptop was left alone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.actions.opening import data_key_of
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.rail import Emblem


class Gate(QFrame):
    """Asks for the passphrase.

    Args:
        look: how it looks.
        vault: the home's vault.
        person: whose laptop it is, empty when that is not known before unlocking.
        opened: gets the data key.
    """

    refused = Signal(str)

    def __init__(self, look: Look, vault: Path, person: str, opened: Callable[[bytes], None]) -> None:
        super().__init__()
        self._look, self._vault, self._opened = look, vault, opened
        self.setProperty("surface", "page")
        self._asking: _Asking | None = None
        box = QWidget()
        box.setFixedWidth(look.lettering.scaled(380))
        column = QVBoxLayout(box)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Emblem(look))
        head.addWidget(Label(look, look.text("ui_program"), "h1"))
        head.addStretch(1)
        column.addLayout(head)
        if person:
            column.addWidget(Label(look, person, "body", "muted"))
        self.line = Line(look)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.returnPressed.connect(self.ask)
        self.field = Field(look, look.text("gate_passphrase"), self.line, look.text("gate_hint"))
        column.addWidget(self.field)
        self.shown = Button(look, look.text("gate_show"), icon="eye", kind="quiet")
        self.shown.setCheckable(True)
        self.shown.toggled.connect(self._on_shown)
        self.button = Button(look, look.text("gate_open"), icon="key-round", keys="Enter", kind="primary")
        self.button.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.addWidget(self.shown)
        row.addStretch(1)
        row.addWidget(self.button)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self.setFocusProxy(self.line)

    def ask(self) -> None:
        """Tries what was typed; deriving the key takes a moment, so it is done beside the window."""
        if self._asking is not None:
            return
        self.field.complain("")
        self._wait(True)
        self._asking = _Asking(self._vault, self.line.text())
        self._asking.finished.connect(self._on_asked)
        self._asking.start()

    def _on_asked(self) -> None:
        asking, self._asking = self._asking, None
        self._wait(False)
        if asking is None:
            return
        if asking.key is not None:
            self._opened(asking.key)
        elif asking.error is not None:
            sentence, hint = self._look.words.sentence(asking.error)
            self.field.complain(f"{sentence} {hint}")
            self.line.selectAll()
            self.line.setFocus()
            self.refused.emit(asking.error.code)

    def _wait(self, waiting: bool) -> None:
        self.button.setEnabled(not waiting)
        self.line.setReadOnly(waiting)

    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)


class _Asking(QThread):
    def __init__(self, vault: Path, passphrase: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault, self._passphrase = vault, passphrase
        self.key: bytes | None = None
        self.error: UserError | None = None

    def run(self) -> None:
        """Derives the key."""
        try:
            self.key = data_key_of(self._vault, self._passphrase)
        except UserError as error:
            self.error = error
