"""Bar charts that read well in black and white: patterns, a legend, and every number written out."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from reportlab.platypus import Flowable

from reports.sheet import Sheet
from reports.style import SMALL, Style
from reports.tags import Tag
from reports.text import Line, Words, draw_lines, set_lines

_LABEL = SMALL.but(size=8.5, leading=10.5)
_COUNT = _LABEL.but(face="bold")
_LABEL_SHARE = 0.36
_LONGEST_LABEL = 160
_BAR = 11.0
_GAP = 5.0
_SWATCH = 9.0
_BESIDE = 4.0
_MOST_NUMBERS = 0.55
"""Of the room for the bars: longer sums are written on several lines."""
_SLIVER = 0.8
"""Points of the shortest bar: one of many is still to be seen."""


class _Bar(NamedTuple):
    """One row, set."""

    label: str
    counts: tuple[int, ...]
    lines: list[Line]
    numbers: list[Line]
    high: float


class _Chart(NamedTuple):
    """What all parts of a chart share.

    Attributes:
        scale: points for one. numbers: the width that written numbers get beside the bars.
    """

    sheet: Sheet
    series: tuple[str, ...]
    scale: float
    numbers: float


def bars(sheet: Sheet, rows: Sequence[tuple[str, Sequence[int]]], series: Sequence[str]) -> Flowable:
    """One horizontal bar for each row, of one piece for each series; goes on over the page between rows.

    Args:
        sheet: the document.
        rows: label, and as many counts (0 or more) as there are series.
        series: what the pieces mean; with a single one there is no legend.
    """
    if not rows:
        return Words(sheet, sheet.words.text("chart_empty"), _LABEL)
    counted = [(label, tuple(counts)) for label, counts in rows]
    if any(len(counts) != len(series) for _, counts in counted):
        raise ValueError("a count for every series")
    written = max(sheet.family.width(_numbers(counts), _COUNT.face, _COUNT.size) for _, counts in counted)
    room = sheet.width - _bars_from(sheet)
    numbers = min(written + 1, room * _MOST_NUMBERS)
    largest = max(1, *(sum(counts) for _, counts in counted))
    scale = (room - numbers - _BESIDE - _SLIVER * len(series)) / largest
    chart = _Chart(sheet, tuple(series), scale, numbers)
    return _Bars(chart, [_set(chart, label, counts) for label, counts in counted])


def _set(chart: _Chart, label: str, counts: tuple[int, ...]) -> _Bar:
    shown = label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL].rstrip()}…"
    lines = set_lines(chart.sheet, shown, _LABEL, chart.sheet.width * _LABEL_SHARE, "label")
    numbers = set_lines(chart.sheet, _numbers(counts), _COUNT, chart.numbers, "label")
    high = max(_BAR, max(len(lines), len(numbers)) * _LABEL.line) + _GAP
    return _Bar(label, counts, lines, numbers, high)


def _bars_from(sheet: Sheet) -> float:
    return sheet.width * _LABEL_SHARE + _GAP


def _numbers(counts: Sequence[int]) -> str:
    """The pieces and their sum, or the one number."""
    total = _count(sum(counts))
    return total if len(counts) == 1 else f"{' + '.join(map(_count, counts))} = {total}"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


class _Bars(Flowable):  # type: ignore[misc]
    """The rows of a chart that stand on one page, under its legend."""

    spaceBefore = 4
    spaceAfter = 8

    def __init__(self, chart: _Chart, rows: Sequence[_Bar]) -> None:
        super().__init__()
        self._chart = chart
        self._rows = rows
        self._legend = _legend(chart) if len(chart.series) > 1 else []

    @property
    def _top(self) -> float:
        """Points of the legend."""
        return sum(high for _, high in self._legend) + (_GAP if self._legend else 0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All rows and the legend."""
        self.width = self._chart.sheet.width
        self.height = self._top + sum(row.high for row in self._rows)
        return self.width, self.height

    def split(self, width: float, height: float) -> list["_Bars"]:
        """As many rows as there is room for, then the others."""
        room, fit = height - self._top, 0
        while fit < len(self._rows) and self._rows[fit].high <= room:
            room -= self._rows[fit].high
            fit += 1
        if not 0 < fit < len(self._rows):
            return []
        return [_Bars(self._chart, self._rows[:fit]), _Bars(self._chart, self._rows[fit:])]

    def draw(self) -> None:
        """One figure, whose description says every number."""
        with self.canv.mark(Tag("Figure", self), alt=self._alt()):
            top = self.height
            for place, (entries, high) in enumerate(self._legend):
                self._draw_legend(entries, top, first=place)
                top -= high
            top -= _GAP if self._legend else 0
            foot = top
            for row in self._rows:
                self._draw_row(row, foot)
                foot -= row.high
            x = _bars_from(self._chart.sheet)
            self.canv.setLineWidth(0.5)
            self.canv.setStrokeGray(0)
            self.canv.line(x, top, x, foot + _GAP)

    def _alt(self) -> str:
        words, said = self._chart.sheet.words, []
        for row in self._rows:
            values = [
                words.text("chart_value", series=series, count=_count(count)).strip()
                for series, count in zip(self._chart.series, row.counts, strict=True)
            ]
            said.append(words.text("chart_row", label=row.label, values=", ".join(values)))
        return words.text("chart_alt", rows=" ".join(said))

    def _draw_legend(self, entries: Sequence["_Entry"], top: float, first: int) -> None:
        for entry in entries:
            middle = top - _LABEL.line / 2
            _fill(self.canv, entry.number, entry.x, middle - _SWATCH / 2, _SWATCH, _SWATCH)
            self._text(entry.lines, _LABEL, entry.x + _SWATCH + 3, top, entry.room)

    def _draw_row(self, row: _Bar, top: float) -> None:
        inner = row.high - _GAP
        label_top = top - (inner - len(row.lines) * _LABEL.line) / 2
        self._text(row.lines, _LABEL, 0, label_top, self._chart.sheet.width * _LABEL_SHARE)
        x = _bars_from(self._chart.sheet)
        foot = top - (inner + _BAR) / 2
        for number, count in enumerate(row.counts):
            if count:
                width = max(_SLIVER, count * self._chart.scale)
                _fill(self.canv, number, x, foot, width, _BAR)
                x += width
        numbers_top = top - (inner - len(row.numbers) * _COUNT.line) / 2
        self._text(row.numbers, _COUNT, x + _BESIDE, numbers_top, self._chart.numbers)

    def _text(self, lines: Sequence[Line], style: Style, x: float, top: float, width: float) -> None:
        draw_lines(self.canv, self._chart.sheet, lines, style, x, top, width)


