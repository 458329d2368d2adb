"""Text behind its marks, all lines at one indent: numbered points, and labels with their values."""

from typing import Any

from reportlab.platypus import Flowable

from reports.letter_parts import Item
from reports.sheet import Sheet
from reports.style import Style
from reports.tags import Tag
from reports.text import Line, draw_lines, set_lines

_ORPHAN = 2


class Hanging(Flowable):  # type: ignore[misc]
    """One `Item` on the page; splits between lines, never leaving a single one behind or ahead.

    Args:
        sheet: the document.
        item: marks and words.
        style: of both.
        key: of the list the item is a point of; None = it is a paragraph.
    """

    def __init__(self, sheet: Sheet, item: Item, style: Style, key: object = None) -> None:
        super().__init__()
        self.style = style
        self._sheet, self._item, self._key = sheet, item, key
        self._lines: list[Line] | None = None
        self._begins, self._ends = True, True
        self._point: object = self

    def getSpaceBefore(self) -> float:
        """Above the first line only."""
        return self.style.before if self._begins else 0.0

    def getSpaceAfter(self) -> float:
        """Below the last line only."""
        return self.style.after if self._ends else 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as its lines; without words as high as its marks."""
        item = self._item
        if self._lines is None:
            style = self.style.but(left=0, first=0)
            self._lines = set_lines(self._sheet, item.words, style, width - item.left, item.field)
        self.width = width
        self.height = max(len(self._lines), 1) * self.style.line
        return self.width, self.height

    def split(self, width: float, height: float) -> list["Hanging"]:
        """The lines that have room, and the rest."""
        self.wrap(width, height)
        lines = self._lines or []
        fitting = min(int(height / self.style.line + 1e-6), len(lines) - _ORPHAN)
        if fitting < _ORPHAN:
            return []
        return [
            self._part(lines[:fitting], self._begins, False),
            self._part(lines[fitting:], False, self._ends),
        ]

    def _part(self, lines: list[Line], begins: bool, ends: bool) -> "Hanging":
        part = Hanging(self._sheet, self._item, self.style, self._key)
        part._lines, part._begins, part._ends, part._point = lines, begins, ends, self._point
        return part

    def draw(self) -> None:
        """Marks and lines; each belongs to its place in the structure."""
        item, canvas = self._item, self.canv
        style = self.style.but(left=0, first=0)
        left = self.style.but(align="left", left=0, first=0)
        marks = item.marks if self._begins else ()
        if marks:
            with canvas.mark(*self._path("Lbl")):
                for x, mark in marks:
                    lines = set_lines(self._sheet, mark, left, self.width)
                    draw_lines(canvas, self._sheet, lines, left, x, self.height, self.width - x)
        if self._lines:
            with canvas.mark(*self._path("LBody")):
                draw_lines(
                    canvas, self._sheet, self._lines, style, item.left, self.height, self.width - item.left
                )

    def _path(self, role: str) -> tuple[Any, ...]:
        if self._key is None:
            return (Tag("P", self._point),)
        point = Tag("LI", self._point)
        return (Tag("L", self._key), point, Tag(role, self._point))
