"""Paper: the annex table against ReportLab's own table of paragraphs, and many rows against few."""

import io
import random
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PlatypusTable

from desktop.catalogue import Catalogue
from desktop.core.profile import Profile
from desktop.paths import COLOUR, DOCUMENTS, FONTS
from reports.page import render
from reports.press import Press
from reports.sheet import Sheet
from reports.style import MM
from reports.table import Column, Table
from reports.table_rows import EDGE, SIDE
from tests.bench.measure import Figures, Row, child, in_turns, middle, ratio, seconds
from tests.bench.words import Speaker

MANY, SOME, WARM = 5_000, 500, 5
_COLUMNS = (
    *(Column("No.", 5, "center"), Column("Kode", 16), Column("Desa", 16)),
    *(Column("Uraian aspirasi", 36), Column("Tenggat", 12), Column("Petunjuk", 15)),
)
_MOMENT = datetime.fromisoformat("2026-11-21T10:00:00+08:00")
_SIZE, _LEADING = 9, 11


def run(work: Path) -> list[Row]:
    """The rows of this benchmark."""
    found = in_turns(
        {
            "platypus": lambda: child("bench_annex:platypus", count=SOME, times=2),
            "some": lambda: child("bench_annex:annex", count=SOME, times=MANY // SOME),
            "many": lambda: child("bench_annex:annex", count=MANY, times=1),
        }
    )
    platypus, some, many = (seconds(found[name]) for name in ("platypus", "some", "many"))
    each = [one / MANY for one in many]
    return [
        Row(
            "annex of 500 rows, tagged PDF/A / Platypus, processor time",
            ratio(some, platypus),
            0.3,
            f"{1e3 * middle(some):.0f} ms / {1e3 * middle(platypus):.0f} ms, {_pages(found['some'])} pages",
        ),
        Row(
            "annex: a row of 5,000 / of 500, processor time",
            ratio(each, [one / SOME for one in some]),
            1.2,
            f"{1e6 * middle(each):.0f} µs / {1e6 * middle(some) / SOME:.0f} µs; "
            f"{_pages(found['many'])} pages",
        ),
    ]


def _pages(figures: Sequence[Figures]) -> int:
    return int(figures[0]["pages"])


def annex(count: int, times: int) -> Figures:
    """Seconds of processor time of an annex of so many rows, from plain text to a finished file; the mean."""
    fonts = {path.stem: path.read_bytes() for path in sorted(FONTS.glob("*.ttf"))}
    press = Press(fonts, COLOUR.read_bytes(), Catalogue.load(DOCUMENTS))
    _ours(press, _rows(WARM))
    rows = _rows(count)
    begun = time.process_time()
    pages = [_ours(press, rows) for _ in range(times)]
    return {"seconds": (time.process_time() - begun) / times, "pages": pages[0]}


def _ours(press: Press, rows: Sequence[Sequence[str]]) -> int:
    margins = (20.0, 20.0, 20.0, 20.0)
    sheet = Sheet(press, Profile(), "Lampiran", _MOMENT, paper="f4", margins=margins)
    return render(sheet, [Table(sheet, _COLUMNS, rows, size=_SIZE)]).pages


def platypus(count: int, times: int) -> Figures:
    """The same by ReportLab's own means: no tags, no archival form, no page numbers."""
    for face in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(face, FONTS / f"LiberationSans-{face}.ttf"))
    _theirs(_rows(WARM))
    rows = _rows(count)
    begun = time.process_time()
    pages = [_theirs(rows) for _ in range(times)]
    return {"seconds": (time.process_time() - begun) / times, "pages": pages[0]}


def _theirs(rows: Sequence[Sequence[str]]) -> int:
    size = (215 * MM, 330 * MM)
    room = size[0] - 40 * MM
    paper = SimpleDocTemplate(io.BytesIO(), pagesize=size, **dict.fromkeys(_SIDES, 20 * MM))
    styles = [
        ParagraphStyle(column.align, fontName="Regular", fontSize=_SIZE, leading=_LEADING)
        for column in _COLUMNS
    ]
    head = ParagraphStyle("head", fontName="Bold", fontSize=_SIZE, leading=_LEADING)
    cells = [[Paragraph(column.title, head) for column in _COLUMNS]]
    cells += [
        [Paragraph(escape(cell), style) for cell, style in zip(row, styles, strict=True)] for row in rows
    ]
    total = sum(column.weight for column in _COLUMNS)
    looks: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONT", (0, 0), (-1, -1), "Regular", _SIZE),
    ]
    looks += [("VALIGN", (0, 0), (-1, -1), "TOP")]
    for side, room_inside in (("LEFT", SIDE), ("RIGHT", SIDE), ("TOP", EDGE), ("BOTTOM", EDGE)):
        looks.append((f"{side}PADDING", (0, 0), (-1, -1), room_inside))
    widths = [room * column.weight / total for column in _COLUMNS]
    paper.build([PlatypusTable(cells, widths, repeatRows=1, splitInRow=1, style=looks)])
    return int(paper.page)


_SIDES = ("leftMargin", "rightMargin", "topMargin", "bottomMargin")


def _rows(count: int) -> list[list[str]]:
    speaker, chance = Speaker(), random.Random("annex")
    return [
        [
            str(number),
            f"TB-{chance.randrange(10**5):05}-{chance.randrange(10**5):05}",
            "Desa Angsana, Kec. Angsana",
            speaker.say(chance, 12, 40),
            "21 November 2026",
            speaker.say(chance, 3, 8),
        ]
        for number in range(1, count + 1)
    ]
