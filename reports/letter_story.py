"""The parts of a letter set as blocks of a PDF."""

from collections.abc import Iterable

from reportlab.platypus import Flowable, PageBreak

from desktop.core.letters import Content, content_hash, letter_qr
from desktop.core.signatures import FAMILIES, signature_lines
from reports.document import Attachment, Document
from reports.kop import letterhead
from reports.letter_item import Hanging
from reports.letter_parts import (
    Addressee,
    AnnexHead,
    Break,
    Copies,
    Grid,
    Item,
    Kop,
    Part,
    Reference,
    Rule,
    Sign,
    Text,
)
from reports.page import render
from reports.reference import addressee, annex_head, reference
from reports.sheet import Sheet
from reports.signature import copies_block, signature_block
from reports.style import BODY, Style
from reports.table import Table
from reports.text import Words

_RULE = 1.0
_TOGETHER = 2
_MOST_MOVED = 20
"""Lines: of the text that stand with a signature at least, and of a paragraph that moves for its sake."""


def printed(sheet: Sheet, content: Content, parts: Iterable[Part], attachment: Attachment | None) -> Document:
    """A letter as PDF.

    Args:
        sheet: the document in the making.
        content: what the letter says: its signer and its hash.
        parts: in reading order.
        attachment: the data it carries.
    """
    # Also where the profile wants no QR on paper: by this the register finds the letter again.
    sheet.keywords = code_of(content)
    return render(sheet, story_of(sheet, content, parts), attachment=attachment)


def story_of(sheet: Sheet, content: Content, parts: Iterable[Part]) -> list[Flowable]:
    """The blocks of a letter; its last paragraph goes with the signature, which never stands alone."""
    story: list[Flowable] = []
    points: object = None
    for part in parts:
        points = (points or object()) if isinstance(part, Item) and part.listed else None
        if isinstance(part, Sign):
            last = _last_paragraph(sheet, story)
            story += signature_block(
                sheet,
                signature_lines(FAMILIES.get(content.kind, "korespondensi"), content.signer),
                place_date=part.place_date,
                qr=code_of(content),
                after=last,
            )
        else:
            story += _blocks(sheet, part, points)
    return story


def _last_paragraph(sheet: Sheet, story: list[Flowable]) -> Flowable | None:
    """Takes the last paragraph out, to go with the signature; a single line keeps the one before it too."""
    if not story or not isinstance(story[-1], Words | Hanging):
        return None
    last: Words | Hanging = story.pop()
    before = story[-1] if story else None
    if isinstance(before, Words | Hanging) and _rows(sheet, last) < _TOGETHER:
        # One that is as long as half a page would leave that half empty.
        before.keepWithNext = _rows(sheet, before) <= _MOST_MOVED
    return last


def _rows(sheet: Sheet, paragraph: Words | Hanging) -> int:
    return round(paragraph.wrap(sheet.width, 0)[1] / paragraph.style.line)


def code_of(content: Content) -> str:
    """The text of a letter's QR; none for a letter that has no identity yet."""
    return letter_qr(content.letter, content_hash(content)) if content.letter else ""


def sized(sheet: Sheet, style: Style) -> Style:
    """A style at the district's size of type."""
    return style.but(size=style.size + sheet.profile.size - BODY.size)


class Line(Flowable):  # type: ignore[misc]
    """A line across the page."""

    spaceBefore = 4
    spaceAfter = 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width, self.height = width, _RULE
        return self.width, self.height

    def draw(self) -> None:
        """Decoration."""
        with self.canv.artifact():
            self.canv.setLineWidth(_RULE)
            self.canv.line(0, _RULE / 2, self.width, _RULE / 2)


def _kept(block: Flowable, part: Text | Item) -> Flowable:
    block.keepWithNext = part.with_next
    return block


def _blocks(sheet: Sheet, part: Part, points: object) -> list[Flowable]:  # noqa: C901 (one case for each part)
    match part:
        case Kop(kind):
            return letterhead(sheet, kind)
        case Text(words, style, field, tag):
            return [_kept(Words(sheet, words, sized(sheet, style), field=field, tag=tag), part)]
        case Item():
            return [_kept(Hanging(sheet, part, sized(sheet, part.style), points), part)]
        case Grid(columns, rows):
            return [Table(sheet, columns, rows)]
        case Reference(day, number, nature, annex, subject):
            return reference(sheet, day=day, number=number, nature=nature, annex=annex, subject=subject)
        case Addressee(lines, place):
            return addressee(sheet, lines, place)
        case AnnexHead(title, number, day):
            return annex_head(sheet, title, number=number, day=day)
        case Copies(copies):
            return copies_block(sheet, copies)
        case Rule():
            return [Line()]
        case Break():
            return [PageBreak()]
    return []
