"""One answer as it is read aloud, its evidence, and how the citizen took it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.dates import format_date, loose_date
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.page import Workplace
from desktop.ui.panels.outcomes import outcome_words
from desktop.ui.panels.photos import PhotoStrip
from desktop.ui.states import short_day
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fields import Choice, Field, Line
from desktop.ui.widgets.labels import Chip, Label, Told, hairline
from desktop.ui.widgets.scale import Scale

Item = Mapping[str, Any]
_UNHAPPY = (1, 2)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be recorded.

    Attributes:
        told: the day.
        how: in words.
        satisfied: 1 to 4, None when nobody asked.
        reason: why it is opened again, None when it is not.
    """

    told: date
    how: str
    satisfied: int | None
    reason: str | None


class TellingPanel(QFrame):
    """The answer above, the form below; the form keeps day and way from one answer to the next.

    Args:
        place: the workplace.
    """

    wanted = Signal(object)
    """A `Telling`."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self.look = place, place.look
        self.setProperty("surface", "card")
        self.item: Item | None = None
        self._shown = ""
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = TellingForm(place.look, place.reader.today)
        self.form.wanted.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.form)
        self.setFocusProxy(self.form.scale)
        self.show_item(None)

    def show_item(self, item: Item | None, marked: int = 0) -> None:
        """Shows an answer, or that none is chosen.

        Args:
            item: as `telling.village_answers` gives it.
            marked: so many are told together.
        """
        fresh = (item or {}).get("code") != (self.item or {}).get("code")
        self.item = item
        if fresh:
            self._shown = ""
        self._fill()
        self.form.show_item(item, marked, self._place.reader.today, fresh=fresh)

    def reveal(self) -> None:
        """Shows what is kept from other people's eyes, or hides it again."""
        if self.item is not None and self.item["restricted"]:
            self._shown = "" if self._shown else str(self.item["code"])
            self._fill()

    def _fill(self) -> None:
        inside = QWidget()
        inside.setProperty("surface", "inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        item, look = self.item, self.look
        if item is None:
            column.addWidget(Label(look, look.text("answers_choose"), "body", "muted", wrap=True))
        elif item["restricted"] and not self._shown:
            self._head(column, item)
            column.addWidget(Label(look, look.text("answers_hidden"), wrap=True))
            button = Button(look, look.text("answers_reveal"), icon="eye", keys="L")
            button.clicked.connect(self.reveal)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._head(column, item)
            self._question(column, item)
            self._answer(column, item)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _head(self, column: QVBoxLayout, item: Item) -> None:
        look = self.look
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(look, str(item["code"]), "body", "muted"))
        if item["restricted"]:
            row.addWidget(Chip(look, "lock", look.text("channel_restricted"), "sec"))
        elif item["secret"]:
            row.addWidget(Chip(look, "eye-off", look.text("answers_secret"), "sec"))
        row.addStretch(1)
        day = short_day(date.fromisoformat(item["recorded"][:10]), self._place.reader.today)
        row.addWidget(Label(look, look.text("answers_recorded", day=day), "body", "muted"))
        column.addLayout(row)
        if item["told"]:
            column.addWidget(Told(look, "user-check", told_words(look, item, self._place.reader.today), "ok"))

    def _question(self, column: QVBoxLayout, item: Item) -> None:
        look = self.look
        words = str(item["words"] or look.text("words_hidden"))
        said = str(item["text"] or "")
        if said.startswith(words.rstrip("…")):
            # The title is only where the citizen's words begin.
            column.addWidget(Label(look, f"“{said}”", "strong", wrap=True))
        else:
            column.addWidget(Label(look, words, "h2", wrap=True))
            if said:
                column.addWidget(Label(look, f"“{said}”", "body", "muted", wrap=True))
        if item["duplicate_of"]:
            told = look.text("answers_joined", code=item["duplicate_of"])
            column.addWidget(Label(look, told, "body", "muted", wrap=True))

    def _answer(self, column: QVBoxLayout, item: Item) -> None:
        look, answer = self.look, item["answer"]
        column.addWidget(hairline())
        icon, tone, words = outcome_words(look, item)
        told = ": ".join(filter(None, (item["agency_name"], words)))
        column.addWidget(Told(look, icon, told, tone if tone != "muted" else "text", "label"))  # type: ignore[arg-type]
        aloud = Label(look, str(answer.get("text") or ""), "read", wrap=True)
        aloud.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        column.addWidget(aloud)
        facts = [
            look.text("answers_cost", amount=f"{answer['cost']:,}".replace(",", "."))
            if answer.get("cost")
            else "",
            str(answer.get("funding") or ""),
            look.text("answers_year", year=answer["year"]) if answer.get("year") else "",
        ]
        if any(facts):
            column.addWidget(Label(look, " · ".join(filter(None, facts)), "body", "muted", wrap=True))
        if answer.get("attachments"):
            column.addWidget(PhotoStrip(self._place, answer["attachments"]))


