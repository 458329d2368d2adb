"""How a piece of text is set: size, face, alignment, indents and space. Lengths are points unless said."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Face = Literal["regular", "bold", "italic", "bold_italic"]
Align = Literal["left", "center", "right", "justify"]

MM = 72 / 25.4
"""Points in a millimetre."""


class Paper(NamedTuple):
    """Width and height in points; height 0 = as long as what stands on it (a roll)."""

    width: float
    height: float


PAPERS = {
    "f4": Paper(215 * MM, 330 * MM),  # exactly: 8.5 × 13 inches is another paper (domain.md A.4)
    "a4": Paper(210 * MM, 297 * MM),
    "half_f4": Paper(215 * MM, 165 * MM),
    "a6": Paper(105 * MM, 148 * MM),
    "roll80": Paper(80 * MM, 0),
    "roll58": Paper(58 * MM, 0),
}


@dataclass(frozen=True, slots=True)
class Style:
    """One way of setting text.

    Attributes:
        size: of the type. leading: from line to line; 0 = 1.25 times the size.
        left: indent of every line. first: further indent of the first line, may be negative.
        before, after: space above and below.
        gray: 0 black … 1 white.
    """

    size: float = 11
    leading: float = 0
    face: Face = "regular"
    align: Align = "left"
    left: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    gray: float = 0

    @property
    def line(self) -> float:
        """The distance from one line to the next."""
        return self.leading or 1.25 * self.size

    def but(self, **changes: object) -> "Style":
        """The same with some attributes changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


BODY = Style(align="justify", after=6)
PLAIN = Style()
SMALL = Style(size=8)
TITLE = Style(size=13, face="bold", align="center", after=2)
HEAD = Style(size=11, face="bold", before=8, after=4)
CELL = Style(size=9, leading=11)
CELL_HEAD = Style(size=9, leading=11, face="bold", align="center")
