"""Laporan tindak lanjut: what one agency did with its assignments, with photos before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from reportlab.platypus import Flowable

from desktop.core.amounts import dotted, money
from desktop.core.dates import format_date
from desktop.core.profile import Profile, SignatureLines
from desktop.core.signatures import FAMILIES, signature_lines
from reports.document import Document
from reports.images import pictures
from reports.kop import letterhead
from reports.page import render
from reports.press import Press
from reports.sheet import Sheet, Wording
from reports.signature import signature_block
from reports.style import HEAD, MM, PLAIN
from reports.table import Column, Table
from reports.text import Words
from reports.village_words import body, code_width, titles

KIND = "laporan"

_SIZE = 8.5
_NUMBER = 9.0
"""Millimetres for numbers of four digits."""

State = Literal["here", "awaited", "damaged", "file"]


@dataclass(frozen=True, slots=True)
class Photo:
    """A file that goes with an aspiration or an answer.

    `state`: here with its `data`; awaited = its file has not come yet; damaged = what lies here is broken;
    file = no picture but a document or a recording.
    """

    state: State
    data: bytes = b""
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One aspiration with the answer to it.

    `words` is what the reader may know of it. `cost` in rupiah. `before` was handed in with the aspiration,
    `after` with the answer.
    """

    code: str
    village: str
    words: str
    answer: str
    outcome: str
    day: date | None = None
    due: date | None = None
    cost: int | None = None
    funding: str = ""
    year: int | None = None
    before: tuple[Photo, ...] = ()
    after: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowupRows:
    """Everything the report says.

    Attributes:
        moment: of printing. agency: its name; code: its code, for its signer in the profile.
        since, until: days of the answers; None = open.
        running: assignments it has now; unanswered and late of those.
        unprinted: photos there was no room for.
    """

    moment: datetime
    agency: str
    code: str
    answered: tuple[Answered, ...] = ()
    running: int = 0
    unanswered: int = 0
    late: int = 0
    unprinted: int = 0
    since: date | None = None
    until: date | None = None


def followup_report(press: Press, profile: Profile, rows: FollowupRows) -> Document:
    """The report on the agency's own paper, to the coordinator."""
    sheet = Sheet(press, profile, press.words.text("followup_title").capitalize(), rows.moment)
    words = sheet.words
    story = [
        *letterhead(sheet, "agency", rows.agency),
        *titles(sheet, words.text("followup_title"), words.text("followup_subtitle")),
        Words(sheet, _period(words, rows), PLAIN.but(size=profile.size, align="center", after=8)),
        Words(sheet, _addressee(words, profile), PLAIN.but(size=profile.size, after=8)),
        body(sheet, _opening(words, rows), "agency"),
    ]
    if rows.answered:
        story.append(_table(sheet, rows.answered))
    story += _signed(sheet, rows, body(sheet, words.text("followup_closing")))
    return render(sheet, [*story, *_photos(sheet, rows)])


def outcome(words: Wording, code: str) -> str:
    """What came of it, in words (domain.md B.4)."""
    return {
        "selesai_di_tempat": words.text("followup_outcome_selesai_di_tempat"),
        "dikerjakan": words.text("followup_outcome_dikerjakan"),
        "dianggarkan": words.text("followup_outcome_dianggarkan"),
        "diusulkan": words.text("followup_outcome_diusulkan"),
        "dijelaskan": words.text("followup_outcome_dijelaskan"),
        "tidak_dapat": words.text("followup_outcome_tidak_dapat"),
        "diteruskan": words.text("followup_outcome_diteruskan"),
    }.get(code, code)


def _period(words: Wording, rows: FollowupRows) -> str:
    made = format_date(rows.moment.date())
    if rows.since and rows.until:
        return words.text("followup_period", since=format_date(rows.since), until=format_date(rows.until))
    if rows.since:
        return words.text("followup_period", since=format_date(rows.since), until=made)
    return words.text("followup_period_until", until=format_date(rows.until) if rows.until else made)


def _addressee(words: Wording, profile: Profile) -> str:
    region = " ".join(filter(None, (profile.region_kind, profile.region)))
    return words.text("followup_to", region=region, seat=profile.seat or "…………………")


def _opening(words: Wording, rows: FollowupRows) -> str:
    return words.text(
        "followup_opening",
        agency=rows.agency,
        answered=dotted(len(rows.answered)),
        running=dotted(rows.running),
        unanswered=dotted(rows.unanswered),
        late=dotted(rows.late),
    )


