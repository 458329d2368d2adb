"""The colours of the window: one table, light and dark, and the contrast between two of them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

Shade = Literal["light", "dark"]


class Colours:
    """The colours of one shade by name: ``colours["pri"]`` → ``#0B5A8F``.

    Args:
        table: name → (light, dark).
        shade: which of them.
    """

    def __init__(self, table: Mapping[str, tuple[str, str]], shade: Shade) -> None:
        self._table = table
        self.shade: Shade = shade

    @classmethod
    def load(cls, path: Path, shade: Shade = "light") -> "Colours":
        """Reads the table of ``resources/theme/colours.toml``."""
        return cls(_table(path), shade)

    def in_shade(self, shade: Shade) -> "Colours":
        """The same table in another shade."""
        return Colours(self._table, shade)

    def __getitem__(self, name: str) -> str:
        """A colour as ``#RRGGBB``."""
        return self._table[name][self.shade == "dark"]

    def names(self) -> list[str]:
        """Every colour's name."""
        return list(self._table)


@cache
def _table(path: Path) -> Mapping[str, tuple[str, str]]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: (light, dark) for name, (light, dark) in rows.items()}


def contrast(one: str, other: str) -> float:
    """How far two colours ``#RRGGBB`` are apart: 1 to 21 (WCAG 2.2, relative luminance)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
