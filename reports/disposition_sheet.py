"""Lembar disposisi on half a folio: what came in, to whom it goes on, and what is asked (domain.md A.7)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from desktop.core.dates import format_date
from desktop.core.profile import Profile
from desktop.core.text import short_title
from reports.boxes import STYLE, Blank, Boxes, Choice, Fact, Gap, Item, Text, Tick
from reports.document import Document
from reports.kop import letterhead
from reports.page import render
from reports.press import Press
from reports.sheet import Sheet
from reports.style import TITLE
from reports.text import Words

_MARGINS = (8, 12, 9, 15)
_LONGEST = 240
"""Characters of a subject or name: the sheet is a cover, not a copy."""


@dataclass(frozen=True, slots=True)
class DispositionRows:
    """Everything printed on the sheet; the rest is written by hand.

    Attributes:
        moment: of printing. desk: "setda", or "agency" with its name.
        source: who it comes from; with a village it comes from the visit there.
        number: of the letter, or the code; "" = none yet. day: of the letter or the recording.
        received: the day it came here. subject: what it is about, as far as the reader may know.
        urgency: biasa, segera or sangat_segera; secret ticks "rahasia".
        candidates: to whom it may go, with whether that is decided. instruction: what was asked already.
    """

    moment: datetime
    number: str
    subject: str
    source: str = ""
    village: str = ""
    desk: Literal["setda", "agency"] = "setda"
    agency: str = ""
    day: date | None = None
    received: date | None = None
    urgency: str = "biasa"
    secret: bool = False
    candidates: tuple[tuple[str, bool], ...] = ()
    instruction: str = ""


def disposition_sheet(press: Press, profile: Profile, rows: DispositionRows) -> Document:
    """One sheet; more only where names are very long."""
    title = press.words.text("disposition_title")
    sheet = Sheet(press, profile, title.capitalize(), rows.moment, paper="half_f4", margins=_MARGINS)
    kop = letterhead(sheet, rows.desk, rows.agency)
    bands = [_head(sheet, rows), [[_subject(sheet, rows)]], _choices(sheet, rows), [_note(sheet, rows)]]
    return render(sheet, [*kop, Words(sheet, title, TITLE.but(after=4), tag="H1"), Boxes(sheet, bands)])


def _head(sheet: Sheet, rows: DispositionRows) -> list[list[Item]]:
    words = sheet.words
    urgent = (
        (words.text("disposition_very_urgent"), rows.urgency == "sangat_segera"),
        (words.text("disposition_urgent"), rows.urgency == "segera"),
        (words.text("disposition_secret"), rows.secret),
    )
    source = words.text("disposition_visit", village=rows.village) if rows.village else rows.source
    left: list[Item] = [
        Fact(words.text("disposition_from"), short_title(source, _LONGEST), "source"),
        Fact(words.text("disposition_number"), short_title(rows.number, _LONGEST), "number"),
        Fact(words.text("disposition_date"), _day(rows.day)),
    ]
    right: list[Item] = [
        Fact(words.text("disposition_received"), _day(rows.received)),
        Fact(words.text("disposition_agenda"), ""),
        Choice(words.text("disposition_nature"), urgent),
    ]
    return [left, right]


def _subject(sheet: Sheet, rows: DispositionRows) -> Item:
    return Fact(sheet.words.text("disposition_subject"), short_title(rows.subject, _LONGEST), "subject")


def _choices(sheet: Sheet, rows: DispositionRows) -> list[list[Item]]:
    """To whom, and what is asked; each with one line to write on."""
    words = sheet.words
    usual = words.text("disposition_to_setda")
    if rows.desk == "agency":
        usual = words.text("disposition_to_agency")
    named = [Tick(short_title(name, 120), ticked, "agency") for name, ticked in rows.candidates]
    to: list[Item] = [Text(words.text("disposition_forward"), STYLE.but(face="bold"))]
    to += [*named, *map(Tick, usual.splitlines()), Tick("")]
    asked: list[Item] = [Text(words.text("disposition_please"), STYLE.but(face="bold"))]
    asked += [*map(Tick, words.text("disposition_requests").splitlines()), Tick("")]
    return [to, asked]


def _note(sheet: Sheet, rows: DispositionRows) -> list[Item]:
    words = sheet.words
    note: list[Item] = [
        Fact(words.text("disposition_note"), short_title(rows.instruction, _LONGEST), "instruction")
    ]
    signed = words.text("disposition_sign")
    return [*note, Blank(2), Gap(14), Text(signed, STYLE.but(align="right")), Gap(3)]


def _day(day: date | None) -> str:
    return format_date(day) if day else ""
