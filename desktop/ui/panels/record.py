"""One aspiration whole: words, where, from whom, photos, what became of it; its history one key away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.actions.recap import RUNNING
from desktop.ui.look import Look
from desktop.ui.page import Workplace
from desktop.ui.panels.history import History
from desktop.ui.panels.photos import PhotoStrip
from desktop.ui.panels.scrolled import level_edge
from desktop.ui.states import due_cell, moment_words, short_day, status_word, urgency_chip
from desktop.ui.widgets.labels import Chip, Label, Told, hairline

_HEADLINE = 200
"""Signs that are still read at a glance."""


class RecordPanel(QFrame):
    """Shows one aspiration as `show_aspiration` gives it.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        self.setProperty("surface", "card")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        scroll.verticalScrollBar().rangeChanged.connect(lambda _low, _high: level_edge(scroll))
        self._column = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scroll)
        self.item: Mapping[str, Any] | None = None
        self.show_item(None)

    def show_item(self, item: Mapping[str, Any] | None) -> None:
        """Shows an aspiration, or that none is chosen."""
        self.item = item
        # A fresh inside each time: what is taken out of a layout stays visible until Qt deletes it.
        inside = QWidget()
        inside.setProperty("surface", "inside")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(8)
        self._fill(item)
        self._scroll.setWidget(inside)
        level_edge(self._scroll)

    def _fill(self, item: Mapping[str, Any] | None) -> None:
        if item is None:
            none = Label(self.look, self.look.text("record_none"), "body", "muted", wrap=True)
            none.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._column.addWidget(none, 1)
            return
        self._head(item)
        self._words(item)
        self._facts(item)
        if item.get("attachments"):
            self._column.addWidget(PhotoStrip(self._place, item["attachments"]))
        self._answers(item)
        self._column.addWidget(hairline())
        self._column.addWidget(Label(self.look, self.look.text("record_history"), "h3"))
        self._column.addWidget(History(self.look, item.get("history", []), self._place.reader.today))
        self._column.addStretch(1)

    def _head(self, item: Mapping[str, Any]) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self.look, str(item["code"]), "body", "muted"))
        if (chip := urgency_chip(self.look, item.get("urgency"))) is not None:
            row.addWidget(Chip(self.look, chip[0], chip[1], chip[2]))
        if item.get("restricted"):
            row.addWidget(Chip(self.look, "lock", self.look.text("channel_restricted"), "sec"))
        row.addStretch(1)
        self._column.addLayout(row)
        icon, tone, word = status_word(self.look, str(item["status"]))
        self._column.addWidget(Told(self.look, icon, word, tone, "label"))  # type: ignore[arg-type]

    def _words(self, item: Mapping[str, Any]) -> None:
        title, said = said_once(item)
        if title:
            self._column.addWidget(Label(self.look, title, "h2", wrap=True))
        if said:
            self._column.addWidget(Label(self.look, f"“{said}”", wrap=True))

    def _facts(self, item: Mapping[str, Any]) -> None:
        look, form, today = self.look, QFormLayout(), self._place.reader.today
        due = due_cell(look, item.get("due"), today, done=item["status"] not in RUNNING)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for code, value in (
            ("record_place", place_words(look, item)),
            ("record_visited", self._visited(item)),
            ("record_from", citizen_words(look, item)),
            (
                "record_by",
                f"{item.get('by') or ''}, {self._moment(item)}",
            ),
            ("record_lead", _lead(item)),
            ("record_due", due.words),
            ("record_joined", ", ".join(item.get("joined") or ())),
        ):
            if value:
                name = Label(look, look.text(code), "body", "muted")
                name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                late = code == "record_due" and due.tone == "err"
                form.addRow(name, Label(look, value, "body", "err" if late else "text", wrap=True))
        self._column.addLayout(form)

    def _visited(self, item: Mapping[str, Any]) -> str:
        day = item.get("visited")
        return short_day(date.fromisoformat(day), self._place.reader.today) if day else ""

    def _moment(self, item: Mapping[str, Any]) -> str:
        """Day and hour on one line."""
        return moment_words(item["recorded"], self._place.reader.today).replace(" ", "\N{NO-BREAK SPACE}")

    def _answers(self, item: Mapping[str, Any]) -> None:
        for one in item.get("assignments", []):
            answer = one.get("answer")
            if not answer:
                continue
            self._column.addWidget(hairline())
            outcome = self.look.text(f"outcome_{answer['outcome']}") if answer.get("outcome") else ""
            told = ": ".join(filter(None, (one.get("agency_name") or one["agency"], outcome)))
            self._column.addWidget(Told(self.look, "message-circle", told, "ok", "label"))
            self._column.addWidget(Label(self.look, str(answer.get("text") or ""), wrap=True))
            if answer.get("attachments"):
                self._column.addWidget(PhotoStrip(self._place, answer["attachments"]))


def place_words(look: Look, item: Mapping[str, Any]) -> str:
    """Village, RT and RW, landmark in one line."""
    place = item.get("place") or {}
    parts = [item.get("village_name"), place.get("dusun")]
    if place.get("rt"):
        parts.append(look.text("place_rt", rt=place["rt"]))
    if place.get("rw"):
        parts.append(look.text("place_rw", rw=place["rw"]))
    return ", ".join(str(part) for part in (*parts, place.get("landmark")) if part)


def citizen_words(look: Look, item: Mapping[str, Any]) -> str:
    """Who said it, as far as this desk may know, and how it is kept."""
    citizen = item.get("citizen") or {}
    mode = look.text(f"mode_{item['mode']}") if item.get("mode") else ""
    who = citizen.get("name") or look.text("citizen_unnamed")
    return f"{who} ({mode})" if mode else str(who)


def _lead(item: Mapping[str, Any]) -> str:
    lead = next(
        (one for one in item.get("assignments", []) if one.get("role") == "lead" and one["running"]), None
    )
    return str(lead.get("agency_name") or lead["agency"]) if lead else ""


def said_once(item: Mapping[str, Any]) -> tuple[str, str]:
    """Title and words of an aspiration; a title that is only their beginning is not said twice."""
    title, said = str(item.get("title") or item.get("summary") or ""), str(item.get("text") or "")
    words, begins = " ".join(said.split()), " ".join(title.split())
    cut = begins.endswith(("…", "..."))
    if not begins or (words != begins and not (cut and words.startswith(begins.rstrip(".… ")))):
        return title, said
    return (words, "") if len(words) <= _HEADLINE else (title, said)
