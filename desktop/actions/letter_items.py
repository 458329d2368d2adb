"""Letters found and shown: by id, QR or number; as lists show them, and one whole with its history."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.actions.finding import thing_of
from desktop.actions.history import history
from desktop.actions.items import attachment_items
from desktop.actions.letter_files import place_files
from desktop.actions.letter_papers import printed_here
from desktop.actions.lists import Query, cursor_of, filters_of, key_of, page_size
from desktop.actions.session import Session
from desktop.core.codes import with_prefix
from desktop.core.events import thing_text
from desktop.core.letters import letter_qr, read_letter_qr
from desktop.errors import UserError
from desktop.store import letters as shelf
from desktop.store import queries
from desktop.store.letters import Letter, Word
from desktop.store.listing import Filter
from desktop.store.rows import thing_of as thing_in

if TYPE_CHECKING:
    from reports.press import Press

WHERE = {
    **dict.fromkeys(("kind", "state", "number", "register"), "text"),
    "agency": "agency",
    "id": "thing",
    "date": "date",
    "delivered": "flag",
}


def find_letter(session: Session, typed: str) -> Letter:
    """The one letter of an id, of the text of its QR, or of its number.

    Raises:
        UserError: ``letter_unknown``; ``letter_ambiguous`` for a number that stands in several registers.
    """
    connection, said = session.store.connection, typed.strip()
    thing = thing_of(said)
    if thing is None and said.upper().startswith("JB1"):
        thing = thing_of(read_letter_qr(said)[0])
    if thing is not None:
        found = list(shelf.letters(connection, [thing]).values())
    else:
        found = shelf.letters_numbered(connection, said)
    if not found:
        raise UserError("letter_unknown", letter=said[:60])
    if len(found) > 1:
        raise UserError(
            "letter_ambiguous",
            number=said[:60],
            letters=", ".join(thing_text(one.thing) for one in found[:5]),
        )
    return found[0]


def list_letters(session: Session, query: Query) -> dict[str, Any]:
    """Letters, latest date first: ``{"items": […], "next": cursor or None}``.

    Words to be searched for must each stand in the number, the subject, the kind or the addressee's name.

    Raises:
        UserError: ``where_unknown``, ``where_value``, ``limit_range``, ``cursor_wrong``.
    """
    size = page_size(query)
    filters = [_standing(one) for one in filters_of(session, query.where, WHERE)]
    rows = shelf.letter_page(
        session.store.connection, filters, size + 1, key_of(query), _words(session, query)
    )
    more = cursor_of(query, rows[size - 1][0]) if len(rows) > size else None
    return {"items": [letter_item(session, one) for _, one in rows[:size]], "next": more}


def show_letter(
    session: Session, typed: str, press: "Press | None" = None, out: Path | None = None
) -> dict[str, Any]:
    """One letter whole with its history; with `out` its files are made again, with the number it has now.

    Args:
        session: the open home.
        typed: the letter.
        press: what documents are set with; needed with `out`.
        out: a folder.

    Raises:
        UserError: ``letter_unknown``, ``letter_not_here`` when it was printed on another laptop,
            ``letter_only_reserved``, or what the disk says.
    """
    letter = find_letter(session, typed)
    values = letter.values
    shown = {
        **letter_item(session, letter),
        **{name: values.get(name) for name in ("register", "serial", "earlier")},
        "code": code_of_letter(letter),
        "attachments": attachment_items(values.get("attachments")),
        "aspirations": _aspirations(session, letter),
        "history": history(session, [letter.thing]),
    }
    if out is None:
        return shown
    if press is None:
        raise ValueError("printing needs a press")
    return {**shown, **print_again(session, press, letter, out)}


def print_again(session: Session, press: "Press", letter: Letter, out: Path) -> dict[str, Any]:
    """Makes the files of a letter again; errors as `show_letter`."""
    if not letter.issued:
        raise UserError("letter_only_reserved", number=letter.number)
    printed = printed_here(session, letter)
    if printed is None:
        raise UserError("letter_not_here")
    document = printed.pdf(press, letter.number)
    files = {".pdf": document.data, ".docx": printed.docx(press, letter.number), ".jbola": printed.data}
    paths = place_files(out, printed.name, files)
    return {"path": paths[".pdf"], "docx": paths.get(".docx"), "data": paths.get(".jbola")}


def letter_item(session: Session, letter: Letter) -> dict[str, Any]:
    """A letter as lists show it; `aspirations` counts what it names."""
    names = {agency.code: agency.short for agency in session.pack.agencies}
    values = letter.values
    return {
        "id": thing_text(letter.thing),
        "kind": letter.kind,
        "agency": letter.agency,
        "agency_name": names.get(letter.agency or ""),
        "number": letter.number,
        "date": letter.date,
        "state": letter.standing,
        "subject": values.get("subject"),
        "version": values.get("version"),
        "aspirations": len(values.get("assignments") or ()),
        "delivered": values.get("delivered"),
    }


def code_of_letter(letter: Letter) -> str | None:
    """The text of its QR; None for a number without a letter."""
    digest = values_hash(letter)
    return letter_qr(thing_text(letter.thing), digest) if digest else None


def values_hash(letter: Letter) -> bytes | None:
    """The hash it was issued with; None when there is none, or none that could be one."""
    said = letter.values.get("hash")
    try:
        digest = bytes.fromhex(said) if isinstance(said, str) else b""
    except ValueError:
        return None
    return digest if len(digest) == 32 else None


def _words(session: Session, query: Query) -> list[Word]:
    """What is searched for, each word with the addressees that are called so."""
    called = {one.code: f"{one.short} {one.name}".lower() for one in session.pack.agencies}
    words = (query.search or "").split()
    return [Word(one, [code for code, name in called.items() if one.lower() in name]) for one in words]


def _standing(one: Filter) -> Filter:
    return one._replace(column="standing") if one.column == "state" else one


def _aspirations(session: Session, letter: Letter) -> list[dict[str, Any]]:
    """The aspirations it names, as far as they are here; restricted ones do not exist for a letter."""
    connection = session.store.connection
    things = [thing for one in letter.values.get("assignments") or () if (thing := thing_in(one))]
    meant = things if letter.kind == "koordinasi" else _assigned(session, things)
    found = queries.aspirations(connection, meant)
    return [
        {"code": with_prefix(one.code, session.pack.prefix), "title": one.title, "status": one.status}
        for thing in dict.fromkeys(meant)
        if (one := found.get(thing)) and not one.restricted
    ]


def _assigned(session: Session, assignments: Sequence[bytes]) -> list[bytes]:
    sql = "SELECT thing, aspiration FROM assignment WHERE aspiration IS NOT NULL AND thing IN "
    rows = dict(queries.rows_of(session.store.connection, sql, assignments))
    return [rows[one] for one in assignments if one in rows]
