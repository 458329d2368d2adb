"""A large honest figure that opens the list behind it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.ui.look import Look

_PAD = 16


class Figure(QAbstractButton):
    """Words, a figure, and what it means; Enter opens its list.

    Args:
        look: how it looks.
        words: what is counted.
        told: a line below, what to do about it.
        icon: beside the words.
    """

    def __init__(self, look: Look, words: str, told: str, icon: str) -> None:
        super().__init__()
        self._look, self._words, self._told, self._icon = look, words, told, icon
        self._figure, self._tone = "…", "text"
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        look.changed.connect(self.updateGeometry)

    def show_figure(self, figure: str, tone: str = "text") -> None:
        """Another figure; a tone other than ``text`` stands out."""
        self._figure, self._tone = figure, tone
        self.setAccessibleName(f"{self._words}: {figure}")
        self.setAccessibleDescription(self._told)
        self.update()

    def sizeHint(self) -> QSize:
        """Three lines."""
        lettering = self._look.lettering
        height = lettering.height("label") + lettering.height("figure") + lettering.height() + 2 * 12 + 8
        return QSize(lettering.scaled(136), height)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as well as the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """All by hand: the height a style sheet gives to buttons is one line's."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._look.colour("alt" if self.underMouse() else "card"))
        painter.setPen(QPen(self._look.colour("ctl"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        look, lettering, left = self._look, self._look.lettering, _PAD
        tone = "muted" if self._tone == "text" else self._tone
        pixmap = look.icons.pixmap(self._icon, look.colours[tone], 16, self.devicePixelRatioF())
        top = 12
        painter.drawPixmap(left, top + (lettering.height("label") - 16) // 2, pixmap)
        room = self.width() - 2 * _PAD
        self._line(painter, "label", "text", self._words, left + 24, top, room - 24)
        top += lettering.height("label") + 4
        self._line(painter, "figure", self._tone, self._figure, left, top, room)
        top += lettering.height("figure") + 4
        self._line(painter, "body", "muted", self._told, left, top, room)
        painter.end()

    def _line(
        self, painter: QPainter, role: str, tone: str, words: str, left: int, top: int, room: int
    ) -> None:
        lettering = self._look.lettering
        painter.setFont(lettering.font(role))  # type: ignore[arg-type]
        painter.setPen(self._look.colour(tone))
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        if role == "body":
            self.setToolTip(words if cut != words else "")
        painter.drawText(left, top + metrics.ascent(), cut)
