"""A DOCX in the making: paper, type, paragraphs, tables; the same calls give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.docx_xml import AFTER_BORDERS, broken, cell_sides, child, sizes, writable
from reports.sheet import Sheet
from reports.style import SMALL, Style
from reports.table_rows import SIDE

_FONTS = {"sans": "Arial", "bookman": "Bookman Old Style"}
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_HEADINGS = {"H1": 0, "H2": 1}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_EMBLEM_COLUMN = 26


class DocxFile:
    """One document.

    Args:
        sheet: its paper, margins, type, title and moment.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._document: Any = docx.Document()
        self._break = False
        self._last: Any = None
        self._paper()
        self._type()
        self._properties()
        self._foot()

    def paragraph(
        self, words: str, style: Style, *, tag: str = "P", with_next: bool = False, home: Any = None
    ) -> Any:
        """One paragraph; a newline in it begins a new line. `home` is a table's cell, None = the page."""
        made = (home or self._document).add_paragraph()
        text = writable(words)
        self._shape(made, style.but(align="left") if broken(text, style) else style, with_next=with_next)
        made.paragraph_format.left_indent = Pt(style.left)
        made.paragraph_format.first_line_indent = Pt(style.first)
        self._run(made, text, style)
        if tag in _HEADINGS:
            child(made._p.get_or_add_pPr(), "w:outlineLvl", val=str(_HEADINGS[tag]))
        return made

    def hanging(
        self,
        marks: Sequence[tuple[float, str]],
        words: str,
        left: float,
        style: Style,
        *,
        with_next: bool = False,
    ) -> None:
        """A paragraph whose lines all begin at `left`, with marks before it on the first line."""
        made = self._document.add_paragraph()
        value = writable(words)
        self._shape(made, style.but(align="left") if broken(value, style) else style, with_next=with_next)
        start = marks[0][0] if marks else left
        layout = made.paragraph_format
        layout.left_indent, layout.first_line_indent = Pt(left), Pt(start - left)
        text = ""
        for x, mark in marks:
            if text:
                layout.tab_stops.add_tab_stop(Pt(x))
                text += "\t"
            text += mark
        if marks:
            text += "\t"
        self._run(made, text + value, style)

    def picture(self, png: bytes, width_mm: float, style: Style) -> None:
        """A picture on a line of its own."""
        made = self._document.add_paragraph()
        self._shape(made, style, with_next=True)
        made.add_run().add_picture(io.BytesIO(png), width=Mm(width_mm))

    def letterhead(self, texts: Sequence[tuple[str, Style]], emblem: bytes) -> None:
        """Lines beside an emblem, or alone, and the double rule below them."""
        if emblem:
            table = self._document.add_table(rows=1, cols=2)
            table.autofit = False
            widths = (Mm(_EMBLEM_COLUMN), Pt(self._sheet.width) - Mm(_EMBLEM_COLUMN))
            # Word goes by the cells, LibreOffice by the columns.
            for cell, column, width in zip(table.rows[0].cells, table.columns, widths, strict=True):
                cell.width = column.width = width
            first, home = table.rows[0].cells
            first.paragraphs[0].add_run().add_picture(io.BytesIO(emblem), height=Mm(25))
            home._tc.remove(home.paragraphs[0]._p)
            for words, style in texts:
                self.paragraph(words, style, home=home)
            if not texts:
                home.add_paragraph()
            self.paragraph("", Style(size=2))
        else:
            for words, style in texts:
                self.paragraph(words, style)
        self.rule_below("thickThinSmallGap", 24, 10)

    def rule_below(self, kind: str = "single", eighths: int = 8, after: float = 8) -> None:
        """A rule below the paragraph made last."""
        if self._last is None:
            self.paragraph("", Style(size=2))
        layout = self._last._p.get_or_add_pPr()
        borders = OxmlElement("w:pBdr")
        child(borders, "w:bottom", val=kind, sz=str(eighths), space="3", color="000000")
        layout.insert_element_before(borders, *AFTER_BORDERS)
        self._last.paragraph_format.space_after = Pt(after)

    def break_page(self) -> None:
        """What comes next begins a page."""
        self._break = True

    def table(
        self,
        columns: Sequence[tuple[str, float]],
        rows: Sequence[Sequence[str]],
        head: Style,
        styles: Sequence[Style],
    ) -> None:
        """A ruled table whose head comes again on every page.

        Args:
            columns: titles and shares of the width.
            rows: cells in the order of the columns.
            head: style of the titles.
            styles: of the cells of each column.
        """
        table = self._document.add_table(rows=0, cols=len(columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        cell_sides(table, SIDE)
        whole = sum(weight for _, weight in columns)
        widths = [Pt(self._sheet.width * weight / whole) for _, weight in columns]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        self._row(table, [title for title, _ in columns], [head] * len(columns), widths, head=True)
        for row in rows:
            self._row(table, row, styles, widths)

    def finish(self) -> bytes:
        """The file, its parts in one order and without the time of day."""
        raw, out = io.BytesIO(), io.BytesIO()
        self._document.save(raw)
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _row(
        self,
        table: Any,
        cells: Sequence[str],
        styles: Sequence[Style],
        widths: Sequence[int],
        *,
        head: bool = False,
    ) -> None:
        row = OxmlElement("w:tr")
        if head:
            child(child(row, "w:trPr"), "w:tblHeader")
        for words, style, width in zip(cells, styles, widths, strict=True):
            cell = child(row, "w:tc")
            child(child(cell, "w:tcPr"), "w:tcW", type="dxa", w=str(round(width / 635)))
            cell.append(self._cell(words, style))
        table._tbl.append(row)

    def _cell(self, words: str, style: Style) -> Any:
        """A paragraph of a cell, made by hand: through python-docx 500 rows take half a minute."""
        made = OxmlElement("w:p")
        layout = child(made, "w:pPr")
        child(layout, "w:spacing", before="20", after="20")
        child(layout, "w:jc", val={"justify": "both"}.get(style.align, style.align))
        lines = writable(words).split("\n")
        for place, line in enumerate(lines):
            run = child(made, "w:r")
            shape = child(run, "w:rPr")
            if style.face == "bold":
                child(shape, "w:b")
            sizes(shape, style)
            if place:
                child(run, "w:br")
            text = child(run, "w:t")
            text.text = line
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return made

    def _shape(self, made: Any, style: Style, *, with_next: bool) -> None:
        layout = made.paragraph_format
        layout.alignment = _ALIGN[style.align]
        layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
        layout.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        layout.line_spacing = Pt(style.line)
        layout.widow_control = True
        layout.keep_with_next = with_next
        layout.page_break_before = self._break
        self._break, self._last = False, made

    def _run(self, made: Any, words: str, style: Style) -> None:
        run = made.add_run(words)
        run.bold = "bold" in style.face or None
        run.italic = "italic" in style.face or None
        sizes(run._r.get_or_add_rPr(), style)

    def _paper(self) -> None:
        section, sheet = self._document.sections[0], self._sheet
        top, right, bottom, left = sheet.margins
        section.page_width, section.page_height = Pt(sheet.paper.width), Pt(sheet.paper.height)
        section.top_margin, section.right_margin = Pt(top), Pt(right)
        section.bottom_margin, section.left_margin = Pt(bottom), Pt(left)

    def _type(self) -> None:
        normal = self._document.styles["Normal"]
        face = _FONTS[self._sheet.profile.font]
        normal.font.name, normal.font.size = face, Pt(self._sheet.profile.size)
        properties = normal.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for which in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(which), face)
        for language in self._document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "id-ID")

    def _properties(self) -> None:
        """Says what and when, and of no person: the author is the office on the letterhead."""
        properties, moment = self._document.core_properties, self._sheet.moment.astimezone(UTC)
        properties.title, properties.language = writable(self._sheet.title)[:255], "id-ID"
        properties.author = writable(self._sheet.profile.government)[:255]
        properties.last_modified_by, properties.comments, properties.revision = "", "", 1
        properties.created = properties.modified = moment.replace(tzinfo=None)

    def _foot(self) -> None:
        """The profile's note, and "Halaman x dari y" as fields that Word counts."""
        words, note = self._sheet.words, self._sheet.profile.note.strip()
        self._document.styles["Footer"].font.size = Pt(SMALL.size)
        made = self._document.sections[0].footer.paragraphs[0]
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if note:
            made.add_run(writable(note) + "\n")
        for piece in re.split("([\x01\x02])", words.text("page_of", page="\x01", pages="\x02")):
            run = made.add_run("" if piece in "\x01\x02" else piece)
            if piece in ("\x01", "\x02"):
                child(run._r, "w:fldChar", fldCharType="begin")
                child(run._r, "w:instrText").text = "PAGE" if piece == "\x01" else "NUMPAGES"
                child(run._r, "w:fldChar", fldCharType="end")
