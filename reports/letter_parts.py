"""What a letter is made of before it becomes a PDF or a DOCX: plain parts in reading order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reports.kop import Kind
from reports.reference import labels_width
from reports.sheet import Sheet
from reports.style import BODY, MM, PLAIN, Style
from reports.table import Column

HANG = 7 * MM
"""How far the text of a numbered point stands behind its number."""

COLON = 3 * MM
"""How far the colon of a label stands before the value."""


@dataclass(frozen=True, slots=True)
class Kop:
    """The letterhead; `kind` as in `kop.letterhead`."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph.

    Attributes:
        field: names it in a warning about missing signs. tag: its role in the structure.
        with_next: whether it stands on the page of what follows.
    """

    words: str
    style: Style = BODY
    field: str = ""
    tag: str = "P"
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Text with all its lines at one indent and marks before it: "1.", or "Nomor" and ":".

    Attributes:
        marks: points from the margin, and what stands there on the first line.
        words: the text. left: points from the margin to it.
        listed: whether it is a point of a list, together with the listed ones beside it.
        with_next: whether it stands on the page of what follows.
    """

    marks: tuple[tuple[float, str], ...]
    words: str
    left: float = HANG
    field: str = ""
    style: Style = BODY
    listed: bool = False
    with_next: bool = False

    def moved(self, right: float, *before: tuple[float, str]) -> "Item":
        """The same, further to the right and behind other marks."""
        marks = tuple((x + right, mark) for x, mark in self.marks)
        return replace(self, marks=(*before, *marks), left=self.left + right)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its heads."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Place and date, then Nomor, Sifat, Lampiran, Hal, all as printed."""

    day: str
    number: str
    nature: str
    annex: str
    subject: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """The lines after "Yth." and the place after "di -"."""

    lines: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """Of which letter an annex is, at its upper right."""

    title: str
    number: str
    day: str


@dataclass(frozen=True, slots=True)
class Sign:
    """The signature with its code; the text before it never leaves it alone on a page.

    Attributes:
        place_date: said above it; "" = it stands elsewhere in the letter.
    """

    place_date: str = ""


@dataclass(frozen=True, slots=True)
class Copies:
    """Who gets a copy."""

    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Break:
    """What follows starts a new page."""


Part = Kop | Text | Item | Grid | Reference | Addressee | AnnexHead | Sign | Copies | Rule | Break


def numbered(texts: Iterable[str], field: str = "", style: Style = BODY) -> list[Item]:
    """Points `1.`, `2.`, …; empty ones are left out and not counted."""
    kept = [text for text in texts if text.strip()]
    return [Item(((0, f"{place}."),), text, HANG, field, style, True) for place, text in enumerate(kept, 1)]


def labelled(pairs: Iterable[tuple[str, str, str]], left: float, style: Style = PLAIN) -> list[Item]:
    """Lines `label : value`.

    Args:
        pairs: label, value, and what a warning about missing signs calls the value.
        left: points from the margin to the values, see `label_room`.
        style: of both.
    """
    return [
        Item(((0, label), (left - COLON, ":")), value, left, field, style) for label, value, field in pairs
    ]


def label_room(sheet: Sheet, labels: Iterable[str]) -> float:
    """Points from labels to their values, so that the widest has its colon behind it."""
    return labels_width(sheet, labels) + COLON


def section(label: str, items: Sequence[Item], left: float) -> list[Item]:
    """Items with `label :` before the first, all moved to the right of it."""
    marks = ((0.0, label), (left - COLON, ":"))
    return [item.moved(left, *(() if place else marks)) for place, item in enumerate(items)]
