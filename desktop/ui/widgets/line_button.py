"""A line of a card that leads somewhere: icon, words, and at the right where."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.ui.look import Look

_ICON, _GAP = 16, 12


class LineButton(QAbstractButton):
    """One line.

    Args:
        look: how it looks.
        icon: of the icon folder. tone: its colour.
        words: cut at the end when they must be; the whole is its tooltip then.
        beside: at the right, never cut. beside_tone: its colour.
    """

    def __init__(
        self, look: Look, icon: str, tone: str, words: str, beside: str = "", beside_tone: str = "muted"
    ) -> None:
        super().__init__()
        self._look, self._icon, self._tone = look, icon, tone
        self._words, self._beside, self._beside_tone = words, beside, beside_tone
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(", ".join(filter(None, (words, beside))))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as anything one can point at."""
        return QSize(self._look.lettering.scaled(200), self._look.lettering.scaled(36))

    def minimumSizeHint(self) -> QSize:
        """The words may be cut."""
        beside = self._look.lettering.width(self._beside)
        return QSize(beside + self._look.lettering.scaled(80), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, words, where."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon = look.lettering.scaled(_ICON)
        pixmap = look.icons.pixmap(self._icon, look.colours[self._tone], icon, self.devicePixelRatioF())
        painter.drawPixmap(0, (self.height() - icon) // 2, pixmap)
        painter.setFont(look.lettering.font())
        beside = painter.fontMetrics().horizontalAdvance(self._beside)
        left = icon + _GAP
        room = QRect(left, 0, self.width() - left - beside - _GAP, self.height())
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self._words if shown != self._words else "")
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.colour("pri" if self.underMouse() else "text"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setPen(look.colour(self._beside_tone))
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, self._beside)
        painter.end()
