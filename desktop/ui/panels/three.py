"""A list, what is chosen in it, and its paper, side by side; where they do not fit, F6 turns to the next."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.look import Look

_GAP = 16


class Three(QWidget):
    """Three parts of a page.

    Args:
        look: for what fits.
        left: the list.
        middle: what is chosen.
        right: its paper; takes what is left.
        widths: of the first two at 100 %, in pixels.
        least: pixels at 100 % the paper needs.
    """

    def __init__(
        self,
        look: Look,
        left: QWidget,
        middle: QWidget,
        right: QWidget,
        widths: tuple[int, int] = (248, 344),
        least: int = 400,
    ) -> None:
        super().__init__()
        self._look, self._parts, self._widths, self._least = look, (left, middle, right), widths, least
        self._at = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for number, part in enumerate(self._parts):
            row.addWidget(part, 1 if number == 2 else 0)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def room(self) -> int:
        """How many parts fit side by side: 1 to 3."""
        scaled = self._look.lettering.scaled
        first, second = (scaled(width) for width in self._widths)
        if self.width() >= first + second + scaled(self._least) + 2 * _GAP:
            return 3
        return 2 if self.width() >= first + second + _GAP else 1

    def turn(self) -> None:
        """The focus goes to the next part; it comes to sight if it was not."""
        focused = self.focusWidget()
        here = next((at for at, one in enumerate(self._parts) if focused and one.isAncestorOf(focused)), 0)
        self.show_part((here + 1) % 3)
        target = self._parts[self._at]
        (target.focusProxy() or target).setFocus()

    def show_part(self, number: int) -> None:
        """Brings a part to sight: 0 the list, 1 what is chosen, 2 its paper."""
        self._at = number
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Looks again what fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room, at = self.room, self._at
        shown = {0, 1, 2} if room == 3 else {0, 2 if at == 2 else 1} if room == 2 else {at}
        scaled = self._look.lettering.scaled
        for number, part in enumerate(self._parts):
            fixed = (room == 3 and number < 2) or (room == 2 and number == 0)
            wide = scaled(self._widths[number]) if fixed else 0
            part.setMinimumWidth(wide)
            part.setMaximumWidth(wide or 16_777_215)
            part.setVisible(number in shown)
