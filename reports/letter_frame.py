"""What letters have around their body: kop, reference lines and addressee; place and date; tembusan."""

from collections.abc import Sequence

from desktop.core.letter_numbers import format_number, nature_line, security_code
from desktop.core.letters import Content
from reports.letter_parts import Addressee, Copies, Kop, Part, Reference, Sign
from reports.letter_words import day_of, day_words, one_line
from reports.sheet import Sheet

_HEADS = ("bupati", "wakil")


def kop_of(content: Content) -> Kop:
    """The Garuda for who heads the district, else the Setda's; a.n. keeps the unit's own (domain.md A.3)."""
    return Kop("bupati" if content.signer.kind in _HEADS else "setda")


def shown_number(sheet: Sheet, content: Content, number: str | None) -> str:
    """The number as recorded, or the district's pattern with a gap to write in (domain.md A.5)."""
    if number:
        return one_line(number)
    profile = sheet.profile
    return format_number(
        profile.numbers(content.kind).pattern,
        None,
        day=day_of(content.date) or sheet.moment.date(),
        nature=security_code(content.security),
        classification=profile.klas(content.kind),
        unit=profile.unit_code,
    )


def place_date(sheet: Sheet, content: Content) -> str:
    """`Batulicin, 21 November 2026`, with no full stop; without a date a line to write it on."""
    words, seat = sheet.words, sheet.profile.seat
    day = day_words(content.date) or words.text("letter_blank_date")
    return words.text("ref_place_date", place=seat, day=day) if seat else day


def framed(sheet: Sheet, content: Content, number: str, annex: str, body: Sequence[Part]) -> list[Part]:
    """A surat dinas around its body (domain.md A.7).

    Args:
        sheet: the document in the making.
        content: what the letter says.
        number: as printed.
        annex: the value of "Lampiran :".
        body: from the opening to the closing.
    """
    words = sheet.words
    to = tuple(one_line(line) for line in content.to if line.strip())
    return [
        kop_of(content),
        Reference(
            day_words(content.date) or words.text("letter_blank_date"),
            number,
            nature_line(content.urgency, content.security),
            annex,
            one_line(content.subject),
        ),
        Addressee(to or (words.text("letter_blank"),), one_line(content.to_place)),
        *body,
        Sign(),
        Copies(tuple(content.copies)),
    ]
