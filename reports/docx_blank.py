"""An empty DOCX: python-docx's own without what none of our letters shows, which is most of it."""

import io
from functools import cache
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_TABLES = {"TableNormal", "TableGrid"}
_UNSEEN = {
    RELATIONSHIP_TYPE.THUMBNAIL,  # a picture of an empty page
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",  # for Word 2010 alone
}


def blank() -> Any:
    """A new document."""
    return docx.Document(io.BytesIO(_blank()))


@cache
def _blank() -> bytes:
    """Its file. A hundred styles of tables, twice, would be read and packed anew for every letter."""
    document = docx.Document()
    for holder in (document.part, document.part.package):
        for key in [key for key, one in holder.rels.items() if one.reltype in _UNSEEN]:
            holder.rels.pop(key)
    styles = document.styles.element
    for style in list(styles):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in _TABLES:
            styles.remove(style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
