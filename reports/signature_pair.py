"""Two signatures side by side, as on minutes, with witnesses below."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from desktop.core.letters import SignatureLines
from reports.reference import plain
from reports.sheet import Sheet
from reports.signing import BEFORE, Closing, Column
from reports.tags import Tag
from reports.text import Line, draw_lines, set_lines

_COLUMN_SHARE = 0.46


def two_signatures(
    sheet: Sheet,
    left: SignatureLines,
    right: SignatureLines,
    *,
    witnesses: Sequence[SignatureLines] = (),
    place_date: str = "",
    after: Flowable | None = None,
) -> list[Flowable]:
    """Signatures of minutes: two columns, then the witnesses two by two, a last one in the middle (B.6)."""
    rows = [[left, right], *([*witnesses[at : at + 2]] for at in range(0, len(witnesses), 2))]
    blocks: list[Flowable] = [
        Pair(sheet, row, place_date if number == 0 else "") for number, row in enumerate(rows)
    ]
    if after is not None:
        blocks[0] = Closing(after, blocks[0])
    return blocks


class Pair(Flowable):  # type: ignore[misc]
    """One or two signatures in a row, names on one line; one alone stands in the middle."""

    def __init__(self, sheet: Sheet, signatures: Sequence[SignatureLines], place_date: str) -> None:
        super().__init__()
        self._sheet, self._date = sheet, place_date
        self._style = plain(sheet).but(align="center")
        self._columns = [Column(sheet, lines, self._style) for lines in signatures]
        self._date_lines: list[Line] = []
        self.spaceBefore = BEFORE

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The highest titles, the room, the most lines below."""
        self._wide = width * _COLUMN_SHARE
        for column in self._columns:
            column.fit(self._wide)
        self._date_lines = (
            set_lines(self._sheet, self._date, self._style, self._wide, "tanggal") if self._date else []
        )
        self._dated = len(self._date_lines) * self._style.line
        self._below = max(column.below for column in self._columns)
        above = max(column.above for column in self._columns)
        room = self._sheet.profile.space_lines * self._style.line
        self.width, self.height = width, self._dated + above + room + self._below
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Never."""
        return []

    def draw(self) -> None:
        """The date over the right column, then the columns from left to right."""
        right = self.width - self._wide
        if self._date_lines:
            with self.canv.mark(Tag("P", (self, "date"))):
                draw_lines(
                    self.canv, self._sheet, self._date_lines, self._style, right, self.height, self._wide
                )
        places = [0.0, right] if len(self._columns) == 2 else [right / 2]
        for column, x in zip(self._columns, places, strict=True):
            column.draw(self.canv, x, self.height - self._dated, self._wide, self._below)
