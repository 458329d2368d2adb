"""Rekapitulasi: how many aspirations came in and where they stand, as figures, a chart and a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from reportlab.platypus import CondPageBreak, Flowable

from desktop.core.amounts import dotted
from desktop.core.dates import MONTHS, format_date
from desktop.core.profile import Profile
from desktop.core.recap_line import RecapLine
from desktop.core.signatures import FAMILIES, signature_lines
from reports.charts import bars
from reports.document import Document
from reports.kop import letterhead
from reports.page import render
from reports.press import Press
from reports.sheet import Sheet, Wording
from reports.signature import signature_block
from reports.style import CELL, HEAD, MM, PLAIN, SMALL
from reports.table import Column, Table
from reports.table_rows import SIDE
from reports.text import Words
from reports.village_words import body, code_width, titles

KIND = "rekapitulasi"
CHARTED = 20
"""So many groups have a bar; the others stand in the table."""

_SIZE = 7.5
_KEPT = 110.0
"""Points a heading wants below it."""

_PIECES = ("waiting", "running", "answered", "finished", "unsatisfied", "aside")


@dataclass(frozen=True, slots=True)
class Oldest:
    """An aspiration nobody has answered: never its words."""

    code: str
    village: str
    agency: str
    days: int


@dataclass(frozen=True, slots=True)
class RecapRows:
    """Everything a recap says.

    Attributes:
        moment: of printing. by: agency, district, category, authority or month.
        since, until: days of recording; None = open.
        groups: most first, or months in their order. oldest: longest waiting first.
    """

    moment: datetime
    by: str
    groups: tuple[RecapLine, ...] = ()
    total: RecapLine = field(default_factory=RecapLine)
    oldest: tuple[Oldest, ...] = ()
    since: date | None = None
    until: date | None = None


def recap(press: Press, profile: Profile, rows: RecapRows) -> Document:
    """The recap, signed when the profile names who signs."""
    sheet = Sheet(press, profile, press.words.text("recap_title").capitalize(), rows.moment)
    words = sheet.words
    story: list[Flowable] = [
        *letterhead(sheet, "setda"),
        *titles(sheet, words.text("recap_title"), _by(words, rows.by)),
        Words(sheet, _period(words, rows), PLAIN.but(size=profile.size, align="center", after=8)),
        body(sheet, _figures(words, rows)),
    ]
    if rows.groups:
        story += [*_section(sheet, words.text("recap_chart")), *_chart(sheet, rows)]
        story += [*_section(sheet, words.text("recap_table")), _table(sheet, rows)]
    if rows.oldest:
        story += [*_section(sheet, words.text("recap_oldest")), _oldest(sheet, rows.oldest)]
    *notes, last = _notes(sheet)
    story += [*_section(sheet, words.text("recap_notes")), *notes]
    return render(sheet, [*story, *_signed(sheet, rows, last)])


def _section(sheet: Sheet, title: str) -> list[Flowable]:
    """A heading that does not stay behind alone at the foot of a page."""
    return [CondPageBreak(_KEPT), Words(sheet, title, HEAD, tag="H2")]


def _by(words: Wording, by: str) -> str:
    return {
        "agency": words.text("recap_by_agency"),
        "district": words.text("recap_by_district"),
        "category": words.text("recap_by_category"),
        "authority": words.text("recap_by_authority"),
        "month": words.text("recap_by_month"),
    }.get(by, by)


def _period(words: Wording, rows: RecapRows) -> str:
    made = format_date(rows.moment.date())
    if rows.since and rows.until:
        since, until = format_date(rows.since), format_date(rows.until)
        return words.text("recap_period", since=since, until=until, made=made)
    if rows.since:
        return words.text("recap_period_since", since=format_date(rows.since), made=made)
    if rows.until:
        return words.text("recap_period_until", until=format_date(rows.until), made=made)
    return words.text("recap_period_all", made=made)


def _figures(words: Wording, rows: RecapRows) -> str:
    """The whole in three sentences."""
    total = rows.total
    if not total.recorded:
        return words.text("recap_nothing")
    said = [
        words.text(
            "recap_figures",
            recorded=dotted(total.recorded),
            done=dotted(total.answered + total.finished + total.unsatisfied),
            percent=_percent(words, total.percent),
            waiting=dotted(total.waiting),
            running=dotted(total.running),
            overdue=dotted(total.overdue),
            aside=dotted(total.aside),
        )
    ]
    if total.days is not None:
        days, count = _number(total.days), dotted(total.days_of)
        said.append(words.text("recap_figures_days", days=days, count=count))
    if total.same:
        said.append(words.text("recap_figures_same", same=dotted(total.same)))
    return " ".join(said)


def _chart(sheet: Sheet, rows: RecapRows) -> list[Flowable]:
    """Bars of the largest groups, or of the newest months; a bar of all others would dwarf them."""
    words = sheet.words
    series = [
        words.text("recap_waiting"),
        words.text("recap_running"),
        words.text("recap_answered"),
        words.text("recap_finished"),
        words.text("recap_unsatisfied"),
        words.text("recap_aside"),
    ]
    shown = rows.groups[-CHARTED:] if rows.by == "month" else rows.groups[:CHARTED]
    told = [(_name(words, rows.by, line), [getattr(line, piece) for piece in _PIECES]) for line in shown]
    found = [bars(sheet, told, series)]
    if len(shown) < len(rows.groups):
        left = words.text("recap_others", count=len(rows.groups) - len(shown))
        found.append(Words(sheet, left, SMALL.but(after=4)))
    return found


def _table(sheet: Sheet, rows: RecapRows) -> Flowable:
    words = sheet.words
    numbers = [
        words.text("recap_column_recorded"),
        words.text("recap_column_waiting"),
        words.text("recap_column_running"),
        words.text("recap_column_answered"),
        words.text("recap_column_finished"),
        words.text("recap_column_unsatisfied"),
        words.text("recap_column_aside"),
        words.text("recap_column_same"),
        words.text("recap_column_overdue"),
        words.text("recap_column_days"),
        words.text("recap_column_percent"),
    ]
    lines = [_cells(words, _name(words, rows.by, line), line) for line in rows.groups]
    lines.append(_cells(words, words.text("recap_total"), rows.total))
    widths = [_room(sheet, title.split(), [row[at] for row in lines]) for at, title in enumerate(numbers, 1)]
    named = max(sheet.width - sum(widths), sheet.width / 5)
    columns = [Column(_heading(words, rows.by), named, field="name")]
    columns += [Column(title, wide, align="right") for title, wide in zip(numbers, widths, strict=True)]
    return Table(sheet, columns, lines, size=_SIZE)


def _room(sheet: Sheet, titles: Sequence[str], cells: Sequence[str]) -> float:
    """Points of a column in which no word of its title and no number breaks."""
    widths = [sheet.family.width(title, "bold", _SIZE) for title in titles]
    widths += [sheet.family.width(cell, "regular", _SIZE) for cell in cells]
    return max(widths) + 2 * SIDE + 0.5


def _cells(words: Wording, name: str, line: RecapLine) -> list[str]:
    counts = [line.recorded, *(getattr(line, piece) for piece in _PIECES), line.same, line.overdue]
    days = (
        words.text("recap_days", days=_number(line.days), count=dotted(line.days_of)) if line.days_of else "-"
    )
    return [name, *map(dotted, counts), days, _percent(words, line.percent)]


def _heading(words: Wording, by: str) -> str:
    return {
        "agency": words.text("recap_column_agency"),
        "district": words.text("recap_column_district"),
        "category": words.text("recap_column_category"),
        "authority": words.text("recap_column_authority"),
        "month": words.text("recap_column_month"),
    }.get(by, by)


def _name(words: Wording, by: str, line: RecapLine) -> str:
    """What a group is called; months and authorities are words of ours, the others of the district."""
    if line.key is None:
        return words.text("recap_no_agency") if by == "agency" else words.text("recap_no_group")
    if by == "month":
        year, _, month = line.key.partition("-")
        known = month.isascii() and month.isdigit() and 1 <= int(month) <= len(MONTHS)
        return f"{MONTHS[int(month) - 1]} {year}" if known else line.key
    if by == "authority":
        return _authority(words, line.key)
    return line.name or line.key


def _authority(words: Wording, key: str) -> str:
    return {
        "desa": words.text("recap_authority_desa"),
        "kecamatan": words.text("recap_authority_kecamatan"),
        "kabupaten": words.text("recap_authority_kabupaten"),
        "provinsi": words.text("recap_authority_provinsi"),
        "pusat": words.text("recap_authority_pusat"),
        "bumn": words.text("recap_authority_bumn"),
        "swasta": words.text("recap_authority_swasta"),
    }.get(key, key)


def _oldest(sheet: Sheet, listed: Sequence[Oldest]) -> Flowable:
    words = sheet.words
    wide = code_width(sheet, (one.code for one in listed), CELL.size)
    rest = sheet.width / MM - wide
    columns = [
        Column(words.text("recap_column_code"), wide),
        Column(words.text("recap_column_village"), 0.4 * rest, field="village"),
        Column(words.text("recap_column_agency"), 0.4 * rest, field="agency"),
        Column(words.text("recap_column_waited"), 0.2 * rest, align="right"),
    ]
    none = words.text("recap_no_agency")
    cells = [
        (one.code, one.village, one.agency or none, words.text("recap_waited", days=dotted(one.days)))
        for one in listed
    ]
    return Table(sheet, columns, cells)


def _notes(sheet: Sheet) -> list[Words]:
    """How the numbers are counted, so that nobody has to guess; one paragraph at least."""
    style = SMALL.but(size=8.5, leading=11, after=3)
    lines = [line for line in sheet.words.text("recap_counting").splitlines() if line.strip()]
    return [Words(sheet, line, style) for line in lines or [""]]


def _signed(sheet: Sheet, rows: RecapRows, last: Words) -> list[Flowable]:
    """The last note, with the signature if the profile names who signs."""
    profile = sheet.profile
    signer = profile.signer(KIND)
    if not signer.name:
        return [last]
    place = ", ".join(filter(None, (profile.seat, format_date(rows.moment.date()))))
    lines = signature_lines(FAMILIES[KIND], signer)
    return signature_block(sheet, lines, place_date=place, after=last)


def _percent(words: Wording, share: float | None) -> str:
    return "-" if share is None else words.text("recap_percent", share=f"{share:.1f}".replace(".", ","))


def _number(number: float | None) -> str:
    """`9`, `9,5`; a median has at most half a day."""
    return "-" if number is None else f"{number:g}".replace(".", ",")
