"""A form of boxes to write in: ruled bands of one or two cells with facts, ticks and dotted lines."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from reportlab.platypus import Flowable

from reports.sheet import Sheet
from reports.style import PLAIN, Style
from reports.tags import Tag
from reports.text import Line, draw_lines, set_lines

STYLE = PLAIN.but(size=9.5, leading=12.5)
_BOX = 8.0
_LABEL = 66.0
_COLON = 8.0
_SIDE = 5.0
_EDGE = 3.5
_RULE = 0.6
_APART = 10.0
_WRITTEN = 17.0
"""Points a line written by hand needs."""
_SCALES = (0.95, 0.9, 0.85, 0.8)
"""Smaller than 7.6 points nobody reads it."""


class Item(Protocol):
    """Something in a cell: set for a width, then drawn downwards from `top`."""

    def high(self, sheet: Sheet, width: float) -> float:
        """Points it takes."""

    def draw(self, canvas: Any, sheet: Sheet, x: float, top: float, width: float, key: object) -> None:
        """Draws it; `key` is its own in the structure."""


class Text(NamedTuple):
    """Plain words."""

    text: str
    style: Style = STYLE
    field: str = ""

    def high(self, sheet: Sheet, width: float) -> float:
        """All its lines."""
        return len(self._lines(sheet, width)) * self.style.line

    def draw(self, canvas: Any, sheet: Sheet, x: float, top: float, width: float, key: object) -> None:
        """One paragraph."""
        with canvas.mark(Tag("P", key)):
            draw_lines(canvas, sheet, self._lines(sheet, width), self.style, x, top, width)

    def _lines(self, sheet: Sheet, width: float) -> list[Line]:
        return set_lines(sheet, self.text, self.style, width, self.field)


class Fact(NamedTuple):
    """A label, a colon and a value; without a value a dotted line. `room` = points it takes at least."""

    label: str
    value: str
    field: str = ""
    room: float = 0

    def high(self, sheet: Sheet, width: float) -> float:
        """The higher of both sides."""
        labels, values = self._lines(sheet, width)
        return max(max(len(labels), len(values), 1) * STYLE.line, self.room)

    def draw(self, canvas: Any, sheet: Sheet, x: float, top: float, width: float, key: object) -> None:
        """One paragraph, or a label with room to write."""
        labels, values = self._lines(sheet, width)
        at = x + _LABEL + _COLON
        if not values:
            # One writes above the line, so the room is above it too.
            top -= max(self.room - STYLE.line, 0)
        with canvas.mark(Tag("P", key)):
            draw_lines(canvas, sheet, labels, STYLE, x, top, _LABEL)
            draw_lines(canvas, sheet, set_lines(sheet, ":", STYLE, _COLON), STYLE, x + _LABEL, top, _COLON)
            if values:
                draw_lines(canvas, sheet, values, STYLE, at, top, width - _LABEL - _COLON)
        if not values:
            _dots(canvas, at, top - STYLE.line + 2, x + width)

    def _lines(self, sheet: Sheet, width: float) -> tuple[list[Line], list[Line]]:
        room = width - _LABEL - _COLON
        values = set_lines(sheet, self.value, STYLE, room, self.field) if self.value else []
        return set_lines(sheet, self.label, STYLE, _LABEL), values


class Tick(NamedTuple):
    """A box to tick with what it means; without words a dotted line."""

    text: str
    ticked: bool = False
    field: str = ""

    def high(self, sheet: Sheet, width: float) -> float:
        """Its words, at least one line, and a little air."""
        return max(len(self._lines(sheet, width)), 1) * STYLE.line + 2

    def draw(self, canvas: Any, sheet: Sheet, x: float, top: float, width: float, key: object) -> None:
        """Box and words as one paragraph."""
        lines = self._lines(sheet, width)
        if not lines:
            with canvas.artifact():
                _box(canvas, x, top, self.ticked)
            _dots(canvas, x + _BOX + 5, top - STYLE.line + 2, x + width)
            return
        with canvas.mark(Tag("P", key)):
            _box(canvas, x, top, self.ticked)
            draw_lines(canvas, sheet, lines, STYLE, x + _BOX + 5, top, width - _BOX - 5)

    def _lines(self, sheet: Sheet, width: float) -> list[Line]:
        return set_lines(sheet, self.text, STYLE, width - _BOX - 5, self.field) if self.text else []


class Choice(NamedTuple):
    """A label and boxes to tick, side by side; they go on below where there is no room."""

    label: str
    boxes: tuple[tuple[str, bool], ...]

    def high(self, sheet: Sheet, width: float) -> float:
        """As many lines as the boxes take."""
        return (1 + max((line for line, _, _, _ in self._placed(sheet, width)), default=0)) * STYLE.line

    def draw(self, canvas: Any, sheet: Sheet, x: float, top: float, width: float, key: object) -> None:
        """One paragraph."""
        with canvas.mark(Tag("P", key)):
            head = set_lines(sheet, self.label, STYLE, _LABEL)
            draw_lines(canvas, sheet, head, STYLE, x, top, _LABEL)
            draw_lines(canvas, sheet, set_lines(sheet, ":", STYLE, _COLON), STYLE, x + _LABEL, top, _COLON)
            for line, left, text, ticked in self._placed(sheet, width):
                upper = top - line * STYLE.line
                _box(canvas, x + left, upper, ticked)
                words = set_lines(sheet, text, STYLE, width)
                draw_lines(canvas, sheet, words, STYLE, x + left + _BOX + 3, upper, width)

    def _placed(self, sheet: Sheet, width: float) -> list[tuple[int, float, str, bool]]:
        """Line, distance from the left, words and tick of each box."""
        found, line, left = [], 0, _LABEL + _COLON
        for text, ticked in self.boxes:
            room = _BOX + 3 + sheet.family.width(text, STYLE.face, STYLE.size)
            if left + room > width and left > _LABEL + _COLON:
                line, left = line + 1, _LABEL + _COLON
            found.append((line, left, text, ticked))
            left += room + _APART
        return found


class Blank(NamedTuple):
    """Dotted lines to write on."""

    lines: int

    def high(self, sheet: Sheet, width: float) -> float:
        """Room for handwriting."""
        return self.lines * _WRITTEN

    def draw(self, canvas: Any, sheet: Sheet, x: float, top: float, width: float, key: object) -> None:
        """Decoration only."""
        for number in range(1, self.lines + 1):
            _dots(canvas, x, top - number * _WRITTEN + 3, x + width)


class Gap(NamedTuple):
    """Empty room, in points."""

    points: float

    def high(self, sheet: Sheet, width: float) -> float:
        """So much."""
        return self.points

    def draw(self, canvas: Any, sheet: Sheet, x: float, top: float, width: float, key: object) -> None:
        """Nothing."""


class Boxes(Flowable):  # type: ignore[misc]
    """Bands one below the other, each of one cell or of two halves; set smaller where that keeps one page.

    Args:
        sheet: what they are drawn on.
        bands: from above; parted between bands where even the smallest size leaves too little room.
        scale: the size to begin with.
    """

    def __init__(self, sheet: Sheet, bands: Sequence[Sequence[Sequence[Item]]], scale: float = 1) -> None:
        super().__init__()
        self._sheet = sheet
        self._bands = bands
        self._scale = scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The sum of its bands, in the largest size that fits; the smallest where none does."""
        self.width = width
        for scale in (self._scale, *(one for one in _SCALES if one < self._scale)):
            self._scale = scale
            self.height = sum(self._high(band) for band in self._bands) * scale
            if self.height <= height:
                break
        return self.width, self.height

    def split(self, width: float, height: float) -> list["Boxes"]:
        """As many bands as there is room for, then the others."""
        self.width, fit, room = width, 0, height / self._scale
        while fit < len(self._bands) and self._high(self._bands[fit]) <= room:
            room -= self._high(self._bands[fit])
            fit += 1
        if not 0 < fit < len(self._bands):
            return []
        parts = (self._bands[:fit], self._bands[fit:])
        return [Boxes(self._sheet, part, self._scale) for part in parts]

    def draw(self) -> None:
        """Cells, then the rules around them."""
        self.canv.saveState()
        self.canv.scale(self._scale, self._scale)
        self._draw_bands(self.height / self._scale)
        self.canv.restoreState()

    def _draw_bands(self, top: float) -> None:
        for number, band in enumerate(self._bands):
            high = self._high(band)
            self._draw_rules(band, top, high)
            for place, cell in enumerate(band):
                self._draw_cell(
                    cell, place * self._wide(band), top - _EDGE, self._wide(band), (number, place)
                )
            top -= high

    def _wide(self, band: Sequence[object]) -> float:
        return float(self.width / self._scale / len(band))

    def _high(self, band: Sequence[Sequence[Item]]) -> float:
        inner = self._wide(band) - 2 * _SIDE
        return max(sum(item.high(self._sheet, inner) for item in cell) for cell in band) + 2 * _EDGE

    def _draw_cell(
        self, cell: Sequence[Item], x: float, top: float, width: float, key: tuple[int, int]
    ) -> None:
        for number, item in enumerate(cell):
            item.draw(self.canv, self._sheet, x + _SIDE, top, width - 2 * _SIDE, (self, *key, number))
            top -= item.high(self._sheet, width - 2 * _SIDE)

    def _draw_rules(self, band: Sequence[object], top: float, high: float) -> None:
        with self.canv.artifact():
            self.canv.setLineWidth(_RULE)
            self.canv.setStrokeGray(0)
            for place in range(len(band)):
                width = self._wide(band)
                self.canv.rect(place * width, top - high, width, high, stroke=1, fill=0)


def _box(canvas: Any, x: float, top: float, ticked: bool) -> None:
    """A square in the height of a line of text, crossed when ticked."""
    y = top - STYLE.line + (STYLE.line - _BOX) / 2
    canvas.saveState()
    canvas.setLineWidth(0.7)
    canvas.setStrokeGray(0)
    canvas.rect(x, y, _BOX, _BOX, stroke=1, fill=0)
    if ticked:
        canvas.setLineWidth(1.2)
        inner = 1.5
        canvas.line(x + inner, y + inner, x + _BOX - inner, y + _BOX - inner)
        canvas.line(x + inner, y + _BOX - inner, x + _BOX - inner, y + inner)
    canvas.restoreState()


def _dots(canvas: Any, x: float, y: float, until: float) -> None:
    """A dotted line to write on; decoration."""
    with canvas.artifact():
        canvas.saveState()
        canvas.setLineWidth(0.6)
        canvas.setStrokeGray(0.3)
        canvas.setDash(0.6, 2.2)
        canvas.line(x, y, until, y)
        canvas.restoreState()