class _Entry(NamedTuple):
    """One word of the legend in its place."""

    number: int
    x: float
    lines: list[Line]
    room: float


def _legend(chart: _Chart) -> list[tuple[list[_Entry], float]]:
    """The entries of each line and its height; begins a new line when one is full."""
    found: list[tuple[list[_Entry], float]] = []
    x = 0.0
    for number, name in enumerate(chart.series):
        longest = chart.sheet.width - _SWATCH - 3
        room = min(chart.sheet.family.width(name, _LABEL.face, _LABEL.size) + 1, longest)
        lines = set_lines(chart.sheet, name, _LABEL, room, "label")
        if not found or x + _SWATCH + 3 + room > chart.sheet.width:
            found.append(([], 0.0))
            x = 0.0
        entries, high = found[-1]
        entries.append(_Entry(number, x, lines, room))
        found[-1] = (entries, max(high, len(lines) * _LABEL.line))
        x += _SWATCH + 3 + room + 14
    return found


def _fill(canvas: Any, number: int, x: float, y: float, width: float, height: float) -> None:
    """A rectangle in the pattern of a series: dark, light, hatched, medium, hatched the other way, white."""
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0)
    canvas.setFillGray((0.25, 0.9, 1, 0.6, 1, 1)[number % 6])
    canvas.rect(x, y, width, height, stroke=1, fill=1)
    slope = {2: 1, 4: -1}.get(number % 6)
    if slope:
        path = canvas.beginPath()
        path.rect(x, y, width, height)
        canvas.clipPath(path, stroke=0, fill=0)
        rise = height if slope > 0 else -height
        from_y = y if slope > 0 else y + height
        steps = range(int((width + height) / 3) + 1)
        canvas.lines([(x + 3 * n - height, from_y, x + 3 * n, from_y + rise) for n in steps])
    canvas.restoreState()