class TellingForm(QFrame):
    """Day, way, satisfaction, and why it is opened again.

    Args:
        look: how it looks.
        today: offered as the day.
    """

    wanted = Signal(object)

    def __init__(self, look: Look, today: date) -> None:
        super().__init__()
        self.look, self._today = look, today
        text = look.text
        self.day = Line(look, format_date(today))
        self.day_field = Field(look, text("answers_day"), self.day)
        self.how = Choice(
            look,
            [
                ("langsung", text("answers_how_direct")),
                ("telepon", text("answers_how_phone")),
                ("lewat desa", text("answers_how_village")),
                ("papan pengumuman", text("answers_how_board")),
            ],
        )
        how = Field(look, text("answers_how"), self.how)
        steps = (text("satisfied_1"), text("satisfied_2"), text("satisfied_3"), text("satisfied_4"))
        self.scale = Scale(look, steps, text("answers_satisfied"))
        satisfied = Field(look, text("answers_satisfied"), self.scale, optional=True)
        self.reason = Line(look)
        self.reason_field = Field(
            look, text("answers_reason"), self.reason, text("answers_reason_hint"), optional=True
        )
        self.button = Button(look, "", icon="check", keys="Enter", kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(8)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.day_field, 1)
        row.addWidget(how, 1)
        column.addLayout(row)
        column.addWidget(satisfied)
        column.addWidget(self.reason_field)
        column.addWidget(self.button)
        self.scale.chosen.connect(self._on_chosen)
        self.button.clicked.connect(self.ask)
        for line in (self.day, self.reason):
            line.returnPressed.connect(self.ask)
        self.reason_field.hide()

    def show_item(self, item: Item | None, marked: int, today: date, *, fresh: bool) -> None:
        """Another answer; the day and the way stay."""
        self.setVisible(item is not None)
        if item is None:
            return
        text = self.look.text
        if fresh:
            self.scale.choose(int(item["satisfied"] or 0))
            self.reason.clear()
            self.reason_field.hide()
            self.day_field.complain("")
        if today != self._today:
            self._today = today
            self.day.setText(format_date(today))
        words = text("answers_again") if item["told"] else text("answers_record")
        self.button.setText(text("answers_record_many", count=marked) if marked > 1 else words)
        self.button.setAccessibleName(self.button.text())
        self.button.updateGeometry()

    def choose(self, value: int) -> None:
        """How satisfied, by its key; the same key again takes it back, 0 says nobody asked."""
        if value:
            self.scale.choose(value, again=True)
        else:
            self.scale.choose(0)
            self._on_chosen(0)

    def ask_reason(self) -> None:
        """Asks why it is opened again."""
        self.reason_field.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        """Hands on what stands here, or says beside the field what is wrong with it."""
        try:
            day = loose_date(self.day.text(), self._today)
            if day > self._today:
                raise UserError("told_future", told=format_date(day))
        except UserError as error:
            self.day_field.complain(" ".join(self.look.words.sentence(error)))
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.day_field.complain("")
        reason = self.reason.text().strip() if self.reason_field.isVisibleTo(self) else ""
        self.wanted.emit(Telling(day, self.how.code(), self.scale.value or None, reason or None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter records wherever one is in the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, value: int) -> None:
        if value in _UNHAPPY:
            self.ask_reason()
        elif not self.reason.text().strip():
            self.reason_field.hide()


def told_words(look: Look, item: Item, today: date) -> str:
    """When and how it was told, and how it was taken."""
    words = {
        1: look.text("satisfied_1"),
        2: look.text("satisfied_2"),
        3: look.text("satisfied_3"),
        4: look.text("satisfied_4"),
    }
    day = short_day(date.fromisoformat(item["told"]), today)
    taken = words.get(item["satisfied"], look.text("satisfied_unasked"))
    return ", ".join(filter(None, (look.text("answers_told", day=day), item.get("how"), taken.lower())))
