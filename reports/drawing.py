"""Lines as PDF operators: few of them, words in reading order, each where it reads."""

from collections.abc import Sequence
from typing import Any

from reports.breaking import Atom, Line
from reports.embedding import GLYPHS
from reports.fonts import BOX
from reports.shaping import Font, Glyph
from reports.sheet import Sheet
from reports.signs import RIGHT, mirrored, shown
from reports.style import Style
from reports.turning import levels_of, places_of

_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))}
_ESCAPES |= {ord(sign): f"\\{sign}" for sign in "\\()"}
_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_NEAR = 0.5  # thousandths of the size: closer is not worth an operator


def draw_lines(
    canvas: Any, sheet: Sheet, lines: Sequence[Line], style: Style, x: float, top: float, width: float
) -> None:
    """Draws lines below one another.

    Text comes out of the PDF in reading order: what was shaped, joined or has no glyph carries its original
    as ActualText (PDF 32000-1 14.9.4).

    Args:
        canvas: of ReportLab.
        sheet: the one they were set with.
        lines: of `set_lines` with the same style.
        style: size, face, alignment, indents.
        x: left edge of the column.
        top: upper edge of the first line.
        width: of the column, as it was set.
    """
    if not lines:
        return
    pen = _Pen(canvas, sheet.family.face(style.face), style.size)
    face = pen.face.pdf
    body = (face.rise + face.fall) * style.size
    y = top - (style.line - body) / 2 - face.rise * style.size
    for line in lines:
        indent = style.left + (style.first if line.starts else 0)
        free = width - indent - line.width
        gap = 0.0
        if style.align == "right":
            indent += free
        elif style.align == "center":
            indent += free / 2
        elif style.align == "justify" and not line.ends and free > 0:
            gaps = _gaps(line)
            gap = free / gaps if gaps else 0
        if isinstance(line.pieces, str):
            pen.plain(line.pieces, x + indent, y, gap)
        else:
            pen.mixed(line.pieces, x + indent, y, gap)
        y -= style.line
    if not pen.code:
        return
    gray = f"{style.gray:g} g"
    canvas._code.append(" ".join(["q", gray, "BT", *pen.code, "ET", "Q"]))


def _gaps(line: Line) -> int:
    if isinstance(line.pieces, str):
        return _spaces(line.pieces)
    return sum(atom.spaced + _spaces(atom.run.text) for atom in line.pieces)


def _spaces(text: str) -> int:
    return text.count(" ") + text.count("\u00a0")


class _Pen:
    """Collects the operators of one text object.

    Args:
        canvas: its document knows the subsets.
        face: the face of the text. size: in points.
    """

    def __init__(self, canvas: Any, face: Font, size: float) -> None:
        self.doc = canvas._doc
        self.face = face
        self.size = size
        self.code: list[str] = []
        self._font = ""
        self._gap = 0.0

    def plain(self, text: str, x: float, y: float, gap: float) -> None:
        """A line that the face has."""
        if not text:
            return
        self._go(x, y)
        self._stretch(gap)
        self._show(self.face, text)

    def mixed(self, atoms: Sequence[Atom], x: float, y: float, gap: float) -> None:
        """A line in parts."""
        self._stretch(gap)
        space = self.face.widths[" "] * self.size / 1000 + gap
        levels = levels_of(atoms)
        widths = [atom.width * self.size / 1000 + gap * _spaces(atom.run.text) for atom in atoms]
        places = places_of(atoms, levels, space, widths)
        before = 0
        for atom, level, place in zip(atoms, levels, places, strict=True):
            self._go(x + place, y)
            self._atom(atom, level, before > level == 0 and not atom.spaced)
            before = level

    def _atom(self, atom: Atom, level: int, stays: bool) -> None:
        """Draws an atom at the pen; `stays` says that it must not be read as part of a turned word before."""
        run = atom.run
        mark = _LEFT_TO_RIGHT_MARK if stays else ""
        if run.missing:
            self._with_original(mark + run.text)
            self._show(run.font, BOX * len(shown(run.text)))
        elif run.shaped:
            self._with_original(_from_left(run.text) if run.turn == RIGHT else mark + run.text)
            self._glyphs(run.font, atom.glyphs)
        elif level == 1:
            self._with_original(run.text)
            self._show(run.font, mirrored(run.text))
        elif mark:
            self._with_original(mark + run.text)
            self._show(run.font, run.text)
        else:
            self._show(run.font, run.text)
            return
        self.code.append("EMC")

    def _glyphs(self, font: Font, glyphs: Sequence[Glyph]) -> None:
        """Glyph by glyph; ``TJ`` moves the pen where a glyph is not drawn, or does not end, by itself."""
        pen = wanted = rise = 0.0
        for glyph in glyphs:
            if abs(glyph.up - rise) > _NEAR:
                rise = glyph.up
                self.code.append(f"{rise * self.size / 1000:.3f} Ts")
            shift = wanted + glyph.right - pen
            ((subset, code),) = font.pdf.splitString(chr(GLYPHS + glyph.number), self.doc)
            self._select(font, subset)
            if abs(shift) > _NEAR:
                self.code.append(f"[{-shift / font.scale:.1f} <{code.hex()}>] TJ")
                pen += shift
            else:
                self.code.append(f"<{code.hex()}> Tj")
            pen += glyph.natural
            wanted += glyph.advance
        if rise:
            self.code.append("0 Ts")

    def _stretch(self, gap: float) -> None:
        if abs(gap - self._gap) > 1e-4:
            self._gap = gap
            self.code.append(f"{gap:.4g} Tw")

    def _go(self, x: float, y: float) -> None:
        self.code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def _with_original(self, text: str) -> None:
        original = text.encode("utf-16-be", "replace").hex()
        self.code.append(f"/Span <</ActualText <FEFF{original}>>> BDC")

    def _show(self, font: Font, text: str) -> None:
        if font is self.face and text.isascii():
            self._select(font, 0)
            text = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            self.code.append(f"({text}) Tj")
            return
        for subset, codes in font.pdf.splitString(text, self.doc):
            self._select(font, subset)
            self.code.append(f"({codes.decode('latin-1').translate(_ESCAPES)}) Tj")

    def _select(self, font: Font, subset: int) -> None:
        name = font.pdf.getSubsetInternalName(subset, self.doc)
        if name != self._font:
            self._font = name
            self.code.append(f"{name} {self.size * font.scale:g} Tf")


def _from_left(text: str) -> str:
    """The signs of a word that reads from right to left, from left to right.

    Programs that read PDF expect them so and turn them; the mark keeps a vowel sign or a stop at the end in
    the turn.
    """
    return ("" if text[-1].isalpha() else _RIGHT_TO_LEFT_MARK) + text[::-1]
