"""The ring round whatever has the focus: one for the window, drawn above everything, never in the way."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from desktop.ui.look import Look

_HALO, _LINE = 3, 2
_WIDE = 6
RING = "ring"
"""Property of a bare control: ``parent`` draws the ring round the frame it stands in, ``none`` draws none,
``wide`` leaves room beside words without a frame."""


class FocusRing(QWidget):
    """Follows the focus inside one window; clipped to the viewport of a scroll area it lies in."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look = look
        self._target: QWidget | None = None
        self._watched: list[QObject] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows what moves, scrolls or goes."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.Destroy) and watched is self._target:
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line of 2 pixels and a halo of 3."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = self._look.colour("pri")
        halo = QColor(line)
        halo.setAlphaF(0.22)
        area = self.rect().adjusted(2, 2, -2, -2)
        painter.setPen(QPen(halo, _HALO))
        painter.drawRoundedRect(area, 8, 8)
        painter.setPen(QPen(line, _LINE))
        painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 6, 6)
        painter.end()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in filter(isValid, self._watched):
            watched.removeEventFilter(self)
        self._watched = []
        self._target = self._framed(new)
        if self._target is None:
            self.hide()
            return
        self._bring_in_sight()
        step: QWidget | None = self._target
        while step is not None and step is not self.parentWidget():
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()
        self.show()
        self.raise_()

    def _framed(self, widget: QWidget | None) -> QWidget | None:
        """What the ring goes round: tables and plain surfaces draw their own or none."""
        if widget is None or widget.window() is not self.parentWidget():
            return None
        wish = widget.property(RING)
        # What no key can reach holds other controls, a whole empty page perhaps: nothing is done there.
        bare = widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        if wish == "none" or bare or isinstance(widget, QAbstractItemView):
            return None
        return widget.parentWidget() if wish == "parent" else widget

    def _bring_in_sight(self) -> None:
        """Qt rolls to what gets the focus only while Tab stays inside of what rolls, not when it comes in."""
        step = target = self._target
        while step is not None and target is not None and step is not self.parentWidget():
            above = step.parentWidget()
            if isinstance(above, QScrollArea) and target.height() <= above.viewport().height():
                above.ensureWidgetVisible(target, 0, 8)
            step = above

    def _place(self) -> None:
        target, window = self._target, self.parentWidget()
        if target is None or window is None or not isValid(target):
            return
        if not target.isVisible():
            # The part of the page it stands in was turned away.
            self.hide()
            return
        corner = target.mapTo(window, target.rect().topLeft())
        beside = 4 + (_WIDE if target.property(RING) == "wide" else 0)
        area = QRect(corner, target.size()).adjusted(-beside, -4, beside, 4)
        self.setGeometry(area)
        clip = area
        step = target.parentWidget()
        while step is not None and step is not window:
            above = step.parentWidget()
            if isinstance(above, QAbstractScrollArea) and step is above.viewport():
                clip = clip.intersected(QRect(step.mapTo(window, step.rect().topLeft()), step.size()))
            step = above
        if clip.isEmpty():
            self.hide()
            return
        self.setMask(QRegion(clip.translated(-area.topLeft())))
        self.show()
        self.raise_()
