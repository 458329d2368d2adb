"""The rows of a table, set when first asked for and forgotten when drawn, and where a page of them ends."""

from collections.abc import Sequence
from typing import NamedTuple

from reports.sheet import Sheet
from reports.style import CELL, CELL_HEAD, Align, Style
from reports.text import Line, set_lines

SIDE, EDGE = 3.0, 2.5
"""Points between a cell's words and the rules beside, and above and below."""
FUZZ = 1e-6
_MOST_EMPTY = 1 / 3
"""Of a page: more than this is not left empty for the sake of an unbroken row."""


class Column(NamedTuple):
    """One column.

    Attributes:
        title: its head.
        weight: its share of the width, against the other columns' weights.
        align: of its cells.
        field: what a warning about missing glyphs calls it; "" = its title.
    """

    title: str
    weight: float
    align: Align = "left"
    field: str = ""


class Place(NamedTuple):
    """Before this line of this row, both from 0."""

    row: int
    line: int


class SetRow(NamedTuple):
    """The lines of every cell, and how many the row takes: those of its tallest cell, or more."""

    cells: tuple[list[Line], ...]
    lines: int


class Piece(NamedTuple):
    """The part of a row on one page, its lines from `first` up to before `last`."""

    row: int
    first: int
    last: int


class Rows:
    """All rows of one table, shared by its parts on all pages.

    Args:
        sheet: the document.
        columns: one at least.
        rows: cells in the order of the columns; fewer = the rest is empty.
        size: of the type.
        least: lines of the lowest row.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        size: float,
        least: int = 1,
    ) -> None:
        self._sheet = sheet
        self._columns = columns
        self._rows = rows
        self._least = least
        self._set: dict[int, SetRow] = {}
        self._width = 0.0
        leading = size * CELL.line / CELL.size
        base = CELL.but(size=size, leading=leading)
        self.styles: list[Style] = [base.but(align=column.align) for column in columns]
        self.head_style = CELL_HEAD.but(size=size, leading=leading)
        self.leading = leading
        self.full = (sheet.paper.height - sheet.margins[0] - sheet.margins[2]) or float("inf")
        self.widths: list[float] = []
        self.head = SetRow((), 1)

    def __len__(self) -> int:
        return len(self._rows)

    def fit_width(self, width: float) -> None:
        """Share the width out to the columns; whatever was set for another width is set anew."""
        if width == self._width:
            return
        self._width = width
        total = sum(column.weight for column in self._columns)
        self.widths = [width * column.weight / total for column in self._columns]
        self._set.clear()
        titles = [
            set_lines(self._sheet, column.title, self.head_style, room - 2 * SIDE, column.field)
            for column, room in zip(self._columns, self.widths, strict=True)
        ]
        self.head = _row(titles, 1)

    def row(self, number: int) -> SetRow:
        """One row set to the present width."""
        known = self._set.get(number)
        if known is None:
            cells = self._rows[number]
            if len(cells) > len(self._columns):
                raise ValueError(f"row {number} has more cells than there are columns")
            setting = zip(cells, self.styles, self.widths, self._columns, strict=False)
            known = self._set[number] = _row(
                [
                    set_lines(self._sheet, cell, style, room - 2 * SIDE, column.field or column.title)
                    if cell
                    else []
                    for cell, style, room, column in setting
                ],
                self._least,
            )
        return known

    def forget(self, numbers: range) -> None:
        """Let go of rows that are drawn; asked for once more they are set once more."""
        for number in numbers:
            self._set.pop(number, None)

    def high(self, lines: int) -> float:
        """Points of a piece of so many lines."""
        return lines * self.leading + 2 * EDGE

    def _last(self, number: int, stop: Place) -> int:
        """The line a row ends before, on the way to `stop`."""
        return stop.line if number == stop.row else self.row(number).lines

    def pieces(self, start: Place, stop: Place) -> list[Piece]:
        """What stands between two places."""
        found = []
        for number in range(start.row, stop.row + 1):
            first = start.line if number == start.row else 0
            last = self._last(number, stop)
            if last > first:
                found.append(Piece(number, first, last))
        return found

    def reach(self, start: Place, stop: Place, room: float) -> tuple[Place, float]:
        """How far whole rows go in the room there is, and the points they take."""
        number, line, taken = start.row, start.line, 0.0
        while Place(number, line) < stop:
            last = self._last(number, stop)
            high = self.high(last - line)
            if taken + high > room + FUZZ:
                break
            taken += high
            if number == stop.row:
                return stop, taken
            number, line = number + 1, 0
        return Place(number, line), taken

    def cut(self, start: Place, stop: Place, room: float, *, fresh: bool) -> Place:
        """Where to go on over the page: between two rows, or within one that should not wait.

        Args:
            start: the first line of this page.
            stop: the end of the table.
            room: points there are for rows.
            fresh: nothing stands above on this page: the next one offers no more room.
        """
        at, taken = self.reach(start, stop, room)
        if at >= stop:
            return at
        last = self._last(at.row, stop)
        lines = last - at.line
        left = room - taken
        alone = fresh and at == start
        if not alone and self.high(lines) <= self.full and left <= self.full * _MOST_EMPTY:
            return at
        fit = int((left - 2 * EDGE + FUZZ) / self.leading)
        if lines - fit == 1 and fit > 2:
            fit -= 1  # the next page gets two lines rather than one
        if fit < 1 or (fit == 1 and lines > 1 and not alone):
            return at
        return Place(at.row, at.line + fit)


def _row(cells: Sequence[list[Line]], least: int) -> SetRow:
    return SetRow(tuple(cells), max(least, *map(len, cells), 1))
