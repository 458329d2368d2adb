"""What happened to a thing: who, when, what, and whether the signature holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.states import moment_words
from desktop.ui.widgets.labels import Label, Sign

DECISIONS = ("baru", "diverifikasi", "perlu_data", "diarsipkan", "bukan_kewenangan")
"""What the triage says of an aspiration."""


class History(QWidget):
    """Lines of a history, newest first.

    Args:
        look: how it looks.
        entries: as `show_aspiration` gives them.
        today: leaves this year's number away.
    """

    def __init__(self, look: Look, entries: Sequence[Mapping[str, Any]], today: date) -> None:
        super().__init__()
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for entry in reversed(entries):
            column.addLayout(self._line(entry, today))

    def _line(self, entry: Mapping[str, Any], today: date) -> QHBoxLayout:
        look = self._look
        row = QHBoxLayout()
        row.setSpacing(8)
        holds, counts = entry.get("signature"), entry.get("counts")
        icon, tone = (
            ("shield-check", "ok") if holds and counts else ("shield-alert", "err" if not holds else "warn")
        )
        sign = Sign(look, icon, tone, 16)
        state = "history_sound" if holds and counts else "history_unsound" if not holds else "history_waiting"
        sign.setToolTip(look.text(state))
        sign.setAccessibleName(look.text(state))
        row.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(look, act_words(look, entry), "body", wrap=True))
        if entry.get("reason"):
            words.addWidget(Label(look, f"“{entry['reason']}”", "body", wrap=True))
        who = entry.get("who") or look.text("history_unknown")
        if entry.get("department"):
            who = f"{entry['department']} · {who}"
        words.addWidget(
            Label(look, f"{who} · {_unbroken(moment_words(entry['at'], today))}", "body", "muted", wrap=True)
        )
        row.addLayout(words, 1)
        return row


def _unbroken(moment: str) -> str:
    """A moment on one line: day, month and hour are never parted."""
    return moment.replace(" ", "\N{NO-BREAK SPACE}")


def act_words(look: Look, entry: Mapping[str, Any]) -> str:
    """What was done; of the triage what was decided, and whom it named."""
    kind, decided = str(entry["kind"]).replace(".", "_"), entry.get("decided")
    if kind != "aspiration_triaged" or decided not in DECISIONS:
        return look.text(f"act_{kind}")
    said = look.text(f"decided_{decided}")
    named = entry.get("recipient_name") or entry.get("recipient")
    return f"{said} → {named}" if named else said
