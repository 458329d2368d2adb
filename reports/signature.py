"""Where a letter is signed: the signature with our own code beside it, and the tembusan below."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable

from desktop.core.letters import SignatureLines
from reports.hang import Facts
from reports.qr import Qr
from reports.reference import plain, right_half
from reports.sheet import Sheet
from reports.signing import BEFORE, Closing, Column
from reports.style import MM
from reports.tags import Tag
from reports.text import Line, Words, draw_lines, set_lines

_CODE_MM = 20
_CODE_SHARE = 0.36
_MARK = 7 * MM
TOGETHER = 4
"""Copies that stay with the word above them; a longer list may go on over the page."""


def signature_block(
    sheet: Sheet,
    lines: SignatureLines,
    *,
    place_date: str = "",
    qr: str = "",
    anchor: str = "",
    after: Flowable | None = None,
) -> list[Flowable]:
    """A signature in the right half of the page, never split.

    Args:
        sheet: the document; its profile says how much room there is to sign.
        lines: `signature_lines`.
        place_date: a line above, where the date does not stand at the head.
        qr: the text of our own code, printed at the left unless the profile leaves it out.
        anchor: what a signing service looks for, "" = the profile's; it stands in the room to sign.
        after: the last paragraph of the text; with it the signature never stands alone on a page.
    """
    block = Signature(sheet, lines, place_date, qr if sheet.profile.verification else "", anchor)
    return [block] if after is None else [Closing(after, block)]


def copies_block(sheet: Sheet, copies: Sequence[str]) -> list[Flowable]:
    """The word "Tembusan:" and a numbered list, ";" between and "." at the end; nothing without copies."""
    kept = [" ".join(copy.split()).rstrip(" ;.,") for copy in copies]
    kept = [copy for copy in kept if copy]
    if not kept:
        return []
    style = plain(sheet).but(size=sheet.profile.size - 1)
    facts = [
        (f"{number}.", copy + (";" if number < len(kept) else "."), "tembusan")
        for number, copy in enumerate(kept, 1)
    ]
    head = Words(sheet, sheet.words.text("signature_copies"), style.but(before=BEFORE), field="tembusan")
    together = CondPageBreak(BEFORE + (1 + min(len(kept), TOGETHER)) * style.line)
    return [together, head, Facts(sheet, facts, _MARK, style=style, colon=False, listed=True)]


class Signature(Flowable):  # type: ignore[misc]
    """One signature in the right half, with our code at the left of it."""

    def __init__(self, sheet: Sheet, lines: SignatureLines, place_date: str, qr: str, anchor: str) -> None:
        super().__init__()
        self._sheet, self._style, self._date = sheet, plain(sheet), place_date
        self._column = Column(sheet, lines, self._style, anchor)
        words = sheet.words
        caption = [words.text("signature_code"), words.text("signature_code_not")]
        self._code = Qr(sheet, qr, _CODE_MM, caption) if qr else None
        self._date_lines: list[Line] = []
        self.spaceBefore = BEFORE

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The signature, or the code where that is higher."""
        self._wide = width - right_half(self._sheet)
        self._column.fit(self._wide)
        self._date_lines = (
            set_lines(self._sheet, self._date, self._style, self._wide, "tanggal") if self._date else []
        )
        self._dated = len(self._date_lines) * self._style.line
        room = self._sheet.profile.space_lines * self._style.line
        self._high = self._dated + self._column.above + room + self._column.below
        self._code_high = self._code.wrap(width * _CODE_SHARE, height)[1] if self._code else 0.0
        self.width, self.height = width, max(self._high, self._code_high)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Never."""
        return []

    def draw(self) -> None:
        """The date, the signature, then the code at the height of the name."""
        x, top = self.width - self._wide, self.height
        if self._date_lines:
            with self.canv.mark(Tag("P", (self, "date"))):
                draw_lines(self.canv, self._sheet, self._date_lines, self._style, x, top, self._wide)
        name_top = self.height - self._high + self._column.below
        self._column.draw(self.canv, x, top - self._dated, self._wide, name_top)
        if self._code:
            self._code.drawOn(self.canv, 0, max(self.height - self._high, 0))
