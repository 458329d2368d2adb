"""Small papers: blocks fitted into a box, and boxes on a sheet with marks to cut along."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

PER_SHEET = 4
_MARK = 12.0
_RULE = 0.4
_SMALLER, _LEAST = 0.97, 0.1


class Card(Flowable):  # type: ignore[misc]
    """Blocks one below the other in a box of fixed size, made smaller where they would not fit.

    Args:
        story: the blocks.
        width, height: of the box. inside: white at its four edges. All in points.
    """

    def __init__(self, story: Sequence[Flowable], width: float, height: float, inside: float = 0) -> None:
        super().__init__()
        self._story = story
        self.width, self.height = width, height
        self._inside = inside

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The box, whatever is in it."""
        return self.width, self.height

    def draw(self) -> None:
        """As it is; if that is too high, at a wider measure and drawn smaller, no more than it must be."""
        wide, high = self.width - 2 * self._inside, self.height - 2 * self._inside
        scale = 1.0
        while _high(self._story, wide / scale) > high / scale and scale > _LEAST:
            scale *= _SMALLER
        self.canv.saveState()
        self.canv.translate(self._inside, self.height - self._inside)
        self.canv.scale(scale, scale)
        _stack(self._story, wide / scale, self.canv)
        self.canv.restoreState()


class CutSheet(Flowable):  # type: ignore[misc]
    """Up to four cards in the quarters of a sheet, with marks where to cut."""

    def __init__(self, cards: Sequence[Card], width: float, height: float) -> None:
        super().__init__()
        self._cards = cards
        self.width, self.height = width, height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole sheet."""
        return self.width, self.height

    def draw(self) -> None:
        """Upper left, upper right, lower left, lower right."""
        for number, card in enumerate(self._cards):
            row, column = divmod(number, 2)
            card.drawOn(self.canv, column * self.width / 2, (1 - row) * self.height / 2)
        x, y = self.width / 2, self.height / 2
        marks = [(x, 0, x, _MARK), (x, self.height - _MARK, x, self.height)]
        marks += [(0, y, _MARK, y), (self.width - _MARK, y, self.width, y)]
        marks += [(x - _MARK, y, x + _MARK, y), (x, y - _MARK, x, y + _MARK)]
        with self.canv.artifact():
            self.canv.setLineWidth(_RULE)
            self.canv.setStrokeGray(0.4)
            self.canv.lines(marks)


def _high(story: Sequence[Flowable], width: float) -> float:
    """Points all blocks take below each other."""
    taken, after = 0.0, 0.0
    for number, block in enumerate(story):
        before = block.getSpaceBefore() if number else 0.0
        taken += max(before, after) + block.wrap(width, 1e6)[1]
        after = block.getSpaceAfter()
    return max(taken, 1.0)


def _stack(story: Sequence[Flowable], width: float, canvas: object) -> None:
    """Draws the blocks downwards from the origin."""
    top, after = 0.0, 0.0
    for number, block in enumerate(story):
        wide, high = block.wrap(width, 1e6)
        top -= max(block.getSpaceBefore() if number else 0.0, after) + high
        left = (width - wide) / 2 if block.hAlign == "CENTER" else 0.0
        block.drawOn(canvas, left, top)
        after = block.getSpaceAfter()
