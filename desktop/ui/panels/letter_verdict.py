"""What a check of a letter found: ours and unchanged, ours but void, or no letter of ours."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.letter_words import kind_word, long_day, said
from desktop.ui.widgets.labels import Label, Sign

Item = Mapping[str, Any]


class Verdict(QFrame):
    """What a check found.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.look = place.look
        self.setProperty("surface", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        self._sign = Sign(self.look, "shield-check", "ok", 18)
        self.sentence = Label(self.look, "", "label", wrap=True)
        self.facts = Label(self.look, "", "body", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.facts)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def tell(self, found: Item) -> None:
        """A letter of ours, as `verify_code` and `verify_file` tell of it."""
        text = self.look.text
        if found["pages_match"] is False:
            self._say("shield-alert", "err", text("letter_verify_pages"))
        elif found["voided"]:
            self._say("ban", "warn", text("letter_verify_void"))
        else:
            match = found["pages_match"]
            self._say("shield-check", "ok", text("letter_verify_good" if match else "letter_verify_code"))
        parts = (
            kind_word(self.look, found["kind"]),
            found["number"] or text("letters_without_number"),
            long_day(found["date"]),
            found["agency"],
            found["subject"],
        )
        self.facts.setText(" · ".join(str(one) for one in parts if one))
        self.facts.show()

    def refuse(self, error: UserError) -> None:
        """No letter of ours, or a forged one."""
        sentence, hint = said(self.look, error)
        self._say("shield-alert", "err", sentence)
        self.facts.setText(hint)
        self.facts.setVisible(bool(hint))

    def _say(self, icon: str, tone: Any, sentence: str) -> None:
        self._sign.show_icon(icon, tone)
        self.sentence.setText(sentence)
        self.sentence.show_tone(tone)
        self.setAccessibleName(sentence)
        self.show()
