"""A DOCX in the making: paper, type, paragraphs, tables; the same calls give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.docx_blank import blank
from reports.docx_xml import broken, cell_sides, child, rule, run, sizes, stand, writable
from reports.sheet import Sheet
from reports.style import SMALL, Style
from reports.table_rows import SIDE

_FONTS = {"sans": "Arial", "bookman": "Bookman Old Style"}
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
        self._document = blank()
        self._end = self._document.element.body.sectPr
        self._break = False
        self._last: Any = None
        self._paper()
        self._type()
        self._properties()
        self._foot()

    def paragraph(
        self, words: str, style: Style, *, tag: str = "P", with_next: bool = False, home: Any = None
    ) -> None:
        """One paragraph; a newline in it begins a new line. `home` is a table's cell, None = the page."""
        made = OxmlElement("w:p")
        if home is None:
            self._end.addprevious(made)
        else:
            home.append(made)
        self._written(made, words, style, with_next=with_next, indents=(style.left, style.first))
        if tag in _HEADINGS:
            child(made.pPr, "w:outlineLvl", val=str(_HEADINGS[tag]))

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
        made = OxmlElement("w:p")
        self._end.addprevious(made)
        start = marks[0][0] if marks else left
        before, stops = "", []
        for x, mark in marks:
            if before:
                stops.append(x)
                before += "\t"
            before += mark
        if marks:
            before += "\t"
        indents = (left, start - left)
        self._written(made, words, style, before, with_next=with_next, indents=indents, stops=stops)

    def picture(self, png: bytes, width_mm: float, style: Style) -> None:
        """A picture on a line of its own."""
        made = self._document.add_paragraph()
        self._stand(made._p, style, with_next=True)
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
                self.paragraph(words, style, home=home._tc)
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
        rule(self._last, kind, eighths, after)

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

    def _written(
        self, made: Any, words: str, style: Style, before: str = "", *, with_next: bool, **more: Any
    ) -> None:
        text = writable(words)
        shaped = style.but(align="left") if broken(text, style) else style
        self._stand(made, shaped, with_next=with_next, **more)
        run(made, before + text, style)

    def _stand(self, made: Any, style: Style, **more: Any) -> None:
        stand(made, style, new_page=self._break, **more)
        self._break, self._last = False, made

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
