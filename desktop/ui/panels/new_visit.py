"""A new visit: the village by a few letters, then Enter from question to question."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.changes import Changes
from desktop.actions.drafting import drop
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.actions.shape_types import VisitIn
from desktop.actions.visits import add_visit, list_visits
from desktop.core.dates import format_date, loose_date, loose_time
from desktop.errors import UserError
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Workplace
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.scrolled import AHEAD, EDGE, scrolled
from desktop.ui.panels.visit_values import team_of, team_words
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Field, Line, Prose
from desktop.ui.widgets.labels import Label
from desktop.ui.widgets.seek_list import SeekList

KEY = "visit/new"
_SHOWN = 40
_LOOKED = 20


class NewVisit(Card):
    """The form.

    Args:
        place: the workplace.
        drafts: keep what is typed.
    """

    made = Signal(str)
    """Id of the new visit."""
    cancelled = Signal()
    wanted_back = Signal(object)
    """What was typed and given up."""

    def __init__(self, place: Workplace, drafts: DraftKeeper) -> None:
        super().__init__(place.look)
        self._place, self.look, self._drafts = place, place.look, drafts
        text, look = self.look.text, self.look
        self._shown = False
        # Head and buttons stand level with the fields, which keep room for the ring round them.
        self.body.setContentsMargins(12, 12, 0, 16)
        title = Label(look, text("new_visit_title"), "h2")
        title.setContentsMargins(AHEAD, 0, EDGE, 0)
        self.body.addWidget(title)
        columns = [
            Column("name", "", lambda item: Cell(str(item["name"]))),
            Column("district", "", lambda item: Cell(str(item["district"]), "muted")),
        ]
        self.village = SeekList(
            look, text("new_visit_village"), columns, self._villages, text("new_visit_village_hint")
        )
        self._fit()
        look.changed.connect(self._fit)
        self.date, self.start, self.where = Line(look), Line(look), Line(look)
        self.team = Prose(look, 3)
        self.fields = {
            "date": Field(look, text("visit_date"), self.date, text("new_visit_date_hint")),
            "start": Field(look, text("visit_start"), self.start, text("new_visit_start_hint")),
            "place": Field(look, text("visit_place"), self.where, optional=True),
            "team": Field(look, text("visit_team"), self.team, text("visit_team_hint")),
        }
        column = self._scrolled()
        column.addWidget(self.village)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.fields["date"], 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.fields["start"], 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.fields["place"])
        column.addWidget(self.fields["team"])
        column.addStretch(1)
        self.body.addLayout(self._buttons())
        self._listen()

    def open(self, day: date | None = None, typed: Mapping[str, Any] | None = None) -> QWidget:
        """Begins, with yesterday's values or with what was being typed; answers what has the focus.

        Args:
            day: the one it is wanted on, whatever was typed before.
            typed: what was given up and is wanted back; None = what was kept.
        """
        self._shown = False
        kept = typed or self._drafts.read(KEY)
        values = {**self._carried_over(), **(kept if isinstance(kept, dict) else {})}
        values |= {"date": format_date(day)} if day else {}
        self.village.line.setText(str(values.get("village", "")))
        self.village.refresh()
        if code := values.get("code"):
            self.village.table.go_to(max(0, self.village.model.row_of("code", code)))
        for name, editor in self._lines().items():
            editor.setText(str(values.get(name, "")))
        self.team.setPlainText(str(values.get("team", "")))
        for field in (*self.fields.values(), self.village.field):
            field.complain("")
        self._shown = True
        focus = self._lines().get(str(values.get("focus", "")), self.village.line)
        focus.setCursorPosition(min(int(values.get("cursor", 0)), len(focus.text())))
        return focus

    @property
    def kept(self) -> bool:
        """Whether a visit was being entered when the program was left."""
        return isinstance(self._drafts.read(KEY), dict)

    def save(self) -> None:
        """Records the visit, unless something is certainly wrong."""
        item = self.village.item()
        self.village.field.complain("" if item else self.look.text("new_visit_no_village"))
        if item is None:
            self.village.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        shape = VisitIn(
            village=item["code"],
            date=self.date.text(),
            start=self.start.text().strip() or None,
            place=self.where.text().strip() or None,
            team=team_of(self.team.toPlainText()),
        )

        def work(session: Session) -> Any:
            answer = add_visit(session, shape, Path())
            drop(session, KEY)
            return answer["visit"]

        def done(visit: Any) -> None:
            self._place.wrote(Changes({"visit": frozenset({UUID(visit["id"]).bytes})}))
            self.made.emit(visit["id"])

        self._drafts.forget(KEY)
        self._place.background.run(work, done, self._on_refused)

    def cancel(self) -> None:
        """Gives it up; what was typed can be had back."""
        body = self._body() if self.village.line.text().strip() or self.where.isModified() else None
        self._drafts.drop(KEY)
        self.cancelled.emit()

        if body is not None:
            told = self.look.text("new_visit_dropped")
            self._place.messages.tell(told, lambda: self.wanted_back.emit(body))

    def _fit(self) -> None:
        self.village.table.setFixedHeight(3 * self.look.lettering.scaled(36) + 2)

    def _scrolled(self) -> QVBoxLayout:
        """Where text is large the form is higher than the page."""
        column = QVBoxLayout()
        column.setSpacing(8)
        self._scroll = scrolled(column)
        self.body.addWidget(self._scroll, 1)
        return column

    def _buttons(self) -> QHBoxLayout:
        text = self.look.text
        save = Button(self.look, text("new_visit_save"), icon="check", keys="Ctrl+Enter", kind="primary")
        cancel = Button(self.look, text("new_visit_cancel"), keys="Esc", kind="quiet")
        save.clicked.connect(self.save)
        cancel.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.setContentsMargins(AHEAD, 0, EDGE, 0)
        row.addWidget(cancel)
        row.addStretch(1)
        row.addWidget(save)
        return row

    def _listen(self) -> None:
        lines = [self.village.line, self.date, self.start, self.where]
        for line, following in pairwise(lines):
            line.returnPressed.connect(lambda line=line, to=following: self._on_return(line, to))
        self.where.returnPressed.connect(self.save)
        self.village.taken.connect(lambda _item: self._go(self.date))
        self.date.left.connect(self._on_date_left)
        self.start.left.connect(self._on_start_left)
        for line in lines:
            line.textEdited.connect(lambda _text: self._note())
        self.village.moved.connect(lambda _item: self._on_moved())
        self.team.textChanged.connect(self._note)

    def _on_return(self, line: Line, following: Line) -> None:
        if line is self.village.line:
            item = self.village.item()
            self.village.field.complain("" if item else self.look.text("new_visit_no_village"))
            if item is None:
                return
        self._go(following)

    def _go(self, line: Line) -> None:
        line.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(line)

    def _on_date_left(self) -> None:
        try:
            day = loose_date(self.date.text(), self._place.reader.today)
        except UserError as error:
            self.fields["date"].complain(" ".join(self.look.words.sentence(error)))
            return
        self.fields["date"].complain("")
        self.date.setText(format_date(day))

    def _on_start_left(self) -> None:
        typed = self.start.text().strip()
        try:
            self.start.setText(loose_time(typed).replace(":", ".") if typed else "")
            self.fields["start"].complain("")
        except UserError as error:
            self.fields["start"].complain(" ".join(self.look.words.sentence(error)))

    def _on_refused(self, error: UserError) -> None:
        named = {"date_wrong": "date", "time_wrong": "start", "name_wrong": "team"}.get(error.code, "")
        if named:
            self.fields[named].complain(" ".join(self.look.words.sentence(error)))
        else:
            self._place.messages.complain(error)
        self._note()

    def _note(self) -> None:
        if self._shown:
            self._drafts.note(KEY, self._body)

    def _body(self) -> dict[str, Any]:
        item = self.village.item()
        named = {"village": self.village.line, **self._lines()}
        focus = next((name for name, line in named.items() if line.hasFocus()), "")
        cursor = named[focus].cursorPosition() if focus else 0
        values: dict[str, Any] = {name: line.text() for name, line in named.items()}
        code = item["code"] if item else ""
        return {**values, "team": self.team.toPlainText(), "code": code, "focus": focus, "cursor": cursor}

    def _lines(self) -> dict[str, Line]:
        return {"date": self.date, "start": self.start, "place": self.where}

    def _carried_over(self) -> dict[str, str]:
        reader = self._place.reader
        found = list_visits(reader, Query(limit=_LOOKED))["items"]
        mine: Mapping[str, Any] = next(
            (visit for visit in found if visit["by"] == reader.home.owner.name), {}
        )
        team = mine.get("team") or [{"name": reader.home.owner.name, "nip": reader.home.owner.nip}]
        return {
            "date": format_date(reader.today),
            "start": str(mine.get("start") or "").replace(":", "."),
            "team": team_words(team),
        }

    def _villages(self, typed: str) -> Sequence[Mapping[str, Any]]:
        text = self.look.text
        parts = typed.casefold().split()
        found = []
        for one in self._place.reader.pack.villages:
            words = f"{one.name} {one.district}".casefold()
            if all(part in words for part in parts):
                kind = text("village_kelurahan") if one.kind == "kelurahan" else text("village_desa")
                first = not one.name.casefold().startswith(parts[0]) if parts else False
                district = text("visit_district", name=one.district)
                found.append(
                    (first, one.name, {"code": one.code, "name": f"{kind} {one.name}", "district": district})
                )
        return [item for *_, item in sorted(found, key=lambda row: row[:2])[:_SHOWN]]

    def _on_moved(self) -> None:
        """A name that fits nothing is said at once, not only when one goes on."""
        lost = bool(self.village.line.text().strip()) and self.village.table.item() is None
        self.village.field.complain(self.look.text("new_visit_no_village") if lost else "")
        self._note()
