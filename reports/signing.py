"""What every signature on paper is made of: its lines, and the tie to the text before it."""

from typing import Any, NamedTuple

from reportlab.platypus import Flowable

from desktop.core.letters import SignatureLines
from reports.sheet import Sheet
from reports.style import Style
from reports.tags import Tag
from reports.text import Line, draw_lines, set_lines

BEFORE = 12.0
"""Points above a signature."""

_ANCHOR = 8.0
_KEPT = 2
"""Lines of the text before that go to the next page with a signature."""


class _Set(NamedTuple):
    """The lines of one signature, set for a width."""

    above: list[Line]
    name: list[Line]
    below: list[Line]


class Column:
    """One signature: titles, room, name, what stands below it."""

    def __init__(self, sheet: Sheet, lines: SignatureLines, style: Style, anchor: str = "") -> None:
        self._sheet, self._lines, self._style = sheet, lines, style
        self._anchor = anchor or sheet.profile.anchor
        self._set = _Set([], [], [])
        self._key = object()

    def fit(self, width: float) -> None:
        """Sets the lines."""

        def lines_of(text: str, field: str) -> list[Line]:
            return set_lines(self._sheet, text, self._style, width, field) if text else []

        name = self._lines.name or self._sheet.words.text("signature_name_blank")
        self._set = _Set(
            lines_of("\n".join(self._lines.above), "jabatan"),
            lines_of(name, "penandatangan"),
            lines_of("\n".join(self._lines.below), "penandatangan"),
        )

    @property
    def above(self) -> float:
        """Height of the titles."""
        return len(self._set.above) * self._style.line

    @property
    def below(self) -> float:
        """Height of the name and what stands below it."""
        return (len(self._set.name) + len(self._set.below)) * self._style.line

    def draw(self, canvas: Any, x: float, top: float, width: float, name_top: float) -> None:
        """Titles from `top`, the name from `name_top`, the anchor between them."""
        line = self._style.line
        anchored = self._style.but(size=_ANCHOR)
        places = [
            ("above", self._set.above, self._style, top),
            (
                "anchor",
                self._anchor_lines(anchored, width),
                anchored,
                (top - self.above + name_top + line) / 2,
            ),
            ("name", self._set.name, self._style, name_top),
            ("below", self._set.below, self._style, name_top - len(self._set.name) * line),
        ]
        for part, lines, style, upper in places:
            if lines:
                with canvas.mark(Tag("P", (self._key, part))):
                    draw_lines(canvas, self._sheet, lines, style, x, upper, width)

    def _anchor_lines(self, style: Style, width: float) -> list[Line]:
        return set_lines(self._sheet, self._anchor, style, width, "anchor") if self._anchor else []


class Closing(Flowable):  # type: ignore[misc]
    """The last paragraph and the signature: at least two lines of the one go with the other."""

    def __init__(self, body: Flowable, block: Flowable) -> None:
        super().__init__()
        self._body, self._block = body, block
        self.spaceBefore = body.getSpaceBefore()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Both, with the larger of the spaces between them."""
        self._body_high = self._body.wrap(width, height)[1]
        self._block_high = self._block.wrap(width, height)[1]
        self._gap = max(self._body.getSpaceAfter(), self._block.getSpaceBefore())
        self.width, self.height = width, self._body_high + self._gap + self._block_high
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """As much of the paragraph as fits, but not its last two lines."""
        self.wrap(width, height)
        style = getattr(self._body, "style", None)
        kept = _KEPT * (style.line if isinstance(style, Style) else BEFORE)
        parts = self._body.split(width, min(height, self._body_high - kept))
        if len(parts) != 2:
            return []
        return [parts[0], Closing(parts[1], self._block)]

    def draw(self) -> None:
        """The paragraph above the signature."""
        self._body.drawOn(self.canv, 0, self.height - self._body_high)
        self._block.drawOn(self.canv, 0, 0)
