"""What the person prefers of the window: shade, size of text, when it locks. Changed here, kept in a file."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.paths import Paths
from desktop.settings import Preferences, load_preferences, save_preferences


class Wishes(QObject):
    """The preferences of one home.

    Args:
        paths: the home's; the file is written only where there is a home.
    """

    changed = Signal()

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._paths = paths
        self.now: Preferences = load_preferences(paths.preferences)

    def choose(self, **wishes: Any) -> None:
        """Other preferences, by the names of `Preferences`; kept at once."""
        wished = replace(self.now, **wishes)
        if wished != self.now:
            self.now = wished
            self.keep()
            self.changed.emit()

    def keep(self) -> None:
        """Writes the file, where there is a home to keep it in."""
        if self._paths.vault.exists():
            save_preferences(self._paths.preferences, self.now)
