"""Berita acara kunjungan: what was done and heard in a village, signed by both sides (domain.md B.6)."""

from collections.abc import Iterator

import msgspec
from reportlab.platypus import Flowable, KeepTogether, PageBreak

from desktop.core.amounts import date_in_words
from desktop.core.letter_numbers import format_number
from desktop.core.profile import Profile, SignatureLines
from desktop.core.signatures import format_nip
from reports.attendance_list import Gathering, attendance_story
from reports.document import Document
from reports.hang import Facts
from reports.kop import letterhead
from reports.page import render
from reports.press import Press
from reports.reference import plain
from reports.sheet import Sheet
from reports.signature_pair import two_signatures
from reports.style import HEAD, MM, PLAIN
from reports.table import Column, Table
from reports.text import Words
from reports.village_words import Site, body, clock, dated, heading, titles
from reports.visit_results import visit_results
from reports.visit_rows import Member as Member
from reports.visit_rows import MinutesRows as MinutesRows

KIND = "berita_acara"
HANG = 7 * MM


def visit_minutes(press: Press, profile: Profile, rows: MinutesRows) -> Document:
    """The minutes, signatures and, on pages of its own, an empty attendance list."""
    # A signing service signs for one; what a whole village signs is signed by hand.
    profile = msgspec.structs.replace(profile, anchor="")
    sheet = Sheet(press, profile, press.words.text("village_minutes_title").capitalize(), rows.moment)
    site = Site(sheet.words, rows.kind, rows.village, rows.district)
    story = [
        *letterhead(sheet, "setda"),
        *_titles(sheet, rows, site),
        *_opening(sheet, rows, site),
        *visit_results(sheet, rows),
        *_signatures(sheet, rows, site),
        PageBreak(),
        *attendance_story(sheet, site, _gathering(rows)),
    ]
    return render(sheet, story)


def _titles(sheet: Sheet, rows: MinutesRows, site: Site) -> Iterator[Flowable]:
    words, profile = sheet.words, sheet.profile
    subtitle = words.text("village_minutes_subtitle", village=site.village)
    yield from titles(sheet, words.text("village_minutes_title"), subtitle)
    number = format_number(
        profile.numbers(KIND).pattern,
        None,
        day=rows.day or rows.moment.date(),
        classification=profile.klas(KIND),
        unit=profile.unit_code,
    )
    line = PLAIN.but(size=profile.size, align="center", after=8)
    yield Words(sheet, words.text("village_minutes_number", number=number), line)
    if not rows.finished:
        yield Words(sheet, words.text("village_draft"), HEAD.but(align="center", before=0, after=8, gray=0.4))


def _opening(sheet: Sheet, rows: MinutesRows, site: Site) -> Iterator[Flowable]:
    words, profile = sheet.words, sheet.profile
    place = site.whole
    if rows.place.strip():
        place = words.text("village_minutes_place", place=rows.place.strip(), village=site.whole)
    if rows.day is None:
        opening = words.text("village_minutes_opening_undated", place=place)
    else:
        opening = words.text(
            "village_minutes_opening",
            day=date_in_words(rows.day),
            date=dated(rows.day),
            time=_time(sheet, rows),
            place=place,
        )
    yield body(sheet, opening, "place")
    yield from _parties(sheet, rows, site)
    region = f"{profile.region_kind} {profile.region}" if profile.region else ""
    where = ", ".join(filter(None, (site.whole, region)))
    yield body(sheet, words.text("village_minutes_done", place=where), "village")


def _time(sheet: Sheet, rows: MinutesRows) -> str:
    words, start, end = sheet.words, clock(rows.start), clock(rows.end)
    if start and end:
        return words.text("village_minutes_from_to", start=start, end=end)
    if start:
        return words.text("village_minutes_from", start=start)
    return words.text("village_minutes_to", end=end) if end else ""


def _parties(sheet: Sheet, rows: MinutesRows, site: Site) -> Iterator[Flowable]:
    """Who met: the team with its members, the village with whoever received it."""
    words, profile = sheet.words, sheet.profile
    team = words.text("village_minutes_team", region=f"{profile.region_kind} {profile.region}".strip())
    members = [(_mark(number), _titled(sheet, one), "team") for number, one in enumerate(rows.team)]
    yield from _party(sheet, "1.", team, members)
    host = rows.counterpart
    if host and rows.position:
        host = words.text("village_minutes_host", name=rows.counterpart, position=rows.position)
    village = words.text("village_minutes_hosts", village=site.whole)
    yield from _party(sheet, "2.", village, [(_mark(0), host, "counterpart")] if host else [])


def _party(sheet: Sheet, mark: str, name: str, people: list[tuple[str, str, str]]) -> Iterator[Flowable]:
    style = plain(sheet)
    last = style.but(after=5)
    title = [(mark, f"{name}:" if people else name, "village")]
    yield Facts(sheet, title, HANG, style=style if people else last, colon=False, listed=True)
    if people:
        yield Facts(sheet, people, HANG, style=last, colon=False, left=HANG, listed=True)


def _mark(place: int) -> str:
    """`a.` to `z.`, then numbers."""
    return f"{chr(ord('a') + place)}." if place < 26 else f"{place + 1}."


def _titled(sheet: Sheet, member: Member) -> str:
    if not member.nip:
        return member.name
    # One number, in one line.
    nip = format_nip(member.nip).replace(" ", "\u00a0")
    return sheet.words.text("village_minutes_person", name=member.name, nip=nip)


def _signatures(sheet: Sheet, rows: MinutesRows, site: Site) -> Iterator[Flowable]:
    """Team and village beside each other and a witness below; who else is of the team signs in a table."""
    words = sheet.words
    when = words.text("village_blank_date", place=site.name, year=rows.moment.year)
    if rows.day:
        when = words.text("village_dated", place=site.name, date=dated(rows.day))
    first = rows.team[0] if rows.team else Member("")
    below = [format_nip(first.nip)] if first.nip else []
    team = SignatureLines([words.text("village_team") + ","], first.name, below)
    head = f"{rows.standing} {site.head}".strip()
    signatures = two_signatures(
        sheet,
        team,
        SignatureLines([head + ","], rows.counterpart if rows.heads else ""),
        witnesses=[SignatureLines([words.text("village_witness"), site.witness + ","])],
        place_date=when,
        after=body(sheet, words.text("village_minutes_closing")),
    )
    # The witness signs on the same page as what he witnesses.
    yield KeepTogether(signatures)
    if len(rows.team) > 1:
        yield from _others(sheet, rows.team[1:])


def _others(sheet: Sheet, members: tuple[Member, ...]) -> Iterator[Flowable]:
    words = sheet.words
    yield from heading(sheet, words.text("village_minutes_more_team"))
    columns = [
        Column(words.text("village_column_no"), 6, "center"),
        Column(words.text("village_column_name"), 44, field="team"),
        Column(words.text("village_column_nip"), 26, field="team"),
        Column(words.text("village_column_sign"), 30),
    ]
    listed = [
        (f"{number}\n\u00a0", one.name, format_nip(one.nip).removeprefix("NIP "), "")
        for number, one in enumerate(members, 2)
    ]
    yield Table(sheet, columns, listed)


def _gathering(rows: MinutesRows) -> Gathering:
    present = (rows.male or 0) + (rows.female or 0)
    return Gathering(rows.day, rows.start, rows.end, rows.place, rows.agenda, present)
