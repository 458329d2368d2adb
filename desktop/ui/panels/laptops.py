"""The laptops of the district: let in by voice, given villages, retired."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.changes import Changes
from desktop.actions.laptops import list_laptops
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.file_words import desk_named
from desktop.ui.panels.laptop_bars import AcceptBar, ReasonAsk, VillagesAsk
from desktop.ui.panels.laptop_card import LaptopCard
from desktop.ui.states import moment_words
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]
_OTHER_FOCUS = Qt.FocusReason.OtherFocusReason
WROTE = Changes({"roster": frozenset((b"",))})


class Laptops(QWidget):
    """List, record, and the bars for what is asked.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        look, text = self.look, self.look.text
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(look, self.model, text("district_tab_laptops"))
        self.accept = AcceptBar(place)
        self.reason = ReasonAsk(place)
        self.villages = VillagesAsk(place)
        card = Card(look, padding=8)
        card.body.addWidget(self.table, 1)
        for bar in (self.accept, self.reason, self.villages):
            card.body.addWidget(bar)
            bar.left.connect(self.back)
            bar.done.connect(self._on_done)
        card.setFocusProxy(self.table)
        self.card = LaptopCard(place)
        self.parts = Beside(look, card, self.card, width=368)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts, 1)
        self.table.moved.connect(self.card.show_item)
        self.card.asked.connect(self.on_asked)
        self._bind("R", lambda: self.on_asked("retire"))
        self._bind("W", lambda: self.on_asked("villages"))

    def refresh(self) -> None:
        """Reads the roster again; stays on the laptop."""
        self.table.read_again("writer")

    def first(self) -> QWidget:
        """The list."""
        return self.table

    def on_accept(self, path: Path | None = None) -> None:
        """Ctrl+N, or a request that was dropped."""
        self._close()
        self.parts.show_right(False)
        self.accept.ask(path)

    def on_asked(self, what: str) -> None:
        """A button of the record, or its key."""
        item = self.table.item()
        if item is None or what not in self.card.may(item):
            return
        self._close()
        self.parts.show_right(False)
        (self.reason if what == "retire" else self.villages).ask(item)

    def back(self) -> None:
        """Esc: the list again."""
        self._close()
        self.table.setFocus(_OTHER_FOCUS)

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def _close(self) -> None:
        for bar in (self.accept, self.reason, self.villages):
            bar.hide()

    def _on_done(self, told: str, writer: str) -> None:
        self._place.reader.refresh()
        self._place.wrote(WROTE)
        self.refresh()
        self.table.go_to(self.model.row_of("writer", writer))
        self.back()
        self._place.messages.tell(told)

    def _fetch(self, _after: str | None) -> Item:
        return {**list_laptops(self._place.reader), "next": None}

    def _columns(self) -> list[Column]:
        text = self.look.text
        return [
            Column("name", text("district_person"), self._name),
            Column("desk", text("district_desk"), self._desk, 144),
            Column("heard", text("district_heard"), self._heard, 148),
            Column("state", text("letters_state"), self._state, 132),
        ]

    def _name(self, item: Item) -> Cell:
        return Cell(str(item["name"]), "text" if item["active"] else "muted", bold=item["own"])

    def _desk(self, item: Item) -> Cell:
        desks = [desk_named(self._place, desk) for desk in item["desks"]]
        return Cell(", ".join(filter(None, desks)), "muted")

    def _heard(self, item: Item) -> Cell:
        if item["own"]:
            return Cell(self.look.text("district_this"), "pri", "laptop")
        if not item["heard"]:
            return Cell(self.look.text("district_never"), "muted")
        return Cell(moment_words(str(item["heard"]), self._place.reader.today), "muted")

    def _state(self, item: Item) -> Cell:
        text = self.look.text
        if item["induk"]:
            return Cell(text("district_induk"), "pri", "star")
        if item["continued"]:
            return Cell(text("district_continued"), "muted", "history")
        if not item["active"]:
            return Cell(text("district_retired"), "muted", "ban")
        return Cell(text("district_active"), "ok", "circle-check")
