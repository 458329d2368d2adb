"""Lines of a mark and a value behind it, "Nomor : …" or "1. …", without borders, over any number of pages."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from reportlab.platypus import Flowable

from reports.sheet import Sheet
from reports.style import PLAIN, Style
from reports.tags import Tag
from reports.text import Line, draw_lines, set_lines

COLON = ":"
_GAP = 4.0


class Fact(NamedTuple):
    """A mark and what it stands for; `field` names the value in a warning, "" = the mark does."""

    label: str
    value: str
    field: str = ""


class _Row(NamedTuple):
    """One line of the whole: which fact, and what stands at the left and at the right of it."""

    fact: int
    line: int
    label: Line | None
    value: Line | None


class Facts(Flowable):  # type: ignore[misc]
    """Facts one below the other; values wrap at one indent.

    Args:
        sheet: the document.
        facts: label, value and perhaps the field's name.
        label_width: room for the labels, in points.
        colon: whether a colon stands before each value.
        left: indent of the whole.
        listed: they are the points of a list, not paragraphs.
    """

    def __init__(
        self,
        sheet: Sheet,
        facts: Sequence[tuple[str, str] | tuple[str, str, str]],
        label_width: float,
        *,
        style: Style = PLAIN,
        colon: bool = True,
        left: float = 0,
        listed: bool = False,
    ) -> None:
        super().__init__()
        self._sheet, self._style, self._left, self._listed = sheet, style, left, listed
        self._facts = [Fact(*fact) for fact in facts]
        self._label_width = label_width
        # The colon takes a column of its own, so that they all stand below each other.
        self._value_at = left + label_width + (2 * _GAP if colon else 0)
        self._colon = set_lines(sheet, COLON, style, sheet.width) if colon else []
        self._key: object = self
        self._rows: list[_Row] | None = None
        self.spaceBefore, self.spaceAfter = style.before, style.after

    def _set(self, width: float) -> list[_Row]:
        if self._rows is None:
            self._rows = []
            for number, fact in enumerate(self._facts):
                field = fact.field or fact.label
                labels = set_lines(self._sheet, fact.label, self._style, self._label_width, field)
                values = set_lines(self._sheet, fact.value, self._style, width - self._value_at, field)
                for line in range(max(len(labels), len(values), 1)):
                    self._rows.append(_Row(number, line, _at(labels, line), _at(values, line)))
        return self._rows

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All lines, below each other."""
        self.width, self.height = width, len(self._set(width)) * self._style.line
        return self.width, self.height

    def split(self, width: float, height: float) -> list["Facts"]:
        """What fits here and the rest, between two lines."""
        rows = self._set(width)
        here = int((height + 0.001) / self._style.line)
        if not 0 < here < len(rows):
            return []
        return [self._part(rows[:here]), self._part(rows[here:])]

    def _part(self, rows: list[_Row]) -> "Facts":
        # Made anew: ReportLab leaves notes of its own in what it could not place.
        part = Facts(
            self._sheet,
            self._facts,
            self._label_width,
            style=self._style,
            colon=bool(self._colon),
            left=self._left,
            listed=self._listed,
        )
        part._rows, part._key = rows, self._key
        return part

    def draw(self) -> None:
        """Each fact as one paragraph, or as a point of a list."""
        top = self.height
        for number, group in groupby(self._set(self.width), key=lambda row: row.fact):
            rows = list(group)
            labels = [row.label for row in rows if row.label is not None]
            values = [row.value for row in rows if row.value is not None]
            label, value = self._tags(number)
            with self.canv.mark(*label):
                self._lines(labels, self._left, top, self._label_width)
                if self._colon and rows[0].line == 0:
                    self._lines(self._colon, self._left + self._label_width, top, 2 * _GAP)
                if not self._listed:
                    self._lines(values, self._value_at, top, self.width - self._value_at)
            if self._listed:
                with self.canv.mark(*value):
                    self._lines(values, self._value_at, top, self.width - self._value_at)
            top -= len(rows) * self._style.line

    def _tags(self, number: int) -> tuple[tuple[Tag, ...], tuple[Tag, ...]]:
        if not self._listed:
            paragraph = (Tag("P", (self._key, number)),)
            return paragraph, paragraph
        item = Tag("L", self._key), Tag("LI", number)
        return (*item, Tag("Lbl", "mark")), (*item, Tag("LBody", "words"))

    def _lines(self, lines: Sequence[Line], x: float, top: float, width: float) -> None:
        if lines:
            draw_lines(self.canv, self._sheet, lines, self._style, x, top, width)


def _at(lines: Sequence[Line], place: int) -> Line | None:
    return lines[place] if place < len(lines) else None
