"""Lembar pemulihan: a secret on paper, one to a page, to be typed or scanned back in (sync.md 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable, PageBreak

from desktop.core.paper import paper_qr
from desktop.core.profile import Profile
from reports.boxes import Boxes, Fact
from reports.document import Document
from reports.page import render
from reports.press import Press
from reports.qr import Qr
from reports.sheet import Sheet
from reports.style import BODY, HEAD, PLAIN, SMALL, TITLE
from reports.tags import Tag
from reports.text import Words, draw_lines, set_lines

_COLUMNS = 4
_SIGN = PLAIN.but(size=20, leading=25, face="bold", align="center")
_STEP = 19.0
"""Points from one symbol to the next, the same for all, so that groups can be compared by eye."""
_NUMBER = SMALL.but(size=7.5, leading=10, gray=0.3, align="center")
_CELL = 46.0
_QR_MM = 42
_ROOM = 19.0
"""Points a line written by hand needs."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One page.

    Attributes:
        title: which secret it is. facts: whose, one to a line. code: in groups of five.
        use: what it is for and where to keep it, by lines. reading: how the code may be typed.
    """

    title: str
    facts: str
    code: str
    use: str
    reading: str


def recovery_sheets(press: Press, profile: Profile, moment: datetime, secrets: Sequence[Secret]) -> Document:
    """A page for each secret; neither title nor metadata of the file hold anything of them."""
    sheet = Sheet(press, profile, press.words.text("recovery_document"), moment, paper="a4")
    story: list[Flowable] = []
    for number, secret in enumerate(secrets):
        if number:
            story.append(PageBreak())
        story += _page(sheet, secret)
    return render(sheet, story, numbered=False)


def _page(sheet: Sheet, secret: Secret) -> list[Flowable]:
    words = sheet.words
    small = PLAIN.but(size=10, after=2)
    warning = PLAIN.but(size=12, face="bold", align="center", before=4, after=8)
    captions = (words.text("recovery_scan"), words.text("recovery_same"))
    return [
        Words(sheet, words.text("recovery_head"), SMALL.but(align="center", after=4)),
        Words(sheet, secret.title, TITLE.but(size=16, leading=21, after=2), tag="H1"),
        Words(sheet, words.text("recovery_warning"), warning),
        Words(sheet, secret.facts, small.but(after=8), field="owner"),
        CodeGrid(sheet, secret.code),
        Words(sheet, secret.reading, SMALL.but(size=9, leading=12, before=4, after=6)),
        Qr(sheet, paper_qr(secret.code), _QR_MM, captions),
        Words(sheet, words.text("recovery_use"), HEAD, tag="H2"),
        *(Words(sheet, line, BODY.but(size=10.5, after=3)) for line in secret.use.strip().splitlines()),
        Words(sheet, words.text("recovery_kept"), HEAD, tag="H2"),
        _kept(sheet),
        Words(sheet, words.text("recovery_kept_note"), SMALL.but(size=9, leading=12, before=4)),
    ]


def _kept(sheet: Sheet) -> Boxes:
    """Where to write who put it away, and who took it out again."""
    words = sheet.words
    put = [
        Fact(words.text("recovery_day"), "", room=_ROOM),
        Fact(words.text("recovery_place"), "", room=_ROOM),
        Fact(words.text("recovery_name"), "", room=_ROOM),
        Fact(words.text("recovery_sign"), "", room=_ROOM),
    ]
    return Boxes(sheet, [[put, put], [put, put]])


class CodeGrid(Flowable):  # type: ignore[misc]
    """A code in its groups, each with its number, four to a line; every symbol has the same room."""

    def __init__(self, sheet: Sheet, code: str) -> None:
        super().__init__()
        self._sheet = sheet
        self._groups = code.split("-")

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All lines of groups."""
        self.width = width
        self.height = -(-len(self._groups) // _COLUMNS) * _CELL
        return self.width, self.height

    def draw(self) -> None:
        """A box for each group."""
        wide = self.width / _COLUMNS
        for number, group in enumerate(self._groups):
            row, column = divmod(number, _COLUMNS)
            x, top = column * wide, self.height - row * _CELL
            with self.canv.artifact():
                self.canv.setLineWidth(0.6)
                self.canv.setStrokeGray(0)
                self.canv.rect(x, top - _CELL, wide, _CELL, stroke=1, fill=0)
            with self.canv.mark(Tag("P", (self, number))):
                label = set_lines(self._sheet, f"{number + 1}", _NUMBER, wide)
                draw_lines(self.canv, self._sheet, label, _NUMBER, x, top - 3, wide)
                self._draw_group(group, x + (wide - _STEP * len(group)) / 2, top - 15)

    def _draw_group(self, group: str, x: float, top: float) -> None:
        for place, symbol in enumerate(group):
            lines = set_lines(self._sheet, symbol, _SIGN, 2 * _STEP)
            left = x + place * _STEP - _STEP / 2
            draw_lines(self.canv, self._sheet, lines, _SIGN, left, top, 2 * _STEP)
