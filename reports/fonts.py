"""The faces of a document, and which font shows which sign."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from reports.shaping import Font
from reports.signs import (
    LEFT,
    NEUTRAL,
    NUMBER,
    RIGHT,
    beside_digits,
    clusters,
    direction,
    directions,
    shown,
    signs_of,
    turns,
    visible,
)

_BLANKS = dict.fromkeys(map(ord, "\n\r\t"), " ")

BOX = "\u25af"
"""Drawn where no font has the sign."""

_FACES = {
    "sans": "LiberationSans",
    "bookman": "JBBonum",
}
_ENDINGS = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
# Scale and lift. Scripts with signs above and below one another must fit between the lines of a Latin text.
_COMPLEX = {
    "NotoNaskhArabic-Regular": (1.0, 0),
    "NotoSansJavanese-Regular": (0.7, 100),
    "NotoSansBalinese-Regular": (0.65, 100),
    "NotoSansSundanese-Regular": (0.9, 0),
    "NotoSansBuginese-Regular": (1.0, 0),
    "NotoSansBatak-Regular": (1.0, 0),
    "NotoSansRejang-Regular": (1.0, 0),
}
_SYMBOLS = {"NotoEmoji-Regular": 0.85, "NotoSansSymbols2-Regular": 1.0, "NotoSansSymbols-Regular": 1.0}
_BOXES = "NotoSansSymbols2-Regular"


class Run(NamedTuple):
    """Neighbouring signs that are drawn in one way.

    Attributes:
        text: what they are.
        font: what shows them.
        shaped: whether they must be shaped; otherwise each stands for itself.
        missing: whether no font has them and boxes are drawn.
        turn: LEFT, RIGHT, NUMBER or NEUTRAL; LEFT for everything where nothing runs from right to left.
    """

    text: str
    font: Font
    shaped: bool
    missing: bool
    turn: str


class Family:
    """Four faces and what stands in for them.

    Args:
        fonts: file stem → TrueType file.
        name: ``sans`` or ``bookman``.
    """

    def __init__(self, fonts: Mapping[str, bytes], name: str) -> None:
        def font(stem: str, **how: Any) -> Font:
            return Font(stem, partial(fonts.__getitem__, stem), **how)

        self._faces = {
            face: font(f"{_FACES[name]}-{ending}", latin=True) for face, ending in _ENDINGS.items()
        }
        # Bonum has no Greek and Cyrillic.
        second = {face: font(f"{_FACES['sans']}-{ending}", latin=True) for face, ending in _ENDINGS.items()}
        others = [font(stem, complex=True, scale=scale, lift=up) for stem, (scale, up) in _COMPLEX.items()]
        symbols = {stem: font(stem, scale=scale) for stem, scale in _SYMBOLS.items()}
        self._boxes = symbols[_BOXES]
        self._chains = {
            face: [own, *([second[face]] if name != "sans" else []), *others, *symbols.values()]
            for face, own in self._faces.items()
        }
        self._chosen: dict[tuple[str, str], Font | None] = {}

    def face(self, face: str) -> Font:
        """One of ``regular``, ``bold``, ``italic``, ``bold_italic``."""
        return self._faces[face]

    def width(self, text: str, face: str, size: float) -> float:
        """How long a text is on one line, in points; spaces count as they stand."""
        own = self._faces[face]
        if own.plain.issuperset(text):
            return sum(map(own.widths.__getitem__, text.translate(_BLANKS))) * size / 1000
        words = sum(advance(run) for word in visible(text).split() for run in self.runs(word, face))
        return (words + sum(map(str.isspace, text)) * own.widths[" "]) * size / 1000

    def runs(self, text: str, face: str, *, directed: bool = False) -> list[Run]:
        """A text as maximal runs of one font, in reading order.

        Args:
            text: as `signs.visible` gives it, without white space.
            face: see `face`.
            directed: whether something near it runs from right to left, so that numbers and punctuation
                are runs of their own.
        """
        own = self._faces[face]
        directed = directed or turns(text)
        if not directed and own.plain.issuperset(text):
            return [Run(text, own, False, False, LEFT)]
        parts: list[Run] = []
        for cluster in clusters(text):
            ways = directions(cluster) if directed else {LEFT}
            if len(ways) > 1:  # joined, but they do not run the same way
                parts += self._signs(cluster, face)
            else:
                parts += self._cluster(cluster, face, ways.pop() if ways else NEUTRAL)
        return _merged(_with_numbers(parts) if directed else parts)

    def _cluster(self, cluster: str, face: str, turn: str) -> list[Run]:
        """One visible sign in the first font that has all of it; otherwise piece by piece."""
        signs = shown(cluster)
        font = self._font(signs, face)
        if font is not None:
            shaped = font.complex or turn == RIGHT or cluster not in font.widths
            return [Run(cluster, font, shaped, False, turn)]
        if len(signs) > 1:
            return self._signs(cluster, face, left=turn == LEFT)
        return [Run(cluster, self._boxes, False, True, turn)]

    def _signs(self, cluster: str, face: str, *, left: bool = False) -> list[Run]:
        found = signs_of(cluster)
        return [run for sign in found for run in self._cluster(sign, face, LEFT if left else direction(sign))]

    def _font(self, signs: str, face: str) -> Font | None:
        if len(signs) > 1:
            return next((font for font in self._chains[face] if font.has(signs)), None)
        key = (signs, face)
        if key not in self._chosen:
            self._chosen[key] = next((font for font in self._chains[face] if font.has(signs)), None)
        return self._chosen[key]


def advance(run: Run) -> float:
    """The width of a run in thousandths of the size."""
    if run.missing:
        return run.font.widths[BOX] * len(shown(run.text))
    if run.shaped:
        return sum(glyph.advance for glyph in run.font.shape(run.text, leftwards=run.turn == RIGHT))
    return sum(map(run.font.widths.__getitem__, run.text))


def _with_numbers(parts: list[Run]) -> list[Run]:
    """Signs that belong to a number turn with it: the comma of 12,5 and the percent sign behind it."""
    for place in range(1, len(parts)):
        run = parts[place]
        if parts[place - 1].turn == NUMBER and run.turn == NEUTRAL and beside_digits(run.text):
            parts[place] = run._replace(turn=NUMBER)
    return parts


def _merged(parts: list[Run]) -> list[Run]:
    merged: list[list[Run]] = []
    for run in parts:
        # Neutral signs among turned ones stay apart, so that each can be turned over.
        if merged and run.turn != NEUTRAL and merged[-1][0][1:] == run[1:]:
            merged[-1].append(run)
        else:
            merged.append([run])
    return [group[0]._replace(text="".join(run.text for run in group)) for group in merged]
