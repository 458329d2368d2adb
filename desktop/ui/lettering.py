"""The one type of the window: Inter in its roles, scaled together; figures tabular in columns."""

from functools import cache
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

Role = Literal["figure", "h1", "h2", "read", "entry", "h3", "label", "strong", "body"]

# Role → points at 100 %, weight, whether figures stand in columns.
_ROLES: dict[Role, tuple[float, int, bool]] = {
    "figure": (24, 600, False),
    "h1": (16.5, 600, False),
    "h2": (12, 600, False),
    "read": (14, 400, False),
    "entry": (12, 400, True),
    "h3": (10.5, 600, True),
    "label": (10.5, 500, True),
    "strong": (10.5, 600, True),
    "body": (10.5, 400, True),
}
SCALES = (100, 110, 125, 150)
"""Sizes of text one may choose, in percent."""


class Lettering:
    """Fonts by role.

    Args:
        folder: with ``Inter-*.otf``.
        percent: size of all text.
    """

    def __init__(self, folder: Path, percent: int = 100) -> None:
        _add_fonts(folder)
        self.percent = percent
        self._made: dict[Role, QFont] = {}

    def rescale(self, percent: int) -> None:
        """Another size for everything that is asked for from now on."""
        self.percent = percent
        self._made.clear()

    def font(self, role: Role = "body") -> QFont:
        """The font of a role; do not change it."""
        if role not in self._made:
            self._made[role] = self._make(role)
        return self._made[role]

    def width(self, text: str, role: Role = "body") -> int:
        """Pixels a text takes on one line."""
        return QFontMetrics(self.font(role)).horizontalAdvance(text)

    def height(self, role: Role = "body") -> int:
        """Pixels from one line to the next."""
        return QFontMetrics(self.font(role)).lineSpacing()

    def scaled(self, pixels: float) -> int:
        """A length of the drawing at 100 % in the present size."""
        return round(pixels * self.percent / 100)

    def _make(self, role: Role) -> QFont:
        points, weight, columns = _ROLES[role]
        font = QFont("Inter")
        font.setPointSizeF(points * self.percent / 100)
        font.setWeight(QFont.Weight(weight))
        if columns:
            font.setFeature(QFont.Tag("tnum"), 1)
        else:
            # Said aloud: what a font leaves open, it takes from the application's, whose figures are tabular.
            font.setFeature(QFont.Tag("tnum"), 0)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
        return font


@cache
def _add_fonts(folder: Path) -> None:
    """Once: with each font that is added Qt forgets every letter it has drawn."""
    for path in sorted(folder.glob("Inter-*.otf")):
        QFontDatabase.addApplicationFont(str(path))
