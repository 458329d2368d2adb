"""Surat penugasan tindak lanjut: one per perangkat daerah, with its aspirations and its data."""

from datetime import datetime

from desktop.core.letters import DATA_NAME, Content
from desktop.core.profile import Profile
from reports.document import Attachment, Document
from reports.letter_annex import annex, annex_count, has_contacts, secret_annex
from reports.letter_frame import framed, shown_number
from reports.letter_parts import Part, Text, numbered
from reports.letter_story import printed
from reports.letter_words import day_words, letters_words, spelled, visits_words
from reports.press import Press
from reports.sheet import Sheet


def assignment_letter(
    press: Press,
    profile: Profile,
    content: Content,
    number: str | None,
    moment: datetime,
    attachment: Attachment | None = None,
) -> Document:
    """The letter with its annex and, where citizens must be reached, the rahasia annex (domain.md A.2, A.7).

    Args:
        press: fonts and words.
        profile: the district's.
        content: what it says.
        number: as recorded; None = left open for the register.
        moment: when it was made, with offset.
        attachment: the sealed data of the addressee, if it has a laptop.
    """
    sheet = Sheet(press, profile, content.subject or press.words.text("letter_document"), moment)
    return printed(sheet, content, assignment_parts(sheet, content, number), attachment)


def assignment_parts(sheet: Sheet, content: Content, number: str | None) -> list[Part]:
    """The letter in reading order, the same for the PDF and its DOCX twin."""
    words = sheet.words
    shown = shown_number(sheet, content, number)
    privacy = words.text("letter_privacy_contact") if has_contacts(content) else words.text("letter_privacy")
    body = [
        Text(_opening(sheet, content), field="kunjungan"),
        *_replaced(sheet, content),
        Text(words.text("letter_requests")),
        *numbered(_requests(sheet, content)),
        *(Text(point, field="isi surat") for point in content.points if point.strip()),
        Text(privacy),
        Text(words.text("letter_closing")),
    ]
    return [
        *framed(sheet, content, shown, annex_count(sheet, content, secret=True), body),
        *annex(sheet, content, shown),
        *secret_annex(sheet, content, shown),
    ]


def _opening(sheet: Sheet, content: Content) -> str:
    words, count = sheet.words, len(content.rows)
    visits = visits_words(words, content.visits)
    if visits and count:
        return words.text("letter_opening", visits=visits, count=count, spelled=spelled(count))
    if count:
        return words.text("letter_opening_without_visits", count=count, spelled=spelled(count))
    if visits:
        return words.text("letter_opening_without_rows", visits=visits)
    return words.text("letter_opening_bare")


def _replaced(sheet: Sheet, content: Content) -> list[Part]:
    """A later version says which letter it takes the place of: numbered letters are never edited."""
    words, letters = sheet.words, letters_words(sheet.words, content.refers)
    if letters and content.version > 1:
        return [Text(words.text("letter_replaces", letters=letters), field="surat terdahulu")]
    if letters:
        return [Text(words.text("letter_follows", letters=letters), field="surat terdahulu")]
    return [Text(words.text("letter_version", version=content.version))] if content.version > 1 else []


def _requests(sheet: Sheet, content: Content) -> list[str]:
    words = sheet.words
    if content.due:
        follow = words.text("letter_request_follow_by", due=day_words(content.due))
    elif any(row.due for row in content.rows):
        follow = words.text("letter_request_follow_each")
    else:
        follow = words.text("letter_request_follow")
    answer = (
        words.text("letter_request_data", name=DATA_NAME)
        if content.carries_data
        else words.text("letter_request_paper")
    )
    return [follow, words.text("letter_request_return"), answer]
