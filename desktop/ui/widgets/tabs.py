"""Tabs under a page's head: words, a count, a line under the one that is open."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.look import Look
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.focus_ring import RING
from desktop.ui.widgets.labels import hairline
from desktop.ui.widgets.overlay import lies_over

_GAP = 24


class Tabs(QWidget):
    """Parts of a page; arrows move, Tab goes on into the part, Ctrl+Tab opens the next from anywhere.

    Args:
        look: how it looks.
        parts: (code, words) in order.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = QWidget()
        self._row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for code, words in parts:
            button = Button(look, words, kind="tab", parent=self._row)
            button.setCheckable(True)
            button.setProperty(RING, "wide")
            button.clicked.connect(lambda _on=False, code=code: self._on_clicked(code))
            button.installEventFilter(self)
            self._buttons[code] = button
        column.addWidget(self._row)
        column.addWidget(hairline())
        look.changed.connect(self._arrange)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            # Only heard while the tabs are to be seen.
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._on_keys, step))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Looks again what stands beside what."""
        super().resizeEvent(event)
        self._arrange()

    def show_part(self, code: str) -> None:
        """Marks the part that is open; only its button is reached by Tab."""
        for one, button in self._buttons.items():
            button.setChecked(one == code)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == code else Qt.FocusPolicy.ClickFocus)
        if code in self._buttons:
            self.setFocusProxy(self._buttons[code])

    def show_count(self, code: str, count: int | str) -> None:
        """How much a part holds, nothing for 0; words where it was not counted to the end."""
        self._buttons[code].show_count(str(count) if count else "")
        self._arrange()

    def turn(self, by: int) -> None:
        """Opens the next part (1) or the one before (-1), round and round; the focus stays where it can."""
        codes = list(self._buttons)
        on = next((at for at, one in enumerate(codes) if self._buttons[one].isChecked()), 0)
        before = QApplication.focusWidget()
        was_tab = before in self._buttons.values()
        self._on_clicked(codes[(on + by) % len(codes)])
        if before is None or was_tab or not isValid(before) or not before.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and right open the neighbour; a button would only pass the focus on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            codes = list(self._buttons)
            on = next((at for at, one in enumerate(codes) if self._buttons[one].isChecked()), 0)
            if step is not None and 0 <= on + step < len(codes):
                self._on_clicked(codes[on + step])
                self._buttons[codes[on + step]].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _on_keys(self, by: int) -> None:
        if not lies_over(self):
            self.turn(by)

    def _on_clicked(self, code: str) -> None:
        self.show_part(code)
        self.chosen.emit(code)

    def _arrange(self) -> None:
        """Side by side, in a second row what has no room in the first: large text must not widen a window."""
        left = top = tall = 0
        for button in self._buttons.values():
            size = button.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + tall
            button.setGeometry(left, top, size.width(), size.height())
            left, tall = left + size.width() + _GAP, size.height()
        self._row.setFixedHeight(top + tall)
