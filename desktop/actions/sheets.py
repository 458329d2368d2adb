"""Paper sheets with the secrets of a district and its laptops: which it is, its code, how to use it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Protocol

from desktop.core.dates import format_date

if TYPE_CHECKING:
    from reports.press import Press  # only its name: it is handed on, never looked into

ROOT = "root"
LAPTOP = "laptop"
OFFICES = ("office_1", "office_2")
KINDS = (ROOT, LAPTOP, *OFFICES)
"""The printed secrets: each has its own name, so that nobody types one where another is asked for."""


class Texts(Protocol):
    """Whatever knows the sentences."""

    def text(self, code: str, /, **values: object) -> str:
        """The sentence of a code."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a kind of `KINDS`, its code, and whose it is; `practice` marks it on paper."""

    kind: str
    code: str
    district: str
    owner: str
    made: date
    practice: bool = False


def sheets_pdf(words: Texts, sheets: Sequence[Sheet], press: "Press") -> bytes:
    """A page for each; nothing is written anywhere."""
    # ReportLab takes 80 ms to import, which whoever wants text would pay.
    from desktop.actions.print_office import recovery_pdf  # noqa: PLC0415

    secrets = [
        {
            "title": words.text(f"sheet_{sheet.kind}_title"),
            "facts": sheet_facts(words, sheet),
            "code": sheet.code,
            "use": words.text(f"sheet_{sheet.kind}_use").strip(),
            "reading": words.text("sheet_reading"),
        }
        for sheet in sheets
    ]
    # The day alone: two prints of the same sheet are the same file.
    moment = datetime.combine(max(sheet.made for sheet in sheets), time(), UTC)
    return recovery_pdf(press, moment, secrets, practice=any(sheet.practice for sheet in sheets))


def sheet_facts(words: Texts, sheet: Sheet) -> str:
    """Whose it is and when it was made, on three lines."""
    return words.text("sheet_facts", district=sheet.district, owner=sheet.owner, made=format_date(sheet.made))
