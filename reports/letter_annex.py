"""The annex of a letter: its head, the table of aspirations, and the separate page of contact data."""

from collections.abc import Callable, Iterable
from typing import Literal

from desktop.core.letters import Content, Row
from reports.letter_parts import AnnexHead, Break, Grid, Part, Text
from reports.letter_words import day_words
from reports.sheet import Sheet, Wording
from reports.style import CELL, HEAD
from reports.table import Column
from reports.table_rows import SIDE

Manner = Literal["assigning", "asking", "late"]

_NUMBER = 26.0
_SPARE = 2.0
_LONGEST_DAY = "30 September"


def annex_count(sheet: Sheet, content: Content, *, secret: bool = False) -> str:
    """The value of "Lampiran :", `-`, `1 (satu) berkas` or, with pages of contact data, `2 (dua) berkas`."""
    if not content.rows:
        return sheet.words.text("letter_annex_none")
    if secret and has_contacts(content):
        return sheet.words.text("letter_annex_two")
    return sheet.words.text("letter_annex_one")


def has_contacts(content: Content) -> bool:
    """Whether any aspiration needs its citizen to be reached."""
    return any(row.contact.strip() for row in content.rows)


def annex(
    sheet: Sheet, content: Content, number: str, manner: Manner = "assigning", *, title: str = ""
) -> list[Part]:
    """The table of aspirations on pages of its own; nothing when there are no rows.

    No second signature: letter and annex are one document (domain.md A.7).

    Args:
        sheet: the document in the making.
        content: what the letter says.
        number: as printed on the letter.
        manner: what stands beside each aspiration: due date with instruction and role (assigning), due date
            with how late it is (late), or only what is asked (asking).
        title: of which document it is the annex; "" = of a surat.
    """
    if not content.rows:
        return []
    words = sheet.words
    heading = (
        words.text("letter_annex_late_heading") if manner == "late" else words.text("letter_annex_heading")
    )
    aspiration = _aspiration_cell(words)
    rows = tuple(
        (str(place), row.code, row.village, aspiration(row), *_beside(words, row, manner))
        for place, row in enumerate(content.rows, 1)
    )
    return [
        Break(),
        _head(words, content, number, title),
        Text(heading, HEAD.but(align="center"), tag="H1"),
        Grid(_columns(sheet, content, manner), rows),
    ]


def secret_annex(sheet: Sheet, content: Content, number: str) -> list[Part]:
    """Names and contacts, apart from all else, only of rows that have them (domain.md B.9)."""
    rows = [row for row in content.rows if row.contact.strip()]
    if not rows:
        return []
    words = sheet.words
    code = _code_room(sheet, rows)
    half = (sheet.width - _NUMBER - code) / 2
    columns = (
        Column(words.text("letter_column_no"), _NUMBER, "center"),
        Column(words.text("letter_column_code"), code, "left", "kode"),
        Column(words.text("letter_column_name"), half, "left", "nama"),
        Column(words.text("letter_column_contact"), half, "left", "kontak"),
    )
    return [
        Break(),
        Text(words.text("letter_secret_title"), HEAD.but(size=14, align="center", before=0), tag="H1"),
        _head(words, content, number),
        Text(words.text("letter_secret_heading"), HEAD.but(align="center"), tag="H2"),
        Text(words.text("letter_secret_note")),
        Grid(columns, tuple((str(place), row.code, *_person(row)) for place, row in enumerate(rows, 1))),
    ]


def _head(words: Wording, content: Content, number: str, title: str = "") -> AnnexHead:
    return AnnexHead(title or words.text("letter_annex_of"), number, day_words(content.date))


def _aspiration_cell(words: Wording) -> Callable[[Row], str]:
    """How the cell of an aspiration is written: kind and urgency, the words, the place, by whom."""
    kinds = {
        "usulan": words.text("letter_kind_usulan"),
        "keluhan": words.text("letter_kind_keluhan"),
        "kritik": words.text("letter_kind_kritik"),
        "pertanyaan": words.text("letter_kind_pertanyaan"),
        "permintaan_informasi": words.text("letter_kind_permintaan_informasi"),
        "apresiasi": words.text("letter_kind_apresiasi"),
    }
    urgencies = {
        "segera": words.text("letter_urgency_segera"),
        "sangat_segera": words.text("letter_urgency_sangat_segera"),
    }

    def cell(row: Row) -> str:
        kind, urgency = kinds.get(row.kind, ""), urgencies.get(row.urgency, "")
        if urgency:
            kind = words.text(
                "letter_cell_kind_urgent", kind=kind or words.text("letter_kind_other"), urgency=urgency
            )
        place = words.text("letter_cell_place", place=row.place) if row.place else ""
        by = words.text("letter_cell_by", by=row.by) if row.by else ""
        return "\n".join(line for line in (kind, row.words, place, by) if line)

    return cell


def _role(words: Wording, row: Row) -> str:
    role = words.text("letter_role_support") if row.role == "support" else words.text("letter_role_lead")
    return "\n".join(line for line in (row.instruction, role) if line)


def _columns(sheet: Sheet, content: Content, manner: Manner) -> tuple[Column, ...]:
    """Number, code and day as wide as they are, the rest in shares: a code in two halves is read wrong."""
    words = sheet.words

    code = _code_room(sheet, content.rows)
    due = 0.0 if manner == "asking" else _room(sheet, [_LONGEST_DAY])
    share = (sheet.width - _NUMBER - code - due) / 100
    first = (
        Column(words.text("letter_column_no"), _NUMBER, "center"),
        Column(words.text("letter_column_code"), code, "left", "kode"),
        Column(words.text("letter_column_village"), 22 * share, "left", "desa"),
        Column(words.text("letter_column_words"), 52 * share, "left", "uraian"),
    )
    if manner == "asking":
        return (*first, Column(words.text("letter_column_note"), 26 * share, "left", "petunjuk"))
    last = words.text("letter_column_late") if manner == "late" else words.text("letter_column_role")
    return (
        *first,
        Column(words.text("letter_column_due"), due, "left", "tenggat"),
        Column(last, 26 * share, "left", "petunjuk"),
    )


def _room(sheet: Sheet, texts: Iterable[str]) -> float:
    """Points that the longest of these takes in a cell."""
    return max(sheet.family.width(text, "regular", CELL.size) for text in texts) + 2 * SIDE + _SPARE


def _code_room(sheet: Sheet, rows: Iterable[Row]) -> float:
    return min(_room(sheet, (row.code for row in rows)), sheet.width / 4)


def _beside(words: Wording, row: Row, manner: Manner) -> tuple[str, ...]:
    if manner == "asking":
        return (row.instruction,)
    return (day_words(row.due), row.instruction if manner == "late" else _role(words, row))


def _person(row: Row) -> tuple[str, str]:
    """Name and contact: the first line of what is given, and the rest; a single line is all contact."""
    name, _, contact = row.contact.strip().partition("\n")
    return (name, contact) if contact else ("", name)
