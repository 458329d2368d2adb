"""Tanda terima: what a citizen takes home, on A6, a roll, or four on a sheet to be cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from reportlab.platypus import Flowable, PageBreak

from desktop.core.dates import format_date
from desktop.core.paper import paper_qr
from desktop.core.profile import Profile
from reports.cards import PER_SHEET, Card, CutSheet
from reports.document import Document
from reports.page import render
from reports.press import Press
from reports.qr import Qr
from reports.sheet import Sheet
from reports.style import MM, PLAIN, Style
from reports.text import Words
from reports.village_words import Site

CUT = "sheet"
PAPERS = ("a6", "roll58", "roll80", CUT)
"""What receipts are printed on; ``sheet`` = four on the profile's paper, with marks to cut along."""

_MARGIN = {"a6": 7.0, "roll58": 5.0, "roll80": 4.0, CUT: 0.0}
_SIZE = {"a6": 8.5, "roll58": 8.0, "roll80": 9.0, CUT: 8.5}
_INSIDE = 7.0
_LARGEST_CODE = 22.0
_QR_MM = 26.0


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt. It names nobody.

    Attributes:
        day: when it was said, in a village of this kind and district.
        words: the first of them. mode: open or anonymous, explained in a sentence; "" = says nothing.
        checked: by when it is looked at; answered: by when a first answer is expected.
        discreet: secret or restricted: code and date, and nothing else that tells.
    """

    code: str
    day: date | None = None
    village: str = ""
    kind: str = "desa"
    district: str = ""
    words: str = ""
    mode: str = ""
    checked: date | None = None
    answered: date | None = None
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptRows:
    """Receipts to print, `moment` of printing, `paper` of `PAPERS`."""

    moment: datetime
    receipts: tuple[Receipt, ...]
    paper: str = "a6"


def receipts(press: Press, profile: Profile, rows: ReceiptRows) -> Document:
    """One receipt a page, or four."""
    margin = _MARGIN[rows.paper]
    sheet = Sheet(
        press,
        # The note stands on each receipt itself: they are cut apart.
        msgspec.structs.replace(profile, note=""),
        press.words.text("village_receipt_title").capitalize(),
        rows.moment,
        paper=None if rows.paper == CUT else rows.paper,
        margins=(margin, margin, margin, margin),
    )
    stories = [_receipt(sheet, profile.note, one, rows.paper) for one in rows.receipts]
    return render(sheet, _pages(sheet, stories, rows.paper), numbered=False)


def _pages(sheet: Sheet, stories: Sequence[list[Flowable]], paper: str) -> list[Flowable]:
    width, height = sheet.paper
    if paper == CUT:
        cards = [Card(story, width / 2, height / 2, _INSIDE * MM) for story in stories]
        groups = [cards[start : start + PER_SHEET] for start in range(0, len(cards), PER_SHEET)]
        return [CutSheet(group, width, height) for group in groups]
    if height:
        room = height - sheet.margins[0] - sheet.margins[2]
        return [Card(story, sheet.width, room) for story in stories]
    parts: list[Flowable] = []
    for story in stories:
        parts += [*([PageBreak()] if parts else []), *story]
    return parts


def _receipt(sheet: Sheet, note: str, one: Receipt, paper: str) -> list[Flowable]:
    words, size = sheet.words, _SIZE[paper]
    width = sheet.paper.width / 2 - 2 * _INSIDE * MM if paper == CUT else sheet.width
    plain = PLAIN.but(size=size, after=2)
    center = plain.but(align="center")
    code = Qr(sheet, paper_qr(one.code), _QR_MM)
    code.hAlign = "CENTER"
    return [
        Words(sheet, sheet.profile.government, center.but(face="bold"), field="government"),
        Words(sheet, words.text("village_receipt_title"), _title(size), tag="H1"),
        Words(sheet, words.text("village_receipt_code"), center.but(after=0)),
        Words(sheet, one.code, _code_style(sheet, one.code, width)),
        code,
        *(Words(sheet, line, plain, field=field) for line, field in _facts(sheet, one)),
        *_ways(sheet, one, plain),
        *([Words(sheet, note, center.but(before=3, gray=0.25), field="note")] if note else []),
    ]


def _title(size: float) -> Style:
    return PLAIN.but(size=size + 2.5, face="bold", align="center", after=3)


def _code_style(sheet: Sheet, code: str, width: float) -> Style:
    """As large as fits in one line: it is read aloud on the telephone."""
    wide = sheet.family.width(code, "bold", _LARGEST_CODE)
    size = min(_LARGEST_CODE, 0.98 * _LARGEST_CODE * width / wide)
    return PLAIN.but(size=size, face="bold", align="center")


def _facts(sheet: Sheet, one: Receipt) -> list[tuple[str, str]]:
    words, found = sheet.words, []
    if one.day:
        found.append((words.text("village_receipt_date", date=format_date(one.day)), ""))
    if one.discreet:
        return found
    if one.village:
        site = Site(words, one.kind, one.village, one.district)
        found.append((words.text("village_receipt_village", village=site.whole), "village"))
    if one.words:
        found.append((words.text("village_receipt_words", words=one.words), "text"))
    return found


def _ways(sheet: Sheet, one: Receipt, plain: Style) -> list[Flowable]:
    """What happens next, where to ask and by when, and what is known of the citizen."""
    words = sheet.words
    head = plain.but(face="bold", before=3, after=1)
    unit, government = _office(sheet.profile), _region(sheet.profile)
    if one.discreet:
        # Not the village office: who asks there is seen.
        where = words.text("village_receipt_where_discreet", unit=unit, government=government)
    else:
        where = words.text("village_receipt_where", unit=unit, government=government)
    if _promised(one):
        where += " " + words.text("village_receipt_late")
    texts = [
        Words(sheet, words.text("village_receipt_next"), head, tag="H2"),
        *(Words(sheet, line, plain) for line in _steps(sheet, one)),
        Words(sheet, words.text("village_receipt_asking"), head, tag="H2"),
        Words(sheet, where, plain, field="unit"),
        Words(sheet, words.text("village_receipt_only_code"), plain),
    ]
    if one.mode == "open" and not one.discreet:
        texts.append(Words(sheet, words.text("village_receipt_open"), plain))
    if one.mode == "anonymous" and not one.discreet:
        texts.append(Words(sheet, words.text("village_receipt_anonymous"), plain))
    return texts


def _promised(one: Receipt) -> bool:
    return bool(one.checked and one.answered) and not one.discreet


def _steps(sheet: Sheet, one: Receipt) -> list[str]:
    words = sheet.words
    if one.discreet:
        return [words.text("village_receipt_followed"), words.text("village_receipt_told_alone")]
    if not (one.checked and one.answered):
        return [words.text("village_receipt_followed"), words.text("village_receipt_told")]
    return [
        words.text("village_receipt_checked", date=format_date(one.checked)),
        words.text("village_receipt_answered", date=format_date(one.answered)),
        words.text("village_receipt_told"),
    ]


def _office(profile: Profile) -> str:
    """The Setda's name as it stands in a sentence; its address follows the region."""
    return profile.unit.title() if profile.unit.isupper() else profile.unit


def _region(profile: Profile) -> str:
    """The region, and where its office is to be found and called."""
    return ", ".join([f"{profile.region_kind} {profile.region}".strip(), *profile.lines])
