"""What of a DOCX is made below python-docx: elements by name, text that XML can hold, order of properties."""

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.signs import visible
from reports.style import Style

# What XML 1.0 cannot hold (its 2.2): one such sign and Word refuses the whole file.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

AFTER_BORDERS = tuple(
    f"w:{name}"
    for name in (
        *("shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
        *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind"),
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    )
)
"""What comes after the borders in a paragraph's properties (ISO 29500-1, 17.3.1.26): Word minds."""


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


def child(parent: Any, name: str, **attributes: str) -> Any:
    """A new element below another; attributes are of the same name space, `val` is ``w:val``."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made
