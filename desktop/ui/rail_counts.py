"""Says in the rail how much waits on a page; asked again after each write, cheaply."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from desktop.actions.session import Session
from desktop.actions.triage_lists import waiting_count
from desktop.ui.widgets.rail import Rail

# Page → how much waits there; each is one look into an index, and only asked where the rail has the page.
WAITING: Mapping[str, Callable[[Session], int]] = {"triage": waiting_count}


class RailCounts(QObject):
    """Keeps the counts true.

    Args:
        reader: a session that only reads.
        rail: where they are shown.
    """

    def __init__(self, reader: Session, rail: Rail) -> None:
        super().__init__(rail)
        self._reader, self._rail = reader, rail
        self.refresh()

    def refresh(self) -> None:
        """Counts again."""
        for name in self._rail.names():
            if name in WAITING:
                self._rail.show_count(name, WAITING[name](self._reader))
