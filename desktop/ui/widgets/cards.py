"""Surfaces: a card with its head, the page's head, a teaching empty state, a row of keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Elided, Label, Sign

_EVEN = 8
"""Pixels to which the lines of an empty page are evened out."""


class Card(QFrame):
    """A white surface; `body` is its layout.

    Args:
        look: how it looks.
        title: its head, empty for none.
        padding: 16, or 8 for tables, whose cells add 8.

    Attributes:
        title: of a card that has one.
    """

    def __init__(self, look: Look, title: str = "", *, padding: int = 16) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, 12, padding, padding)
        self.body.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        if title:
            self.title = Label(look, title, "h3")
            self.head.setContentsMargins(16 - padding, 0, 16 - padding, 0)
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self.body.addLayout(self.head)


def in_the_middle(whole: QWidget, card: QWidget) -> None:
    """Lays one card of fixed width over a page; a layout that aligns would cut wrapped words."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    outer = QVBoxLayout(whole)
    outer.setContentsMargins(24, 24, 24, 24)
    outer.addStretch(2)
    outer.addLayout(row)
    outer.addStretch(3)


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
        self._look = look
        self._told = Label(look, words, "body", "muted", wrap=True)
        self._told.setAlignment(centre)
        column.addWidget(self._told, 0, centre)
        if button is not None:
            self.setFocusProxy(button)
            column.addSpacing(8)
            column.addWidget(button, 0, centre)
        column.addStretch(2)
        # Fixed words below must not keep a narrow card wide.
        self.setMinimumWidth(160)
        look.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words wrap where there is less room."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """A layout that centres does not ask for the height of wrapped words: the last line would be cut."""
        # What was fixed before would count as needed.
        self._told.setMinimumSize(0, 0)
        width = min(self._look.lettering.scaled(440), max(140, self.width() - 24))
        high = self._told.heightForWidth(width)
        # As many lines as needed, all about as long as the others.
        least = width // 2
        while width - least > _EVEN:
            middle = (width + least) // 2
            width, least = (middle, least) if self._told.heightForWidth(middle) <= high else (width, middle)
        self._told.setFixedSize(width, max(0, high))


class KeyCap(Label):
    """A key as it stands on the keyboard."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__(look, key, "label", "muted")
        self.setProperty("cap", "on")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)


class KeyBar(QWidget):
    """The page's keys and what they do, in one line: what has no room is left out, the last ones first.

    Args:
        look: how it looks.
        keys: pairs of keys ("J K") and what they do.
    """

    def __init__(self, look: Look, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self._pairs: list[list[QWidget]] = []
        for caps, words in keys:
            pair: list[QWidget] = [KeyCap(look, cap) for cap in caps.split()]
            pair.append(Label(look, words, "body", "muted"))
            self._pairs.append(pair)
            for widget in pair:
                self.row.addWidget(widget)
        self.row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(look.lettering.height() + 6)
        look.changed.connect(lambda: self.setMinimumHeight(look.lettering.height() + 6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Looks again what fits."""
        super().resizeEvent(event)
        used = 0
        for pair in self._pairs:
            used += sum(widget.sizeHint().width() + self.row.spacing() for widget in pair)
            for widget in pair:
                widget.setVisible(used <= self.width())


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
