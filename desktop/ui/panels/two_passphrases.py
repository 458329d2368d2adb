"""A new passphrase, typed twice, with its strength said in words: first start, recovery, settings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.panels.strength import strength
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Told, Tone

_SAID: dict[str, tuple[str, str, Tone]] = {
    "short": ("circle-alert", "passphrase_short_said", "muted"),
    "weak": ("triangle-alert", "passphrase_weak", "warn"),
    "fair": ("check", "passphrase_fair", "ok"),
    "strong": ("shield-check", "passphrase_strong", "ok"),
}


class TwoPassphrases(QWidget):
    """Two lines and a word about them.

    Args:
        look: how it looks.
        own: names and numbers of the person, which make poor passphrases.
    """

    entered = Signal()
    """Enter in the second line."""

    def __init__(self, look: Look, *own: str) -> None:
        super().__init__()
        self._look, self.own = look, own
        self.first, self.second = Line(look), Line(look)
        self.first_field = Field(
            look, look.text("passphrase_new"), self.first, look.text("passphrase_new_hint")
        )
        self.second_field = Field(look, look.text("passphrase_again"), self.second)
        self.said = Told(look, "info", "", "muted")
        self.said.hide()
        self.shown = Button(look, look.text("gate_show"), icon="eye", kind="quiet")
        self.shown.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.first_field, self.said, self.second_field):
            column.addWidget(widget)
        column.addWidget(self.shown, 0, Qt.AlignmentFlag.AlignLeft)
        self.first.textChanged.connect(self._on_typed)
        self.shown.toggled.connect(self._on_shown)
        self.second.returnPressed.connect(self.entered)
        self.setFocusProxy(self.first)
        self._on_shown(False)

    def chosen(self) -> str | None:
        """The passphrase if both agree; else None after a complaint."""
        for field in (self.first_field, self.second_field):
            field.complain("")
        typed = self.first.text()
        if strength(typed) == "short":
            self.first_field.complain(self._look.text("passphrase_short_wrong", count=len(typed)))
            self.first.setFocus()
            return None
        if typed != self.second.text():
            self.second_field.complain(
                self._look.text("passphrase_differ" if self.second.text() else "passphrase_again_missing")
            )
            self.second.setFocus()
            self.second.selectAll()
            return None
        return typed

    def _on_typed(self, typed: str) -> None:
        icon, code, tone = _SAID[strength(typed, *self.own)]
        self.said.setVisible(bool(typed))
        self.said.say(icon, self._look.text(code), tone)

    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.second.setEchoMode(mode)
