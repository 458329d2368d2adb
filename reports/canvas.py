"""ReportLab's canvas, with every piece of content tagged or an artifact, and feet drawn at the end."""

import re
from collections.abc import Callable
from types import TracebackType
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject, PDFPage
from reportlab.pdfgen.canvas import Canvas

from reports.raw import appended
from reports.tags import Element, Tag, Tree

# Operators that leave something on the paper.
PAINTS = re.compile(r"""(?:^|\s)(?:Tj|TJ|'|"|Do|EI|sh|S|s|F|f\*?|B\*?|b\*?)(?=\s|$)""")


class Later(PDFObject):  # type: ignore[misc]
    """An object that is written again further down in the file; see `raw.appended`."""

    __RefOnly__ = 1

    def format(self, document: object) -> bytes:
        """What stands in the file until then."""
        return b"null"


class Page(PDFPage):  # type: ignore[misc]
    """A page that belongs to a structure tree."""

    __NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")


class Marked:
    """A piece of content; what is drawn inside belongs to one element, or to none if it is an artifact."""

    __slots__ = ("_canvas", "_element", "_start")

    def __init__(self, canvas: "TaggedCanvas", element: Element | None) -> None:
        self._canvas = canvas
        self._element = element
        self._start = 0

    def __enter__(self) -> None:
        self._start = self._canvas.open_piece(self._element)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._canvas.close_piece(self._element, self._start)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Draws the pages of one document.

    Attributes:
        tree: what was marked.
        untagged: content drawn outside of `mark` and `artifact`: mistakes of ours.
        leaves: the pages ended so far.
        foot: draws the foot of a page (counted from 0) once the number of pages is known.
        drop: how much of the present page, from below, is cut off: a roll ends where its words end.
        roll: there is one page as long as it needs to be, so nothing to jump to.
    """

    _code: list[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        self.tree = Tree()
        self.untagged: list[str] = []
        self.leaves: list[Page] = []
        self.foot: Callable[[TaggedCanvas, int], None] | None = None
        self.drop = 0.0
        self.roll = False
        self._open: Element | str = ""
        self._seen = 0
        self._level = -1
        super().__init__(*args, **options)

    def _make_preamble(self) -> None:
        """Leaves out ReportLab's own, which names a font that is not embedded."""
        self._preamble = ""

    def mark(self, *path: Tag, alt: str = "") -> Marked:
        """What is drawn inside belongs to the element at the end of the path, outermost first.

        Args:
            path: below the document. Same tags, same elements, also on the next page.
            alt: in words what a Figure shows.
        """
        return Marked(self, self.tree.element(path, alt))

    def artifact(self) -> Marked:
        """What is drawn inside is decoration, or a repetition nobody needs to hear."""
        return Marked(self, None)

    def open_piece(self, element: Element | None) -> int:
        """Begins a piece; see `mark` and `artifact`. Pieces do not lie in each other."""
        if self._open or self._formData:
            raise RuntimeError(f"content marked inside a piece of content: {self._open or 'a form'}")
        self._check()
        self._open = element or "artifact"
        self._code.append("/Artifact BMC" if element is None else "")
        return len(self._code)

    def close_piece(self, element: Element | None, start: int) -> None:
        """Ends a piece; one with nothing in it leaves no trace on the page."""
        self._open = ""
        if len(self._code) == start:
            self._code.pop()
        else:
            if element is not None:
                number = self.tree.place(element, len(self.leaves))
                self._code[start - 1] = f"/{element.role} <</MCID {number}>> BDC"
            self._code.append("EMC")
        self._seen = len(self._code)

    def _check(self) -> None:
        self.untagged += [line for line in self._code[self._seen :] if PAINTS.search(line)]
        self._seen = len(self._code)

    def bookmark(self, title: str, level: int = 0, top: float = 0) -> None:
        """Adds an entry to the outline of the document.

        Args:
            title: in plain words.
            level: 0 for a chapter, 1 for what lies in it; a level without one above it moves up.
            top: where it stands, in the present coordinates.
        """
        if self.roll:
            return
        key = f"b{len(self._destinations)}"
        self._level = min(level, self._level + 1)
        self.bookmarkPage(key, fit="XYZ", left=0, top=self.absolutePosition(0, top)[1])
        self.addOutlineEntry(title, key, self._level)

    def showPage(self) -> None:
        """Ends a page; its foot follows in `save`, when the number of pages is known."""
        if self._open:
            raise RuntimeError("a page ended inside a piece of content")
        self._check()
        page = Page()
        page.pagewidth, page.pageheight = self._pagesize[0], self._pagesize[1] - self.drop
        page.drop = self.drop
        page.StructParents, page.Tabs = len(self.leaves), "/S"
        before = [f"1 0 0 1 0 {-self.drop:.3f} cm"] if self.drop else []
        page.setStream(before + self._code)
        self._hand_over(page)
        self._doc.addPage(page)
        self.leaves.append(page)
        self._startPage()
        self._seen = 0

    def _hand_over(self, page: Page) -> None:
        page.hasImages = self._currentPageHasImages
        self._setColorSpace(page)
        self._setExtGState(page)
        self._setXObjects(page)
        self._setShadingUsed(page)
        self._setAnnotations(page)

    def save(self) -> None:
        """Draws what stands at the foot of the pages, then writes pages and structure to the file."""
        if self._code or not self.leaves:
            self.showPage()
        if self.foot:
            for number, page in enumerate(self.leaves):
                self._restartAccumulators()
                self.init_graphics_state()
                self.drop = page.drop
                self.foot(self, number)
                page.stream += "\n".join(self._code) + "\n"
        for page in self.leaves:
            page.stream = page.stream.encode("ascii")  # ReportLab would look every sign up
        self._code = []
        self._filename.write(self._file())

    def _file(self) -> bytes:
        document, root = self._doc, Later()
        document.Catalog.StructTreeRoot = root
        plain = document.GetPDFData(self)
        numbers = document.idToObjectNumberAndVersion

        def number(thing: Any) -> int:
            return int(numbers[thing.__InternalName__][0])

        first = int(document.objectcounter) + 1
        objects = self.tree.write(number(root), first, [number(page) for page in self.leaves])
        return appended(plain, objects, (number(root), first), number(document.Catalog))
