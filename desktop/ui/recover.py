"""A forgotten passphrase: the code from the recovery sheet, and a new passphrase."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.actions.care import recover
from desktop.actions.opening import Surroundings, data_key_of
from desktop.errors import UserError
from desktop.ui.errand import Errand
from desktop.ui.look import Look
from desktop.ui.panels.two_passphrases import TwoPassphrases
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, in_the_middle
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label

_ABOUT_CODE = frozenset({"paper_code_wrong", "paper_code_length", "recovery_wrong"})


class Recover(QFrame):
    """Sets a new passphrase.

    Args:
        look: how it looks.
        outside: the home.
        opened: gets the data key.
        back: to the gate.
    """

    def __init__(
        self,
        look: Look,
        outside: Surroundings,
        opened: Callable[[bytes], None],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self._look, self._outside, self._opened, self._back = look, outside, opened, back
        card = Card(look, padding=24)
        card.setFixedWidth(look.lettering.scaled(600))
        card.body.setSpacing(12)
        card.body.addSpacing(8)
        card.body.addWidget(Label(look, look.text("recover_title"), "h1"))
        card.body.addWidget(Label(look, look.text("recover_words"), "body", "muted", wrap=True))
        self.code = Line(look)
        self.field = Field(look, look.text("recover_code"), self.code, look.text("recover_code_hint"))
        self.two = TwoPassphrases(look)
        card.body.addWidget(self.field)
        card.body.addWidget(self.two)
        row = QHBoxLayout()
        self.back = Button(look, look.text("wizard_back"), icon="chevron-left", keys="Esc")
        self.back.clicked.connect(back)
        self.done = Button(look, look.text("recover_done"), icon="key-round", keys="Enter", kind="primary")
        self.done.clicked.connect(self.on_done)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.done)
        card.body.addLayout(row)
        in_the_middle(self, card)
        self.setFocusProxy(self.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on_done()
        elif event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def on_done(self) -> None:
        """Tries the code; wrapping the key takes a moment."""
        self.field.complain("")
        if not self.code.text().strip():
            self.field.complain(self._look.text("recover_code_missing"))
            self.code.setFocus()
            return
        passphrase = self.two.chosen()
        if passphrase is None or not self.done.isEnabled():
            return
        code, outside = self.code.text(), self._outside
        self.done.setEnabled(False)

        def work() -> bytes:
            recover(outside, code, passphrase)
            return data_key_of(outside.paths.vault, passphrase)

        Errand(work, self._opened, self._on_refused, self)

    def _on_refused(self, error: UserError) -> None:
        self.done.setEnabled(True)
        sentence = " ".join(self._look.words.sentence(error))
        if error.code in _ABOUT_CODE:
            self.field.complain(sentence)
            self.code.setFocus()
        else:
            self.two.first_field.complain(sentence)
