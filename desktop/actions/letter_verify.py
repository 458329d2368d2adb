"""Is this letter ours, and does it say what was issued: by the code on paper, or by the PDF itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.actions.letter_items import find_letter, values_hash
from desktop.actions.letter_papers import Printed, printed_here
from desktop.actions.session import Session
from desktop.core.events import thing_text
from desktop.core.letters import read_letter_qr, short_hash
from desktop.errors import UserError
from desktop.store.letters import VOID, Letter
from desktop.sync.letter_pdf import marks_of_letter, page_digests

if TYPE_CHECKING:
    from reports.press import Press


def verify_code(session: Session, typed: str) -> dict[str, Any]:
    """Checks the code of a letter, scanned or typed from beside its QR.

    Returns:
        ``{"letter", "known", "genuine", "kind", "number", "date", "agency", "subject", "state", "voided",
        "aspirations", "pages_match"}``; `pages_match` None: there were no pages to compare.

    Raises:
        UserError: ``letter_code_wrong`` (no such code), ``letter_unknown`` (not in the register here),
            ``letter_forged`` (its hash is another one).
    """
    return _told(_genuine(session, typed), None)


def verify_file(session: Session, press: "Press", path: Path) -> dict[str, Any]:
    """Checks a letter's PDF: its mark against the register, and its pages where the letter was printed here.

    A PDF that a signing service wrote anew still draws the same pages. Errors as `verify_code`, and
    ``letter_pdf_…`` for what is no letter of ours.
    """
    found = marks_of_letter(path)
    letter = _genuine(session, found.mark)
    printed = printed_here(session, letter)
    match = _same_pages(press, printed, letter, found.pages) if printed else None
    return _told(letter, match)


def _genuine(session: Session, typed: str) -> Letter:
    identity, symbols = read_letter_qr(typed)
    letter = find_letter(session, identity)
    digest = values_hash(letter)
    if digest is None or short_hash(digest) != symbols:
        raise UserError("letter_forged", letter=identity)
    return letter


def _same_pages(press: "Press", printed: Printed, letter: Letter, pages: tuple[str, ...]) -> bool | None:
    """Whether these are the letter's pages, with the number it has or printed before it had one.

    None = nobody can say: it named somebody to be reached whose data have changed or were erased since.
    """
    numbers = dict.fromkeys((letter.number, None))
    same = any(page_digests(printed.pdf(press, number).data) == pages for number in numbers)
    return None if printed.faded and not same else same


def _told(letter: Letter, match: bool | None) -> dict[str, Any]:
    values = letter.values
    return {
        "letter": thing_text(letter.thing),
        "known": True,
        "genuine": True,
        "kind": letter.kind,
        "number": letter.number,
        "date": letter.date,
        "agency": letter.agency,
        "subject": values.get("subject"),
        "state": letter.standing,
        "voided": letter.standing == VOID,
        "aspirations": len(values.get("assignments") or ()),
        "pages_match": match,
    }
