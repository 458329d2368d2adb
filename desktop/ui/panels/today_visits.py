"""The visits of today, one line each with what to do next, and the days to come."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.dates import format_day
from desktop.ui.look import Look
from desktop.ui.panels.refilled import Refilled
from desktop.ui.panels.visit_state import state_of, state_words
from desktop.ui.panels.visit_values import attended
from desktop.ui.states import short_day
from desktop.ui.widgets.button import Button, Kind
from desktop.ui.widgets.day_tile import DayTile
from desktop.ui.widgets.labels import Elided, Label, Sign, Told, Tone, hairline

Visit = Mapping[str, Any]

_SHOWN, _TILES, _SATURDAY = 3, 5, 5
_ORDER = {"running": 0, "planned": 1, "over": 2, "finished": 3}


class TodayVisits(Refilled):
    """Running ones first; the first of them has the page's one primary button.

    Args:
        look: how it looks.
    """

    opened = Signal(str)
    started = Signal()
    """A new visit is wanted."""
    all_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.text("today_visits"))
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(8)
        self.first: Button | None = None

    def show_visits(
        self, visits: Sequence[Visit], planned: Sequence[Visit], now: datetime, *, known: bool
    ) -> None:
        """Today's visits; without any, what to do instead.

        Args:
            visits: of today, and older ones that are not finished.
            planned: of the days to come.
            now: date and time.
            known: this laptop knows other visits; a newcomer is told how the work goes.
        """
        self.renew(8)
        column = self.lines
        self.first = None
        ordered = sorted(visits, key=lambda one: _ORDER[state_of(one, now)])
        for number, one in enumerate(ordered[:_SHOWN]):
            if number:
                column.addWidget(hairline())
            column.addWidget(self._line(one, now))
        if len(ordered) > _SHOWN:
            more = Button(
                self.look,
                self.look.text("today_more", count=len(ordered) - _SHOWN),
                icon="list",
                kind="quiet",
            )
            more.setObjectName("visits:more")
            more.clicked.connect(self.all_wanted)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not ordered:
            self._teach(column, planned, now.date(), known=known)
        self.reveal()

    def _line(self, one: Visit, now: datetime) -> QWidget:
        look, state, today = self.look, state_of(one, now), now.date()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        day = date.fromisoformat(one["date"])
        moment = str(one["start"] or "").replace(":", ".") if day == today else short_day(day, today)
        when = Label(look, moment or "–", "h2", "text" if moment else "muted")
        when.setMinimumWidth(look.lettering.scaled(56))
        row.addWidget(when)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(look, str(one["village_name"] or one["village"]), "strong"))
        words.addWidget(Elided(look, self._about(one), "body", "muted"))
        row.addLayout(words, 1)
        icon, word, tone = state_words(look, state)
        if state != "finished" and day < today:
            icon, word, tone = "clock-alert", look.text("today_left_open"), "warn"
        row.addWidget(Told(look, icon, word, _tone(tone)))
        row.addWidget(self._button(one, state))
        return line

    def _about(self, one: Visit) -> str:
        text, people = self.look.text, attended(one)
        parts = [
            one["place"],
            text("today_attended", count=people) if people else "",
            text("today_heard", count=one["aspirations"]) if one["aspirations"] else "",
            text("today_to_tell", count=one["answers"]) if one["answers"] and not one["aspirations"] else "",
            "" if one["own"] else one["by"],
        ]
        words = ", ".join(str(part) for part in parts if part)
        return words or str(one["agenda"] or one["district"] or "")

    def _button(self, one: Visit, state: str) -> Button:
        text = self.look.text
        kind: Kind = "plain"
        keys = ""
        words, icon = text("today_open"), "book-open"
        if one["own"] and state != "finished":
            running = state in ("running", "over")
            words, icon = (
                (text("today_go_on"), "arrow-right") if running else (text("today_prepare"), "clipboard-list")
            )
            if self.first is None:
                kind, keys = "primary", "Enter"
        button = Button(self.look, words, icon=icon, keys=keys, kind=kind)
        button.setMinimumWidth(self.look.lettering.scaled(176))
        button.setObjectName(f"visit:{one['id']}")
        button.setAccessibleDescription(str(one["village_name"] or ""))
        button.clicked.connect(lambda: self.opened.emit(one["id"]))
        if kind == "primary":
            self.first = button
        return button

    def _teach(self, column: QVBoxLayout, planned: Sequence[Visit], today: date, *, known: bool) -> None:
        look, text = self.look, self.look.text
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(4)
        title = text("today_none") if known else text("today_welcome")
        words.addWidget(Label(look, title, "strong", wrap=True))
        if not known:
            for icon, told in (
                ("notebook-pen", text("today_step_visit")),
                ("messages-square", text("today_step_words")),
                ("folder-sync", text("today_step_send")),
            ):
                step = QHBoxLayout()
                step.setSpacing(8)
                step.addWidget(Sign(look, icon, "pri", 16), 0, Qt.AlignmentFlag.AlignTop)
                step.addWidget(Label(look, told, wrap=True), 1)
                words.addLayout(step)
        else:
            words.addWidget(Label(look, self._next(planned, today), "body", "muted", wrap=True))
        row.addLayout(words, 1)
        button = Button(look, text("today_begin"), icon="plus", keys="Enter", kind="primary")
        button.setObjectName("visits:begin")
        button.clicked.connect(self.started)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        self.first = button

    def _next(self, planned: Sequence[Visit], today: date) -> str:
        if not planned:
            return self.look.text("today_none_words")
        day = date.fromisoformat(planned[0]["date"])
        when = f"{format_day(day)}, {short_day(day, today)}"
        return self.look.text("today_next", village=planned[0]["village_name"], when=when)


class DaysAhead(Refilled):
    """Five days to come, each with its visit or free.

    Args:
        look: how it looks.
    """

    opened = Signal(str)
    started = Signal(object)
    """The day a visit is wanted on."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.text("today_ahead"))
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.setSpacing(8)

    def show_days(self, planned: Sequence[Visit], today: date) -> None:
        """Other plans."""
        self.renew()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.lines.addLayout(row)
        visits: dict[date, list[Visit]] = {}
        for one in planned:
            visits.setdefault(date.fromisoformat(one["date"]), []).append(one)
        for day in _days(today, visits):
            row.addWidget(self._tile(day, visits.get(day, [])), 1)
        self.reveal()

    def _tile(self, day: date, visits: Sequence[Visit]) -> DayTile:
        text = self.look.text
        name = f"{format_day(day)[:3]} {day.day}"
        if not visits:
            tile = DayTile(self.look, name, text("today_free"), "plus", text("today_plan"), planned=False)
            tile.clicked.connect(lambda: self.started.emit(day))
        else:
            villages = ", ".join(str(one["village_name"] or one["village"]) for one in visits)
            count = sum({one["village"]: one["answers"] for one in visits}.values())
            foot = text("today_answers", count=count)
            tile = DayTile(self.look, name, villages, "messages-square", foot, planned=True)
            tile.clicked.connect(lambda: self.opened.emit(visits[0]["id"]))
        tile.setObjectName(f"day:{day.isoformat()}")
        return tile


def _days(today: date, planned: Mapping[date, object]) -> list[date]:
    """The next working days, and others of that time on which something is planned."""
    found: list[date] = []
    day = today
    while len(found) < _TILES:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY or day in planned:
            found.append(day)
    return found


def _tone(tone: str) -> Tone:
    return "ok" if tone == "ok" else "warn" if tone == "warn" else "muted"
