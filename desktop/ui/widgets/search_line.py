"""A line one searches with: a lens before the words says so, besides its name."""

from PySide6.QtGui import QPainter, QPaintEvent

from desktop.ui.look import Look
from desktop.ui.widgets.fields import Line

_ICON, _LEFT = 16, 9


class SearchLine(Line):
    """One line of text that narrows a list.

    Args:
        look: how it looks.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        look.changed.connect(self._fit)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and the lens: Qt's own would be a button without a name."""
        super().paintEvent(event)
        look, size = self._look, self._look.lettering.scaled(_ICON)
        painter = QPainter(self)
        lens = look.icons.pixmap("search", look.colours["muted"], size, self.devicePixelRatioF())
        painter.drawPixmap(_LEFT, (self.height() - size) // 2, lens)
        painter.end()

    def _fit(self) -> None:
        self.setTextMargins(self._look.lettering.scaled(_ICON) + _LEFT, 0, 0, 0)