def _table(sheet: Sheet, answered: Sequence[Answered]) -> Flowable:
    words = sheet.words
    wide = code_width(sheet, (one.code for one in answered), _SIZE)
    share = (sheet.width / MM - _NUMBER - wide) / 9.6
    columns = [
        Column(words.text("followup_column_no"), _NUMBER, align="center"),
        Column(words.text("followup_column_code"), wide, field="village"),
        Column(words.text("followup_column_words"), 3.6 * share, field="text"),
        Column(words.text("followup_column_answer"), 3.6 * share, field="answer"),
        Column(words.text("followup_column_outcome"), 2.4 * share, field="funding"),
    ]
    listed = [_cells(words, number, one) for number, one in enumerate(answered, 1)]
    return Table(sheet, columns, listed, size=_SIZE)


def _cells(words: Wording, number: int, one: Answered) -> tuple[str, ...]:
    place = "\n".join(filter(None, (one.code, one.village)))
    answer = [one.answer]
    if one.day:
        answer.append(words.text("followup_answered", day=format_date(one.day)))
    if one.day and one.due and one.day > one.due:
        answer.append(words.text("followup_late", due=format_date(one.due)))
    found = [outcome(words, one.outcome)]
    if one.cost is not None:
        found.append(money(100 * one.cost))
    if one.funding:
        found.append(words.text("followup_funding", funding=one.funding))
    if one.year is not None:
        found.append(words.text("followup_year", year=one.year))
    return (
        str(number),
        place,
        one.words or words.text("followup_no_words"),
        "\n".join(answer),
        "\n".join(found),
    )


def _photos(sheet: Sheet, rows: FollowupRows) -> Iterator[Flowable]:
    """Photos below the code they belong to; what cannot be shown is said."""
    words = sheet.words
    shown = [one for one in rows.answered if one.before or one.after]
    if shown:
        yield _heading(Words(sheet, words.text("followup_photos"), HEAD, tag="H2"))
    for one in shown:
        title = words.text("followup_photos_of", code=one.code, village=one.village)
        yield _heading(Words(sheet, title, HEAD.but(size=9.5), field="village", tag="H3"))
        told = [(words.text("followup_before"), one.before), (words.text("followup_after"), one.after)]
        here = [
            [(photo.data, _caption(words, name, photo)) for photo in photos if photo.state == "here"]
            for name, photos in told
        ]
        # Side by side what can be compared, then what is left of either.
        side_by_side = [photo for pair in zip(*here, strict=False) for photo in pair]
        paired = len(side_by_side) // 2
        arranged = side_by_side + here[0][paired:] + here[1][paired:]
        yield from pictures(sheet, arranged)
        for name, photos in told:
            for line in _absent(words, name, photos):
                yield Words(sheet, line, PLAIN.but(size=9, after=3))
    if rows.unprinted:
        line = words.text("followup_unprinted", count=dotted(rows.unprinted))
        yield Words(sheet, line, PLAIN.but(size=9, before=6))


def _heading(words: Words) -> Words:
    """On the page of what it heads: another heading, or a row of photos."""
    words.keepWithNext = True
    return words


def _caption(words: Wording, name: str, photo: Photo) -> str:
    return words.text("followup_taken", name=name, day=photo.taken) if photo.taken else name


def _absent(words: Wording, name: str, photos: Sequence[Photo]) -> Iterator[str]:
    count = {state: sum(photo.state == state for photo in photos) for state in ("awaited", "damaged", "file")}
    if count["awaited"]:
        yield words.text("followup_awaited", name=name, count=count["awaited"])
    if count["damaged"]:
        yield words.text("followup_damaged", name=name, count=count["damaged"])
    if count["file"]:
        yield words.text("followup_file", name=name, count=count["file"])


def _signed(sheet: Sheet, rows: FollowupRows, closing: Words) -> list[Flowable]:
    """By whom the profile names for this agency, else lines to write on: heads differ in title."""
    profile, words = sheet.profile, sheet.words
    signer = profile.signers.get(f"{KIND}:{rows.code}")
    if signer:
        lines = signature_lines(FAMILIES[KIND], signer)
    else:
        blank = words.text("followup_blank_name")
        lines = SignatureLines([words.text("followup_signer")], blank, [words.text("followup_blank_nip")])
    place = ", ".join(filter(None, (profile.seat, format_date(rows.moment.date()))))
    return signature_block(sheet, lines, place_date=place, after=closing)
