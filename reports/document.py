"""What a document function gives back: the bytes, how many pages, and what could not be shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Missing(NamedTuple):
    """Signs of one field that no font of ours has; `signs` each once, in order of appearance."""

    field: str
    signs: str


class Attachment(NamedTuple):
    """A file carried inside a PDF."""

    name: str
    data: bytes
    modified: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One finished PDF.

    Attributes:
        data: the file.
        pages: how many.
        missing: what was printed as a box, to be said to whoever prints.
    """

    data: bytes
    pages: int
    missing: tuple[Missing, ...] = ()
