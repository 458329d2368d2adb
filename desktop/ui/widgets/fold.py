"""What is rarely wanted, folded away under a line that says what is there."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button


class Fold(QWidget):
    """A line with an arrow; Enter, space or a click opens and closes what is below.

    Args:
        look: how it looks.
        words: what is there.
    """

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        self.button = Button(look, words, icon="chevron-right", kind="tab")
        self.button.clicked.connect(self.turn)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 4, 0, 0)
        self.body.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inside)
        self.setFocusProxy(self.button)
        self.show_inside(shown=False)

    @property
    def open(self) -> bool:
        """Whether what is below is seen."""
        return not self._inside.isHidden()

    def turn(self) -> None:
        """Opens or closes; what was opened comes to sight."""
        self.show_inside(shown=not self.open)
        if self.open:
            QTimer.singleShot(0, self, self._show_all)

    def _show_all(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, 8)

    def show_inside(self, *, shown: bool) -> None:
        """Opens, or closes."""
        self._inside.setVisible(shown)
        self.button.show_icon("chevron-down" if shown else "chevron-right")
