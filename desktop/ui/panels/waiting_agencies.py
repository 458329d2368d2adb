"""Whom a letter waits for: own SKPD, outside bodies that can only be asked, and whoever is late."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.states import short_day
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label, Sign
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]


class WaitingAgencies(Card):
    """The list, and below it what the chosen row means.

    Args:
        place: the workplace.
    """

    moved = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look, padding=8)
        self._place, self.look = place, place.look
        self._items: list[Item] = []
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(self.look, self.model, self.look.text("letters_waiting"))
        self.body.addWidget(self.table, 1)
        self._note = QFrame()
        self._note.setProperty("surface", "quiet")
        row = QHBoxLayout(self._note)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._sign = Sign(self.look, "info", "pri", 18)
        self._title = Label(self.look, "", "h3", wrap=True)
        self._words = Label(self.look, "", "body", "muted", wrap=True)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._title)
        told.addWidget(self._words)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        self._note.hide()
        self.body.addWidget(self._note)
        self.setFocusProxy(self.table)
        self.table.moved.connect(self._on_moved)

    def show_items(self, items: Sequence[Item]) -> None:
        """Other rows; the one that was chosen stays chosen, or its neighbour is."""
        before, row = self.item(), max(0, self.table.currentIndex().row())
        self._items = list(items)
        self.model.ask(self._fetch)
        key = _key(before) if before else None
        here = next((at for at, one in enumerate(self._items) if _key(one) == key), row)
        self.table.go_to(min(here, len(self._items) - 1))
        if not self._items:
            self._on_moved(None)

    def choose(self, agency: str, kind: str = "") -> None:
        """Makes an addressee the chosen one."""
        for row, one in enumerate(self._items):
            if one["agency"] == agency and kind in ("", one["kind"]):
                self.table.go_to(row)
                return

    def item(self) -> Item | None:
        """The chosen row."""
        return self.table.item()

    def wanted(self) -> list[Item]:
        """All that should get a letter now; who was reminded already is left out."""
        return [one for one in self._items if not one["reminded"]]

    def reminded(self) -> list[Item]:
        """Those of whom nothing is late that a reminder did not name."""
        return [one for one in self._items if one["reminded"]]

    def bind(self, keys: str, act: Callable[[], object]) -> None:
        """A key that works while the list has the focus."""
        shortcut = QShortcut(QKeySequence(keys), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def _fetch(self, _after: str | None) -> Item:
        return {"items": self._items, "next": None}

    def _on_moved(self, item: Item | None) -> None:
        self._tell(item)
        self.moved.emit(item)

    def _tell(self, item: Item | None) -> None:
        text = self.look.text
        title = words = ""
        icon, tone = "info", "pri"
        if item is not None and item["kind"] == "penugasan":
            title, words = text("letters_fresh"), text("letters_fresh_words")
        elif item is not None and item["kind"] == "koordinasi":
            title = text("letters_outside", agency=item["short"])
            words = text("letters_outside_words")
        elif item is not None and item["reminded"]:
            day = short_day(date.fromisoformat(item["reminded"]), self._place.reader.today)
            title, icon, tone = text("letters_reminded", day=day), "circle-check", "ok"
            words = text("letters_reminded_words")
        elif item is not None and item["kind"] == "pengingat":
            title, icon, tone = text("letters_late"), "clock-alert", "err"
            words = text("letters_late_words")
        self._title.setText(title)
        self._words.setText(words)
        self._sign.show_icon(icon, tone)
        self._note.setVisible(bool(title))

    def _columns(self) -> list[Column]:
        text = self.look.text
        return [
            Column("agency", text("letters_agency"), self._name),
            Column(
                "count",
                text("letters_count"),
                self._count,
                100,
                right=True,
            ),
        ]

    def _name(self, item: Item) -> Cell:
        if item["kind"] == "penugasan":
            return Cell(str(item["short"]))
        if item["kind"] == "koordinasi":
            return Cell(str(item["short"]), "text", "building-2")
        late = "muted" if item["reminded"] else "err"
        return Cell(str(item["short"]), late, "check" if item["reminded"] else "clock-alert")

    def _count(self, item: Item) -> Cell:
        text, count = self.look.text, item["aspirations"]
        if item["kind"] == "penugasan":
            return Cell(text("letters_count_fresh", count=count))
        if item["kind"] == "koordinasi":
            return Cell(text("letters_count_asked", count=count))
        if item["reminded"]:
            return Cell(text("letters_count_reminded", count=count), "muted")
        return Cell(text("letters_count_late", count=count), "err")


def _key(item: Item) -> tuple[str, str]:
    return str(item["kind"]), str(item["agency"])
