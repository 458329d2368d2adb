"""Paper: a whole letter against plain Platypus of the same words, and the memory of many in one run."""

import io
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import msgspec
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PlatypusTable

from desktop.catalogue import Catalogue
from desktop.core.letters import DATA_NAME, Content
from desktop.core.profile import Profile
from desktop.paths import COLOUR, DOCUMENTS, FONTS
from reports.assignment_letter import assignment_letter, assignment_parts
from reports.document import Attachment
from reports.letter_parts import Grid, Item, Text
from reports.press import Press
from reports.sheet import Sheet
from reports.style import MM
from tests.bench.measure import Figures, Row, child, in_turns, memory, middle, ratio, seconds
from tests.reports.samples_letters import NORMAL

ROWS, TIMES, LETTERS, WARM = 40, 20, 200, 5
_MOMENT = datetime.fromisoformat("2026-11-21T10:00:00+08:00")
_DATA = bytes(range(256)) * 32


def run(work: Path) -> list[Row]:
    """The rows of this benchmark."""
    found = in_turns(
        {
            "plain": lambda: child("bench_letter:plain", times=TIMES),
            "letter": lambda: child("bench_letter:letter", times=TIMES),
        }
    )
    many = child("bench_letter:many", count=LETTERS)
    plain, whole = seconds(found["plain"]), seconds(found["letter"])
    return [
        Row(
            "letter with 40 rows, PDF/A with its data / plain Platypus, CPU",
            ratio(whole, plain),
            1.2,
            f"{1e3 * middle(whole):.0f} / {1e3 * middle(plain):.0f} ms, {found['letter'][0]['pages']} pages",
        ),
        Row(
            f"memory of {LETTERS} letters in one run above the first {WARM}",
            many["grown_mib"],
            20,
            f"{many['pages']} pages in all",
            unit="MiB",
        ),
    ]


def letter(times: int) -> Figures:
    """Seconds of processor time of one letter; the mean."""
    press, content = _press(), _content()
    _printed(press, content)
    begun = time.process_time()
    pages = [_printed(press, content) for _ in range(times)]
    return {"seconds": (time.process_time() - begun) / times, "pages": pages[0]}


def many(count: int) -> Figures:
    """How much memory grows from letter to letter, each different."""
    press, content, pages = _press(), _content(), 0
    before = 0.0
    for number in range(count):
        if number == WARM:
            before = memory()
        rows = [
            msgspec.structs.replace(row, code=f"TB-{number:05}-{place:05}")
            for place, row in enumerate(content.rows)
        ]
        pages += _printed(press, msgspec.structs.replace(content, rows=rows))
    return {"grown_mib": memory() - before, "pages": pages}


def plain(times: int) -> Figures:
    """The same words by ReportLab's own means: no tags, no archival form, no data, no page numbers."""
    press, content = _press(), _content()
    parts = assignment_parts(Sheet(press, Profile(), "Surat", _MOMENT), content, None)
    for face in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(face, FONTS / f"LiberationSans-{face}.ttf"))
    _platypus(parts)
    begun = time.process_time()
    pages = [_platypus(parts) for _ in range(times)]
    return {"seconds": (time.process_time() - begun) / times, "pages": pages[0]}


def _press() -> Press:
    fonts = {path.stem: path.read_bytes() for path in sorted(FONTS.glob("*.ttf"))}
    return Press(fonts, COLOUR.read_bytes(), Catalogue.load(DOCUMENTS))


def _content() -> Content:
    content = NORMAL["penugasan"]
    rows = [msgspec.structs.replace(row, contact="") for row in content.rows]
    return msgspec.structs.replace(content, rows=[rows[number % len(rows)] for number in range(ROWS)])


def _printed(press: Press, content: Content) -> int:
    data = Attachment(DATA_NAME, _DATA, _MOMENT)
    return assignment_letter(press, Profile(), content, None, _MOMENT, data).pages


def _platypus(parts: list[Any]) -> int:
    body = ParagraphStyle("body", fontName="Regular", fontSize=11, leading=13.75, alignment=4, spaceAfter=6)
    cell = ParagraphStyle("cell", fontName="Regular", fontSize=9, leading=11)
    head = ParagraphStyle("head", parent=cell, fontName="Bold")
    story: list[Any] = []
    for part in parts:
        if isinstance(part, Text | Item):
            story.append(Paragraph(escape(part.words), body))
        elif isinstance(part, Grid):
            cells = [[Paragraph(escape(column.title), head) for column in part.columns]]
            cells += [
                [Paragraph(escape(value).replace("\n", "<br/>"), cell) for value in row] for row in part.rows
            ]
            room = 165 * MM / sum(column.weight for column in part.columns)
            widths = [room * column.weight for column in part.columns]
            style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "Regular", 9)]
            story += [PageBreak(), PlatypusTable(cells, widths, repeatRows=1, style=style)]
    paper = SimpleDocTemplate(
        io.BytesIO(), pagesize=(215 * MM, 330 * MM), leftMargin=30 * MM, rightMargin=20 * MM
    )
    paper.build(story)
    return int(paper.page)
