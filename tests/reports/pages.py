"""Bare pages for the tests of text: lines drawn on ReportLab's own canvas, and what stands where."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from desktop.core.profile import Profile
from reports.breaking import Atom, Line
from reports.press import Press
from reports.sheet import Sheet
from reports.style import PLAIN, Style
from reports.text import draw_lines, set_lines
from reports.turning import entries_of, levels_of

MOMENT = datetime.fromisoformat("2026-11-21T10:00:00+08:00")
LEFT = 40.0


class Drawn(NamedTuple):
    pdf: bytes
    lines: list[Line]
    sheet: Sheet


def sheet_of(press: Press, font: str = "sans") -> Sheet:
    return Sheet(press, Profile(font="bookman" if font == "bookman" else "sans"), "Contoh", MOMENT)


def drawn(
    press: Press, texts: Sequence[str], style: Style = PLAIN, width: float = 400, font: str = "sans"
) -> Drawn:
    """The texts below one another on one page as tall as they need."""
    sheet = sheet_of(press, font)
    blocks = [set_lines(sheet, text, style, width, "uraian") for text in texts]
    lines = [line for block in blocks for line in block]
    height = (len(lines) + 4) * style.line
    file = BytesIO()
    canvas = Canvas(file, pagesize=(width + 2 * LEFT, height), invariant=1)
    top = height - 2 * style.line
    for block in blocks:
        draw_lines(canvas, sheet, block, style, LEFT, top, width)
        top -= len(block) * style.line
    canvas.showPage()
    canvas.save()
    return Drawn(file.getvalue(), lines, sheet)


def order_of(press: Press, text: str) -> list[str]:
    """The parts of a text that fits one line, from left to right; brackets as they were written."""
    (line,) = set_lines(sheet_of(press), text, PLAIN, 2000)
    if isinstance(line.pieces, str):
        return line.pieces.split()
    atoms: Sequence[Atom] = line.pieces
    entries = entries_of(atoms, levels_of(atoms))
    parts = [atoms[place].run.text for place in entries if place >= 0]
    return " ".join(parts).split()
