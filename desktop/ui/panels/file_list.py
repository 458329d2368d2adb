"""A list of files that came or went, newest first; words in its place while there are none."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.file_words import number_words
from desktop.ui.states import moment_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]
_LEAST = 4
"""Rows, with the head."""


class FileList(Card):
    """One list of files.

    Args:
        place: the workplace.
        title: of the list.
        none: said while it is empty; a widget fills the card.
        columns: of the list.
        fetch: session, size, cursor → a page of it.
        headed: with the title above; a tab may have said it already.
        button: beside the title.
    """

    def __init__(
        self,
        place: Workplace,
        title: str,
        none: str | QWidget,
        columns: Sequence[Column],
        fetch: Callable[..., Mapping[str, Any]],
        *,
        headed: bool = True,
        button: Button | None = None,
    ) -> None:
        super().__init__(place.look, title if headed else "", padding=8)
        if button is not None:
            self.head.addWidget(button)
        self.look = place.look
        self.model = PagedModel(columns, lambda after: fetch(place.reader, 50, after))
        self.table = Table(self.look, self.model, title)
        self.table.setMinimumHeight(self.look.lettering.scaled(36 * _LEAST))
        self._rest = QWidget()
        if isinstance(none, str):
            self.none: QWidget = Label(self.look, none, "body", "muted", wrap=True)
            self.none.setContentsMargins(8, 0, 8, 8)
        else:
            self.none = self._rest = none
        self.body.addWidget(self.none)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._rest)

    def refresh(self) -> None:
        """Reads again; stays on the file."""
        self.table.read_again("id")
        filled = self.model.rowCount() > 0
        self.table.setVisible(filled)
        self.none.setVisible(not filled)
        self.body.setStretchFactor(self._rest, 0 if filled else 1)


def number_cell(place: Workplace, item: Item) -> Cell:
    """A file by its number."""
    return Cell(number_words(place.look, item), "muted")


def moment_cell(place: Workplace, moment: str | None) -> Cell:
    """When a file came or went."""
    return Cell(moment_words(moment, place.reader.today) if moment else "")
