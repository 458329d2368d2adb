"""What the program knows of a home before it is opened; loads in moments, for the gate waits for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import UserError

if TYPE_CHECKING:
    # Folders and settings reach actions as values; only their shape is named here.
    from desktop.paths import Paths
    from desktop.settings import Settings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a session takes from outside: folders, settings, clock, randomness."""

    paths: "Paths"
    settings: "Settings"
    now: Callable[[], datetime]
    random: Callable[[int], bytes]


def is_new(outside: Surroundings) -> bool:
    """Whether there is no home yet.

    Raises:
        UserError: ``vault_missing`` when there was one, and its key is gone.
    """
    if outside.paths.vault.exists():
        return False
    # Only asked where there is no vault.
    from desktop.store.sequence import Sequence  # noqa: PLC0415

    if Sequence(outside.paths.sequence).ceiling() > 0:
        raise UserError("vault_missing")
    return True


def data_key_of(vault_path: Path, passphrase: str) -> bytes:
    """The data key behind a passphrase; takes a moment on purpose.

    Raises:
        UserError: ``passphrase_wrong`` (exit 4), ``home_missing`` …
    """
    # The gate is shown before cryptography is loaded.
    from desktop.store.vault import unlock  # noqa: PLC0415

    return unlock(vault_path, passphrase)
