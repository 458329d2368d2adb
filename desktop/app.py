"""Builds every part once and hands it on: folders, settings, clock, randomness, sentences, shipped tables."""

import functools
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import __version__
from desktop.actions.surroundings import Surroundings
from desktop.catalogue import Catalogue
from desktop.paths import COLOUR, DOCUMENTS, FONTS, RESOURCES, TRANSLATIONS, Paths
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.actions.region_pack import ResourceTexts
    from reports.press import Press


@dataclass(frozen=True, slots=True)
class App:
    """The parts of the program; see `build`."""

    catalogue: Catalogue
    settings: Settings
    version: str

    def surroundings(self, home: Path | None, at: datetime | None = None) -> Surroundings:
        """What a session takes from outside.

        Args:
            home: the data folder; None = the platform's place for user data.
            at: the clock stands still there; None = this computer's clock.
        """
        paths = Paths.default() if home is None else Paths(home.absolute())
        clock = _now if at is None else functools.partial(_still, at)
        return Surroundings(paths, self.settings, clock, os.urandom)

    def resources(self) -> "ResourceTexts":
        """The tables the program ships, read when asked for."""
        # With it comes what districts are made of, and the window begins with the gate.
        from desktop.actions.region_pack import ResourceTexts  # noqa: PLC0415

        return ResourceTexts(agencies=_text("routing.csv"), categories=_text("categories.csv"))

    def press(self) -> "Press":
        """What documents are set with, made once in a process: fonts are read and measured for it."""
        return _press()


@functools.cache
def build() -> App:
    """The program's parts with their defaults, made once in a process: nothing in them changes."""
    settings = Settings()
    return App(Catalogue.load(TRANSLATIONS / settings.language), settings, __version__)


@functools.cache
def _press() -> "Press":
    # ReportLab takes 80 ms to import, which every command that prints nothing would pay.
    from reports.press import Press  # noqa: PLC0415

    fonts = {path.stem: path.read_bytes() for path in sorted(FONTS.glob("*.ttf"))}
    return Press(fonts, COLOUR.read_bytes(), Catalogue.load(DOCUMENTS))


def _now() -> datetime:
    """This computer's time with its offset."""
    return datetime.now().astimezone()


def _still(at: datetime) -> datetime:
    """A clock that stands still, for child processes too: a nameless function would not reach them."""
    return at


def _text(name: str) -> str:
    return (RESOURCES / name).read_text(encoding="utf-8")
