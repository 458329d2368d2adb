"""Daftar jawaban per desa: what the officer tells each citizen on the next visit, and what still waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from desktop.core.amounts import dotted, in_words
from desktop.core.dates import format_date
from desktop.core.profile import Profile, SignatureLines
from desktop.core.signatures import format_nip
from desktop.core.status import OUTCOMES, STATUSES
from reports.document import Document
from reports.kop import letterhead
from reports.page import render
from reports.press import Press
from reports.sheet import Sheet
from reports.signature import signature_block
from reports.style import MM, PLAIN
from reports.table import Column, Table
from reports.text import Words
from reports.village_words import Site, body, code_width, heading, titles

MARGINS = (15.0, 12.0, 20.0, 20.0)
_SIZE = 8.0
_NUMBER = 9.0
"""Millimetres for numbers of four digits."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An aspiration with an answer to tell.

    Attributes:
        words: title or summary; "" = a secret one that nobody has summed up.
        outcome: code of `core.status.OUTCOMES` or "". photos: how many as evidence. cost: in rupiah.
        signs: whether the citizen is asked to sign; never who wanted to stay unknown.
    """

    code: str
    words: str
    agency: str = ""
    answer: str = ""
    outcome: str = ""
    photos: int = 0
    cost: int | None = None
    funding: str = ""
    year: int | None = None
    signs: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """An aspiration without an answer; `status` of `core.status.STATUSES`, `due` the agency's date."""

    code: str
    words: str
    status: str = ""
    agency: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """One village's answers.

    Attributes:
        moment: of printing. told: answers told before, not listed.
        officer, nip: who goes there.
    """

    moment: datetime
    village: str
    kind: str = "desa"
    district: str = ""
    answered: tuple[Answered, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    told: int = 0
    officer: str = ""
    nip: str = ""


def answer_sheet(press: Press, profile: Profile, rows: AnswerRows) -> Document:
    """Answered ones with room for "diterima / belum puas" and a signature, then those that wait."""
    title = press.words.text("village_answers_title").capitalize()
    sheet = Sheet(press, profile, title, rows.moment, margins=MARGINS)
    words, site = sheet.words, Site(sheet.words, rows.kind, rows.village, rows.district)
    day = words.text("village_answers_date", date=format_date(rows.moment.date()))
    story: list[Flowable] = [
        *letterhead(sheet, "setda"),
        *titles(sheet, words.text("village_answers_title"), site.whole),
        Words(sheet, day, PLAIN.but(align="center", after=8)),
        *heading(sheet, words.text("village_answers_ready")),
        *_answered(sheet, rows),
        *heading(sheet, words.text("village_answers_waiting")),
        *_waiting(sheet, rows),
        *(_officer(sheet, rows, site) if rows.answered else ()),
    ]
    return render(sheet, story)


def _answered(sheet: Sheet, rows: AnswerRows) -> Iterator[Flowable]:
    words = sheet.words
    if not rows.answered:
        yield body(sheet, words.text("village_answers_ready_none"))
    else:
        wide = code_width(sheet, (one.code for one in rows.answered), _SIZE)
        rest = sheet.width / MM - _NUMBER - wide - 20 - 15 - 22 - 24
        columns = [
            Column(words.text("village_column_no"), _NUMBER, "center"),
            Column(words.text("village_column_code"), wide),
            Column(words.text("village_column_brief"), 0.45 * rest, field="summary"),
            Column(words.text("village_column_answer"), 0.55 * rest, field="answer"),
            Column(words.text("village_column_outcome"), 20),
            Column(words.text("village_column_evidence"), 15),
            Column(words.text("village_column_verdict"), 22),
            Column(words.text("village_column_thumb"), 24),
        ]
        listed = [_row(sheet, number, one) for number, one in enumerate(rows.answered, 1)]
        yield Table(sheet, columns, listed, size=_SIZE)
        if not all(one.signs for one in rows.answered):
            yield body(sheet, words.text("village_answers_note"))
    if rows.told:
        yield body(sheet, words.text("village_answers_told", count=rows.told, spelled=in_words(rows.told)))


def _row(sheet: Sheet, number: int, one: Answered) -> tuple[str, ...]:
    words = sheet.words
    told = (f"{one.agency}:" if one.agency else "", one.answer, _plans(sheet, one))
    answer = "\n".join(part for part in told if part)
    return (
        str(number),
        one.code,
        one.words or words.text("village_answers_secret"),
        answer,
        words.text(f"village_outcome_{one.outcome}") if one.outcome in OUTCOMES else one.outcome,
        words.text("village_answers_photos", count=one.photos) if one.photos else "",
        words.text("village_answers_verdict"),
        "" if one.signs else words.text("village_answers_no_sign"),
    )


def _plans(sheet: Sheet, one: Answered) -> str:
    """Money, its source and the year, as far as the agency named them."""
    words, found = sheet.words, []
    if one.cost is not None:
        found.append(words.text("village_answers_money", cost="Rp" + dotted(one.cost)))
    if one.funding:
        found.append(words.text("village_answers_funding", funding=one.funding))
    if one.year:
        found.append(words.text("village_answers_year", year=one.year))
    return " ".join(found)


def _waiting(sheet: Sheet, rows: AnswerRows) -> Iterator[Flowable]:
    words = sheet.words
    if not rows.waiting:
        yield body(sheet, words.text("village_answers_waiting_none"))
        return
    wide = code_width(sheet, (one.code for one in rows.waiting), _SIZE)
    rest = sheet.width / MM - _NUMBER - wide - 36 - 27 - 29
    columns = [
        Column(words.text("village_column_no"), _NUMBER, "center"),
        Column(words.text("village_column_code"), wide),
        Column(words.text("village_column_brief"), rest, field="summary"),
        Column(words.text("village_column_status"), 36),
        Column(words.text("village_column_agency"), 27, field="agency"),
        Column(words.text("village_column_due"), 29),
    ]
    listed = [
        (
            str(number),
            one.code,
            one.words or words.text("village_answers_secret"),
            words.text(f"village_status_{one.status}") if one.status in STATUSES else one.status,
            one.agency,
            format_date(one.due) if one.due else "",
        )
        for number, one in enumerate(rows.waiting, 1)
    ]
    yield Table(sheet, columns, listed, size=_SIZE)


def _officer(sheet: Sheet, rows: AnswerRows, site: Site) -> list[Flowable]:
    words = sheet.words
    where = words.text("village_blank_date", place=site.name, year=rows.moment.year)
    below = [format_nip(rows.nip)] if rows.nip else []
    lines = SignatureLines([words.text("village_officer") + ","], rows.officer, below)
    closing = body(sheet, words.text("village_answers_closing"))
    return signature_block(sheet, lines, place_date=where, after=closing)
