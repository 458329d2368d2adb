"""Sheets for paper as plain text: which secret it is, its code, how to use it, where to keep it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.catalogue import Catalogue
from desktop.cli.call import Answer
from desktop.cli.output import facts
from desktop.cli.paper_file import PaperFile
from desktop.core.dates import format_date
from desktop.errors import UserError

ROOT = "root"
LAPTOP = "laptop"
OFFICES = ("office_1", "office_2")
KINDS = (ROOT, LAPTOP, *OFFICES)
"""The printed secrets: each has its own name, so that nobody types one where another is asked for."""

_RULE = "=" * 72
_CODE = re.compile(r"[0-9A-Za-z]{5}(?:[-\s–—]+[0-9A-Za-z]{5}){5,}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a kind of `KINDS`, its code, and whose it is."""

    kind: str
    code: str
    district: str
    owner: str
    made: date


def sheets_text(words: Catalogue, sheets: list[Sheet]) -> str:
    """All sheets one below the other, to be cut apart."""
    return "\n".join(_sheet(words, sheet) for sheet in sheets)


def find_code(words: Catalogue, text: str, kind: str) -> str:
    """The code of one kind in what was read from paper: a bare code, a sheet, or several sheets.

    Raises:
        UserError: ``sheet_wrong`` when there are only sheets of other secrets.
    """
    titles = {words.text(f"sheet_{name}_title"): name for name in KINDS}
    found: dict[str, str] = {}
    title = ""
    for line in (one.strip() for one in text.splitlines()):
        title = titles.get(line, title)
        if _CODE.fullmatch(line):
            found.setdefault(title, line)
    if not found:
        return text.strip()
    code = found.get(kind) or found.get("")
    if code is None:
        raise UserError("sheet_wrong", wanted=words.text(f"sheet_{kind}_title"))
    return code


def give_sheets(
    words: Catalogue, data: Mapping[str, Any], sheets: list[Sheet], paper: PaperFile | None, next_step: str
) -> Answer:
    """An answer with secrets: in the file if one was claimed, else shown this once.

    Args:
        words: every sentence.
        data: the rest of the answer.
        sheets: the secrets.
        paper: where they go.
        next_step: the code of the text that says what to do now.
    """

    def show(words: Catalogue, shown: Mapping[str, Any]) -> str:
        plain = {name: value for name, value in shown.items() if name != "secrets"}
        once = [] if paper else [words.text("sheets_shown_once"), sheets_text(words, sheets)]
        return "\n\n".join([facts(words, plain), *once, words.text(next_step)])

    if paper:
        paper.write(sheets_text(words, sheets))
        return Answer({**data, "recovery_out": str(paper.path)}, show)
    return Answer({**data, "secrets": secrets_of(sheets)}, show)


def secrets_of(sheets: list[Sheet]) -> Mapping[str, str]:
    """The codes by kind, for the JSON document."""
    return {sheet.kind: sheet.code for sheet in sheets}


def _sheet(words: Catalogue, sheet: Sheet) -> str:
    facts = words.text(
        "sheet_facts", district=sheet.district, owner=sheet.owner, made=format_date(sheet.made)
    )
    parts = [
        _RULE,
        words.text(f"sheet_{sheet.kind}_title"),
        _RULE,
        facts,
        "",
        "    " + sheet.code,
        "",
        words.text(f"sheet_{sheet.kind}_use"),
        "",
        words.text("sheet_reading"),
        "",
    ]
    return "\n".join(parts)
