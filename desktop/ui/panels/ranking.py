"""Short lists of what stands out: a card with a few rows, or a word of relief where there are none."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desktop.ui.look import Look
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.states import due_cell, status_cell
from desktop.ui.widgets.cards import Card, Empty
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]
_ROWS = 7


class Ranking(Card):
    """A few rows, whole; Enter opens one.

    Args:
        look: how it looks.
        title: its head.
        columns: of the rows.
        empty: title and words for no rows.
    """

    def __init__(self, look: Look, title: str, columns: Sequence[Column], empty: tuple[str, str]) -> None:
        super().__init__(look, title, padding=8)
        self._look = look
        self._items: Sequence[Item] = ()
        self.model = PagedModel(columns, lambda _after: {"items": self._items, "next": None})
        self.table = Table(look, self.model, title)
        self.none = Empty(look, "circle-check", *empty)
        self.none.hide()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        look.changed.connect(self._fit)
        self._fit()

    def show_items(self, items: Sequence[Item]) -> None:
        """Other rows; the same row stays the current one."""
        row = max(0, self.table.currentIndex().row())
        self._items = items
        self.model.reload()
        self.table.go_to(min(row, len(items) - 1))
        self.table.setVisible(bool(items))
        self.none.setVisible(not items)

    def _fit(self) -> None:
        self.table.setMinimumHeight(self._look.lettering.scaled(36) * (_ROWS + 1))


def late_columns(look: Look, today: date) -> list[Column]:
    """By agency: with it, late, and how late the latest is."""
    text = look.text
    return [
        Column("name", text("overview_column_agency"), lambda one: Cell(one["name"])),
        Column(
            "running",
            text("overview_column_running"),
            lambda one: Cell(str(one["running"]), "muted"),
            88,
            True,
        ),
        Column(
            "late",
            text("overview_column_late"),
            lambda one: Cell(str(one["late"]), "err", bold=True),
            88,
            True,
        ),
        Column(
            "due", text("overview_column_longest"), lambda one: due_cell(look, one["due"], today), 150, True
        ),
    ]


def oldest_columns(look: Look) -> list[Column]:
    """What has waited longest: what, where, how long, where it stands."""
    text = look.text
    return [
        Column("words", text("column_words"), lambda one: Cell(one["title"] or one["code"])),
        Column("village", text("column_village"), lambda one: Cell(one["village_name"] or "", "muted"), 126),
        Column(
            "days",
            text("overview_column_days"),
            lambda one: Cell(text("triage_age", days=one["days"])),
            76,
            True,
        ),
        Column("status", text("column_status"), lambda one: status_cell(look, one["status"]), 142),
    ]
