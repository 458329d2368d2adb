"""What a letter's PDF carries: the one sealed file, our mark, its pages. Every PDF is hostile (sync.md 4)."""

import multiprocessing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.letters import DATA_NAME
from desktop.sync.limits import MIB, Refused
from desktop.sync.safe_file import reading

if TYPE_CHECKING:
    from desktop.sync.pdf_look import Found

LARGEST_PDF = 40 * 1_000_000
LARGEST_DATA = 20 * MIB
MEMORY = 1536 * MIB
CPU_SECONDS = 20
WALL_SECONDS = 40

_REFUSALS = {
    "broken": "letter_pdf_broken",
    "encrypted": "letter_pdf_encrypted",
    "two": "letter_pdf_two_data",
    "large": "letter_pdf_too_large",
}


def data_of_letter(path: Path) -> bytes:
    """The sealed file in a letter's PDF; nothing of it is checked yet.

    The PDF is read in a child process whose memory and time are limited.

    Raises:
        UserError: ``file_not_found``, ``file_unreadable``.
        Refused: ``letter_pdf_too_large``, ``letter_pdf_broken``, ``letter_pdf_encrypted``,
            ``letter_pdf_two_data``; ``letter_pdf_no_data`` for a letter of ours without,
            ``letter_pdf_not_ours`` for any other PDF.
    """
    with reading(path) as file:
        found = _examined(file.read(LARGEST_PDF + 1), pages=False)
        if found.data is None:
            raise Refused("letter_pdf_no_data" if found.mark else "letter_pdf_not_ours")
        return found.data


def marks_of_letter(path: Path) -> "Found":
    """The mark of a letter of ours and what its pages draw; errors as `data_of_letter`."""
    with reading(path) as file:
        found = _examined(file.read(LARGEST_PDF + 1), pages=True)
        if not found.mark:
            raise Refused("letter_pdf_not_ours")
        return found


def page_digests(pdf: bytes) -> tuple[str, ...]:
    """SHA-256 in hex of what each page of a PDF of our own draws, comparable with `marks_of_letter`."""
    from desktop.sync import pdf_look  # noqa: PLC0415 -- see `_asked`

    return pdf_look.page_digests(pdf)


def _examined(pdf: bytes, *, pages: bool) -> "Found":
    if len(pdf) > LARGEST_PDF:
        raise Refused("letter_pdf_too_large")
    if not pdf.startswith(b"%PDF-"):
        raise Refused("letter_pdf_not_ours")
    found = _asked(pdf, pages)
    if found.state != "ok":
        raise Refused(_REFUSALS.get(found.state, "letter_pdf_broken"))
    return found


def _asked(pdf: bytes, pages: bool) -> "Found":
    """The child's answer; one that crashed, ran out of memory or took too long has found it broken."""
    # pikepdf takes a tenth of a second to load: only for those who take in a letter.
    from desktop.sync import pdf_look  # noqa: PLC0415

    wish = pdf_look.Wish(DATA_NAME, LARGEST_DATA, pages, MEMORY, CPU_SECONDS)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    child = context.Process(target=pdf_look.serve, args=(there, wish), daemon=True)
    child.start()
    there.close()
    try:
        here.send_bytes(pdf)
        if here.poll(WALL_SECONDS):
            return pdf_look.unpack(here.recv_bytes(LARGEST_DATA + MIB))
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        pass
    finally:
        here.close()
        child.kill()
        child.join()
    return pdf_look.Found("broken")
