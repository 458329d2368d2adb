"""A day to come as a tile: which day, what is planned, and what one can do about it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.ui.look import Look

_PAD, _ICON = 10, 16


class DayTile(QAbstractButton):
    """One day.

    Args:
        look: how it looks.
        day: "Sen 23".
        name: of the village, or that the day is free.
        icon: of the foot. foot: its words.
        planned: whether something is.
    """

    def __init__(self, look: Look, day: str, name: str, icon: str, foot: str, *, planned: bool) -> None:
        super().__init__()
        self._look, self._day, self._name = look, day, name
        self._icon, self._foot, self._planned = icon, foot, planned
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{day}, {name}")
        self.setAccessibleDescription(foot)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Three lines, the last a little apart."""
        lettering = self._look.lettering
        return QSize(lettering.scaled(96), 3 * lettering.height() + lettering.scaled(16) + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:
        """The foot is never cut."""
        return QSize(self._look.lettering.width(self._foot) + _ICON + 6 + 2 * _PAD, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Day, name, foot."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("sel" if self.underMouse() else "alt"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        high = look.lettering.height()
        line = QRect(_PAD, _PAD, self.width() - 2 * _PAD, high)
        painter.setFont(look.lettering.font())
        painter.setPen(look.colour("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._day)
        line.translate(0, high)
        painter.setFont(look.lettering.font("strong" if self._planned else "body"))
        painter.setPen(look.colour("text" if self._planned else "muted"))
        cut = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, line.width())
        self.setToolTip(self._name if cut != self._name else "")
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut)
        line.moveBottom(self.height() - _PAD)
        tone = "muted" if self._planned else "pri"
        pixmap = look.icons.pixmap(self._icon, look.colours[tone], _ICON, self.devicePixelRatioF())
        painter.drawPixmap(_PAD, line.center().y() - _ICON // 2, pixmap)
        painter.setFont(look.lettering.font())
        painter.setPen(look.colour(tone))
        painter.drawText(line.adjusted(_ICON + 6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._foot)
        painter.end()
