"""The middle of the minutes: agenda, who came, services given, and what was heard."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from desktop.core.amounts import dotted, in_words
from reports.sheet import Sheet
from reports.style import MM
from reports.table import Column, Table
from reports.village_words import body, citizen_words, code_width, heading, spot_words
from reports.visit_rows import MinutesRows

_SIZE = 9.0


def visit_results(sheet: Sheet, rows: MinutesRows) -> Iterator[Flowable]:
    """What came of the visit, each part under its heading; parts nobody filled in are left out."""
    words = sheet.words
    if rows.agenda:
        yield from heading(sheet, words.text("village_minutes_agenda"))
        yield body(sheet, rows.agenda, "agenda")
    if rows.male is not None or rows.female is not None or rows.groups:
        yield from heading(sheet, words.text("village_minutes_attendance"))
        yield from _attendance(sheet, rows)
    if rows.services:
        yield from heading(sheet, words.text("village_minutes_services"))
        columns = [
            Column(words.text("village_column_no"), 1, "center"),
            Column(words.text("village_minutes_service"), 10, field="services"),
            Column(words.text("village_minutes_count"), 2, "right"),
        ]
        listed = [
            (str(number), service, dotted(count)) for number, (service, count) in enumerate(rows.services, 1)
        ]
        yield Table(sheet, columns, listed)
    yield from heading(sheet, words.text("village_minutes_aspirations"))
    yield from _aspirations(sheet, rows)


def _attendance(sheet: Sheet, rows: MinutesRows) -> Iterator[Flowable]:
    words = sheet.words
    if rows.male is not None or rows.female is not None:
        male, female = rows.male or 0, rows.female or 0
        total = male + female
        present = words.text(
            "village_minutes_present",
            total=dotted(total),
            spelled=in_words(total),
            male=dotted(male),
            female=dotted(female),
        )
        yield body(sheet, present)
    if rows.groups:
        yield body(sheet, words.text("village_minutes_groups", groups=", ".join(rows.groups)), "groups")


def _aspirations(sheet: Sheet, rows: MinutesRows) -> Iterator[Flowable]:
    words, count = sheet.words, len(rows.aspirations)
    if not count:
        yield body(sheet, words.text("village_minutes_none"))
        return
    yield body(sheet, words.text("village_minutes_received", count=count, spelled=in_words(count)))
    wide = code_width(sheet, (one.code for one in rows.aspirations), _SIZE)
    columns = [
        Column(words.text("village_column_no"), 10, "center"),
        Column(words.text("village_column_code"), wide),
        Column(words.text("village_column_words"), sheet.width / MM - 10 - wide - 32 - 28, field="text"),
        Column(words.text("village_column_place"), 32, field="place"),
        Column(words.text("village_column_by"), 28, field="name"),
    ]
    yield Table(
        sheet,
        columns,
        [
            (str(number), one.code, one.words, spot_words(words, one.spot), citizen_words(words, one))
            for number, one in enumerate(rows.aspirations, 1)
        ],
        size=_SIZE,
    )
