"""One of a few large choices, each explained in a sentence."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.ui.look import Look

_PAD, _ICON, _RADIO, _GAP = 16, 24, 18, 4


class Option(QAbstractButton):
    """A radio button as large as what it means: icon, name, explanation.

    Args:
        look: how it looks.
        icon: of the icon folder.
        name: in a few words.
        words: what choosing it means.
    """

    def __init__(self, look: Look, icon: str, name: str, words: str) -> None:
        super().__init__()
        self._look, self._icon, self._name, self._words = look, icon, name, words
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its words are at this width."""
        return QSize(self._look.lettering.scaled(320), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, radio sign, icon, name, words."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(look.colour("pri" if on else "ctl"), 1))
        painter.setBrush(look.colour("sel" if on else "alt" if self.underMouse() else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._paint_radio(painter, on)
        left = _PAD + _RADIO + 12
        pixmap = look.icons.pixmap(
            self._icon, look.colours["pri" if on else "muted"], _ICON, self.devicePixelRatioF()
        )
        painter.drawPixmap(left, _PAD - 2, pixmap)
        area = self._area()
        painter.setPen(look.colour("text"))
        painter.setFont(look.lettering.font("h2"))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, self._name)
        painter.setFont(look.lettering.font())
        painter.setPen(look.colour("muted"))
        below = area.adjusted(0, look.lettering.height("h2") + _GAP, 0, 0)
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), self._words)
        painter.end()

    def _paint_radio(self, painter: QPainter, on: bool) -> None:
        place = QRect(_PAD, _PAD + 1, _RADIO, _RADIO)
        painter.setBrush(self._look.colour("card"))
        painter.setPen(QPen(self._look.colour("pri" if on else "ctl"), 1.5))
        painter.drawEllipse(place)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("pri"))
            painter.drawEllipse(place.adjusted(5, 5, -5, -5))

    def _area(self) -> QRect:
        left = _PAD + _RADIO + 12 + _ICON + 12
        return self.rect().adjusted(left, _PAD - 2, -_PAD, -_PAD)

    @Slot()
    def _fit(self) -> None:
        lettering = self._look.lettering
        metrics = QFontMetrics(lettering.font())
        room = QRect(0, 0, max(120, self._area().width()), 10_000)
        words = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._words)
        height = lettering.height("h2") + _GAP + words.height() + 2 * _PAD
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self.update()
