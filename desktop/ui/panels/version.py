"""One of several versions of the same field: its key, who wrote it when, what it says."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.ui.page import Workplace
from desktop.ui.panels.value_words import value_words
from desktop.ui.states import moment_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label


class Version(Card):
    """A card with its own button.

    Args:
        place: the workplace.
        number: the key that chooses it.
        field: name of the field.
        head: as `conflict_list` gives it.
    """

    chosen = Signal(int)

    def __init__(self, place: Workplace, number: int, field: str, head: Mapping[str, Any]) -> None:
        look = place.look
        super().__init__(look)
        self.body.addWidget(Label(look, str(head["who"]), "label", wrap=True))
        self.body.addWidget(Label(look, moment_words(head["at"], place.reader.today), "body", "muted"))
        self.words = Label(look, value_words(place, field, head["value"]), "h2", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.words, 1)
        self.button = Button(look, look.text("conflict_take"), icon="check", keys=str(number))
        named = look.text("conflict_take_number", number=number, words=self.words.text())
        self.button.setAccessibleName(named)
        self.button.clicked.connect(lambda: self.chosen.emit(number))
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.body.addLayout(row)
