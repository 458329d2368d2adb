"""The villages with answers, and below them the answers of the one that is chosen, one by one or marked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.panels.outcomes import answer_words_cell, outcome_cell
from desktop.ui.states import short_day
from desktop.ui.widgets.cards import Card, KeyBar
from desktop.ui.widgets.fields import Segments
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]
Today = Callable[[], date]
_VILLAGES = 4


class AnswerLists(QWidget):
    """Two lists; what is marked is told together.

    Args:
        look: how it looks.
        today: the date.
    """

    village_chosen = Signal(object)
    moved = Signal(object)
    opened = Signal()
    turned = Signal()
    """Those to be told are wanted, or those that were."""

    def __init__(self, look: Look, today: Today) -> None:
        super().__init__()
        self.look, self.marked = look, set[str]()
        text = look.text
        self.villages_model = PagedModel(village_columns(look, today), lambda _after: _whole([]))
        self.villages = Table(look, self.villages_model, text("answers_villages"))
        self.model = PagedModel(answer_columns(look, self.marked), lambda _after: _whole([]))
        self.table = Table(look, self.model, text("page_answers"))
        self.which = Segments(
            look,
            [("waiting", text("answers_which_waiting")), ("told", text("answers_which_told"))],
            text("answers_which"),
        )
        self.nothing = Label(look, "", "body", "muted", wrap=True)
        self._build()
        self.villages.moved.connect(self.village_chosen)
        self.villages.opened.connect(lambda _item: self.table.setFocus())
        self.table.moved.connect(self.moved)
        self.table.opened.connect(lambda _item: self.opened.emit())
        self.which.chosen.connect(lambda _code: self.turned.emit())
        look.changed.connect(self._fit)

    @property
    def told(self) -> bool:
        """Whether those that were told are shown."""
        return self.which.code() == "told"

    def show_villages(self, found: Sequence[Item], village: str) -> None:
        """Other villages; goes to one by its code, else stays.

        Args:
            found: as `telling.answer_villages`.
            village: wanted, empty for the one that was chosen.
        """
        wanted = village or str((self.villages.item() or {}).get("village") or "")
        self.villages_model.ask(lambda _after: _whole(found))
        self._fit()
        row = max(0, self.villages_model.row_of("village", wanted))
        if row == self.villages.currentIndex().row() or not found:
            self.village_chosen.emit(self.villages.item())
        else:
            self.villages.go_to(row)

    def show_answers(self, village: str, found: Sequence[Item], code: str = "") -> None:
        """The answers of a village; goes to one by its code, else stays in its row.

        Args:
            village: its name.
            found: as `telling.village_answers`.
            code: wanted, empty for none.
        """
        before = self.table.currentIndex().row()
        self.marked.intersection_update({one["code"] for one in found})
        self.model.ask(lambda _after: _whole(found))
        self._title.setText(village)
        self.nothing.setText(self.look.text("answers_none_told" if self.told else "answers_all_told"))
        self.nothing.setVisible(not found)
        self.table.setVisible(bool(found))
        row = self.model.row_of("code", code) if code else min(before, len(found) - 1)
        self.table.go_to(max(0, row))
        self.moved.emit(self.table.item())

    def first(self) -> QWidget:
        """The answers, or the villages where nothing is left to tell."""
        return self.table if self.model.rowCount() else self.villages

    def chosen(self) -> list[Item]:
        """The marked ones, else the current one."""
        rows = [one for one in self._rows() if one["code"] in self.marked]
        current = self.table.item()
        return rows or ([current] if current is not None else [])

    def mark(self) -> None:
        """Marks the current one, or takes the mark away, and goes on."""
        item = self.table.item()
        if item is not None:
            self._marks_are(self.marked ^ {item["code"]})
            self.table.step(1)

    def mark_same(self) -> None:
        """Marks all that have the same answer as the current one."""
        item = self.table.item()
        if item is not None:
            same = {one["code"] for one in self._rows() if one["same"] == item["same"]}
            self._marks_are(self.marked | same)

    def mark_all(self) -> None:
        """Marks all of this village; all being marked, takes the marks away."""
        codes = {one["code"] for one in self._rows()}
        self._marks_are(set() if codes <= self.marked else codes)

    def unmark(self) -> bool:
        """Takes all marks away; whether there were any."""
        some = bool(self.marked)
        if some:
            self._marks_are(set())
        return some

    def _build(self) -> None:
        look, text = self.look, self.look.text
        above = Card(look, padding=8)
        above.body.addWidget(self.villages)
        above.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        below = Card(look, " ", padding=8)
        self._title = below.title
        below.head.addWidget(self.which)
        self.nothing.setContentsMargins(8, 8, 8, 8)
        below.body.addWidget(self.table, 1)
        below.body.addWidget(self.nothing)
        below.body.addStretch()
        keys = KeyBar(
            look,
            [
                (text("answers_key_space"), text("answers_mark")),
                ("G", text("answers_mark_same")),
                ("R", text("answers_reopen")),
                ("T", text("answers_key_turn")),
            ],
        )
        keys.setContentsMargins(8, 0, 8, 0)
        below.body.addWidget(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(above)
        column.addWidget(below, 1)
        self.setFocusProxy(self.table)

    def _rows(self) -> list[Item]:
        return [one for row in range(self.model.rowCount()) if (one := self.model.item(row)) is not None]

    def _marks_are(self, codes: set[str]) -> None:
        # The columns look at this very set.
        self.marked.clear()
        self.marked |= codes
        self.table.viewport().update()
        self.moved.emit(self.table.item())

    def _fit(self) -> None:
        rows = min(_VILLAGES, max(1, self.villages_model.rowCount()))
        self.villages.setFixedHeight(self.look.lettering.scaled(36) * (rows + 1))


def village_columns(look: Look, today: Today) -> list[Column]:
    """Name, where it lies, how much waits and since when."""
    text = look.text

    def waiting(item: Item) -> Cell:
        return Cell(str(item["count"]), bold=True) if item["count"] else Cell(text("answers_none"), "muted")

    return [
        Column("village", text("column_village"), lambda item: Cell(str(item["village_name"]))),
        Column("district", text("answers_district"), lambda item: Cell(str(item["district"]), "muted"), 150),
        Column("count", text("answers_waiting"), waiting, 130, right=True),
        Column("since", text("answers_since"), lambda item: _day(item["since"], today()), 110),
    ]


def answer_columns(look: Look, marked: Collection[str]) -> list[Column]:
    """Mark and code, what it is about, whose answer, what came of it."""
    text = look.text

    def code(item: Item) -> Cell:
        on = item["code"] in marked
        icon = "square-check-big" if on else "square"
        return Cell(str(item["code"]), "pri" if on else "muted", icon)

    return [
        Column("code", text("answers_code"), code, 172),
        Column("words", text("column_words"), lambda item: answer_words_cell(look, item)),
        Column("agency", text("column_agency"), lambda item: Cell(str(item["agency_name"])), 96),
        Column("outcome", text("answers_outcome"), lambda item: outcome_cell(look, item), 180),
    ]


def _day(moment: str | None, today: date) -> Cell:
    return Cell(short_day(date.fromisoformat(moment[:10]), today) if moment else "", "muted")


def _whole(items: Sequence[Item]) -> dict[str, Any]:
    return {"items": list(items), "next": None}
