"""What every paper of the village needs: the file on disk, its warnings, and words with nobody in them."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop.actions.session import Session
from desktop.core.clock import local_iso
from desktop.core.pack_types import Village
from desktop.core.scope import NEVER_NAMED
from desktop.errors import UserError
from desktop.store.durable import rename, storage_errors, sync_file, sync_folder, write_new
from desktop.store.queries import Aspiration
from reports.document import Document

# Anybody's number, however it is spaced: 16 digits (NIK, family card) and telephones of Indonesia.
_NUMBERS = re.compile(
    r"(?<![0-9])(?:[0-9](?:[ .\-]?[0-9]){15}|(?:\+?62|0)[ .\-]?8[0-9](?:[ .\-]?[0-9]){6,11})(?![0-9])"
)
_YEARS = re.compile(r"(?:(?:19|20)[0-9]{2}[ .\-]?){4}")
_DIGIT = re.compile(r"[0-9]")


def save(session: Session, out: Path | None, document: Document, what: str) -> dict[str, Any]:
    """Puts a finished paper where it was asked for, over whatever file has that name.

    The window asks for no file: there a paper is looked at, and names in it are never on the disk in clear.

    That something was printed is noted in the log of this laptop (UU 27/2022, Pasal 31).

    Args:
        session: the open home.
        out: the file; its folder must be there. None hands over the paper itself.
        document: the paper.
        what: for the log: which paper of which thing, nobody's name.

    Returns:
        ``{"path", "pages", "warnings": [{"field", "signs"}]}``: signs no font has, by field. Without a file
        ``data``, the PDF, stands in place of ``path``.

    Raises:
        UserError: ``print_not_file``, ``print_no_folder``, ``print_no_room``, ``print_read_only``,
            ``print_failed``; what stood there before stands.
    """
    if out is not None:
        _write(out, document.data)
    with session.store.transaction() as connection:
        connection.execute(
            "INSERT INTO log (at, what, detail) VALUES (?, 'printed', ?)", (local_iso(session.now()), what)
        )
    warnings = [{"field": field, "signs": signs} for field, signs in document.missing]
    made = {"data": document.data} if out is None else {"path": str(out)}
    return {**made, "pages": document.pages, "warnings": warnings}


def village_of(session: Session, code: str | None) -> Village:
    """The village of a code; one that left the pack is called by its code."""
    for village in session.pack.villages:
        if village.code == code:
            return village
    return Village(code or "", code or "", "desa", "", "")


def discreet(text: str) -> str:
    """Somebody's words without the numbers in them that name a person: NIK and telephone become stars."""
    return _NUMBERS.sub(lambda found: _stars(found[0]), text)


def may_be_named(one: Aspiration) -> bool:
    """Whether paper that others read may name the citizen: never who criticised, only who spoke openly."""
    return one.mode == "open" and one.kind not in NEVER_NAMED and not one.values.get("supervision")


def _stars(number: str) -> str:
    return number if _YEARS.fullmatch(number) else _DIGIT.sub("*", number)


def _write(out: Path, data: bytes) -> None:
    part = out.with_name(f".{out.name}.tmp")
    try:
        with storage_errors(full="print_no_room", refused="print_read_only"):
            _demand_place(out)
            write_new(part, data)
            sync_file(part)
            rename(part, out)
            sync_folder(out.absolute().parent)
    except OSError as error:
        raise UserError("print_failed", file=out.name) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _demand_place(out: Path) -> None:
    if not out.absolute().parent.is_dir():
        raise UserError("print_no_folder", folder=str(out.parent))
    if out.exists() and not out.is_file():
        raise UserError("print_not_file", file=out.name)
