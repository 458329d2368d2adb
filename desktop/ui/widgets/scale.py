"""A scale of a few steps side by side, each a number with its word; none is chosen until somebody chooses."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.look import Look

_GAP = 6


class Scale(QWidget):
    """Left and right move; the same number again takes the choice back.

    Args:
        look: how it looks.
        words: of the steps from 1 on.
        label: accessible name.
    """

    chosen = Signal(int)
    """1 to the number of steps, 0 for none."""

    def __init__(self, look: Look, words: Sequence[str], label: str) -> None:
        super().__init__()
        self.setAccessibleName(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._steps = [_Step(look, number, word) for number, word in enumerate(words, 1)]
        for number, step in enumerate(self._steps, 1):
            step.setAccessibleName(f"{number}, {step.word}")
            step.clicked.connect(lambda _on=False, number=number: self.choose(number, again=True))
            row.addWidget(step, 1)
        self.value = 0
        self._mark()

    def choose(self, value: int, *, again: bool = False) -> None:
        """Chooses a step, 0 none.

        Args:
            value: of the step.
            again: chosen once more it is taken back, and who listens is told.
        """
        self.value = 0 if again and value == self.value else value
        self._mark()
        if again:
            self.chosen.emit(self.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        target = min(len(self._steps), max(1, self.value + by))
        if target != self.value:
            self.choose(target, again=True)
        self._steps[target - 1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self) -> None:
        tabbed = max(1, self.value)
        for number, step in enumerate(self._steps, 1):
            step.setChecked(number == self.value)
            policy = Qt.FocusPolicy.StrongFocus if number == tabbed else Qt.FocusPolicy.ClickFocus
            step.setFocusPolicy(policy)
        self.setFocusProxy(self._steps[tabbed - 1])


class _Step(QAbstractButton):
    """A number above its word."""

    def __init__(self, look: Look, number: int, word: str) -> None:
        super().__init__()
        self._look, self._number, self.word = look, number, word
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Number, word, and room around them."""
        lettering = self._look.lettering
        high = lettering.height("h2") + lettering.height() + 16
        return QSize(lettering.width(self.word, "label") + 8, high)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """The scale decides what is chosen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, and in it number and word."""
        look, painter, on = self._look, QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("pri" if on else "ctl"), 2 if on else 1))
        painter.setBrush(look.colour("sel" if on else "alt" if self.underMouse() else "card"))
        inset = 1.0 if on else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        painter.setPen(look.colour("pri" if on else "text"))
        high = look.lettering.height("h2")
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(look.lettering.font("h2"))
        painter.drawText(QRect(0, 8, self.width(), high), centre, str(self._number))
        painter.setFont(look.lettering.font("label"))
        below = QRect(0, 8 + high, self.width(), look.lettering.height())
        painter.drawText(below, centre, self.word)
        painter.end()
