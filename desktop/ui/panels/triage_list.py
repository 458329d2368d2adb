"""The dense list of the triage desk: search, kecamatan, marks, age and suggestion of each row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.lists import Query
from desktop.actions.triage_lists import list_triage
from desktop.ui.models.paged import PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.suggested import Suggester
from desktop.ui.panels.triage_columns import TriageColumns
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card, Empty, KeyBar
from desktop.ui.widgets.fields import Choice, Line
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]
_TYPING_MS = 150


class TriageList(QWidget):
    """Asks for one tab at a time.

    Args:
        place: the workplace.
        suggester: whom a row may belong to.
        fetch: takes files in; offered while nothing waits to be sorted.
    """

    moved = Signal(object)
    marked = Signal()
    asked = Signal()
    """The list was asked anew: another tab, words or place."""

    def __init__(self, place: Workplace, suggester: Suggester, fetch: Button) -> None:
        super().__init__()
        self.fetch = fetch
        self._place, self.look, self._suggester = place, place.look, suggester
        self.tab, self.narrow = "new", dict[str, str]()
        self.marks: dict[str, Item] = {}
        self._columns = TriageColumns(
            place, suggester, lambda one: one in self.marks, lambda: self.table.item()
        )
        self.model = PagedModel(self._columns.of(self.tab), self._fetch)
        self._make()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self._on_asked)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.district.chosen.connect(lambda _code: self._on_asked())
        self.only.clicked.connect(self._on_widened)
        self.table.moved.connect(self.moved)
        self.table.clicked.connect(self._on_clicked)

    def show_tab(self, tab: str, narrow: Mapping[str, str]) -> None:
        """Another tab, perhaps only a part of it; marks are forgotten."""
        self.tab, self.narrow = tab, dict(narrow)
        self.marks.clear()
        self.model.columns[:] = self._columns.of(self.tab)
        told = [self._suggester.name(narrow["agency"])] if narrow.get("agency") else []
        told += [self.look.text("triage_only_late")] if narrow.get("due") else []
        self.only.setText(" · ".join(told))
        self.only.setAccessibleName(self.look.text("triage_widen", what=" · ".join(told)))
        self.only.setVisible(bool(told))
        self.ask()

    def ask(self) -> None:
        """Asks anew from the beginning."""
        self.model.ask(self._fetch)
        self._show_rows(0)
        self.marked.emit()

    def refresh(self, identity: str | None) -> None:
        """Reads again as far as it was read; stays on an aspiration, or in its row when it has gone.

        Whoever comes back from taking in files begins with what is new.
        """
        row, top = self.table.currentIndex().row(), self.model.item(0)
        self.model.reload()
        now = self.model.item(0)
        if top and now and not self.isVisible() and now["id"] != top["id"]:
            identity = str(now["id"])
        here = self.model.row_of("id", identity) if identity else -1
        self._show_rows(here if here >= 0 else min(max(row, 0), self.model.rowCount() - 1))

    def first(self) -> QWidget | None:
        """The rows, or how to get some; None where there is no way."""
        if self.model.rowCount():
            return self.table
        return None if self._nothing.isHidden() else self.fetch

    def chosen(self) -> list[Item]:
        """All that are marked, else the current row."""
        if self.marks:
            return list(self.marks.values())
        item = self.table.item()
        return [item] if item is not None else []

    def after(self, gone: set[str]) -> str | None:
        """The id of the row that is current when these have gone."""
        row = self.table.currentIndex().row()
        below = (self.model.item(one) for one in range(max(row, 0), self.model.rowCount()))
        above = (self.model.item(one) for one in range(row - 1, -1, -1))
        for item in (*below, *above):
            if item is not None and item["id"] not in gone:
                return str(item["id"])
        return None

    def go_to(self, identity: str | None) -> None:
        """Makes a row the current one."""
        self.table.go_to(self.model.row_of("id", identity))

    def keep_in_sight(self) -> None:
        """Scrolls to the current row once the list has its new height."""
        QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex()))

    def mark(self) -> None:
        """Marks the current row, or takes its mark away."""
        self._turn(self.table.item())

    def mark_and_step(self, by: int) -> None:
        """Marks the current row and its neighbour, which becomes current."""
        for step in (0, by):
            self.table.step(step)
            item = self.table.item()
            if item is not None:
                self.marks[str(item["id"])] = item
        self._tell_marks()

    def mark_shown(self) -> None:
        """Marks every row that was read; again takes all marks away."""
        rows = [self.model.item(row) for row in range(self.model.rowCount())]
        items = {str(item["id"]): item for item in rows if item is not None}
        self.marks = {} if len(self.marks) == len(items) else items
        self._tell_marks()

    def unmark(self) -> None:
        """Takes all marks away."""
        self.marks.clear()
        self._tell_marks()

    def forget(self, gone: set[str]) -> None:
        """What has gone is no longer marked."""
        self.marks = {one: item for one, item in self.marks.items() if one not in gone}
        self._tell_marks()

    def bind(self, keys: str, act: Callable[[], object]) -> None:
        """A key that works while the list has the focus: letters are for typing everywhere else."""
        shortcut = QShortcut(QKeySequence(keys), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def _make(self) -> None:
        look = self.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.card = Card(look, padding=8)
        self.search = Line(look)
        self.search.setAccessibleName(look.text("triage_search"))
        self.search.setPlaceholderText(look.text("triage_search"))
        self.district = Choice(look, [("", look.text("triage_everywhere")), *self._districts()])
        self.district.setAccessibleName(look.text("triage_district"))
        self.only = Button(look, "", icon="x", kind="quiet")
        self.only.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.only)
        row.addWidget(self.district)
        self.table = Table(look, self.model, look.text("page_triage"))
        title, words = look.text("triage_empty_new"), look.text("triage_empty_new_words")
        self._nothing = Empty(look, "list-checks", title, words, self.fetch)
        self._empty = Empty(look, "list-checks", "", "")
        self._empty.hide()
        self.card.body.addLayout(row)
        self.card.body.addWidget(self.table, 1)
        self.card.body.addWidget(self._nothing, 1)
        self.card.body.addWidget(self._empty, 1)
        column.addWidget(self.card, 1)
        keys = [("J K", "triage_bar_move"), ("Spasi", "triage_bar_mark"), ("V", "triage_bar_verify")]
        keys += [("D", "triage_bar_same"), ("X", "triage_bar_outside"), ("R", "triage_bar_archive")]
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self._bar = KeyBar(look, [(cap, look.text(code)) for cap, code in keys])
        foot.addWidget(self._bar, 1)
        self.count = Label(look, "", "strong", "pri")
        foot.addWidget(self.count)
        column.addLayout(foot)
        # The foot grows with the text, which Qt tells no further than the foot.
        look.changed.connect(lambda: QTimer.singleShot(0, column, column.update))

    def _districts(self) -> Sequence[tuple[str, str]]:
        found = {one.district_code: one.district for one in self._place.reader.pack.villages}
        return sorted(found.items(), key=lambda pair: pair[1])

    def _fetch(self, after: str | None) -> Mapping[str, Any]:
        where = {"tab": self.tab, **self.narrow}
        if self.district.code():
            where["district"] = self.district.code()
        return list_triage(self._place.reader, Query(where, self.search.text().strip() or None, 50, after))

    def _show_rows(self, row: int) -> None:
        there = self.model.rowCount() > 0
        self.table.setVisible(there)
        for foot in (self._bar, self.count):
            foot.setVisible(there)
        self._tell_empty(there)
        if not there:
            self.moved.emit(None)
            return
        index = self.model.index(max(0, row), 0)
        # After a reset the view has no current row, so this always tells.
        self.table.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.table.scrollTo(index)

    def _tell_empty(self, there: bool) -> None:
        """What stands in the place of the list while it has no rows."""
        narrowed = bool(self.search.text().strip() or self.district.code() or self.narrow)
        begins = not there and not narrowed and self.tab == "new"
        if there and self.fetch.hasFocus():
            self.table.setFocus()
        self._nothing.setVisible(begins)
        if there or begins:
            self._empty.hide()
            return
        text = self.look.text
        if narrowed:
            told = "search", text("triage_empty_search"), text("triage_empty_search_words")
        else:
            told = "list-checks", text(f"triage_empty_{self.tab}"), text(f"triage_empty_{self.tab}_words")
        old, self._empty = self._empty, Empty(self.look, *told)
        self.card.body.replaceWidget(old, self._empty)
        self._empty.show()
        old.hide()
        old.deleteLater()

    def _on_asked(self) -> None:
        self.marks.clear()
        self.ask()
        self.asked.emit()

    def _on_widened(self) -> None:
        self.show_tab(self.tab, {})
        self.table.setFocus()
        self.asked.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._turn(self.model.item(index.row()))

    def _turn(self, item: Item | None) -> None:
        if item is None:
            return
        identity = str(item["id"])
        if self.marks.pop(identity, None) is None:
            self.marks[identity] = item
        self._tell_marks()

    def _tell_marks(self) -> None:
        self.count.setText(self.look.text("triage_marked", count=len(self.marks)) if self.marks else "")
        self.table.viewport().update()
        self.marked.emit()
