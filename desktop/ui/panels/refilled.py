"""A card whose inside is made anew each time, with lines of facts."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Elided, Label, Sign, Tone


class Refilled(Card):
    """Its head stays.

    Args:
        look: how it looks.
        title: its head.
    """

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title)
        # Its lines are as high as what one points at: they bring their own room.
        self.body.setContentsMargins(16, 12, 16, 8)
        self.body.setSpacing(6)
        self.look = look
        self._inside: QWidget | None = None
        self.lines = QVBoxLayout()

    def renew(self, spacing: int = 0) -> None:
        """Empty again; what follows is added to `lines`, and shown by `reveal`."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
            self.body.removeWidget(self._inside)
        self._inside = QWidget()
        self.lines = QVBoxLayout(self._inside)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(spacing)
        self.body.addWidget(self._inside)

    def reveal(self) -> None:
        """Shows what was filled in at once: Qt would only do so later, and nobody could go there by key."""
        if self._inside is not None:
            self._inside.show()

    def fact(self, icon: str, tone: Tone, words: str, beside: str = "", beside_tone: Tone = "muted") -> None:
        """A line that leads nowhere."""
        line = QWidget()
        line.setFixedHeight(self.look.lettering.scaled(36))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Sign(self.look, icon, tone if tone != "text" else "muted", 16))
        row.addWidget(Elided(self.look, words), 1)
        if beside:
            row.addWidget(Label(self.look, beside, "body", beside_tone))
        self.lines.addWidget(line)
