"""The structure of a tagged PDF (ISO 32000-1, 14.7): which element each piece of drawn content belongs to."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reports.raw import name, text

ROLES = {
    *("Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "L", "LI", "Lbl", "LBody"),
    *("Table", "THead", "TBody", "TR", "TH", "TD", "Caption", "Figure", "Span"),
}
"""What our documents need of ISO 32000-1, 14.8.4; another role would have to be mapped to a standard one."""


class Tag(NamedTuple):
    """One step of the way from the document down to a piece of content.

    Attributes:
        role: a name of `ROLES`.
        key: the same role and key below the same parent are the same element, also on a later page; None = a
            new element each time. Use an object that lives as long as the document, never its `id`.
    """

    role: str
    key: object = None


class Element:
    """One node of the tree: its children and pieces of page content in the order they were drawn."""

    __slots__ = ("alt", "kids", "known", "number", "parent", "role")

    def __init__(self, role: str, parent: "Element | None", alt: str = "") -> None:
        if role not in ROLES:
            raise ValueError(f"no standard structure role: {role}")
        self.role = role
        self.parent = parent
        self.alt = alt
        self.kids: list[Element | tuple[int, int]] = []
        self.known: dict[Tag, Element] = {}
        self.number = 0

    def child(self, tag: Tag) -> "Element":
        """The element of that tag below this one, made if it is new."""
        found = self.known.get(tag) if tag.key is not None else None
        if found is None:
            found = Element(tag.role, self)
            self.kids.append(found)
            if tag.key is not None:
                self.known[tag] = found
        return found


class Tree:
    """Everything marked so far.

    Attributes:
        root: the Document element.
        pages: for each page the element of every marked piece, by its number on that page (MCID).
    """

    def __init__(self) -> None:
        self.root = Element("Document", None)
        self.pages: list[list[Element]] = []

    def element(self, path: Sequence[Tag], alt: str) -> Element:
        """The element a path leads to; `alt` is what a person hears who cannot see it."""
        node = self.root
        for tag in path:
            node = node.child(tag)
        if alt:
            node.alt = alt
        return node

    def place(self, element: Element, page: int) -> int:
        """Notes a piece of content of an element on a page (from 0) and gives its number there."""
        while len(self.pages) <= page:
            self.pages.append([])
        pieces = self.pages[page]
        element.kids.append((page, len(pieces)))
        pieces.append(element)
        return len(pieces) - 1

    def write(self, root: int, first: int, pages: Sequence[int]) -> list[bytes]:
        """Turns the tree into objects of a PDF file.

        Args:
            root: the object number of the structure tree root.
            first: the numbers from here on are free.
            pages: the object number of each page.

        Returns:
            The structure tree root, then what belongs under the free numbers.
        """
        elements = [self.root]
        for element in elements:  # grows while we go: parents before children, each level in order
            elements += [kid for kid in element.kids if isinstance(kid, Element)]
        for number, element in enumerate(elements, first + 1):
            element.number = number
        rows = (
            b"%d [%s]" % (page, b" ".join([b"%d 0 R" % element.number for element in pieces]))
            for page, pieces in enumerate(self.pages)
        )
        return [
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (self.root.number, first, len(pages)),
            b"<</Nums [%s]>>" % b" ".join(rows),
            *(_element(element, root, pages) for element in elements),
        ]


def _element(element: Element, root: int, pages: Sequence[int]) -> bytes:
    parent = element.parent.number if element.parent else root
    home = next((kid[0] for kid in element.kids if not isinstance(kid, Element)), None)
    kids = list(_kids(element.kids, home, pages))
    parts = [b"<</S%s/P %d 0 R" % (name(element.role), parent)]
    if home is not None:
        parts.append(b"/Pg %d 0 R" % pages[home])
    if kids:
        parts.append(b"/K %s" % kids[0] if len(kids) == 1 else b"/K [%s]" % b" ".join(kids))
    if element.role == "Figure":
        parts.append(b"/Alt " + text(element.alt or " "))
    if element.role == "TH":
        parts.append(b"/A<</O/Table/Scope/Column>>")
    return b"".join(parts) + b">>"


def _kids(
    kids: Iterable[Element | tuple[int, int]], home: int | None, pages: Sequence[int]
) -> Iterable[bytes]:
    for kid in kids:
        if isinstance(kid, Element):
            yield b"%d 0 R" % kid.number
        elif kid[0] == home:
            yield b"%d" % kid[1]
        else:
            yield b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[kid[0]], kid[1])
