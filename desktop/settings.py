"""Typed settings with their defaults, read once at the start; and what a person prefers, kept in a file."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal


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


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the person at this laptop prefers; nothing personal, so the file is plain.

    Attributes:
        shade: of the window.
        percent: size of its text.
        language: of its words.
        idle_minutes: left alone for so long, the window locks; 0 = never.
        width: of the window, in pixels. height: the same. maximised: fills the screen.
    """

    shade: Literal["light", "dark"] = "light"
    percent: int = 100
    language: str = "id"
    idle_minutes: int = 10
    width: int = 1366
    height: int = 768
    maximised: bool = False


CHOICES: dict[str, tuple[Any, ...]] = {
    "shade": ("light", "dark"),
    "percent": (100, 110, 125, 150),
    "language": ("id",),
    "idle_minutes": (5, 10, 20, 30, 60),
}
"""What may be chosen; anything else in the file is not taken."""

_LEAST, _MOST = 640, 16_384


def load_preferences(path: Path) -> Preferences:
    """What the file says; what is missing, damaged or not on offer stays at its default."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    return Preferences(**{name: value for name, value in found.items() if _offered(name, value)})


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Writes the file beside the data; a disk that refuses it costs nothing but the preference."""
    waiting = path.with_name(path.name + ".tmp")
    with suppress(OSError):
        waiting.write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
        os.replace(waiting, path)


def _offered(name: str, value: object) -> bool:
    if name in CHOICES:
        return type(value) in (int, str) and value in CHOICES[name]
    if name in ("width", "height"):
        return type(value) is int and _LEAST <= value <= _MOST
    return name in {field.name for field in fields(Preferences)} and type(value) is bool
