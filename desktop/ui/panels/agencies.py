"""SKPD of the district: names and the keywords that suggest them; one change at a time, to be undone."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.actions.changes import Changes
from desktop.actions.pack_edit import change_agency, put_agency_back
from desktop.actions.session import Session
from desktop.core.pack_types import Agency
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column, PagedModel
from desktop.ui.page import Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Field, Line, Prose
from desktop.ui.widgets.labels import Label
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
        self.form.left.connect(self.back)

    def refresh(self) -> None:
        """Reads the pack again; stays on the agency."""
        before = self.table.item()
        self.model.ask(self._fetch)
        self.table.go_to(max(0, self.model.row_of("code", before["code"]) if before else 0))
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
        self.form.show_agency(self.form.agency)
        self.table.setFocus(_OTHER_FOCUS)

    def _on_moved(self, item: Item | None) -> None:
        self.form.show_agency(item["agency"] if item else None)

    def _on_saved(self, before: Agency) -> None:
        self.refresh()
        self.table.setFocus(_OTHER_FOCUS)

        def undone(changes: Changes) -> None:
            self._place.wrote(changes)

        def undo() -> None:
            self._place.background.run(lambda session: put_agency_back(session, before), undone)

        self._place.messages.tell(self.look.text("district_agency_saved", agency=before.short), undo)

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


class AgencyForm(Card):
    """What may be put right of one SKPD.

    Args:
        place: the workplace.
    """

    saved = Signal(object)
    """The agency as it was before."""
    left = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look)
        self._place, self.look = place, place.look
        self.agency: Agency | None = None
        look, text = self.look, self.look.text
        self._title = Label(look, "", "h2", wrap=True)
        self._about = Label(look, "", "body", "muted", wrap=True)
        self.fields = {
            "name": Field(look, text("district_name"), Line(look)),
            "short": Field(look, text("district_short"), Line(look), text("district_short_hint")),
            "keywords": Field(
                look, text("district_keywords"), Prose(look, 5), text("district_keywords_hint")
            ),
            "ambiguous": Field(
                look,
                text("district_ambiguous"),
                Prose(look, 2),
                text("district_ambiguous_hint"),
                optional=True,
            ),
        }
        self.body.addWidget(self._title)
        self.body.addWidget(self._about)
        self.body.addSpacing(4)
        inside = QWidget()
        inside.setProperty("surface", "inside")
        form = QVBoxLayout(inside)
        form.setContentsMargins(4, 4, 8, 4)
        form.setSpacing(12)
        for field in self.fields.values():
            form.addWidget(field)
        form.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self.go = Button(look, text("district_save"), icon="save", keys="Ctrl+S")
        self.go.clicked.connect(self.save)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.go)
        self.body.addLayout(row)
        self.setFocusProxy(self.fields["name"].editor)
        leave = QShortcut(QKeySequence("Escape"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)

    def show_agency(self, agency: Agency | None) -> None:
        """Another agency."""
        self.agency = agency
        self.setEnabled(agency is not None)
        for field in self.fields.values():
            field.complain("")
        if agency is None:
            self._title.setText("")
            self._about.setText("")
            return
        text = self.look.text
        self._title.setText(agency.short)
        kind = text("district_external") if agency.external else text("district_internal")
        self._about.setText(text("district_agency_about", code=agency.code, scope=agency.scope, kind=kind))
        self._put("name", agency.name)
        self._put("short", agency.short)
        self._put("keywords", ", ".join(agency.keywords))
        self._put("ambiguous", ", ".join(agency.ambiguous))

    def save(self) -> None:
        """Writes what is there, as one change of the pack."""
        before = self.agency
        if before is None:
            return
        name, short = self._get("name"), self._get("short")
        keywords, ambiguous = _words(self._get("keywords")), _words(self._get("ambiguous"))

        def work(session: Session) -> Changes:
            return change_agency(
                session, before.code, name=name, short=short, keywords=keywords, ambiguous=ambiguous
            )

        def done(changes: Changes) -> None:
            self._place.wrote(changes)
            self.saved.emit(before)

        self._place.background.run(work, done, self._on_refused)

    def _on_refused(self, error: UserError) -> None:
        field = self.fields.get(str(error.values.get("field")).rpartition(".")[2])
        if field is None:
            self._place.messages.complain(error)
            return
        field.complain(" ".join(self.look.words.sentence(error)))
        field.editor.setFocus(_OTHER_FOCUS)

    def _put(self, name: str, words: str) -> None:
        editor = self.fields[name].editor
        if isinstance(editor, Line):
            editor.setText(words)
        elif isinstance(editor, Prose):
            editor.setPlainText(words)

    def _get(self, name: str) -> str:
        editor = self.fields[name].editor
        if isinstance(editor, Line):
            return editor.text()
        return editor.toPlainText() if isinstance(editor, Prose) else ""


def _words(typed: str) -> list[str]:
    return [one for line in typed.splitlines() for one in line.split(",")]
