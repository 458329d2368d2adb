"""Whom an aspiration may concern and why, at the foot of its form."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.pack_types import Pack
from desktop.core.routing import Router
from desktop.ui.look import Look
from desktop.ui.widgets.labels import Label, Sign


class SuggestedNote(QWidget):
    """A note that is there only when something speaks for an agency.

    Args:
        look: how it looks.
        pack: for the names of agencies.
        router: knows the keywords.
    """

    def __init__(self, look: Look, pack: Pack, router: Router) -> None:
        super().__init__()
        self._look, self._router = look, router
        self._names = {agency.code: agency.name for agency in pack.agencies}
        around = QVBoxLayout(self)
        around.setContentsMargins(16, 0, 16, 8)
        note = QFrame()
        note.setProperty("surface", "note")
        row = QHBoxLayout(note)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(Sign(look, "lightbulb", "pri", 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._agency = Label(look, "", "strong", wrap=True)
        self._why = Label(look, "", "body", "muted", wrap=True)
        words.addWidget(self._agency)
        words.addWidget(self._why)
        row.addLayout(words, 1)
        around.addWidget(note)

    def show_for(self, words: str, category: str | None) -> None:
        """The best suggestion for these words, or nothing."""
        found = self._router.suggest(words, category, 1) if words else []
        self.setVisible(bool(found))
        if found:
            one, text = found[0], self._look.text
            self._agency.setText(text("editor_suggested", agency=self._names.get(one.agency, one.agency)))
            self._why.setText(text("editor_why", reason=one.reason, percent=round(one.confidence * 100)))
