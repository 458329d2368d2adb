"""Says in the rail how much waits on a page; asked again after each write, behind the window."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from desktop.actions.desk_counts import PAGES, desk_counts
from desktop.errors import UserError
from desktop.ui.background import Background
from desktop.ui.look import Look
from desktop.ui.widgets.rail import Rail

PAUSE_MS = 300
"""Many writes one after the other are counted once."""
_AGAIN_MS = 10 * 60_000
"""A day that ends makes work due, though nobody writes."""


class RailCounts(QObject):
    """Keeps the counts true.

    Args:
        look: speaks.
        background: where it is counted.
        rail: where they are shown.
    """

    def __init__(self, look: Look, background: Background, rail: Rail) -> None:
        super().__init__(rail)
        self._look, self._background, self._rail = look, background, rail
        self._pages = [name for name in rail.names() if name in PAGES]
        self._soon, self._again = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.on_due)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.on_due)
        self._again.start()
        self.on_due()

    def refresh(self) -> None:
        """Counts again, soon."""
        if not self._soon.isActive():
            self._soon.start()

    def on_due(self) -> None:
        """Counts now."""
        if self._pages:
            pages = self._pages
            self._background.run(lambda session: desk_counts(session, pages), self._show, self._on_refused)

    def _show(self, counts: Mapping[str, int]) -> None:
        words = {
            "answers": self._look.text("rail_answers"),
            "inbox": self._look.text("rail_inbox"),
            "triage": self._look.text("rail_triage"),
            "letters": self._look.text("rail_letters"),
            "incoming": self._look.text("rail_incoming"),
        }
        for name, count in counts.items():
            self._rail.show_count(name, count, words[name])

    def _on_refused(self, _error: UserError) -> None:
        """Whatever it is, the next write says it; an old figure does no harm."""
