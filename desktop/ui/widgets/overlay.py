"""A card over the page: not a dialog, Esc or a click beside it closes it, and the focus goes back."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.look import Look
from desktop.ui.widgets.cards import Card

_TOP, _EDGE = 72, 24
"""Room above the card and at its other edges, in pixels."""


class Overlay(QWidget):
    """Dims the window and shows one card.

    Args:
        window: what it lies over.
        look: how it looks.
        width: of the card at 100 %.
    """

    def __init__(self, window: QWidget, look: Look, width: int) -> None:
        super().__init__(window)
        self._look, self._width = look, width
        self._focused: QWidget | None = None
        self.card = Card(look, padding=16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_EDGE, _TOP, _EDGE, _EDGE)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def lay(self, first: QWidget) -> None:
        """Shows it.

        Args:
            first: has the focus.
        """
        window = self.parentWidget()
        if self.isHidden():
            self._focused = QApplication.focusWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.card.setFixedWidth(self._card_width())
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def room(self) -> QSize:
        """How large what is in the card can be."""
        margins, window = self.card.body.contentsMargins(), self.parentWidget() or self
        high = window.height() - _TOP - _EDGE - margins.top() - margins.bottom()
        return QSize(self._card_width() - margins.left() - margins.right(), high)

    def lift(self) -> None:
        """Takes it away; the focus is where it was."""
        if self.isHidden():
            return
        self.hide()
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays as large as the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible() and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def _card_width(self) -> int:
        window = self.parentWidget() or self
        return min(self._look.lettering.scaled(self._width), window.width() - 2 * _EDGE)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """A page below that gets its answer may give the focus to it: it has it once the card is gone."""
        if new is None or self.isHidden() or new is self or new.window() is not self.window():
            return
        if not self.isAncestorOf(new):
            self._focused = new
            back = old if old is not None and isValid(old) and self.isAncestorOf(old) else self
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside."""
        inside = [one for one in self.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        shown = [one for one in inside if one.isVisible() and one.isEnabled()]
        now = QApplication.focusWidget()
        if shown and isinstance(now, QWidget):
            at = shown.index(now) if now in shown else -1
            shown[(at + (1 if forward else -1)) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; nothing reaches the page below."""
        if event.key() == Qt.Key.Key_Escape:
            self.lift()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.lift()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What lies below steps back."""
        painter = QPainter(self)
        veil = QColor(self._look.colours["frame"])
        veil.setAlphaF(0.72)
        painter.fillRect(self.rect(), veil)
        painter.end()


def lies_over(part: QWidget) -> bool:
    """Whether a card lies over the window of a part: what is below does nothing then.

    Args:
        part: asks before it acts on a key that the whole window hears.
    """
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return any(card.isVisible() for card in part.window().findChildren(Overlay, options=direct))
