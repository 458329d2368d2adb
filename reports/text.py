"""Text for the page: a paragraph that flows over pages, and setting and drawing of single lines."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from reports.breaking import Line, set_lines
from reports.drawing import draw_lines
from reports.sheet import Sheet
from reports.signs import visible
from reports.style import BODY, Style
from reports.tags import Tag

__all__ = ["Line", "Words", "draw_lines", "set_lines"]

_TOGETHER = 2
"""Lines of a paragraph that stay together at the foot and at the head of a page."""
_SLACK = 1e-3
_LEVELS = {"H1": 0, "H2": 1, "H3": 2}
"""Depth of a heading's bookmark."""


class Words(Flowable):  # type: ignore[misc]
    """A text in one style; newlines in it begin new lines.

    Args:
        sheet: the document it belongs to.
        text: plain, whatever it looks like.
        style: how it is set.
        field: the name under which signs that no font has are reported.
        tag: its structure role; H1, H2 and H3 become bookmarks.
    """

    def __init__(
        self, sheet: Sheet, text: str, style: Style = BODY, *, field: str = "", tag: str = "P"
    ) -> None:
        super().__init__()
        self.sheet = sheet
        self.text = text
        self.style = style
        self.field = field
        self.tag = tag
        self.key: object = object()
        self._rest = False
        self._lines: Sequence[Line] | None = None
        self._set_for = -1.0

    def lines(self, width: float) -> Sequence[Line]:
        """Its lines in a column of that width, set once."""
        if self._lines is None or width != self._set_for:
            self._lines = set_lines(self.sheet, self.text, self.style, width, self.field)
            self._set_for = width
        return self._lines

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Width and height it takes."""
        self.width = aW
        self.height = len(self.lines(aW)) * self.style.line
        return aW, self.height

    def getSpaceBefore(self) -> float:
        """Space above, not at the head of a page."""
        return self.style.before

    def getSpaceAfter(self) -> float:
        """Space below."""
        return self.style.after

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Two parts of the same paragraph, no single line in either; nothing if it must move as a whole."""
        lines = self.lines(aW)
        count = min(int((aH + _SLACK) / self.style.line), len(lines) - _TOGETHER)
        if count < _TOGETHER:
            return []
        head = self._part(lines[:count], aW, self.style.but(after=0))
        rest = self._part(lines[count:], aW, self.style.but(before=0))
        head._rest, rest._rest = self._rest, True
        return [head, rest]

    def _part(self, lines: Sequence[Line], width: float, style: Style) -> "Words":
        part = Words(self.sheet, self.text, style, field=self.field, tag=self.tag)
        part.key = self.key
        part._lines, part._set_for = lines, width
        return part

    def draw(self) -> None:
        """Draws itself as one element of the document's structure."""
        canvas: Any = self.canv
        if not hasattr(canvas, "mark"):
            self._draw(canvas)
            return
        if self.tag in _LEVELS and not self._rest:
            canvas.bookmark(" ".join(visible(self.text).split()), _LEVELS[self.tag], self.height)
        with canvas.mark(Tag(self.tag, self.key)):
            self._draw(canvas)

    def _draw(self, canvas: Any) -> None:
        draw_lines(canvas, self.sheet, self.lines(self.width), self.style, 0, self.height, self.width)
