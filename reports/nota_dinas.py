"""Nota dinas inside the Setda: label and value lines under a title, numbered points, no addressee block."""

from datetime import datetime

from desktop.core.letter_numbers import nature_line
from desktop.core.letters import Content
from desktop.core.profile import Profile
from desktop.core.signatures import signature_lines
from reports.document import Attachment, Document
from reports.letter_annex import annex, annex_count
from reports.letter_frame import kop_of, shown_number
from reports.letter_parts import Part, Rule, Sign, Text, label_room, labelled, numbered
from reports.letter_story import printed
from reports.letter_words import day_words, one_line, spelled
from reports.press import Press
from reports.sheet import Sheet
from reports.style import TITLE


def nota_dinas(
    press: Press,
    profile: Profile,
    content: Content,
    number: str | None,
    moment: datetime,
    attachment: Attachment | None = None,
) -> Document:
    """The note with its points and, when it has rows, their annex (domain.md A.7).

    Args:
        press: fonts and words.
        profile: the district's.
        content: what it says; `points` are its numbered points.
        number: as recorded; None = left open for the register.
        moment: when it was made, with offset.
        attachment: data it carries, if any.
    """
    sheet = Sheet(press, profile, content.subject or press.words.text("nota_dinas_title"), moment)
    return printed(sheet, content, nota_dinas_parts(sheet, content, number), attachment)


def nota_dinas_parts(sheet: Sheet, content: Content, number: str | None) -> list[Part]:
    """The note in reading order."""
    words, count = sheet.words, len(content.rows)
    shown = shown_number(sheet, content, number)
    rows = [Text(words.text("nota_dinas_rows", count=count, spelled=spelled(count)))] if count else []
    return [
        kop_of(content),
        Text(words.text("nota_dinas_title"), TITLE, tag="H1"),
        *_head(sheet, content, shown),
        Rule(),
        Text(words.text("nota_dinas_opening")),
        *(numbered(content.points, "isi surat") or numbered([words.text("letter_blank")])),
        *rows,
        Text(words.text("nota_dinas_closing")),
        Sign(),
        *annex(sheet, content, shown, title=words.text("nota_dinas_annex_of")),
    ]


def _head(sheet: Sheet, content: Content, shown: str) -> list[Part]:
    """The lines of the head; tembusan among them, left out when there are none."""
    words = sheet.words
    pairs = [
        (words.text("ref_to"), "\n".join(one_line(line) for line in content.to if line.strip()), "tujuan"),
        (words.text("nota_dinas_from"), _office(content), "penanda tangan"),
        (words.text("nota_dinas_copies"), "\n".join(_points(content.copies)), "tembusan"),
        (words.text("ref_date"), day_words(content.date), "tanggal"),
        (words.text("ref_number"), shown, "nomor"),
        (words.text("ref_nature"), nature_line(content.urgency, content.security), ""),
        (words.text("ref_annex"), annex_count(sheet, content), ""),
        (words.text("ref_subject"), one_line(content.subject), "hal"),
    ]
    optional = words.text("nota_dinas_copies")
    kept = [pair for pair in pairs if pair[1] or pair[0] != optional]
    return [*labelled(kept, label_room(sheet, (pair[0] for pair in kept)))]


def _office(content: Content) -> str:
    """The signer's office as it stands above the signature, `Plt.` and all."""
    above = signature_lines("korespondensi", content.signer).above
    return one_line(above[-1]).removeprefix("u.b. ").rstrip(",") if above else ""


def _points(copies: list[str]) -> list[str]:
    kept = [one_line(copy) for copy in copies if copy.strip()]
    return kept if len(kept) < 2 else [f"{place}. {copy}" for place, copy in enumerate(kept, 1)]
