"""What of a DOCX is made below python-docx: elements by name, text that XML can hold, order of properties."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from reports.signs import visible
from reports.style import Style

# What XML 1.0 cannot hold (its 2.2): one such sign and Word refuses the whole file.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_PIECES = re.compile("([\t\n])")
_SIGNS = {"\t": "w:tab", "\n": "w:br"}
_ALIGN = {"justify": "both"}
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_name = cache(qn)


def cell_sides(table: Any, points: float) -> None:
    """The room between rules and words, as in the PDF: Word's own is wider and breaks codes in two."""
    sides = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        child(sides, side, w=str(round(points * 20)), type="dxa")
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(sides)
    else:
        look.addprevious(sides)


def writable(text: str) -> str:
    """The signs a PDF would show, as XML can hold them; a tab is a space, for tabs make our columns."""
    return _UNWRITABLE.sub("", visible(text)).replace("\t", " ")


def broken(text: str, style: Style) -> bool:
    """Whether a justified paragraph has lines that end early, which Word would spread."""
    return style.align == "justify" and "\n" in text


def sizes(shape: Any, style: Style) -> None:
    """The size of the type, also of scripts that Word calls complex."""
    for name in ("w:sz", "w:szCs"):
        child(shape, name, val=str(round(style.size * 2)))


def stand(
    made: Any,
    style: Style,
    *,
    with_next: bool = False,
    new_page: bool = False,
    indents: tuple[float, float] | None = None,
    stops: Sequence[float] = (),
) -> None:
    """How a new paragraph stands on its page; Word minds the order (ISO 29500-1, 17.3.1.26).

    Args:
        made: the paragraph.
        style: of its words.
        with_next: on one page with what follows.
        new_page: begins a page.
        indents: of its lines, and how much further that of the first.
        stops: where tabs end.
    """
    layout = child(made, "w:pPr")
    for name, on in (("w:keepNext", with_next), ("w:pageBreakBefore", new_page), ("w:widowControl", True)):
        child(layout, name, **({} if on else {"val": "0"}))
    if stops:
        tabs = child(layout, "w:tabs")
        for stop in sorted(stops):
            child(tabs, "w:tab", pos=_twips(stop), val="left")
    around = {"before": _twips(style.before), "after": _twips(style.after)}
    child(layout, "w:spacing", **around, lineRule="atLeast", line=_twips(style.line))
    if indents:
        left, first = indents
        further = {"hanging": _twips(-first)} if first < 0 else {"firstLine": _twips(first)}
        child(layout, "w:ind", left=_twips(left), **further)
    child(layout, "w:jc", val=_ALIGN.get(style.align, style.align))


def rule(made: Any, kind: str, eighths: int, after: float) -> None:
    """A rule below a paragraph that stands already."""
    layout = made.pPr
    borders = layout.makeelement(_name("w:pBdr"))
    child(borders, "w:bottom", val=kind, sz=str(eighths), space="3", color="000000")
    layout.find(_name("w:widowControl")).addnext(borders)
    layout.find(_name("w:spacing")).set(_name("w:after"), _twips(after))


def run(made: Any, words: str, style: Style) -> None:
    """Words of a paragraph."""
    part = child(made, "w:r")
    shape = child(part, "w:rPr")
    if "bold" in style.face:
        child(shape, "w:b")
    if "italic" in style.face:
        child(shape, "w:i")
    sizes(shape, style)
    for piece in filter(None, _PIECES.split(words)):
        if piece in _SIGNS:
            child(part, _SIGNS[piece])
        else:
            text = child(part, "w:t")
            text.text = piece
            if piece.strip() != piece:
                text.set(_PRESERVE, "preserve")


def _twips(points: float) -> str:
    return str(Pt(points).twips)


def child(parent: Any, name: str, **attributes: str) -> Any:
    """A new element below another; attributes are of the same name space, `val` is ``w:val``."""
    made = parent.makeelement(_name(name), {_name(f"w:{key}"): value for key, value in attributes.items()})
    parent.append(made)
    return made
