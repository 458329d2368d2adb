"""The letters' desk: what waits for a letter, many made at once with a line for each, one shown again."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.actions.letter_data import laptops
from desktop.actions.letter_files import numbered
from desktop.actions.letter_items import find_letter
from desktop.actions.letter_papers import printed_here
from desktop.actions.letter_preview import letter_told
from desktop.actions.letter_waiting import addressees, waiting
from desktop.actions.letters import Order, make_letters
from desktop.actions.session import Session
from desktop.core.events import thing_text
from desktop.core.pack_types import Agency
from desktop.errors import UserError
from desktop.store import letters as shelf
from desktop.store.letters import BLANK, NUMBERED
from desktop.store.listing import Filter

if TYPE_CHECKING:
    from reports.press import Press

COUNTED = 1_000
"""So many letters of a state are counted; beyond it is "1.000+"."""


def waiting_letters(session: Session) -> dict[str, Any]:
    """Who would get a letter now, and how many letters are in which state.

    Returns:
        ``{"items": [{"kind", "agency", "short", "name", "external", "aspirations", "laptops", "reminded"}],
        "wanted", "blank", "numbered"}``. First letters that assign, then those that ask others, then
        reminders. `reminded` is the day of the last reminder where nothing is late that it did not name:
        such a row is not `wanted`. The states are counted no further than `COUNTED` + 1.

    Raises:
        UserError: ``not_induk``.
    """
    session.demand_induk()
    items = [
        *(_assigned(session, one) for one in addressees(session, "penugasan")),
        *(_asked(session, one) for one in addressees(session, "koordinasi")),
        *(_late(session, one) for one in addressees(session, "pengingat")),
    ]
    found = [one for one in items if one["aspirations"]]
    return {
        "items": found,
        "wanted": sum(1 for one in found if not one["reminded"]),
        "blank": _count(session, BLANK),
        "numbered": _count(session, NUMBERED),
    }


def make_waiting(
    session: Session,
    press: "Callable[[], Press]",
    out: Path,
    wanted: Sequence[tuple[str, str]],
    number: str | None = None,
    day: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, Any]:
    """Makes one letter after the other; one that is refused does not stop the others.

    Args:
        session: the open home of the laptop induk.
        press: makes what documents are set with.
        out: folder for the files.
        wanted: (kind, code of the addressee) of each.
        number: None leaves all of them open, ``auto`` takes one after the other.
        day: they are dated; None = today.
        progress: told (letters done, letters in all).
        cancelled: asked before each letter; those made stay.

    Returns:
        ``{"letters": [as `make_letters`], "refused": [{"kind", "agency", "error": {"code", "values"}}],
        "left"}``, `left` counting those that were not come to.
    """
    made: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    set_with = press()
    for kind, agency in wanted:
        if cancelled is not None and cancelled():
            break
        order = Order(kind=kind, number=number, day=day)
        try:
            made += make_letters(session, set_with, agency, out, order)["letters"]
        except UserError as error:
            told = {"code": error.code, "values": {name: str(value) for name, value in error.values.items()}}
            refused.append({"kind": kind, "agency": agency, "error": told})
        if progress is not None:
            progress(len(made) + len(refused), len(wanted))
    return {"letters": made, "refused": refused, "left": len(wanted) - len(made) - len(refused)}


def letter_paper(session: Session, press: "Press", typed: str) -> dict[str, Any]:
    """A letter's PDF as it was made, with the number it has now; no file is written.

    Returns:
        as `preview_letter`, with ``name`` of its file.

    Raises:
        UserError: ``letter_unknown``, ``letter_only_reserved``, ``letter_not_here``.
    """
    letter = find_letter(session, typed)
    if not letter.issued:
        raise UserError("letter_only_reserved", number=letter.number)
    printed = printed_here(session, letter)
    if printed is None:
        raise UserError("letter_not_here")
    document = printed.pdf(press, letter.number)
    about = len(letter.values.get("assignments") or ())
    name = f"{numbered(printed.name, letter.number)}.pdf"
    told = letter_told(document, printed.content, printed.profile)
    return {**told, "name": name, "number": letter.number, "aspirations": about}


def _assigned(session: Session, agency: Agency) -> dict[str, Any]:
    connection = session.store.connection
    done = shelf.named(connection, "penugasan", agency.code)
    pairs = shelf.running(connection, agency.code)
    return _item(session, "penugasan", agency, {one for made, one in pairs if thing_text(made) not in done})


def _asked(session: Session, agency: Agency) -> dict[str, Any]:
    matters = waiting(session, agency, "koordinasi")
    return _item(session, "koordinasi", agency, {one.aspiration.thing for one in matters})


def _late(session: Session, agency: Agency) -> dict[str, Any]:
    connection, kind = session.store.connection, "pengingat"
    pairs = shelf.overdue(connection, agency.code, session.today.isoformat())
    named = shelf.naming(connection, kind, agency.code) if pairs else []
    fresh = {thing_text(made) for made, _ in pairs} - {one for one, _ in named}
    last = max((letter.date or "" for _, letter in named), default="")
    return {**_item(session, kind, agency, {one for _, one in pairs}), "reminded": None if fresh else last}


def _item(session: Session, kind: str, agency: Agency, things: set[bytes]) -> dict[str, Any]:
    return {
        "kind": kind,
        "agency": agency.code,
        "short": agency.short or agency.name,
        "name": agency.name,
        "external": agency.external,
        "aspirations": len(things),
        "laptops": 0 if agency.external else len(laptops(session, agency.code)),
        "reminded": None,
    }


def _count(session: Session, standing: str) -> int:
    filters = [Filter("standing", "=", standing)]
    return len(shelf.letter_page(session.store.connection, filters, COUNTED + 1))
