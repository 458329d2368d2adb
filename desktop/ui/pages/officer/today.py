"""What an officer sees first: the visits of the day, what to tell there, and what waits on this laptop."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.actions.today import today as day_of
from desktop.core.dates import format_date, format_day
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.outcomes import answer_words_cell, outcome_cell
from desktop.ui.panels.today_side import Gaps, LastFiles, ThisLaptop, Unsent
from desktop.ui.panels.today_visits import DaysAhead, TodayVisits
from desktop.ui.reading_order import walk_as_one_reads
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.table import Table

_MINUTE_MS = 60_000
_SIDE, _LEAST, _ROWS = 352, 650, 3


class TodayPage(Page):
    """The day at a glance; each line leads on."""

    nouns = ("visit", "aspiration", "assignment", "pack")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_today"))
        look = self.look
        self._seen: Mapping[str, Any] = {}
        self._settled = 0
        self.new = Button(look, self.text("today_new"), icon="plus", keys="Ctrl+N")
        self.head.buttons.addWidget(self.new)
        self.visits, self.ahead = TodayVisits(look), DaysAhead(look)
        self.unsent, self.files, self.gaps, self.laptop = (
            Unsent(look),
            LastFiles(look),
            Gaps(look),
            ThisLaptop(look),
        )
        self.model = PagedModel(self._columns(), lambda _after: {"items": [], "next": None})
        self.table = Table(look, self.model, self.text("today_tell"))
        self._tell = self._tell_card()
        self.column.addWidget(self._body(), 1)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()
        self._listen()

    def refresh(self) -> None:
        """Reads the day again; what has the focus keeps it."""
        found = day_of(self.place.reader, self._settled)
        self._settled = found["settled"]
        now = self.place.reader.now()
        self._show_head(found, now.date())
        if _lasting(found) == _lasting(self._seen):
            self.unsent.show_unsent(found["unsent"], now)
            walk_as_one_reads(self)
            return
        self._seen = found
        focused = self.focusWidget()
        name = focused.objectName() if focused is not None and self.isVisible() else ""
        self._show(found, now)
        self.unsent.show_unsent(found["unsent"], now)
        walk_as_one_reads(self)
        if name:
            # The last of them: Qt has not let go of the one before yet.
            target = next(reversed(self.findChildren(QWidget, name)), None)
            target = target if target is not None and target.isVisible() else self.begin()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> QWidget | None:
        """The one thing to do next."""
        return self.visits.first or self.new

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both do not fit side by side, the cards stand one below the other."""
        super().resizeEvent(event)
        self._fit()

    def on_new(self) -> None:
        """A new visit."""
        self.place.go("visits", "new")

    def on_send(self) -> None:
        """To the files."""
        self.place.go("exchange", None)

    def on_answer(self, item: Mapping[str, Any] | None) -> None:
        """To the answer, ready to be told."""
        if item is not None:
            self.place.go("answers", {"village": item["village"], "code": item["code"]})

    def on_print(self) -> None:
        """The answer sheet of the village of the chosen answer."""
        item = self.table.item() or self.model.item(0)
        if item is not None:
            self.place.go("answers", {"village": item["village"], "print": True})
        else:
            self.place.messages.tell(self.text("today_tell_none"))

    def _listen(self) -> None:
        self.new.clicked.connect(self.on_new)
        self.visits.opened.connect(lambda id: self.place.go("visit", id))
        self.visits.started.connect(self.on_new)
        self.visits.all_wanted.connect(lambda: self.place.go("visits", None))
        self.ahead.opened.connect(lambda id: self.place.go("visit", id))
        self.ahead.started.connect(lambda day: self.place.go("visits", day))
        self.unsent.send_wanted.connect(self.on_send)
        self.gaps.opened.connect(lambda page, what: self.place.go(page, what))
        self.laptop.check_wanted.connect(lambda: self.place.go("check", None))
        self.table.opened.connect(self.on_answer)
        self.sheet.clicked.connect(self.on_print)
        self.look.changed.connect(self._fit)
        self.bind("Ctrl+N", "today_new", self.on_new)
        self.bind("Ctrl+E", "today_send", self.on_send)
        self.bind("Ctrl+P", "today_print", self.on_print)

    def _tell_card(self) -> Card:
        look = self.look
        card = Card(look, self.text("today_tell"), padding=8)
        card.head.insertWidget(1, Label(look, self.text("today_tell_whose"), "body", "muted"))
        self.sheet = Button(look, self.text("today_print"), icon="printer", keys="Ctrl+P", kind="quiet")
        self.sheet.setObjectName("tell:print")
        card.head.addWidget(self.sheet)
        self.table.setObjectName("tell:table")
        self.nothing = Label(look, self.text("today_tell_none"), "body", "muted", wrap=True)
        self.nothing.setContentsMargins(8, 0, 8, 8)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.nothing)
        card.body.addStretch()
        return card

    def _body(self) -> QWidget:
        self._left, self._right = QWidget(), QWidget()
        for side, cards in (
            (self._left, (self.visits, self._tell, self.ahead)),
            (self._right, (self.unsent, self.files, self.gaps, self.laptop)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card, 1 if card is self._tell else 0)
            column.addStretch()
            if side is self._left:
                self._left_column = column
        inside = QWidget()
        inside.setProperty("surface", "page")
        self._columns_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns_row.setContentsMargins(0, 0, 0, 0)
        self._columns_row.setSpacing(16)
        self._columns_row.addWidget(self._left, 1)
        self._columns_row.addWidget(self._right)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _fit(self) -> None:
        scaled = self.look.lettering.scaled
        both = self.width() - 48 >= scaled(_LEAST) + scaled(_SIDE) + 16
        way = QBoxLayout.Direction.LeftToRight if both else QBoxLayout.Direction.TopToBottom
        self._columns_row.setDirection(way)
        self._right.setMinimumWidth(scaled(_SIDE) if both else 0)
        self._right.setMaximumWidth(scaled(_SIDE) if both else 16_777_215)
        self.table.setMinimumHeight(scaled(36) * (1 + _ROWS))

    def _show_head(self, found: Mapping[str, Any], now: date) -> None:
        waiting = sum(entry["count"] for entry in found["villages"])
        visits = sum(one["date"] == now.isoformat() for one in found["visits"])
        parts = [
            f"{format_day(now)}, {format_date(now)}",
            self.text("today_count_visits", count=visits) if visits else "",
            self.text("today_count_answers", count=waiting) if waiting else "",
        ]
        self.head.subtitle.setText("  ·  ".join(filter(None, parts)))

    def _show(self, found: Mapping[str, Any], now: datetime) -> None:
        today = now.date()
        self.visits.show_visits(found["visits"], found["planned"], now, known=found["known"])
        self.ahead.show_days(found["planned"], today)
        self.files.show_files(found["files"], today)
        self.gaps.show_gaps(found["gaps"], today)
        self.laptop.show_laptop(found["laptop"], today)
        before = self.table.item()
        self.model.ask(lambda _after: {"items": found["tell"], "next": None})
        self.table.go_to(max(0, self.model.row_of("id", before["id"]) if before else 0))
        some = bool(found["tell"])
        self._tell.title.setText(
            self.text("today_tell") if found["near"] or not some else self.text("today_tell_all")
        )
        self.table.setVisible(some)
        self.sheet.setVisible(some)
        self.nothing.setVisible(not some)
        self._left_column.setStretchFactor(self._tell, int(some))
        high = QSizePolicy.Policy.Preferred if some else QSizePolicy.Policy.Maximum
        self._tell.setSizePolicy(QSizePolicy.Policy.Preferred, high)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    def _columns(self) -> list[Column]:
        look = self.look
        return [
            Column(
                "village",
                self.text("column_village"),
                lambda item: Cell(str(item["village_name"]), "muted"),
                120,
            ),
            Column("words", self.text("column_words"), lambda item: answer_words_cell(look, item)),
            Column("agency", self.text("column_agency"), lambda item: Cell(str(item["agency_name"])), 112),
            Column("outcome", self.text("column_answer"), lambda item: outcome_cell(look, item), 184),
        ]


def _lasting(found: Mapping[str, Any]) -> dict[str, Any]:
    """Everything but what changes by itself from minute to minute."""
    kept = {name: value for name, value in found.items() if name not in ("unsent", "settled", "laptop")}
    state = found.get("laptop", {})
    return {**kept, "laptop": {name: state.get(name) for name in ("clock", "backed_up")}}
