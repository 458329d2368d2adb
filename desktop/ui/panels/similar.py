"""Earlier aspirations of this village that say the same as what is typed, with what became of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.core.dates import MONTHS
from desktop.ui.look import Look
from desktop.ui.panels.seeker import SHOWN
from desktop.ui.states import due_cell, status_word
from desktop.ui.widgets.cards import Card, KeyCap
from desktop.ui.widgets.labels import Label, Sign, Tone

Item = Mapping[str, Any]
Row = tuple[str, str, str, tuple[str, Tone, str]]
"""Code, words, month, and what became of it: icon, tone, words."""

_GAP, _ICON = 16, 16


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
        self.rows = SimilarRows(look)
        self.body.addWidget(self.rows, 1)
        self.show_items((), typed=False)
        look.changed.connect(self._fit)
        self._fit()

    def show_items(self, items: Sequence[Item], *, typed: bool = True, today: date | None = None) -> None:
        """What was found; while nothing is typed, what this place is for."""
        self.items = items
        self._count.setText(self._look.text("similar_count", count=len(items)) if items else "")
        hint = self._look.text("similar_nothing" if typed else "similar_hint")
        self.rows.show_items(items, "" if items else hint, today)

    def _fit(self) -> None:
        line = self._look.lettering.height() + 8
        self.setFixedHeight(12 + line + 8 + SHOWN * line + 16)


class SimilarRows(QWidget):
    """The lines, painted: showing and hiding labels between two keys would cost 10 ms each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: list[Row] = []
        self._hint = ""
        look.changed.connect(self.update)

    def show_items(self, items: Sequence[Item], hint: str, today: date | None) -> None:
        """Other lines, or a hint where there are none."""
        self._hint, self._rows = hint, []
        for item in items[:SHOWN]:
            day = date.fromisoformat(item["recorded"][:10])
            words = " ".join(str(item["title"] or item["text"] or "").split())
            month = f"{MONTHS[day.month - 1][:3]} {day.year}"
            self._rows.append((str(item["code"]), words, month, became(self._look, item, today or day)))
        told = [", ".join((code, words, month, state[2])) for code, words, month, state in self._rows]
        self.setAccessibleName("; ".join(told) or hint)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Code, words, month, what became of it."""
        look, painter = self._look, QPainter(self)
        painter.setFont(look.lettering.font())
        painter.setPen(look.colour("muted"))
        if self._hint:
            painter.drawText(self.rect(), int(Qt.TextFlag.TextWordWrap), self._hint)
        for number, row in enumerate(self._rows):
            self._paint(painter, number, row)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The whole of a line that is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = event.pos().y() // self._line()
            known = 0 <= number < len(self._rows)
            told = f"{self._rows[number][1]}\n{self._rows[number][3][2]}" if known else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def _line(self) -> int:
        return self._look.lettering.height() + 8

    def _paint(
        self, painter: QPainter, number: int, row: tuple[str, str, str, tuple[str, Tone, str]]
    ) -> None:
        look, (code, words, month, (sign, tone, state)) = self._look, row
        lettering, line = look.lettering, self._line()
        top, right = number * line, self.width()
        first = max(painter.fontMetrics().horizontalAdvance(one[0]) for one in self._rows) + 4 + _GAP
        third = lettering.width("Mmm 2026") + _GAP
        icon, states = lettering.scaled(_ICON), [one[3][2] for one in self._rows]
        # What became of them takes what it needs, at most as much as the words.
        needed = icon + 8 + max(lettering.width(one, "label") for one in states) + 4
        last = min(needed, (right - first - third) // 2)
        starts = (0, first, right - last - third, right - last)
        for left, width, text, ink in (
            (starts[0], first - _GAP, code, "muted"),
            (starts[1], starts[2] - first - _GAP, words, "text"),
            (starts[2], third - _GAP, month, "muted"),
        ):
            self._write(painter, QRect(left, top, width, line), text, ink)
        ink = "muted" if tone == "text" else tone
        pixmap = look.icons.pixmap(sign, look.colours[ink], icon, self.devicePixelRatioF())
        painter.drawPixmap(starts[3], top + (line - icon) // 2, pixmap)
        painter.setFont(lettering.font("label"))
        self._write(painter, QRect(starts[3] + icon + 8, top, last - icon - 8, line), state, ink)
        painter.setFont(lettering.font())

    def _write(self, painter: QPainter, area: QRect, words: str, ink: str) -> None:
        painter.setPen(self._look.colour(ink))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


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
