"""Caps of a sync file (sync.md 3) and the one error a hostile or damaged file ends in."""

from dataclasses import dataclass

from desktop.errors import UserError

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Caps:
    """The most a file may claim or hold, in bytes or pieces; checked while streaming.

    ``line`` counts the newline; ``total`` is that of the tar, and of the contents member too.
    """

    about: int = 64 * KIB
    manifest: int = 4 * MIB
    line: int = 256 * KIB
    events: int = 2_000_000
    blob: int = 20 * MIB
    blobs: int = 10_000
    total: int = 2048 * MIB
    window: int = 8 * MIB
    age_header: int = 256 * KIB


class Refused(UserError):
    """The file itself is refused, as a whole; nothing of it counts."""


def damaged() -> Refused:
    """The file is not what any writer of this format would have written."""
    return Refused("file_damaged")


def too_large(what: str) -> Refused:
    """The file goes past the cap of ``what``, named as in the format."""
    return Refused("file_too_large", what=what)
