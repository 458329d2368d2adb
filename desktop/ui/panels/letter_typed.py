"""Between what is typed for a nota dinas or surat tugas, line by line, and what such a letter says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desktop.actions.letter_shapes import LetterIn, LetterPerson
from desktop.core.dates import format_date, loose_date

Item = Mapping[str, Any]


def lines_of(text: str) -> list[str]:
    """What stands on each line, without those that are empty."""
    return [line for one in text.splitlines() if (line := " ".join(one.split()))]


def persons_of(text: str) -> list[LetterPerson]:
    """Officers, one on a line: name; NIP; rank; position. Names have commas, so a semicolon parts them."""
    found = []
    for line in lines_of(text):
        name, nip, rank, position = ([part.strip() for part in line.split(";", 3)] + [""] * 3)[:4]
        found.append(LetterPerson(name=name, nip=nip, rank=rank, position=position))
    return found


def persons_text(persons: Sequence[LetterPerson]) -> str:
    """The same lines again."""
    rows = ((one.name, one.nip, one.rank, one.position) for one in persons)
    return "\n".join("; ".join(row).rstrip("; ") for row in rows)


def visits_of(text: str, today: date) -> list[str]:
    """Where and when, one on a line: day, comma, place; without a figure before the comma there is no day.

    Raises:
        UserError: ``date_wrong``.
    """
    found = []
    for line in lines_of(text):
        day, _, place = line.partition(",")
        if any(sign.isdigit() for sign in day):
            found.append(f"{loose_date(day, today).isoformat()} {place.strip()}".strip())
        else:
            found.append(line)
    return found


def visits_text(visits: Sequence[str]) -> str:
    """The same lines again."""
    found = []
    for one in visits:
        day, _, place = one.partition(" ")
        try:
            found.append(f"{format_date(date.fromisoformat(day))}, {place}".rstrip(", "))
        except ValueError:
            found.append(one)
    return "\n".join(found)


def team_text(visit: Item) -> str:
    """Who went on a visit, as they would be typed."""
    team = [one for one in visit.get("team") or () if one.get("name")]
    return persons_text([LetterPerson(name=str(one["name"]), nip=str(one.get("nip") or "")) for one in team])


def visit_text(visit: Item, village: str) -> str:
    """When and where a visit was, as it would be typed."""
    return visits_text([f"{visit['date']} {village}".strip()]) if visit.get("date") else village


def typed_of(kind: str, words: Mapping[str, str], today: date) -> LetterIn:
    """What a letter of a kind says; what belongs to the other kind only is left out.

    Args:
        kind: ``nota_dinas`` or ``surat_tugas``.
        words: of each field.
        today: for dates without a year.

    Raises:
        UserError: ``date_wrong``.
    """
    common: dict[str, Any] = {
        "subject": " ".join(words["subject"].split()),
        "points": lines_of(words["points"]),
        "copies": lines_of(words["copies"]),
        "urgency": words["urgency"],
        "security": words["security"],
    }
    if kind == "nota_dinas":
        return LetterIn(to=lines_of(words["to"]), **common)
    return LetterIn(
        persons=persons_of(words["persons"]),
        visits=visits_of(words["visits"], today),
        basis=lines_of(words["basis"]),
        **common,
    )


def words_of(typed: LetterIn) -> dict[str, str]:
    """The fields that a letter would be typed into."""
    return {
        "subject": typed.subject,
        "to": "\n".join(typed.to),
        "points": "\n".join(typed.points),
        "persons": persons_text(typed.persons),
        "visits": visits_text(typed.visits),
        "basis": "\n".join(typed.basis),
        "copies": "\n".join(typed.copies),
        "urgency": typed.urgency,
        "security": typed.security,
    }
