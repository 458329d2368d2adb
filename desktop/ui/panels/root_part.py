"""The key of the district: what it is for, who may use it and where; nothing is done with it here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.focus_ring import RING
from desktop.ui.widgets.labels import Label, Sign

_ACTS = (
    ("star", "root_induk"),
    ("users", "root_coordinator"),
    ("lock", "root_keeper"),
    ("life-buoy", "root_recovery"),
    ("key-round", "root_successor"),
)


class RootPart(QWidget):
    """Words only.

    Args:
        look: how it looks.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        text = look.text
        inside = QWidget()
        inside.setProperty("surface", "inside")
        body = QVBoxLayout(inside)
        body.setContentsMargins(8, 4, 16, 8)
        body.setSpacing(16)
        body.addWidget(Label(look, text("root_title"), "h2"))
        body.addWidget(Label(look, text("root_words"), "body", wrap=True))
        for icon, code in _ACTS:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Sign(look, icon, "pri", 20), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(Label(look, text(code), "label", wrap=True))
            words.addWidget(Label(look, look.text(f"{code}_words"), "body", "muted", wrap=True))
            row.addLayout(words, 1)
            body.addLayout(row)
        body.addWidget(Label(look, text("root_where"), "body", "muted", wrap=True))
        body.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The card is the frame: a second one inside it says nothing.
        self.area.setProperty(RING, "parent")
        self.area.setAccessibleName(text("root_title"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        card = Card(look, padding=8)
        card.body.addWidget(self.area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def refresh(self) -> None:
        """Nothing changes here."""

    def first(self) -> QWidget:
        """The words, which scroll."""
        return self.area
