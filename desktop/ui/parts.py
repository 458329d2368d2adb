"""What the window is given from outside it; `desktop.app` makes it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.actions.surroundings import Surroundings
from desktop.catalogue import Catalogue

if TYPE_CHECKING:
    from desktop.actions.region_pack import ResourceTexts
    from reports.press import Press  # only its name: it is handed on, never looked into


class App(Protocol):
    """What the window is given by `desktop.app`, which knows all rooms."""

    @property
    def catalogue(self) -> Catalogue:
        """Every sentence."""

    @property
    def version(self) -> str:
        """The program's own."""

    def surroundings(self, home: Path | None, at: datetime | None) -> Surroundings:
        """Folders, settings, clock and randomness."""

    def resources(self) -> "ResourceTexts":
        """Tables the program ships."""

    def press(self) -> "Press":
        """What documents are set with."""
