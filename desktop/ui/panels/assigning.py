"""The assignment: who is responsible, who helps, by when, what is to be done, what the SKPD may know."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.actions.session import Session
from desktop.actions.shape_types import AssignRow
from desktop.core.deadlines import add_working_days, default_due, working_days_between
from desktop.core.scope import NEVER_NAMED
from desktop.ui.look import Look
from desktop.ui.panels.agency_choice import AgencyChoice, Offer
from desktop.ui.panels.helpers import Helpers
from desktop.ui.panels.own_day import OwnDay
from desktop.ui.panels.suggested import Suggester
from desktop.ui.states import short_day
from desktop.ui.widgets.fields import Choice, Field, Line, Prose, Segments
from desktop.ui.widgets.labels import Label

Item = Mapping[str, Any]
_DAYS = (3, 5, 10, 14, 20, 30, 60)
_EACH, _SAME = "each", "same"
_OWN_DAY = "own"
_QUOTED = re.compile('"([^"]*)"')


class AssignPanel(QWidget):
    """Filled in for one aspiration or for all that are marked; Enter in any field assigns.

    Args:
        look: how it looks.
        reader: for agencies, holidays and deadlines of the pack.
        suggester: whom it may belong to.
    """

    wanted = Signal()
    """Enter: it shall be assigned."""

    def __init__(self, look: Look, reader: Session, suggester: Suggester) -> None:
        super().__init__()
        self._look, self._reader, self._suggester = look, reader, suggester
        self._items: Sequence[Item] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(look, look.text("assign_lead"), "h3"))
        self.way = Segments(
            look,
            [(_EACH, look.text("assign_each")), (_SAME, look.text("assign_same"))],
            look.text("assign_way"),
        )
        self.told = Label(look, "", "body", "muted", wrap=True)
        self.agency = AgencyChoice(look)
        self.helpers = Helpers(look)
        self.due = Choice(look)
        self.instruction = Line(look)
        self.contact = QCheckBox(look.text("assign_contact"))
        self.contact_told = Label(look, look.text("assign_contact_hint"), "body", "muted", wrap=True)
        self.summary = Prose(look, 3)
        self.summary_field = Field(
            look, look.text("assign_summary"), self.summary, look.text("assign_summary_hint")
        )
        self.support_field = Field(look, look.text("assign_support"), self.helpers.choice)
        self.due_field = Field(look, look.text("assign_due"), self.due)
        self.own_day = OwnDay(look, reader)
        self._lay(column)
        self.way.chosen.connect(lambda _code: self._show_way())
        self.due.currentIndexChanged.connect(
            lambda _row: self.own_day.setVisible(self.due.code() == _OWN_DAY)
        )
        self.summary.textChanged.connect(lambda: self.summary_field.complain(""))
        look.changed.connect(self._dress)
        self._dress()
        for keys in ("Return", "Enter", "Ctrl+Return"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_enter)
        self.show_items(())

    def show_items(self, items: Sequence[Item]) -> None:
        """Begins anew for these aspirations."""
        self._items = items
        many = len(items) > 1
        one = items[0] if len(items) == 1 else None
        self.way.setVisible(many)
        self.told.setVisible(many)
        self.way.choose(_EACH)
        self.agency.offer(self._offers(one), self._others(one))
        self.helpers.offer(self._own())
        self.due.offer(self._dues(one))
        self.due.choose("")
        self.own_day.line.clear()
        self.instruction.clear()
        self.contact.setChecked(False)
        reachable = one is not None and _reachable(one)
        self.contact.setVisible(reachable)
        self.contact_told.setVisible(reachable)
        secret = one is not None and one.get("mode") == "secret"
        self.summary.setPlainText(str(one.get("summary") or "") if one else "")
        self.summary_field.setVisible(secret)
        self.summary_field.complain("")
        self._show_way()

    def rows(self) -> list[AssignRow]:
        """What shall be assigned; empty, and said beside the field, when something is missing."""
        due = (self.own_day.day() if self.due.code() == _OWN_DAY else self.due.code()) or None
        if due is None and self.due.code():
            return []
        words = self.instruction.text().strip() or None
        if self._each():
            named = [(item, self._suggester.assignable(item)) for item in self._items]
            return [
                AssignRow(code=item["code"], agency=code, due=due, instruction=words)
                for item, code in named
                if code
            ]
        lead = self.agency.code()
        if not lead:
            self.agency.complain(self._look.text("assign_missing"))
            return []
        summary = self.summary.toPlainText().strip() or None
        secret = not self.summary_field.isHidden()
        if secret and summary is None:
            self.summary_field.complain(self._look.text("assign_summary_missing"))
            return []
        return [
            AssignRow(
                code=item["code"],
                agency=lead,
                support=self.helpers.codes(),
                due=due,
                instruction=words,
                contact=self.contact.isChecked() and not self.contact.isHidden(),
                summary=summary if secret and summary != item.get("summary") else None,
            )
            for item in self._items
        ]

    def close_matches(self) -> bool:
        """Esc closes an open list of names first; whether one was open."""
        return self.agency.other.close_matches() or self.helpers.choice.close_matches()

    def outside(self) -> str:
        """The agency that is chosen, if it is one that can only be asked."""
        code = "" if self._each() else self.agency.code()
        return code if code and self._suggester.external(code) else ""

    def first(self) -> QWidget:
        """Where the focus goes."""
        if not self.way.isHidden():
            return self.way
        if not self.summary_field.isHidden() and not self.summary.toPlainText().strip():
            return self.summary
        return self.agency.first()

    def _lay(self, column: QVBoxLayout) -> None:
        look = self._look
        for widget in (self.way, self.told, self.agency, self.summary_field):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.support_field, 4, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.due_field, 5, Qt.AlignmentFlag.AlignTop)
        column.addSpacing(4)
        column.addLayout(row)
        column.addWidget(self.helpers)
        column.addWidget(self.own_day)
        column.addWidget(Field(look, look.text("assign_instruction"), self.instruction, optional=True))
        column.addWidget(self.contact)
        column.addWidget(self.contact_told)

    def _each(self) -> bool:
        return len(self._items) > 1 and self.way.code() == _EACH

    def _show_way(self) -> None:
        each = self._each()
        self.agency.setVisible(not each)
        self.support_field.setVisible(not each and not any(one.get("restricted") for one in self._items))
        self.helpers.setVisible(not each and bool(self.helpers.codes()))
        if len(self._items) > 1:
            self.told.setText(self._look.text("assign_each_told", spread=self._spread()) if each else "")
            self.told.setVisible(each)

    def _spread(self) -> str:
        """How many go to whom, and how many need a person."""
        counts: dict[str, int] = {}
        for item in self._items:
            code = self._suggester.assignable(item)
            counts[code] = counts.get(code, 0) + 1
        unsure = counts.pop("", 0)
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        said = [f"{self._suggester.name(code)} {count}" for code, count in ranked]
        if unsure:
            said.append(self._look.text("assign_each_unsure", count=unsure))
        return ", ".join(said)

    def _offers(self, item: Item | None) -> list[Offer]:
        found = self._suggester.of(item) if item else ()
        if item and item.get("status") == "dikembalikan":
            # Whoever gave it back is not asked again.
            found = [one for one in found if one.agency != item.get("agency")]
        return [
            Offer(
                one.agency,
                self._suggester.name(one.agency),
                _QUOTED.sub("“\\1”", one.reason) or self._look.text("assign_only_one"),
                round(100 * one.confidence),
                self._suggester.external(one.agency),
            )
            for one in found
        ]

    def _own(self) -> list[tuple[str, str]]:
        agencies = self._suggester.agencies.values()
        return sorted(
            ((one.code, f"{one.short} · {one.name}") for one in agencies if not one.external),
            key=lambda pair: pair[1].lower(),
        )

    def _others(self, item: Item | None) -> list[tuple[str, str]]:
        if item and item.get("restricted"):
            return []
        return self._own()

    def _dues(self, item: Item | None) -> list[tuple[str, str]]:
        reader, look = self._reader, self._look
        today, holidays = reader.today, [one.date for one in reader.pack.holidays]
        usual = ""
        if item is not None:
            kind, urgency = str(item.get("kind") or ""), str(item.get("urgency") or "biasa")
            due = default_due(
                kind, urgency, bool(item.get("restricted")), today, reader.pack.deadlines, holidays
            )
            days = working_days_between(today, due, holidays)
            usual = look.text("assign_days", days=days, day=short_day(due, today))
        found = [("", usual or look.text("assign_usual"))]
        for days in _DAYS:
            due = add_working_days(today, days, holidays)
            words = look.text("assign_days", days=days, day=short_day(due, today))
            if words != usual:
                found.append((due.isoformat(), words))
        return [*found, (_OWN_DAY, look.text("assign_own_day"))]

    def _dress(self) -> None:
        self.contact.setFont(self._look.lettering.font())

    def _on_enter(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and focus.parentWidget() is self.helpers:
            focus.click()
            return
        if any(one.hasFocus() and one.take_typed() for one in (self.helpers.choice, self.agency.other)):
            return
        self.wanted.emit()


def _reachable(item: Item) -> bool:
    """Whether there is somebody an agency could be allowed to reach."""
    known = {name for name in (item.get("citizen") or {}) if name not in ("mode", "consent")}
    return item.get("mode") != "secret" and item.get("kind") not in NEVER_NAMED and bool(known)
