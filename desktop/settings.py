"""Typed settings with their defaults; read once at the start and passed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may choose.

    Attributes:
        language: folder under ``resources/translations``.
        photo_max_pixels: long side a photo is scaled down to when attached.
        silent_days: after so many days without a file, a laptop is reported as silent.
        held_cap: events kept per sender while what they rest on is missing; more are refused.
        verify_processes: worker processes that check signatures during an import.
    """

    language: str = "id"
    photo_max_pixels: int = 1600
    silent_days: int = 60
    held_cap: int = 10_000
    verify_processes: int = 2
