"""Surat pengingat to a perangkat daerah whose answers are overdue; it names the letters it rests on."""

from datetime import datetime

from desktop.core.letters import Content
from desktop.core.profile import Profile
from reports.document import Attachment, Document
from reports.letter_annex import annex, annex_count
from reports.letter_frame import framed, shown_number
from reports.letter_parts import Part, Text
from reports.letter_story import printed
from reports.letter_words import day_words, letters_words, spelled
from reports.press import Press
from reports.sheet import Sheet


def reminder_letter(
    press: Press,
    profile: Profile,
    content: Content,
    number: str | None,
    moment: datetime,
    attachment: Attachment | None = None,
) -> Document:
    """The letter with the list of what is late; how late stands in each row's instruction.

    Args:
        press: fonts and words.
        profile: the district's.
        content: what it says; `refers` are the first letters, `due` the new date.
        number: as recorded; None = left open for the register.
        moment: when it was made, with offset.
        attachment: the sealed data of the addressee, if it is sent again.
    """
    sheet = Sheet(press, profile, content.subject or press.words.text("letter_document"), moment)
    return printed(sheet, content, reminder_parts(sheet, content, number), attachment)


def reminder_parts(sheet: Sheet, content: Content, number: str | None) -> list[Part]:
    """The letter in reading order."""
    words = sheet.words
    shown = shown_number(sheet, content, number)
    asks = (
        words.text("reminder_asks_by", due=day_words(content.due))
        if content.due
        else words.text("reminder_asks")
    )
    body = [
        Text(_opening(sheet, content), field="surat terdahulu"),
        Text(asks),
        *(Text(point, field="isi surat") for point in content.points if point.strip()),
        Text(words.text("reminder_crossed")),
        Text(words.text("letter_closing")),
    ]
    return [
        *framed(sheet, content, shown, annex_count(sheet, content), body),
        *annex(sheet, content, shown, "late"),
    ]


def _opening(sheet: Sheet, content: Content) -> str:
    words, count = sheet.words, len(content.rows)
    letters = letters_words(words, content.refers)
    if letters and count:
        return words.text("reminder_opening", letters=letters, count=count, spelled=spelled(count))
    if count:
        return words.text("reminder_opening_without_letters", count=count, spelled=spelled(count))
    if letters:
        return words.text("reminder_opening_letters_only", letters=letters)
    return words.text("reminder_opening_bare")
