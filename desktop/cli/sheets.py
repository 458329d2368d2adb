"""Sheets for paper, as text or PDF: which secret it is, its code, how to use it, where to keep it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.actions.sheets import KINDS, Sheet, sheet_facts, sheets_pdf
from desktop.catalogue import Catalogue
from desktop.cli.call import Answer, Call
from desktop.cli.output import facts
from desktop.cli.paper_file import PaperFile, claimed
from desktop.core.paper import paper_code
from desktop.errors import UserError

if TYPE_CHECKING:
    from reports.press import Press  # only its name: it is handed on, never looked into

_RULE = "=" * 72
_CODE = re.compile(r"[0-9A-Za-z]{5}(?:[-\s–—]+[0-9A-Za-z]{5}){5,}")


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A claimed file for sheets: text, or with a `press` PDF."""

    paper: PaperFile
    press: "Press | None" = None

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.paper.path

    def write(self, words: Catalogue, sheets: list[Sheet]) -> None:
        """Fills it; errors as `PaperFile.write`."""
        self.paper.write(sheets_pdf(words, sheets, self.press) if self.press else sheets_text(words, sheets))


@contextmanager
def claimed_sheets(call: Call, path: Path | None) -> Iterator[SheetFile | None]:
    """Claims the file for secrets before they exist; its ending says whether it is a PDF.

    A PDF is printed once for trial first: what cannot be printed must be known before there is a secret.

    Raises:
        UserError: ``paper_exists``, ``paper_failed``.
    """
    press = call.app.press() if path and path.suffix.lower() == ".pdf" else None
    with claimed(path) as paper:
        if press:
            trial = [Sheet(kind, paper_code(bytes(32)), "", "", date(2000, 1, 1)) for kind in KINDS]
            sheets_pdf(call.words, trial, press)
        yield SheetFile(paper, press) if paper else None


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
    words: Catalogue, data: Mapping[str, Any], sheets: list[Sheet], paper: SheetFile | None, next_step: str
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
        paper.write(words, sheets)
        return Answer({**data, "recovery_out": str(paper.path)}, show)
    return Answer({**data, "secrets": secrets_of(sheets)}, show)


def secrets_of(sheets: list[Sheet]) -> Mapping[str, str]:
    """The codes by kind, for the JSON document."""
    return {sheet.kind: sheet.code for sheet in sheets}


def _sheet(words: Catalogue, sheet: Sheet) -> str:
    parts = [
        _RULE,
        words.text(f"sheet_{sheet.kind}_title"),
        _RULE,
        sheet_facts(words, sheet),
        "",
        "    " + sheet.code,
        "",
        words.text(f"sheet_{sheet.kind}_use"),
        "",
        words.text("sheet_reading"),
        "",
    ]
    return "\n".join(parts)
