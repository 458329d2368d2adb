"""Surat koordinasi to those outside the district's agencies (PLN, BPN, province): it asks, never assigns."""

from datetime import datetime

from desktop.core.letters import Content
from desktop.core.profile import Profile
from reports.document import Attachment, Document
from reports.letter_annex import annex, annex_count
from reports.letter_frame import framed, shown_number
from reports.letter_parts import Part, Text
from reports.letter_story import printed
from reports.letter_words import spelled, visits_words
from reports.press import Press
from reports.sheet import Sheet


def coordination_letter(
    press: Press,
    profile: Profile,
    content: Content,
    number: str | None,
    moment: datetime,
    attachment: Attachment | None = None,
) -> Document:
    """The letter with its annex, which has neither due dates nor roles (domain.md A.2: ask, not assign).

    Args:
        press: fonts and words.
        profile: the district's.
        content: what it says.
        number: as recorded; None = left open for the register.
        moment: when it was made, with offset.
        attachment: seldom any: who is outside has no laptop of ours.
    """
    sheet = Sheet(press, profile, content.subject or press.words.text("letter_document"), moment)
    return printed(sheet, content, coordination_parts(sheet, content, number), attachment)


def coordination_parts(sheet: Sheet, content: Content, number: str | None) -> list[Part]:
    """The letter in reading order."""
    words = sheet.words
    shown = shown_number(sheet, content, number)
    body = [
        Text(_opening(sheet, content), field="kunjungan"),
        Text(words.text("coordination_asks")),
        *(Text(point, field="isi surat") for point in content.points if point.strip()),
        *([Text(words.text("coordination_answer"))] if content.rows else []),
        Text(words.text("coordination_closing")),
    ]
    return [
        *framed(sheet, content, shown, annex_count(sheet, content), body),
        *annex(sheet, content, shown, "asking"),
    ]


def _opening(sheet: Sheet, content: Content) -> str:
    words, count = sheet.words, len(content.rows)
    visits = visits_words(words, content.visits)
    region = sheet.profile.region
    kind = sheet.profile.region_kind
    us = (
        words.text("letter_government", kind=kind, region=region)
        if region
        else words.text("letter_government_bare")
    )
    told = {"government": us, "count": count, "spelled": spelled(count)}
    if not count:
        return words.text("coordination_opening_bare", government=us)
    if visits:
        return words.text("coordination_opening", visits=visits, **told)
    return words.text("coordination_opening_without_visits", **told)
