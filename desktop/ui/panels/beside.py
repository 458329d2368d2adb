"""List at the left, what is chosen at the right; where both do not fit, F6 turns the page."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.look import Look


class Beside(QWidget):
    """Two parts of a page.

    Args:
        look: for what fits.
        left: the list; takes what is left.
        right: the panel.
        width: of the panel at 100 %, in pixels.
        least: pixels at 100 % the list needs.
    """

    def __init__(self, look: Look, left: QWidget, right: QWidget, width: int = 424, least: int = 480) -> None:
        super().__init__()
        self._look, self._left, self._right, self._wide, self._least = look, left, right, width, least
        self._turned = self._alone = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(left, 1)
        row.addWidget(right)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def both(self) -> bool:
        """Whether both fit side by side."""
        scaled = self._look.lettering.scaled
        return self.width() >= scaled(self._wide) + scaled(self._least) + 16

    def turn(self) -> None:
        """Shows the other part, where only one fits; otherwise the focus goes there."""
        if self.both:
            target = self._left if self._right.isAncestorOf(self.focusWidget() or self._left) else self._right
            target.setFocus()
            return
        self._turned = not self._turned
        self._fit()

    def show_right(self, right: bool) -> None:
        """Brings one part to sight, where only one fits."""
        if self._turned != right:
            self._turned = right
            self._fit()

    def show_alone(self, alone: bool) -> None:
        """Leaves the right part away, while there is nothing to choose at the left."""
        if self._alone != alone:
            self._alone = alone
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Looks again what fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        both = self.both
        self._left.setVisible(both or not self._turned)
        self._right.setVisible((both and not self._alone) or (self._turned and not both))
        if both:
            self._right.setFixedWidth(self._look.lettering.scaled(self._wide))
        else:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(16_777_215)
