"""Earlier aspirations of this village that say the same as what is typed, with what became of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.dates import MONTHS
from desktop.ui.look import Look
from desktop.ui.panels.seeker import SHOWN
from desktop.ui.states import due_cell, moment_words, status_word
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, KeyCap
from desktop.ui.widgets.labels import Elided, Label, Sign, Told, Tone

Item = Mapping[str, Any]


class SimilarCard(Card):
    """Three lines under the entry line; F8 shows the answers whole."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.text("similar_title"))
        self._look = look
        self.items: Sequence[Item] = ()
        self.head.insertWidget(0, Sign(look, "copy", "muted", 18))
        self._count = Label(look, "", "body", "muted")
        self.head.insertWidget(2, self._count)
        self.head.addWidget(KeyCap(look, "F8"))
        self.head.addWidget(Label(look, look.text("similar_read"), "body", "muted"))
        self._hint = Label(look, look.text("similar_hint"), "body", "muted", wrap=True)
        self.body.addWidget(self._hint)
        self._rows = [_Row(look) for _ in range(SHOWN)]
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 3)
        for number, row in enumerate(self._rows):
            row.stand_in(grid, number)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.show_items((), typed=False)
        look.changed.connect(self._fit)
        self._fit()

    def show_items(self, items: Sequence[Item], *, typed: bool = True, today: date | None = None) -> None:
        """What was found; while nothing is typed, what this place is for."""
        self.items = items
        known = self._look.text("similar_count", count=len(items)) if items else ""
        self._count.setText(known)
        self._hint.setText(self._look.text("similar_nothing" if typed else "similar_hint"))
        self._hint.setVisible(not items)
        for number, row in enumerate(self._rows):
            row.show_item(items[number] if number < len(items) else None, today)

    def _fit(self) -> None:
        line = self._look.lettering.height() + 8
        self.setFixedHeight(12 + line + 8 + SHOWN * line + 16)


class _Row:
    def __init__(self, look: Look) -> None:
        self._look = look
        self.code = Label(look, "", "body", "muted")
        self.words = Elided(look)
        self.month = Label(look, "", "body", "muted")
        self.state = _State(look)

    def stand_in(self, grid: QGridLayout, number: int) -> None:
        """Takes its place."""
        for column, widget in enumerate((self.code, self.words, self.month, self.state)):
            grid.addWidget(widget, number, column)

    def show_item(self, item: Item | None, today: date | None) -> None:
        """One earlier aspiration, or nothing."""
        for widget in (self.code, self.words, self.month, self.state):
            widget.setVisible(item is not None)
        if item is None:
            return
        self.code.setText(str(item["code"]))
        self.words.setText(" ".join(str(item["title"] or item["text"] or "").split()))
        day = date.fromisoformat(item["recorded"][:10])
        self.month.setText(f"{MONTHS[day.month - 1][:3]} {day.year}")
        self.state.say(*became(self._look, item, today or day))


class _State(QWidget):
    """Icon and word, cut where there is no room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        self._sign = Sign(look, "circle", "muted", 16)
        self._words = Elided(look, "", "label")
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self._words, 0, 1)
        grid.setColumnStretch(1, 1)

    def say(self, icon: str, tone: Tone, words: str) -> None:
        """What became of it."""
        self._sign.show_icon(icon, "muted" if tone == "text" else tone)
        self._words.setText(words)
        self._words.paint_tone(tone)


def became(look: Look, item: Item, today: date) -> tuple[str, Tone, str]:
    """Icon, tone and words for what became of an earlier aspiration."""
    answer = item.get("answer")
    if answer:
        words = " ".join(str(answer.get("text") or "").split())
        return "circle-check", "ok", look.text("similar_answered", answer=words)
    if item.get("agency") and item["status"] in ("ditugaskan", "diterima_skpd", "diproses"):
        due = due_cell(look, item.get("due"), today)
        late = due.tone == "err"
        words = look.text("similar_with", agency=item["agency"], due=due.words)
        return ("hourglass", "warn", words) if late else ("building-2", "muted", words)
    icon, tone, word = status_word(look, str(item["status"]))
    return icon, tone, word  # type: ignore[return-value]


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
