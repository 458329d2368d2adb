"""`?`: the keys of this page and of the window, over the page."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import KeyCap, clear
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.overlay import Overlay

Section = tuple[str, Sequence[tuple[str, str]]]
_AT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_WORDS = {"Return": "Enter", "Space": "Spasi", "Del": "Hapus", "PgDown": "PgDn"}


_WIDTH, _MOST = 1040, 14
"""Of three columns, in pixels; so many keys stand one below the other."""


class KeyCard(Overlay):
    """Lists keys in columns, one for each section."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window, look, _WIDTH)
        head = QHBoxLayout()
        head.addWidget(Label(look, capital(look.text("keys_keys")), "h2"))
        head.addStretch(1)
        self.close_button = Button(look, look.text("ui_close"), icon="x", keys="Esc", kind="quiet")
        self.close_button.clicked.connect(self.lift)
        head.addWidget(self.close_button)
        inside = QWidget()
        inside.setProperty("surface", "inside")
        self._columns = QHBoxLayout(inside)
        self._columns.setContentsMargins(4, 4, 8, 4)
        self._columns.setSpacing(32)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(look.text("keys_keys"))
        self._area.setWidget(inside)
        self.card.body.addLayout(head)
        self.card.body.addWidget(self._area)

    def open(self, sections: Sequence[Section]) -> None:
        """Shows these keys; a section without keys is left out."""
        for most in (_MOST, sys.maxsize):
            self._fill(sections, most)
            self._width = _WIDTH if self._columns.count() > 2 else _WIDTH * 4 // 5
            if self._columns.minimumSize().width() <= self.room().width():
                break
        self.lay(self.close_button)
        if self._fit():
            # Large text on a small screen: arrows roll it.
            self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its keys, or as the window leaves room for."""
        super().resizeEvent(event)
        self._fit()

    def _fill(self, sections: Sequence[Section], most: int) -> None:
        clear(self._columns)
        for title, keys in sections:
            half = len(keys) if len(keys) <= most else (len(keys) + 1) // 2
            for begin in range(0, len(keys), half or 1):
                part = keys[begin : begin + half]
                self._columns.addLayout(self._section("" if begin else title, part), 1)

    def _fit(self) -> bool:
        """Whether not all keys have room."""
        room = self.room()
        wanted = self._columns.heightForWidth(room.width())
        left = room.height() - self.close_button.sizeHint().height() - self.card.body.spacing()
        self._area.setFixedHeight(max(min(wanted, left), 0))
        rolls = wanted > left
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if rolls else Qt.FocusPolicy.NoFocus)
        return rolls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter closes it, like Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lift()
            return
        super().keyPressEvent(event)

    def _section(self, title: str, keys: Sequence[tuple[str, str]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Label(self._look, title, "h3"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (caps, words) in enumerate(keys):
            grid.addWidget(KeyCap(self._look, shown(caps)), row, 0, _AT)
            grid.addWidget(Label(self._look, words, wrap=True), row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return column


def capital(words: str) -> str:
    """The first letter large."""
    return words[:1].upper() + words[1:]


def shown(keys: str) -> str:
    """Keys as they stand on the keyboard: "Ctrl+Return" → "Ctrl+Enter"."""
    return "+".join(_WORDS.get(one, one) for one in keys.split("+")) if keys != "Ctrl++" else keys
