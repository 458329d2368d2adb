"""A letter's PDF as it comes in: its sealed file is taken out and read like any other (sync.md 3, Letter)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.actions.letter_data import SEQUENCE
from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.store.durable import make_folder, storage_errors, write_new
from desktop.sync.bundle import peek_about, peek_kind
from desktop.sync.letter_pdf import data_of_letter

_FOLDER = "letter-in"


@contextmanager
def letter_data(session: Session, path: Path) -> Iterator[Path]:
    """The sealed file of a letter's PDF, inside the home until the block ends.

    What is refused inside names the PDF, which is the file the person knows.

    Raises:
        UserError: ``letter_pdf_…`` as `letter_pdf.data_of_letter`; ``letter_pdf_not_ours`` when the
            attachment is no file of a letter.
    """
    data = data_of_letter(path)
    folder = session.paths.home / _FOLDER
    inside = folder / f"{path.stem[:80]}.jbola"
    try:
        with storage_errors():
            make_folder(folder)
            write_new(inside, data)
        _demand_letter(inside)
        yield inside
    except UserError as error:
        if error.values.get("file") == inside.name:
            error.values["file"] = path.name
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _demand_letter(inside: Path) -> None:
    try:
        ours = peek_kind(inside) == "bundle" and peek_about(inside).sequence == SEQUENCE
    except UserError as error:
        if error.code == "needs_newer_version":
            raise
        ours = False
    if not ours:
        raise UserError("letter_pdf_not_ours", file=inside.name)
