"""Columns of the list of the triage desk, as each tab needs them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desktop.actions.recap import RUNNING
from desktop.core.deadlines import DEFAULT_DEADLINES, working_days_between
from desktop.ui.models.paged import Cell, Column
from desktop.ui.page import Workplace
from desktop.ui.panels.suggested import Suggester
from desktop.ui.states import due_cell, short_day, words_cell

Item = Mapping[str, Any]
JOINED = "joined"
OUTSIDE = "outside"
_WITH_AGENCY = ("assigned", "returned")


class TriageColumns:
    """What each row says.

    Args:
        place: the workplace.
        suggester: whom a row may belong to.
        marked: whether the row of an id is marked.
        current: the row one is on.
    """

    def __init__(
        self,
        place: Workplace,
        suggester: Suggester,
        marked: Callable[[str], bool],
        current: Callable[[], Item | None],
    ) -> None:
        self._place, self._look, self._suggester = place, place.look, suggester
        self._marked, self._current, self._tab = marked, current, ""

    def of(self, tab: str) -> list[Column]:
        """The columns of a tab."""
        self._tab = tab
        text, with_agency = self._look.text, self._tab in _WITH_AGENCY
        last = text("triage_column_agency" if with_agency else "triage_column_suggestion")
        wide = 114
        if self._tab == JOINED:
            last, wide = text("triage_column_joined"), 158
        elif self._tab == OUTSIDE:
            last = text("triage_column_recipient")
        when = text("triage_column_due" if with_agency else "triage_column_age")
        return [
            Column("mark", "", self._mark_cell, 32),
            Column("words", text("column_words"), self._words_cell),
            Column(
                "village", text("column_village"), lambda one: Cell(one["village_name"] or "", "muted"), 126
            ),
            Column("age", when, self._when_cell, 136 if with_agency else 92, True),
            Column("agency", last, self._agency_cell, wide),
        ]

    def _mark_cell(self, item: Item) -> Cell:
        on = self._marked(str(item["id"]))
        said = self._look.text("triage_is_marked" if on else "triage_not_marked")
        return Cell("", "pri" if on else "muted", "square-check-big" if on else "square", spoken=said)

    def _words_cell(self, item: Item) -> Cell:
        current = self._current()
        return words_cell(self._look, item, bold=current is not None and current["id"] == item["id"])

    def _when_cell(self, item: Item) -> Cell:
        reader = self._place.reader
        if self._tab in _WITH_AGENCY:
            return due_cell(self._look, item["due"], reader.today, done=item["status"] not in RUNNING)
        recorded = date.fromisoformat(item["recorded"][:10])
        heard = date.fromisoformat(item["visited"] or item["recorded"][:10])
        words = short_day(heard, reader.today)
        limit = reader.pack.deadlines.get("verify", DEFAULT_DEADLINES["verify"])
        holidays = [one.date for one in reader.pack.holidays]
        late = self._tab == "new" and working_days_between(recorded, reader.today, holidays) > limit
        return Cell(words, "warn", "clock-alert") if late else Cell(words, "muted")

    def _agency_cell(self, item: Item) -> Cell:
        if self._tab in _WITH_AGENCY:
            return Cell(self._suggester.name(item["agency"]))
        if self._tab == JOINED:
            return Cell(str(item["duplicate_of"] or ""), "muted")
        if self._tab == OUTSIDE:
            return Cell(self._suggester.name(item["recipient"]), "muted")
        best = next(iter(self._suggester.of(item)), None)
        return Cell(self._suggester.name(best.agency) if best else "")
