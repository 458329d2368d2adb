"""A line one searches with: a lens before the words says so, besides its name."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from desktop.ui.look import Look
from desktop.ui.widgets.fields import Line

_ICON = 16


class SearchLine(Line):
    """One line of text that narrows a list.

    Args:
        look: how it looks.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._lens = QAction(self)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._tint()
        look.changed.connect(self._tint)

    def _tint(self) -> None:
        icons, colour = self._look.icons, self._look.colours["muted"]
        self._lens.setIcon(icons.icon("search", colour, _ICON, self.devicePixelRatioF()))
