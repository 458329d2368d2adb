"""Plain text into lines of a width: greedy, linear in its length, every visible sign kept."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from reports.fonts import BOX, Run
from reports.shaping import Font, Glyph
from reports.sheet import Sheet
from reports.signs import LEFT, RIGHT, clusters, shown, turns, visible
from reports.style import Style

_HARD_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2007": "\u00a0"})
_SOFT = re.compile(r"[^\S\u00a0]+")
_SLACK = 1e-6


class Atom(NamedTuple):
    """A run in a line, ready to be drawn.

    Attributes:
        run: what it is. glyphs: if it was shaped, from left to right.
        width: in thousandths of the size.
        spaced: whether a space comes before it.
    """

    run: Run
    glyphs: tuple[Glyph, ...]
    width: float
    spaced: bool


class Line(NamedTuple):
    """One line; what it consists of is for `drawing` alone.

    Attributes:
        pieces: the whole line as text if the face has every sign of it, otherwise its parts in reading order.
        width: its natural width in points.
        ends, starts: whether it is the last and the first of its paragraph.
    """

    pieces: str | tuple[Atom, ...]
    width: float
    ends: bool
    starts: bool = False


def set_lines(sheet: Sheet, text: str, style: Style, width: float, field: str = "") -> list[Line]:
    """Breaks a text into lines.

    A newline begins a new line, runs of other white space count as one space. A word longer than a line is
    broken between visible signs. Nothing in the text is markup.

    Args:
        sheet: whose fonts are used and who is told of signs that no font has.
        text: plain.
        style: its size, face and indents.
        width: of the column in points, indents included.
        field: the name under which missing signs are reported.

    Returns:
        The lines; none for a text without any visible sign.
    """
    font = sheet.family.face(style.face)
    room = (width - style.left) * 1000 / style.size
    setting = _Setting(sheet, style, field, room, room - style.first * 1000 / style.size, font)
    if not font.plain.issuperset(text):
        text = visible(text).translate(_HARD_SPACES)
    if not text or text.isspace():
        return []
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        if font.plain.issuperset(paragraph):
            lines += setting.plain(paragraph)
        else:
            lines += setting.mixed(paragraph)
    return lines


class _Setting(NamedTuple):
    """What one call of `set_lines` knows; `room`, and `first` of first lines, in thousandths of the size."""

    sheet: Sheet
    style: Style
    field: str
    room: float
    first: float
    font: Font

    def plain(self, paragraph: str) -> list[Line]:
        """Text that the face has, without a look at single signs."""
        widths = self.font.widths
        get, space, unit = widths.__getitem__, widths[" "], self.style.size / 1000
        words = _words(paragraph)
        line = " ".join(words)
        total = sum(map(get, line))
        if total <= self.first:
            return [Line(line, total * unit, True, True)]
        lines: list[Line] = []
        room, start, used = self.first, 0, -space
        for place, word in enumerate(words):
            wide = sum(map(get, word))
            if used + space + wide <= room:
                used += space + wide
                continue
            if place > start:
                lines.append(Line(" ".join(words[start:place]), used * unit, False, not lines))
                room = self.room
            start, used = place, wide
            if wide > room:
                *full, rest = _cut(word, [get(sign) for sign in word], range(len(word) + 1), room, self.room)
                lines += [Line(part, sum(map(get, part)) * unit, False) for part in full]
                words[place], used, room = rest, sum(map(get, rest)), self.room
        lines.append(Line(" ".join(words[start:]), used * unit, True))
        lines[0] = lines[0]._replace(starts=True)
        return lines

    def mixed(self, paragraph: str) -> list[Line]:
        """Text with other scripts, symbols or signs that no font has."""
        space, directed = self.font.widths[" "], turns(paragraph)
        rows: list[list[Atom]] = [[]]
        used, room = 0.0, self.first
        for word in _words(paragraph):
            atoms = self.atoms(word, directed)
            for atom in atoms:
                if atom.run.missing:
                    self.sheet.warn(self.field, shown(atom.run.text))
            wide = sum(atom.width for atom in atoms)
            gap = space if rows[-1] else 0
            if rows[-1] and used + gap + wide > room:
                rows.append([])
                used, gap, room = 0, 0, self.room
            if wide > room:
                parts = list(self._parts(word, atoms, room, directed))
                rows[-1] += parts[0]
                rows += parts[1:]
                used = sum(atom.width for atom in rows[-1])
                room = room if len(parts) == 1 else self.room
                continue
            rows[-1] += [atoms[0]._replace(spaced=gap > 0), *atoms[1:]]
            used += gap + wide
        return [self._line(row, space, place == 0, place == len(rows) - 1) for place, row in enumerate(rows)]

    def atoms(self, word: str, directed: bool) -> list[Atom]:
        """A word in its runs, shaped."""
        return [_atom(run) for run in self.sheet.family.runs(word, self.style.face, directed=directed)]

    def _line(self, row: list[Atom], space: float, starts: bool, ends: bool) -> Line:
        wide = sum(atom.width + (space if atom.spaced else 0) for atom in row)
        return Line(_joined(row, self.font), wide * self.style.size / 1000, ends, starts)

    def _parts(self, word: str, atoms: list[Atom], room: float, directed: bool) -> Iterator[list[Atom]]:
        """A word longer than the line, each part shaped by itself."""
        advances = [advance for atom in atoms for advance in _advances(atom)]
        stops = [0, *accumulate(map(len, clusters(word)))]

        def measure(part: str) -> float:
            return sum(atom.width for atom in self.atoms(part, directed))

        for part in _cut(word, advances, stops, room, self.room, measure):
            yield self.atoms(part, directed)


def _words(paragraph: str) -> list[str]:
    if "\u00a0" in paragraph:
        return [word for word in _SOFT.split(paragraph) if word]
    return paragraph.split()


def _atom(run: Run) -> Atom:
    if run.missing:
        return Atom(run, (), run.font.widths[BOX] * len(shown(run.text)), False)
    if not run.shaped:
        return Atom(run, (), sum(map(run.font.widths.__getitem__, run.text)), False)
    glyphs = tuple(run.font.shape(run.text, leftwards=run.turn == RIGHT))
    return Atom(run, glyphs, sum(glyph.advance for glyph in glyphs), False)


def _joined(row: list[Atom], face: Font) -> tuple[Atom, ...]:
    """Neighbouring words in the face of the text as one piece, with real spaces between them."""

    def ordinary(atom: Atom) -> bool:
        run = atom.run
        return run.font is face and run.turn == LEFT and not run.shaped

    space = face.widths[" "]
    joined: list[Atom] = []
    for together, group in groupby(row, ordinary):
        parts = list(group)
        if together:
            text = "".join(f" {part.run.text}" if part.spaced else part.run.text for part in parts)
            first = parts[0]
            wide = sum(part.width + space * part.spaced for part in parts) - space * first.spaced
            parts = [Atom(first.run._replace(text=text[first.spaced :]), (), wide, first.spaced)]
        joined += parts
    return tuple(joined)


def _advances(atom: Atom) -> list[float]:
    """What each code point of an atom adds to its width."""
    run = atom.run
    if run.missing:
        box = run.font.widths[BOX]
        return [box if shown(sign + sign) else 0 for sign in run.text]
    if not run.shaped:
        return [run.font.widths[sign] for sign in run.text]
    advances = [0.0] * len(run.text)
    for glyph in atom.glyphs:
        advances[glyph.place] += glyph.advance
    return advances


def _cut(
    word: str,
    advances: Sequence[float],
    stops: Sequence[int],
    first: float,
    room: float,
    measure: Callable[[str], float] | None = None,
) -> Iterator[str]:
    """Cuts a word at some of its stops into parts that fit; linear, for each part is looked for by halving.

    Args:
        word: not empty.
        advances: the width of each code point as long as the word is whole.
        stops: the places between its visible signs, with both ends.
        first: the room of the first part; one sign is taken even if it is wider.
        room: that of the others.
        measure: the width of a part by itself, if that may differ from the sum of its advances.
    """
    ends = [0.0, *accumulate(advances)]
    start, space = 0, first
    while start < len(word):
        reach = bisect_right(ends, ends[start] + space + _SLACK) - 1
        stop = bisect_right(stops, reach) - 1
        while stop > 0 and stops[stop] > start and measure and measure(word[start : stops[stop]]) > space:
            stop -= 1
        end = stops[stop]
        if end <= start:  # one visible sign is wider than the line: an endless chain of joined emoji
            end = max(reach, start + 1)
            while end < len(word) and not advances[end]:
                end += 1
        yield word[start:end]
        start, space = end, room
