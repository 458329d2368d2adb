"""The block below a kop: date, Nomor, Sifat, Lampiran, Hal, and to whom; and the head of an annex."""

from collections.abc import Iterable, Sequence

from reportlab.platypus import Flowable

from reports.hang import Facts
from reports.sheet import Sheet
from reports.style import MM, PLAIN, Style
from reports.text import Words

__all__ = ["Facts", "addressee", "annex_head", "plain", "reference", "right_half"]

_LABEL_GAP = 2 * MM


def plain(sheet: Sheet) -> Style:
    """Lines of the blocks of a letter, in the size of the profile."""
    return PLAIN.but(size=sheet.profile.size)


def right_half(sheet: Sheet) -> float:
    """Where date and signature begin, from the left margin (domain.md A.7)."""
    return sheet.width / 2


def labels_width(sheet: Sheet, labels: Iterable[str]) -> float:
    """Room for the longest of these labels in the blocks of a letter."""
    size = sheet.profile.size
    return max(sheet.family.width(label, "regular", size) for label in labels) + _LABEL_GAP


def reference(
    sheet: Sheet, *, day: str, number: str, nature: str, annex: str, subject: str
) -> list[Flowable]:
    """Place and date at the right, then Nomor, Sifat, Lampiran and Hal at the left (domain.md A.7).

    Args:
        sheet: the document.
        day: as printed, "21 November 2026".
        number: as printed, with its gap where it has none yet.
        nature: `nature_line`.
        annex: "1 (satu) berkas"; "" prints "-".
        subject: the Hal.
    """
    style, words = plain(sheet), sheet.words
    dated = words.text("ref_place_date", place=sheet.profile.seat, day=day) if sheet.profile.seat else day
    facts = [
        (words.text("ref_number"), number, "nomor"),
        (words.text("ref_nature"), nature, "sifat"),
        (words.text("ref_annex"), annex or words.text("ref_none"), "lampiran"),
        (words.text("ref_subject"), subject, "hal"),
    ]
    label = labels_width(sheet, [fact[0] for fact in facts])
    return [
        Words(sheet, dated, style.but(left=right_half(sheet), after=style.line / 2), field="tanggal"),
        Facts(sheet, facts, label, style=style.but(after=style.line)),
    ]


def addressee(sheet: Sheet, to: Sequence[str], place: str) -> list[Flowable]:
    """The word "Yth." with the address lines at one indent, "di -" and the place below it (domain.md A.7)."""
    style, words = plain(sheet), sheet.words
    facts = [
        (words.text("ref_to"), "\n".join(to), "yth"),
        (words.text("ref_at"), "\n" + (place or words.text("ref_no_place")), "tempat tujuan"),
    ]
    return [
        Facts(
            sheet,
            facts,
            labels_width(sheet, [fact[0] for fact in facts]),
            style=style.but(after=style.line),
            colon=False,
        )
    ]


def annex_head(sheet: Sheet, title: str, *, number: str, day: str) -> list[Flowable]:
    """At the upper right of an annex: of which letter it is, its number and date (domain.md A.7)."""
    style, words, left = plain(sheet), sheet.words, right_half(sheet)
    facts = [(words.text("ref_number"), number, "nomor"), (words.text("ref_date"), day, "tanggal")]
    label = labels_width(sheet, [fact[0] for fact in facts])
    return [
        Words(sheet, title, style.but(left=left), field="lampiran"),
        Facts(sheet, facts, label, style=style.but(after=style.line), left=left),
    ]
