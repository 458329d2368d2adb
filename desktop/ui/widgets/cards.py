"""Surfaces: a card with its head, the page's head, a teaching empty state, a row of keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Elided, Label, Sign


class Card(QFrame):
    """A white surface; `body` is its layout.

    Args:
        look: how it looks.
        title: its head, empty for none.
        padding: 16, or 8 for tables, whose cells add 8.
    """

    def __init__(self, look: Look, title: str = "", *, padding: int = 16) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, 12, padding, padding)
        self.body.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title = Label(look, title, "h3")
        if title:
            self.head.setContentsMargins(16 - padding, 0, 16 - padding, 0)
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self.body.addLayout(self.head)


class PageHead(QWidget):
    """Title, one line below it, and the page's buttons at the right.

    Args:
        look: how it looks.
        title: of the page.
    """

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.title = Label(look, title, "h1")
        self.subtitle = Elided(look, "", "body", "muted")
        self.beside = QHBoxLayout()
        self.beside.setSpacing(12)
        self.beside.addWidget(self.title)
        self.beside.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(self.beside)
        words.addWidget(self.subtitle)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(self.buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_chip(self, chip: QWidget) -> None:
        """A sign beside the title."""
        self.beside.insertWidget(1, chip)


class Empty(QWidget):
    """What stands where nothing is yet: what this is, and the one thing to do.

    Args:
        look: how it looks.
        icon: large, above.
        title: what is missing.
        words: what this place is for.
        button: how to begin, if there is a way.
    """

    def __init__(self, look: Look, icon: str, title: str, words: str, button: Button | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Sign(look, icon, "muted", 32), 0, centre)
        column.addWidget(Label(look, title, "h2"), 0, centre)
        told = Label(look, words, "body", "muted", wrap=True)
        told.setAlignment(centre)
        told.setFixedWidth(look.lettering.scaled(440))
        column.addWidget(told, 0, centre)
        if button is not None:
            column.addSpacing(8)
            column.addWidget(button, 0, centre)
        column.addStretch(2)


class KeyCap(Label):
    """A key as it stands on the keyboard."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__(look, key, "label", "muted")
        self.setProperty("cap", "on")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)


class KeyBar(QWidget):
    """The page's keys and what they do, in one line that is cut rather than widening the window.

    Args:
        look: how it looks.
        keys: pairs of keys ("J K") and what they do.
    """

    def __init__(self, look: Look, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        for caps, words in keys:
            for cap in caps.split():
                self.row.addWidget(KeyCap(look, cap))
            self.row.addWidget(Label(look, words, "body", "muted"))
        self.row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
