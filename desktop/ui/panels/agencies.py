"""SKPD of the district: names and the keywords that suggest them; one change at a time, to be undone."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.changes import Changes
from desktop.actions.pack_edit import drop_agency, put_agency_back
from desktop.actions.session import Session
from desktop.core.pack_types import Agency
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.agency_form import AgencyForm
from desktop.ui.panels.beside import Beside
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Line
from desktop.ui.widgets.table import Table

Item = Mapping[str, Any]
_OTHER_FOCUS = Qt.FocusReason.OtherFocusReason


class Agencies(QWidget):
    """List and form.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        look, text = self.look, self.look.text
        self.search = Line(look)
        self.search.setPlaceholderText(text("district_search"))
        self.search.setAccessibleName(text("district_search"))
        self.model = PagedModel(self._columns(), self._fetch)
        self.table = Table(look, self.model, text("district_tab_agencies"))
        self.form = AgencyForm(place)
        card = Card(look, padding=8)
        card.body.addWidget(self.search)
        card.body.addWidget(self.table, 1)
        card.setFocusProxy(self.table)
        self.parts = Beside(look, card, self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts, 1)
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(lambda _item: self._to_form())
        self.form.saved.connect(self._on_saved)
        self.form.added.connect(self._on_added)
        self.form.left.connect(self.back)

    def refresh(self) -> None:
        """Reads the pack again; stays on the agency."""
        self.table.read_again("code")
        if not self.model.rowCount():
            self.form.show_agency(None)

    def first(self) -> QWidget:
        """The list."""
        return self.table

    def save(self) -> None:
        """Ctrl+S."""
        self.form.save()

    def back(self) -> None:
        """Esc in the form: the list again, what was typed is given up."""
        self.parts.show_right(False)
        if self.table.item() is None:
            self.table.go_to(0)
        self.form.show_agency(self.form.agency)
        self.table.setFocus(_OTHER_FOCUS)

    def add(self) -> None:
        """Ctrl+N: an empty form for one that is not in the list."""
        self.parts.show_right(True)
        self.table.setCurrentIndex(QModelIndex())
        self.form.show_new()
        self.form.fields["code"].editor.setFocus(_OTHER_FOCUS)

    def _on_moved(self, item: Item | None) -> None:
        self.form.show_agency(item["agency"] if item else None)

    def _on_saved(self, before: Agency) -> None:
        told = self.look.text("district_agency_saved", agency=before.short)
        self._tell(before.code, told, lambda session: put_agency_back(session, before))

    def _on_added(self, code: str, short: str) -> None:
        self.search.clear()
        told = self.look.text("district_agency_added", agency=short)
        self._tell(code, told, lambda session: drop_agency(session, code))

    def _tell(self, code: str, told: str, back: Callable[[Session], Changes]) -> None:
        """Stands on what was written, and says how to take it back."""
        self.refresh()
        self.table.go_to(self.model.row_of("code", code))
        self.table.setFocus(_OTHER_FOCUS)
        run, wrote = self._place.background.run, self._place.wrote
        self._place.messages.tell(told, lambda: run(back, wrote))

    def _to_form(self) -> None:
        self.parts.show_right(True)
        self.form.fields["name"].editor.setFocus(_OTHER_FOCUS)

    def _fetch(self, _after: str | None) -> Item:
        wanted = self.search.text().strip().casefold()
        found = [
            {"code": one.code, "agency": one}
            for one in self._place.reader.pack.agencies
            if not wanted or wanted in f"{one.code} {one.name} {one.short} {one.keywords}".casefold()
        ]
        return {"items": found, "next": None}

    def _columns(self) -> list[Column]:
        text = self.look.text
        return [
            Column("short", text("district_short"), self._short, 170),
            Column("name", text("district_name"), lambda item: Cell(item["agency"].name)),
            Column(
                "keywords",
                text("district_keywords"),
                lambda item: Cell(str(len(item["agency"].keywords)), "muted"),
                104,
                right=True,
            ),
        ]

    def _short(self, item: Item) -> Cell:
        agency: Agency = item["agency"]
        return Cell(agency.short, "text", "building-2" if agency.external else "")
