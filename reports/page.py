"""From blocks to a finished document: paper, margins, pages, what stands at their foot, archival form."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from reports.canvas import TaggedCanvas
from reports.document import Attachment, Document
from reports.pdfa import LANGUAGE, finish
from reports.sheet import Sheet
from reports.style import MM, SMALL
from reports.text import draw_lines, set_lines

LONGEST = 14400.0
"""Points: a page of a PDF is no longer (ISO 32000-1, annex C); a longer roll goes on with a second one."""

EDGE = 5 * MM
"""Office printers leave so much of the paper white."""

GAP = 3 * MM
"""Between the last line of a page and what stands at its foot."""

STYLE = SMALL.but(align="center", gray=0.25)
"""What stands at the foot."""


class Foot:
    """The note of the profile and the page number, centred below the text.

    Args:
        sheet: the document.
        numbered: whether pages are counted.
    """

    def __init__(self, sheet: Sheet, *, numbered: bool) -> None:
        self._sheet = sheet
        self._numbered = numbered
        note = sheet.profile.note.strip()
        self._note = set_lines(sheet, note, STYLE, sheet.width, "note") if note else []
        rows = len(self._note) + numbered
        self.height = rows * STYLE.line
        bottom = sheet.margins[2]
        self.bottom = max(bottom, EDGE + self.height + GAP) if rows else bottom
        # In the middle of the white below the text, as far as the printer reaches.
        self._top = (EDGE + self.bottom - GAP + self.height) / 2 if rows else 0

    def draw(self, canvas: TaggedCanvas, number: int) -> None:
        """Draws it on a page, counted from 0; one page alone carries no number."""
        sheet, pages = self._sheet, len(canvas.leaves)
        lines = list(self._note)
        if self._numbered and pages > 1:
            words = sheet.words.text("page_of", page=number + 1, pages=pages)
            lines += set_lines(sheet, words, STYLE, sheet.width, "page_of")
        if lines:
            with canvas.artifact():
                top = self._top + canvas.drop
                draw_lines(canvas, sheet, lines, STYLE, sheet.margins[3], top, sheet.width)


class _Builder(BaseDocTemplate):  # type: ignore[misc]
    """ReportLab's page maker with one frame and our canvas."""

    def __init__(self, out: io.BytesIO, sheet: Sheet, foot: Foot) -> None:
        top, _, _, left = sheet.margins
        self._roll = not sheet.paper.height
        size = (sheet.paper.width, sheet.paper.height or LONGEST)
        self._foot = foot
        frame = Frame(
            *(left, foot.bottom, sheet.width, size[1] - top - foot.bottom),
            **dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0),
        )
        template = PageTemplate(frames=[frame], onPageEnd=self._cut)
        super().__init__(
            out, pagesize=size, pageTemplates=[template], invariant=1, pageCompression=0, lang=LANGUAGE
        )

    def canvas(self, *args: Any, **options: Any) -> TaggedCanvas:
        """The canvas of this document."""
        canvas = TaggedCanvas(*args, **options)
        canvas.foot = self._foot.draw
        canvas.roll = self._roll
        return canvas

    def _cut(self, canvas: TaggedCanvas, _: object) -> None:
        """Ends a page of a roll where its words end."""
        if self._roll:
            canvas.drop = max(self.frame._y - self._foot.bottom, 0)


def render(
    sheet: Sheet,
    story: Sequence[Flowable],
    *,
    numbered: bool = True,
    attachment: Attachment | None = None,
) -> Document:
    """Sets the blocks of a document on as many pages as they need.

    Args:
        sheet: paper, margins, title and moment of the document.
        story: its blocks from top to bottom; each is used up.
        numbered: print "Halaman x dari y" when there is more than one page.
        attachment: a file to carry inside.

    Returns:
        A PDF/A-2u, with an attachment 3u, tagged; it claims PDF/UA-1 only if all its content is tagged.
    """
    out = io.BytesIO()
    builder = _Builder(out, sheet, Foot(sheet, numbered=numbered and bool(sheet.paper.height)))
    builder.build(list(story), canvasmaker=builder.canvas)
    canvas: TaggedCanvas = builder.canv
    data = finish(out.getvalue(), sheet, accessible=not canvas.untagged, attachment=attachment)
    return Document(data, len(canvas.leaves), sheet.missing)
