"""Surat tugas: orders named officers to a visit, in judul shape."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop.core.letters import Content, Person
from desktop.core.profile import Profile
from desktop.core.signatures import format_nip
from reports.document import Attachment, Document
from reports.letter_annex import annex
from reports.letter_frame import kop_of, place_date, shown_number
from reports.letter_parts import HANG, Copies, Item, Part, Sign, Text, label_room, labelled, numbered, section
from reports.letter_story import printed
from reports.letter_words import days_words, one_line, places_words, taken_apart, visits_words
from reports.press import Press
from reports.sheet import Sheet, Wording
from reports.style import BODY, HEAD, MM, TITLE

_LABEL = 22 * MM


def surat_tugas(
    press: Press,
    profile: Profile,
    content: Content,
    number: str | None,
    moment: datetime,
    attachment: Attachment | None = None,
) -> Document:
    """The order: dasar, menugaskan, kepada, untuk, time and place, signature, tembusan (domain.md A.7).

    Args:
        press: fonts and words.
        profile: the district's.
        content: what it says; `basis`, `persons`, `points` (the tasks) and `visits` (time and place).
        number: as recorded; None = left open for the register.
        moment: when it was made, with offset.
        attachment: data it carries, if any.
    """
    sheet = Sheet(press, profile, content.subject or press.words.text("surat_tugas_title"), moment)
    return printed(sheet, content, surat_tugas_parts(sheet, content, number), attachment)


def surat_tugas_parts(sheet: Sheet, content: Content, number: str | None) -> list[Part]:
    """The order in reading order."""
    words = sheet.words
    shown = shown_number(sheet, content, number)
    basis, to, task = (
        words.text("surat_tugas_basis"),
        words.text("surat_tugas_to"),
        words.text("surat_tugas_for"),
    )
    when, where = words.text("surat_tugas_time"), words.text("surat_tugas_place")
    left = max(label_room(sheet, (basis, to, task, when, where)), _LABEL)
    return [
        kop_of(content),
        Text(words.text("surat_tugas_title"), TITLE.but(before=8), tag="H1"),
        Text(words.text("surat_tugas_number", number=shown), BODY.but(align="center", after=10), "nomor"),
        *section(basis, _basis(words, content), left),
        Text(words.text("surat_tugas_assigns"), HEAD.but(align="center"), tag="H2", with_next=True),
        *section(to, _persons(sheet, content.persons), left),
        *section(task, _tasks(words, content), left),
        *labelled(_when_and_where(words, content), left),
        Text(words.text("surat_tugas_closing"), BODY.but(before=6)),
        Sign(place_date(sheet, content)),
        Copies(tuple(content.copies)),
        *annex(sheet, content, shown, title=words.text("surat_tugas_annex_of")),
    ]


def _basis(words: Wording, content: Content) -> list[Item]:
    """What the order rests on; without any the visits themselves, or a line to write on."""
    given = [text for text in content.basis if text.strip()]
    visits = visits_words(words, content.visits)
    if not given:
        given = [
            words.text("surat_tugas_basis_visits", visits=visits) if visits else words.text("letter_blank")
        ]
    return numbered(given, "dasar")


def _tasks(words: Wording, content: Content) -> list[Item]:
    return numbered(content.points, "uraian tugas") or numbered([words.text("letter_blank")])


def _persons(sheet: Sheet, persons: Sequence[Person]) -> list[Item]:
    """Each officer as name, NIP, rank, position; a line without a value is left out, a name never is."""
    words = sheet.words
    labels = (
        words.text("surat_tugas_name"),
        words.text("surat_tugas_nip"),
        words.text("surat_tugas_rank"),
        words.text("surat_tugas_position"),
    )
    fields = ("nama petugas", "NIP", "pangkat", "jabatan")
    left = label_room(sheet, labels)
    found: list[Item] = []
    for place, person in enumerate(persons or [Person("")], 1):
        name = one_line(person.name) or words.text("letter_blank")
        nip = format_nip(person.nip).removeprefix("NIP ")
        pairs = zip(labels, (name, nip, person.rank, person.position), fields, strict=True)
        lines = labelled([pair for pair in pairs if pair[1].strip()], left)
        # One officer stays on one page: all lines but the last go with the next.
        last = lines.pop()
        kept = [replace(line, with_next=True) for line in lines]
        kept.append(replace(last, style=last.style.but(after=4)))
        first, *others = (item.moved(HANG) for item in kept)
        found += [replace(first, marks=((0.0, f"{place}."), *first.marks)), *others]
    return found


def _when_and_where(words: Wording, content: Content) -> list[tuple[str, str, str]]:
    """The days and villages of the visits; what is not known is left out."""
    days, places = taken_apart(content.visits)
    when, where = days_words(words, days), places_words(words, places)
    pairs = (
        (words.text("surat_tugas_time"), f"{when[:1].upper()}{when[1:]}", "waktu"),
        (words.text("surat_tugas_place"), f"{where[:1].upper()}{where[1:]}", "tempat"),
    )
    return [pair for pair in pairs if pair[1]]
