"""Ringkasan: some figures that open their lists, who is late, what waited longest, what came in unclear."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.actions.overview import overview
from desktop.actions.triage_lists import COUNTED
from desktop.core.dates import format_date, format_day
from desktop.ui.page import Page, Workplace
from desktop.ui.panels.figures import Figure
from desktop.ui.panels.ranking import Ranking, late_columns, oldest_columns
from desktop.ui.reading_order import walk_as_one_reads
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, clear
from desktop.ui.widgets.labels import Told

Item = Mapping[str, Any]
_RING = 4
_TONES = {"late": "err", "returned": "warn"}


class OverviewPage(Page):
    """Everything on it opens the list it was counted from."""

    nouns = ("aspiration", "assignment", "visit", "letter", "pack", "roster")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, place.look.text("page_overview"))
        self._ready = False
        self._asked = 0
        self.figures: dict[str, Figure] = {}
        inside = QWidget()
        inside.setProperty("surface", "page")
        self._body = QVBoxLayout(inside)
        # Room for the ring round what stands at an edge, which a scrolled part would cut.
        self._body.setContentsMargins(_RING, _RING, _RING, 0)
        self._body.setSpacing(16)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.column.setContentsMargins(24 - _RING, 16, 24 - _RING, 16)
        self.head.setContentsMargins(_RING, 0, _RING, 0)
        self.column.addWidget(scroll, 1)
        self._body.addLayout(self._figure_row())
        self._body.addLayout(self._tables(), 1)
        self._body.addWidget(self._waiting_card())
        today = place.reader.today
        self.head.subtitle.setText(f"{format_day(today)}, {format_date(today)}")
        begin = Button(self.look, self.text("overview_begin"), icon="list-checks", keys="P", kind="primary")
        begin.clicked.connect(self._on_begin)
        self.head.buttons.addWidget(begin)
        self._open_by_keys()
        walk_as_one_reads(self)

    def refresh(self) -> None:
        """Counts anew in the background; what was shown stays until then."""
        self._asked += 1
        number = self._asked

        def done(found: dict[str, Any]) -> None:
            if number == self._asked:
                self._show(found)

        self.place.background.run(overview, done)

    def begin(self) -> QWidget | None:
        """The first figure."""
        return self.figures["new"]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All figures in one row, or four where large text needs the room."""
        super().resizeEvent(event)
        self._spread()

    def _figure_row(self) -> QGridLayout:
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        text, answered, finished = self.text, self._on_answered, self._on_finished
        for name, icon, words, told, act in (
            ("new", "inbox", text("overview_new"), text("overview_new_told"), self._on_begin),
            ("ready", "list-checks", text("overview_ready"), text("overview_ready_told"), self._on_ready),
            ("running", "hammer", text("overview_running"), text("overview_running_told"), self._on_running),
            (
                "returned",
                "corner-up-left",
                text("overview_returned"),
                text("overview_returned_told"),
                self._on_returned,
            ),
            ("late", "clock-alert", text("overview_late"), text("overview_late_told"), self._on_late),
            (
                "answered",
                "message-circle",
                text("overview_answered"),
                text("overview_answered_told"),
                answered,
            ),
            ("finished", "circle-check", text("overview_finished"), text("overview_finished_told"), finished),
        ):
            figure = Figure(self.look, words, told, icon)
            figure.clicked.connect(lambda _on=False, act=act: act())
            self.figures[name] = figure
        self._spread()
        self.look.changed.connect(self._spread)
        return self._grid

    def _spread(self) -> None:
        scaled = self.look.lettering.scaled
        across = len(self.figures) if self.width() >= scaled(len(self.figures) * 160) else 4
        _place(self._grid, list(self.figures.values()), across)
        if self._ready:
            beside = self.width() >= scaled(980)
            _place(self._cards, [self.late_card, self.oldest_card], 2 if beside else 1)
            for column, share in enumerate((8, 11) if beside else (1, 0)):
                self._cards.setColumnStretch(column, share)

    def _tables(self) -> QGridLayout:
        self._cards = QGridLayout()
        self._cards.setSpacing(16)
        text, today = self.text, self.place.reader.today
        self.late_card = Ranking(
            self.look,
            text("overview_agencies"),
            late_columns(self.look, today),
            (text("overview_no_late"), text("overview_no_late_words")),
        )
        self.oldest_card = Ranking(
            self.look,
            text("overview_oldest"),
            oldest_columns(self.look),
            (text("overview_no_oldest"), text("overview_no_oldest_words")),
        )
        self.late_card.table.opened.connect(self._on_agency)
        self.oldest_card.table.opened.connect(self._on_oldest)
        self._ready = True
        self._spread()
        return self._cards

    def _waiting_card(self) -> Card:
        card = Card(self.look, self.text("overview_waiting"))
        self._waiting = QVBoxLayout()
        self._waiting.setSpacing(4)
        card.body.addLayout(self._waiting)
        return card

    def _show(self, found: dict[str, Any]) -> None:
        for name, figure in self.figures.items():
            count = found[name]
            capped = name in ("new", "ready", "answered", "returned") and count > COUNTED
            tone = _TONES.get(name, "text") if count else "text"
            figure.show_figure(self.text("triage_many") if capped else _grouped(count), tone)
        self.late_card.show_items(found["agencies"])
        self.oldest_card.show_items(found["oldest"])
        self._show_waiting(found["waiting"])
        walk_as_one_reads(self)

    def _show_waiting(self, found: dict[str, int]) -> None:
        clear(self._waiting)
        said = {
            "files": ("shield-alert", "warn", "overview_waiting_files"),
            "conflicts": ("copy", "warn", "overview_waiting_conflicts"),
            "gaps": ("file-warning", "warn", "overview_waiting_gaps"),
            "review": ("history", "warn", "overview_waiting_review"),
            "photos": ("image", "muted", "overview_waiting_photos"),
        }
        there = [(name, count) for name, count in found.items() if count]
        for name, count in there:
            icon, tone, code = said[name]
            self._waiting.addWidget(Told(self.look, icon, self.text(code, count=count), tone))  # type: ignore[arg-type]
        if there:
            inbox = Button(self.look, self.text("overview_inbox"), icon="inbox", keys="B")
            inbox.clicked.connect(self._on_inbox)
            self._waiting.addSpacing(4)
            self._waiting.addWidget(inbox, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._waiting.addWidget(Told(self.look, "circle-check", self.text("overview_waiting_none"), "ok"))

    def _open_by_keys(self) -> None:
        for keys, words, act in (
            ("P", "overview_key_triage", self._on_begin),
            ("T", "overview_key_ready", self._on_ready),
            ("J", "overview_key_running", self._on_running),
            ("K", "overview_key_returned", self._on_returned),
            ("L", "overview_key_late", self._on_late),
            ("W", "overview_key_answered", self._on_answered),
            ("S", "overview_key_finished", self._on_finished),
            ("B", "overview_key_inbox", self._on_inbox),
        ):
            self.bind(keys, words, act)

    def _on_begin(self) -> None:
        self.place.go("triage", "new")

    def _on_ready(self) -> None:
        self.place.go("triage", "ready")

    def _on_running(self) -> None:
        self.place.go("triage", "assigned")

    def _on_returned(self) -> None:
        self.place.go("triage", "returned")

    def _on_late(self) -> None:
        self.place.go("triage", {"tab": "assigned", "due": self._before_today()})

    def _on_answered(self) -> None:
        self.place.go("aspirations", {"status": "ditanggapi"})

    def _on_finished(self) -> None:
        self.place.go("aspirations", {"status": "selesai"})

    def _on_inbox(self) -> None:
        self.place.go("inbox", None)

    def _on_agency(self, item: Item | None) -> None:
        if item is not None:
            narrowed = {"tab": "assigned", "due": self._before_today(), "agency": item["agency"]}
            self.place.go("triage", narrowed)

    def _on_oldest(self, item: Item | None) -> None:
        if item is not None:
            self.place.go("triage", {"search": item["code"], "tab": _TAB_OF.get(item["status"], "assigned")})

    def _before_today(self) -> str:
        return f"before:{self.place.reader.today.isoformat()}"


_TAB_OF = {"dicatat": "new", "diverifikasi": "ready", "perlu_data": "asked", "dikembalikan": "returned"}


def _place(grid: QGridLayout, widgets: Sequence[QWidget], across: int) -> None:
    """Side by side, so many in a row."""
    for number, widget in enumerate(widgets):
        row, column = divmod(number, across)
        item = grid.itemAtPosition(row, column)
        if item is None or item.widget() is not widget:
            grid.addWidget(widget, row, column)


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")
