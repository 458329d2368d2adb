"""The table of an annex: any number of rows over any number of pages, drawn straight on the canvas."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from reports.sheet import Sheet
from reports.table_rows import EDGE, SIDE, Column, Piece, Place, Rows, SetRow
from reports.tags import Tag
from reports.text import draw_lines

__all__ = ["Column", "Table"]

_RULE = 0.5


class Table(Flowable):  # type: ignore[misc]
    """Ruled rows under a head that comes again on every page.

    A row stays whole where it can; one that is higher than a page, or would leave too much of one empty, goes
    on over the page between two lines. Parts of a split table share their rows, so that splitting costs the
    same for every page and only the rows of a page are held.

    Args:
        sheet: the document.
        columns: one at least.
        rows: plain text, cells in the order of the columns.
        size: of the type, in points.
        heads: whether the columns have titles.
        least: lines of the lowest row, for tables that are filled in by hand.
    """

    spaceBefore = 2
    spaceAfter = 6

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        size: float = 9,
        heads: bool = True,
        least: int = 1,
    ) -> None:
        super().__init__()
        self._sheet = sheet
        self._heads = heads
        self._rows = Rows(sheet, columns, rows, size, least)
        self._start, self._stop = Place(0, 0), Place(len(rows), 0)
        self._fresh = False

    def _part(self, start: Place, stop: Place) -> "Table":
        part = Table.__new__(Table)
        Flowable.__init__(part)
        part._sheet, part._heads, part._rows = self._sheet, self._heads, self._rows
        part._start, part._stop, part._fresh = start, stop, False
        return part

    @property
    def _head(self) -> float:
        return self._rows.high(self._rows.head.lines) if self._heads else 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The height of all rows, or anything above `height` when they take more."""
        self._rows.fit_width(width)
        at, taken = self._rows.reach(self._start, self._stop, height - self._head)
        self.width = width
        self.height = self._head + taken if at >= self._stop else max(height, 0.0) + self._rows.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list["Table"]:
        """The part for this page and the rest; nothing if it is better to begin on the next page."""
        self._rows.fit_width(width)
        cut = self._rows.cut(self._start, self._stop, height - self._head, fresh=self._fresh)
        if cut == self._start or cut >= self._stop:
            self._fresh = True  # asked again, it stands at the head of a page
            return []
        return [self._part(self._start, cut), self._part(cut, self._stop)]

    def draw(self) -> None:
        """The head, the rows, and the rules around them."""
        top = self.height
        edges = [top]
        # Without heads nothing says what a cell is: to be heard it is no table, but words after one another.
        table = Tag("Table" if self._heads else "Div", self._rows)
        if self._heads:
            self._draw_head(top, table)
            top -= self._head
            edges.append(top)
        pieces = self._rows.pieces(self._start, self._stop)
        for piece in pieces:
            self._draw_piece(piece, top, table)
            top -= self._rows.high(piece.last - piece.first)
            edges.append(top)
        self._draw_rules(edges)
        self._rows.forget(range(self._start.row, self._stop.row))

    def _draw_head(self, top: float, table: Tag) -> None:
        """The head once as heads of the table, on later pages as mere repetition."""
        rows, x = self._rows, 0.0
        again = self._start != Place(0, 0)
        for number, (lines, width) in enumerate(zip(rows.head.cells, rows.widths, strict=True)):
            path = (table, Tag("TR", "head"), Tag("TH", number))
            with self.canv.artifact() if again else self.canv.mark(*path):
                draw_lines(
                    self.canv, self._sheet, lines, rows.head_style, x + SIDE, top - EDGE, width - 2 * SIDE
                )
            x += width

    def _draw_piece(self, piece: Piece, top: float, table: Tag) -> None:
        rows, canvas = self._rows, self.canv
        whole: SetRow = rows.row(piece.row)
        row, cell = (Tag("TR", piece.row), "TD") if self._heads else (Tag("Div", piece.row), "P")
        x = 0.0
        for number, width in enumerate(rows.widths):
            lines = whole.cells[number] if number < len(whole.cells) else []
            part = lines[piece.first : piece.last]
            if part or not piece.first:
                # An empty cell is one too: every row of the structure has as many as the head.
                with canvas.mark(table, row, Tag(cell, number)):
                    if part:
                        style = rows.styles[number]
                        draw_lines(canvas, self._sheet, part, style, x + SIDE, top - EDGE, width - 2 * SIDE)
            x += width

    def _draw_rules(self, edges: Sequence[float]) -> None:
        if len(edges) < 2:
            return
        sides = [0.0]
        for width in self._rows.widths:
            sides.append(sides[-1] + width)
        rules = [(0.0, edge, self.width, edge) for edge in edges]
        rules += [(side, edges[0], side, edges[-1]) for side in sides]
        with self.canv.artifact():
            self.canv.setLineWidth(_RULE)
            self.canv.setStrokeGray(0)
            self.canv.lines(rules)
