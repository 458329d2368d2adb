"""How a TrueType face gets into a PDF: subsets by sign or by glyph, each code with its Unicode value."""

import unicodedata
import zlib
from collections.abc import Callable
from functools import lru_cache, partial
from io import BytesIO
from struct import unpack
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

GLYPHS = 0xF0000
"""A glyph that no single sign stands for is encoded as this private code point + its number in the font."""

_BLOCK = 100  # entries in one bfchar block, PDF 32000-1 9.10.3


class Subset(NamedTuple):
    """Some signs of a face as they lie in a file.

    Attributes:
        program: a TrueType file. packed: the same, deflated.
        widths: an array. meaning: a ToUnicode map.
    """

    program: bytes
    packed: bytes
    widths: bytes
    meaning: bytes


class PdfFont(TTFont):  # type: ignore[misc]
    """A face as ReportLab embeds it, except for three things.

    Every glyph can be asked for by its number, so shaping leaves no trace from one document in the next;
    the ToUnicode map is right beyond U+FFFF; and it names no code as U+0000 (PDF/A-2u).

    Args:
        name: under which it is registered.
        data: a TrueType file.
        ascii: whether the signs of ASCII keep their codes, at the price of always embedding them.
    """

    def __init__(self, name: str, data: bytes, *, ascii: bool) -> None:
        super().__init__(name, BytesIO(data), asciiReadable=int(ascii))
        face = self.face
        scale = 1000 / face.unitsPerEm
        # A private sign means nothing to a reader, whatever picture a font has for it.
        self.cmap = frozenset(
            code
            for code, glyph in face.charToGlyph.items()
            if glyph and unicodedata.category(chr(code)) != "Co"
        )
        for glyph, (advance, _) in enumerate(face.hmetrics):
            face.charToGlyph[GLYPHS + glyph] = glyph
            face.charWidths[GLYPHS + glyph] = advance * scale
        # Most documents of a batch need the same signs: their subset is made, and deflated, once.
        self._subset = lru_cache(maxsize=8)(partial(self._made, face.makeSubset))
        face.makeSubset = lambda codes: self._subset(tuple(codes)).program
        rise, fall = unpack(">hh", face.get_table("hhea")[4:8])
        self.rise, self.fall = rise / face.unitsPerEm, -fall / face.unitsPerEm

    def addObjects(self, doc: Any) -> None:
        """Called by ReportLab when the document is saved."""
        state = self.state[doc]
        state.frozen = 1
        for number, codes in enumerate(state.subsets):
            subset = self._subset(tuple(codes))
            internal = self.getSubsetInternalName(number, doc)[1:]
            base = (SUBSETN(number) + b"+" + self.face.name).decode("ascii")
            font = pdfdoc.PDFTrueTypeFont()
            font.Name, font.BaseFont = internal, base
            font.FirstChar, font.LastChar = 0, len(codes) - 1
            font.Widths = subset.widths
            meaning = pdfdoc.PDFStream(content=subset.meaning)
            if doc.compression:
                meaning.filters = [pdfdoc.PDFZCompress]
            font.ToUnicode = doc.Reference(meaning, f"meaning:{internal}")
            font.FontDescriptor = self.face.addSubsetObjects(doc, base, codes)
            descriptor = doc.idToObject[font.FontDescriptor.name]
            program = doc.idToObject[descriptor.dict["FontFile2"].name]
            program.content, program.dictionary["Filter"] = subset.packed, "/FlateDecode"
            doc.Reference(font, internal)
            doc.idToObject["BasicFonts"].dict[internal] = font
        del self.state[doc]

    def _made(self, make: Callable[[tuple[int, ...]], bytes], codes: tuple[int, ...]) -> Subset:
        program = make(codes)
        widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in codes]).format(None)
        return Subset(program, zlib.compress(program), widths, self._meaning(codes).encode("ascii"))

    def _meaning(self, codes: tuple[int, ...]) -> str:
        """A ToUnicode map (PDF 32000-1 9.10.3)."""
        entries = [f"<{place:02X}> <{self._unicode(code)}>" for place, code in enumerate(codes) if code]
        blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
        middle = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
        head = (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        )
        tail = "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        return head + "\n".join(middle) + tail

    def _unicode(self, code: int) -> str:
        if code >= GLYPHS:
            code = min(self.face.glyphToChar.get(code - GLYPHS, [code]))
        return chr(code).encode("utf-16-be").hex().upper()


def registered(stem: str, data: bytes, *, ascii: bool) -> PdfFont:
    """The one font object of these bytes in this process, known to ReportLab by its ``fontName``.

    Args:
        stem: the file's name without ending.
        data: a TrueType file.
        ascii: see `PdfFont`.
    """
    name = f"{stem}-{zlib.crc32(data):08x}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(PdfFont(name, data, ascii=ascii))
    return pdfmetrics.getFont(name)  # type: ignore[no-any-return]
