"""Before a visit is finished: what is missing, each line leading to its field; afterwards, the papers."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look, mark
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import clear
from desktop.ui.widgets.labels import Label, Sign

Gap = Mapping[str, Any]
_ROWS = 4


class FinishBar(QFrame):
    """Stands under the tabs.

    Args:
        look: how it looks.
    """

    jumped = Signal(object)
    confirmed = Signal()
    cancelled = Signal()
    minutes_wanted = Signal()
    receipts_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        self._sign = Sign(look, "list-checks", "pri", 18)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Label(look, "", "strong")
        self._hint = Label(look, "", "body", "muted", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        head.addWidget(self._sign)
        head.addLayout(words, 1)
        self.confirm = Button(look, look.text("finish_now"), icon="check", keys="Ctrl+Enter", kind="primary")
        self.cancel = Button(look, look.text("finish_later"), keys="Esc", kind="quiet")
        self.minutes = Button(look, look.text("visit_minutes"), icon="printer", kind="primary")
        self.receipts = Button(look, look.text("finish_receipts"), icon="printer")
        self.close_it = Button(look, look.text("ui_close"), icon="x", kind="quiet")
        for button in (self.cancel, self.confirm, self.close_it, self.receipts, self.minutes):
            head.addWidget(button)
        column.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        self.confirm.clicked.connect(self.confirmed)
        self.cancel.clicked.connect(self.cancelled)
        self.close_it.clicked.connect(self.hide)
        self.minutes.clicked.connect(self.minutes_wanted)
        self.receipts.clicked.connect(self.receipts_wanted)
        self.asking = False
        self.hide()

    def ask(self, gaps: Sequence[Gap]) -> None:
        """What is missing, and whether to finish anyway."""
        look = self._look
        self.asking = True
        mark(self, "surface", "note")
        self._sign.show_icon("list-checks" if gaps else "circle-check", "warn" if gaps else "ok")
        self._title.setText(
            look.text("finish_gaps", count=len(gaps)) if gaps else look.text("finish_complete")
        )
        self._hint.setText(look.text("finish_hint"))
        self._offer(asking=True)
        clear(self._lines)
        for row in self._packed(gaps):
            self._lines.addWidget(self._row(row))
        self.show()
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_papers(self) -> None:
        """It is finished: minutes and receipts are next."""
        self.asking = False
        mark(self, "surface", "note")
        self._sign.show_icon("circle-check", "ok")
        self._title.setText(self._look.text("finish_done"))
        self._hint.setText(self._look.text("finish_done_hint"))
        self._offer(asking=False)
        clear(self._lines)
        self.show()
        self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Nothing to ask any more."""
        self.asking = False
        self.hide()

    def _offer(self, *, asking: bool) -> None:
        for button in (self.confirm, self.cancel):
            button.setVisible(asking)
        for button in (self.minutes, self.receipts, self.close_it):
            button.setVisible(not asking)

    def _packed(self, gaps: Sequence[Gap]) -> list[list[Gap]]:
        """Rows as full as the window is wide, four at most: who has so much left reads on there."""
        rows: list[list[Gap]] = [[]]
        page = self.parentWidget()
        left = room = max(page.width() if page is not None else 0, 480) - 60
        for gap in gaps:
            width = self._look.lettering.width(self._words(gap), "label") + 26 + 26 + 8
            if width > left and rows[-1]:
                rows.append([])
                left = room
            rows[-1].append(gap)
            left -= width
        return rows[:_ROWS]

    def _row(self, gaps: Sequence[Gap]) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(22, 0, 0, 0)
        row.setSpacing(8)
        for gap in gaps:
            button = Button(self._look, self._words(gap), icon="arrow-right", kind="quiet")
            button.clicked.connect(lambda _on=False, gap=gap: self.jumped.emit(gap))
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _words(self, gap: Gap) -> str:
        text, number = self._look.text, gap["number"]
        words = {
            "start": text("gap_start"),
            "end": text("gap_end"),
            "place": text("gap_place"),
            "team": text("gap_team"),
            "counterpart": text("gap_counterpart"),
            "attendance": text("gap_attendance"),
            "heard": text("gap_heard"),
            "photos": text("gap_photos"),
            "agency": text("gap_agency", number=number),
            "spot": text("gap_spot", number=number),
            "consent": text("gap_consent", number=number),
            "typed": text("gap_typed"),
        }
        return words[gap["gap"]].replace("&", "&&")
