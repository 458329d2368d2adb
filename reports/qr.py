"""A QR code drawn as rectangles, with words beside it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import segno
from reportlab.platypus import Flowable

from reports.sheet import Sheet
from reports.style import MM, SMALL
from reports.tags import Tag
from reports.text import draw_lines, set_lines

_QUIET = 4
"""Empty modules around a code (ISO/IEC 18004)."""
_GAP = 4.0
_NARROW = 25 * MM
"""Words get this much room beside the code, or stand below it."""

Run = tuple[int, int, int, int]


@lru_cache(maxsize=16)
def symbol(text: str) -> segno.QRCode:
    """The code, error correction M. Kept, because a letter's PDF, its preview and its DOCX show the same one.

    Raises:
        segno.DataOverflowError: the text is too long for any code.
    """
    return segno.make_qr(text, error="m", boost_error=False)


def matrix(text: str) -> list[list[bool]]:
    """The modules of the code, True = black, without the quiet zone; raises like `symbol`."""
    return [[bool(module) for module in row] for row in symbol(text).matrix]


def runs(modules: Sequence[Sequence[bool]]) -> list[Run]:
    """Black modules merged to rectangles: column, row, width, height, counted from the upper left."""
    found: list[Run] = []
    open_runs: dict[tuple[int, int], int] = {}
    blank = [False] * len(modules)
    for number, row in enumerate([*modules, blank]):
        here = set(_spans(row))
        for span in [one for one in open_runs if one not in here]:
            top = open_runs.pop(span)
            found.append((span[0], top, span[1], number - top))
        for span in here:
            open_runs.setdefault(span, number)
    return sorted(found, key=lambda run: (run[1], run[0]))


def _spans(row: Sequence[bool]) -> list[tuple[int, int]]:
    """First column and length of every unbroken black stretch."""
    found, begun = [], None
    for column, black in enumerate([*row, False]):
        if black and begun is None:
            begun = column
        elif not black and begun is not None:
            found.append((begun, column - begun))
            begun = None
    return found


class Qr(Flowable):  # type: ignore[misc]
    """A code of `size_mm` millimetres, its quiet zone within, and lines of small text beside or below it."""

    spaceBefore = 4
    spaceAfter = 4

    def __init__(self, sheet: Sheet, text: str, size_mm: float, caption_lines: Sequence[str] = ()) -> None:
        super().__init__()
        self._sheet = sheet
        self._text = text
        self._modules = matrix(text)
        self._side = size_mm * MM
        self._caption = "\n".join(caption_lines)
        self._lines: list[Any] = []
        self._below = False

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The code and its words."""
        left = width - self._side - _GAP
        self._below = left < _NARROW
        room = width if self._below else left
        self._lines = set_lines(self._sheet, self._caption, SMALL, room, "caption") if self._caption else []
        words = len(self._lines) * SMALL.line
        self.width = width if self._lines else self._side
        self.height = self._side + words if self._below else max(self._side, words)
        return self.width, self.height

    def draw(self) -> None:
        """The code at the left, or in the middle where the paper is narrow."""
        x = (self.width - self._side) / 2 if self._below else 0
        top = self.height if self._below else (self.height + self._side) / 2
        with self.canv.mark(Tag("Figure", self), alt=self._sheet.words.text("qr_alt", text=self._text)):
            self._code(x, top)
        if not self._lines:
            return
        with self.canv.mark(Tag("P", (self, "caption"))):
            if self._below:
                style, left, upper = SMALL.but(align="center"), 0.0, top - self._side
            else:
                style, left = SMALL, self._side + _GAP
                upper = (self.height + len(self._lines) * SMALL.line) / 2
            draw_lines(self.canv, self._sheet, self._lines, style, left, upper, self.width - left)

    def _code(self, x: float, top: float) -> None:
        side = self._side / (len(self._modules) + 2 * _QUIET)
        self.canv.saveState()
        self.canv.setFillGray(0)
        # Counted in modules from the upper left: whole numbers are short, and quickly written.
        self.canv.transform(side, 0, 0, -side, x + _QUIET * side, top - _QUIET * side)
        # One path, filled once: rectangles filled one by one show hairs of white between them.
        path = [" ".join(map(str, run)) for run in runs(self._modules)]
        self.canv._code.append(" re ".join([*path, "f"]))
        self.canv.restoreState()
