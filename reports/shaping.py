"""One font with its widths, and the glyphs of a run of text that needs shaping."""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import uharfbuzz

from reports.embedding import PdfFont, registered
from reports.signs import is_plain

_TALLEST = 1000.0
"""Marks piled on a letter may rise or hang one em and no further: nobody's text runs into other lines."""


class Glyph(NamedTuple):
    """A glyph in its place; lengths in thousandths of the size.

    Attributes:
        number: in the font. place: of its sign in the run.
        advance: to the next glyph. right, up: how far from the pen it is drawn. natural: its own width.
    """

    number: int
    place: int
    advance: float
    right: float
    up: float
    natural: float


class Font:
    """A font file, parsed when first needed.

    Args:
        stem: the file's name without ending.
        data: gives the file.
        latin: whether running text is set in it.
        complex: whether its signs change with their neighbours, so that every run must be shaped.
        scale: how large it is set beside the Latin face; scripts in several storeys are set smaller.
        lift: how far its base line lies above that of the Latin face, in thousandths of the size.
    """

    def __init__(
        self,
        stem: str,
        data: Callable[[], bytes],
        *,
        latin: bool = False,
        complex: bool = False,
        scale: float = 1,
        lift: float = 0,
    ) -> None:
        self.stem = stem
        self.complex = complex
        self.scale = scale
        self._lift = lift
        self._data = data
        self._latin = latin

    @cached_property
    def pdf(self) -> PdfFont:
        """As ReportLab knows it."""
        return registered(self.stem, self._data(), ascii=self._latin)

    @cached_property
    def widths(self) -> dict[str, float]:
        """Each sign that can be drawn by itself, with its width in thousandths of the size."""
        known = self.pdf.face.charWidths
        return {chr(code): known[code] * self.scale for code in self.pdf.cmap if is_plain(code)}

    @cached_property
    def plain(self) -> frozenset[str]:
        """The signs of `widths`, tab and newlines: text of these alone needs no closer look."""
        return frozenset(self.widths) | {"\n", "\r", "\t"}

    @cached_property
    def _shaper(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(self._data())))

    def has(self, signs: str) -> bool:
        """Whether it can show all of them."""
        return all(ord(sign) in self.pdf.cmap for sign in signs)

    def shape(self, text: str, *, leftwards: bool) -> list[Glyph]:
        """The glyphs of a run from left to right.

        Args:
            text: of this font alone.
            leftwards: whether it reads from right to left.
        """
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftwards else "ltr"
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        uharfbuzz.shape(self._shaper, buffer)
        face = self.pdf.face
        unit = 1000 / face.unitsPerEm * self.scale
        return [
            Glyph(
                info.codepoint,
                info.cluster,
                place.x_advance * unit,
                place.x_offset * unit,
                min(max(place.y_offset * unit, -_TALLEST), _TALLEST) + self._lift,
                face.hmetrics[info.codepoint][0] * unit,
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
