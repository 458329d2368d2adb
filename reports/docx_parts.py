"""The parts of a letter written as paragraphs and tables of a DOCX, in the order of the PDF."""

import base64
import io
from collections.abc import Iterable, Sequence
from typing import Any

from desktop.core.letters import Content
from desktop.core.signatures import FAMILIES, signature_lines
from reports.docx_file import DocxFile
from reports.emblem import emblem_of
from reports.kop import ADDRESS, GOVERNMENT, HEAD, UNIT
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
    label_room,
    labelled,
    numbered,
)
from reports.letter_story import code_of, sized
from reports.qr import symbol
from reports.reference import plain, right_half
from reports.sheet import Sheet
from reports.signature import TOGETHER
from reports.style import CELL, CELL_HEAD, MM, SMALL, Style

_YTH = 10 * MM
_CODE_MM = 20


class DocxWriter:
    """Writes parts one after the other.

    Args:
        sheet: words, paper and profile.
        content: what the letter says: its signer and its hash.
    """

    def __init__(self, sheet: Sheet, content: Content) -> None:
        self._sheet, self._content = sheet, content
        self._file = DocxFile(sheet)

    def write(self, parts: Iterable[Part]) -> bytes:
        """The file with all parts."""
        kept = list(parts)
        for place, part in enumerate(kept):
            follows = kept[place + 1] if place + 1 < len(kept) else None
            self._part(part, before_signature=isinstance(follows, Sign))
        return self._file.finish()

    def _part(self, part: Part, *, before_signature: bool) -> None:  # noqa: C901 (one case for each part)
        match part:
            case Text(words, style, _, tag, kept):
                self._file.paragraph(
                    words, sized(self._sheet, style), tag=tag, with_next=kept or before_signature
                )
            case Item():
                self._item(part, with_next=part.with_next or before_signature)
            case Kop():
                self._kop(part)
            case Grid(columns, rows):
                self._grid(columns, rows)
            case Reference():
                self._reference(part)
            case Addressee():
                self._addressee(part)
            case AnnexHead():
                self._annex_head(part)
            case Sign(place_date):
                self._sign(place_date)
            case Copies(copies):
                self._copies(copies)
            case Rule():
                self._file.rule_below()
            case Break():
                self._file.break_page()

    def _item(self, item: Item, *, with_next: bool = False) -> None:
        style = sized(self._sheet, item.style)
        self._file.hanging(item.marks, item.words, item.left, style, with_next=with_next)

    def _facts(self, items: Sequence[Item]) -> None:
        """Items without room between them, and a line of it after the last."""
        for place, item in enumerate(items, 1):
            style = plain(self._sheet)
            after = style.line if place == len(items) else 0.0
            self._file.hanging(item.marks, item.words, item.left, style.but(after=after))

    def _reference(self, part: Reference) -> None:
        sheet, words, style = self._sheet, self._sheet.words, plain(self._sheet)
        seat = sheet.profile.seat
        dated = words.text("ref_place_date", place=seat, day=part.day) if seat else part.day
        self._file.paragraph(dated, style.but(left=right_half(sheet), after=style.line / 2))
        pairs = [
            (words.text("ref_number"), part.number, ""),
            (words.text("ref_nature"), part.nature, ""),
            (words.text("ref_annex"), part.annex or words.text("ref_none"), ""),
            (words.text("ref_subject"), part.subject, ""),
        ]
        self._facts(labelled(pairs, label_room(sheet, [pair[0] for pair in pairs])))

    def _annex_head(self, part: AnnexHead) -> None:
        sheet, words, left = self._sheet, self._sheet.words, right_half(self._sheet)
        self._file.paragraph(part.title, plain(sheet).but(left=left))
        pairs = [(words.text("ref_number"), part.number, ""), (words.text("ref_date"), part.day, "")]
        items = labelled(pairs, label_room(sheet, [pair[0] for pair in pairs]))
        self._facts([item.moved(left) for item in items])

    def _addressee(self, part: Addressee) -> None:
        words = self._sheet.words
        place = part.place or words.text("ref_no_place")
        self._facts(
            [
                Item(((0, words.text("ref_to")),), "\n".join(part.lines), _YTH),
                Item(((0, words.text("ref_at")),), f"\n{place}", _YTH),
            ]
        )

    def _kop(self, part: Kop) -> None:
        """As `kop.letterhead`: Garuda above the Bupati's line, else the emblem beside lines and a rule."""
        profile = self._sheet.profile
        if part.kind == "bupati":
            if garuda := _png(profile.garuda or profile.emblem):
                self._file.picture(garuda, 26, GOVERNMENT)
            head = f"{profile.head_of_district} {profile.region}".strip().upper()
            self._file.paragraph(head, HEAD.but(after=4 * MM))
            return
        texts = [(profile.government.upper(), GOVERNMENT), (profile.unit.upper(), UNIT)]
        texts += [(line, ADDRESS) for line in profile.lines]
        self._file.letterhead([pair for pair in texts if pair[0].strip()], _png(profile.emblem))

    def _grid(self, columns: Sequence[Any], rows: Sequence[Sequence[str]]) -> None:
        styles = [CELL.but(align=column.align) for column in columns]
        self._file.table([(column.title, column.weight) for column in columns], rows, CELL_HEAD, styles)

    def _sign(self, place_date: str) -> None:
        """Titles, room, name and what stands below, all on one page; our code at the end."""
        sheet, content, profile = self._sheet, self._content, self._sheet.profile
        lines = signature_lines(FAMILIES.get(content.kind, "korespondensi"), content.signer)
        style: Style = plain(sheet).but(left=right_half(sheet))
        above = [line for line in (place_date, *lines.above) if line]
        for place, line in enumerate(above):
            self._file.paragraph(line, style.but(before=0 if place else 12), with_next=True)
        anchor = profile.anchor
        for place in range(profile.space_lines):
            middle = place == profile.space_lines // 2
            self._file.paragraph(anchor if middle else "", style, with_next=True)
        name = lines.name or sheet.words.text("signature_name_blank")
        under = [name, *lines.below]
        for place, line in enumerate(under, 1):
            self._file.paragraph(line, style, with_next=place < len(under))
        code = code_of(content)
        if code and profile.verification:
            self._file.picture(_qr_png(code), _CODE_MM, SMALL.but(before=6))
            self._file.paragraph(sheet.words.text("signature_code"), SMALL, with_next=True)
            self._file.paragraph(sheet.words.text("signature_code_not"), SMALL)

    def _copies(self, copies: Sequence[str]) -> None:
        """As `signature.copies_block`: ";" between and "." at the end."""
        kept = [kept for copy in copies if (kept := " ".join(copy.split()).rstrip(" ;.,"))]
        if not kept:
            return
        style = plain(self._sheet).but(size=self._sheet.profile.size - 1)
        self._file.paragraph(self._sheet.words.text("signature_copies"), style.but(before=12), with_next=True)
        ended = [f"{copy};" for copy in kept[:-1]] + [f"{kept[-1]}."]
        last = min(len(ended), TOGETHER)
        for place, item in enumerate(numbered(ended), 1):
            self._file.hanging(item.marks, item.words, item.left, style, with_next=place < last)


def _png(encoded: str) -> bytes:
    """The bytes of an emblem that can be shown, else none."""
    return base64.b64decode(encoded) if encoded and emblem_of(encoded) else b""


def _qr_png(text: str) -> bytes:
    out = io.BytesIO()
    symbol(text).save(out, kind="png", scale=6)
    return out.getvalue()
