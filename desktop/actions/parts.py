"""What window and command line are given from outside; `desktop.app` makes it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # They are handed on, never looked into; the window begins without them.
    from desktop.actions.region_pack import ResourceTexts
    from desktop.actions.surroundings import Surroundings
    from desktop.catalogue import Catalogue
    from reports.press import Press


class App(Protocol):
    """The parts of the program, of which only `desktop.app` knows all rooms."""

    @property
    def catalogue(self) -> "Catalogue":
        """Every sentence."""

    @property
    def version(self) -> str:
        """The program's own."""

    def surroundings(self, home: Path | None, at: datetime | None) -> "Surroundings":
        """Folders, settings, clock (standing still at `at` if given) and randomness."""

    def resources(self) -> "ResourceTexts":
        """Tables the program ships."""

    def press(self) -> "Press":
        """What documents are set with."""
