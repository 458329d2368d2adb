"""Every folder and file of a home, decided once; and where the program's own resources are."""

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

# PyInstaller unpacks the house's folders beside each other, as in a checkout.
HOUSE = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
RESOURCES = HOUSE / "resources"
TRANSLATIONS = RESOURCES / "translations"
DOCUMENTS = RESOURCES / "documents"
FONTS = RESOURCES / "fonts"
COLOUR = RESOURCES / "colour" / "sRGB.icc"


@dataclass(frozen=True, slots=True)
class Paths:
    """A home: everything one installation keeps. Naming a path creates nothing."""

    home: Path

    @classmethod
    def default(cls) -> "Paths":
        """Give the home in the platform's place for user data."""
        return cls(platformdirs.user_data_path("JemputBola", appauthor=False))

    @property
    def database(self) -> Path:
        """The one encrypted SQLite file."""
        return self.home / "jemputbola.db"

    @property
    def vault(self) -> Path:
        """The data key, wrapped under passphrase and recovery code."""
        return self.home / "vault.json"

    @property
    def sequence(self) -> Path:
        """The last sequence number written, outside the database so that a restore notices."""
        return self.home / "sequence"

    @property
    def lock(self) -> Path:
        """Held while a process has this home open."""
        return self.home / "lock"

    @property
    def blobs(self) -> Path:
        """Attachments by SHA-256, encrypted."""
        return self.home / "blobs"

    @property
    def quarantine(self) -> Path:
        """Files of senders nobody has confirmed yet."""
        return self.home / "quarantine"

    @property
    def outbox(self) -> Path:
        """Sync files made here that are still to be sent."""
        return self.home / "outbox"

    @property
    def backups(self) -> Path:
        """Copies made before migrations and on request."""
        return self.home / "backups"

    @property
    def erasures(self) -> Path:
        """Hashes of what was erased, outside the database: an older copy of it cannot bring that back."""
        return self.home / "erasures"

    @property
    def reserve(self) -> Path:
        """A file of nothing, freed when the disk is full, because deleting needs room too."""
        return self.home / "reserve"

    @property
    def preferences(self) -> Path:
        """What the person prefers of the window; nothing personal, so it is not encrypted."""
        return self.home / "preferences.json"

    @property
    def log(self) -> Path:
        """Technical log: no names, no texts."""
        return self.home / "technical.log"
