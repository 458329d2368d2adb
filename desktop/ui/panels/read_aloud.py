"""Earlier answers whole and large, to be read to whoever asks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.panels.similar import became
from desktop.ui.states import moment_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.labels import Label, Told

Item = Mapping[str, Any]


class ReadAloud(QFrame):
    """The answers whole and large, to be read to whoever asks.

    Args:
        look: how it looks.
    """

    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("surface", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 8)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(look.text("read_title"))
        outer.addWidget(self._scroll, 1)
        back = Button(look, look.text("read_back"), icon="corner-up-left", keys="Esc", kind="quiet")
        back.clicked.connect(self.closed)
        outer.addWidget(back, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self._scroll)

    def show_items(self, items: Sequence[Item], today: date) -> None:
        """Earlier aspirations, the answered ones first."""
        look, inside = self._look, QWidget()
        inside.setProperty("surface", "inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(Label(look, look.text("read_title"), "h2"))
        for item in sorted(items, key=lambda item: not item.get("answer")):
            self._add(column, item, today)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _add(self, column: QVBoxLayout, item: Item, today: date) -> None:
        look = self._look
        column.addSpacing(8)
        when = moment_words(item["recorded"], today).rpartition(" ")[0]
        column.addWidget(Label(look, f"{item['code']} · {when}", "body", "muted"))
        column.addWidget(Label(look, str(item["text"] or item["title"] or ""), wrap=True))
        icon, tone, words = became(look, item, today)
        answer = item.get("answer")
        if not answer:
            column.addWidget(Told(look, icon, words, tone, "label"))
            return
        outcome = look.text(f"outcome_{item['outcome']}") if item.get("outcome") else ""
        who = ": ".join(filter(None, (str(item.get("agency_name") or item.get("agency") or ""), outcome)))
        column.addWidget(Told(look, icon, who, tone, "label"))
        column.addWidget(Label(look, str(answer.get("text") or ""), "entry", wrap=True))
