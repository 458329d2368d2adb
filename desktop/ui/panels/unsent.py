"""What this laptop has written and no file carries yet, and the button that makes the file."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.actions.standing import standing
from desktop.ui.page import Workplace
from desktop.ui.panels.file_words import count_words
from desktop.ui.panels.sending import Sending
from desktop.ui.states import moment_words
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Label

_LATE_DAYS = 3


class Unsent(Card):
    """A figure, since when, and the way out.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look, place.look.text("unsent_title"))
        self._place, self.look = place, place.look
        look = self.look
        self._settled = 0
        self.anything = True
        self.figure = Label(look, "", "figure")
        self.words = Label(look, "", "label")
        self.since = Label(look, "", "body", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.words)
        words.addWidget(self.since)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.body.addSpacing(8)
        self.sending = Sending(place, look.text("unsent_make"))
        self.body.addWidget(self.sending)

    def refresh(self) -> None:
        """Reads again."""
        reader, text = self._place.reader, self.look.text
        found = standing(reader, self._settled)
        self._settled = found["settled"]
        unsent = found["unsent"] or {"news": 0, "records": 0, "since": None}
        news, records = unsent["news"], unsent["records"]
        self.anything = bool(records)
        self.figure.setText(count_words(news or records))
        self.figure.setVisible(bool(records))
        if not records:
            ever = found["saved"] is not None
            self.words.setText(text("unsent_none") if ever else text("unsent_nothing"))
            self.since.setText(text("unsent_none_words") if ever else text("unsent_nothing_words"))
            self.since.show_tone("muted")
            return
        kind = "unsent_officer" if reader.holds("officer") else "unsent_agency"
        words = text(kind) if news else text("unsent_records")
        if news and records > news:
            words = f"{words}, {text('unsent_more', count=count_words(records - news))}"
        self.words.setText(words)
        days = max(0, (reader.today - datetime.fromisoformat(unsent["since"]).date()).days)
        moment = moment_words(unsent["since"], reader.today)
        self.since.setText(
            text("unsent_since_days", days=days, moment=moment)
            if days
            else text("unsent_since", moment=moment)
        )
        self.since.show_tone("warn" if days >= _LATE_DAYS else "muted")
