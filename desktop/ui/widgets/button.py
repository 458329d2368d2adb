"""The button of this program: icon, words, key cap and count with room between, sized by what it holds."""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QWidget

from desktop.ui.look import Look, mark

Kind = Literal["plain", "primary", "quiet", "danger", "segment", "rail", "tab", "search"]

_GAP = 8
_ICON = {"rail": 20}
_SPREAD = ("rail", "search")
"""Kinds with icon and words at the left, key cap or count at the right."""


def plain(words: str) -> str:
    """Words without the marks of mnemonics: "&Kirim && terima" → "Kirim & terima"."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


class Button(QPushButton):
    """A button that paints its own inside; its frame is the style sheet's.

    Args:
        look: how it looks.
        words: its label, also its accessible name; "&" marks the mnemonic.
        icon: of the icon folder.
        keys: shown as a key cap, for instance "Ctrl+N"; the page that owns the action binds it.
        kind: its rank; one primary button on a page.
    """

    def __init__(
        self,
        look: Look,
        words: str,
        *,
        icon: str = "",
        keys: str = "",
        kind: Kind = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._look, self._icon, self._keys, self._count, self._kind = look, icon, keys, "", kind
        self._measured: tuple[QSize, list[tuple[str, int]]] | None = None
        self.setFont(look.lettering.font("strong" if kind == "primary" else "label"))
        mark(self, "kind", kind)
        self.setAccessibleName(plain(words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        look.changed.connect(self._on_look_changed)

    def setText(self, words: str) -> None:
        """Other words."""
        self._measured = None
        super().setText(words)

    def show_count(self, count: str) -> None:
        """A small figure after the words, empty for none."""
        if count != self._count:
            self._count, self._measured = count, None
            self.updateGeometry()
            self.update()

    def show_keys(self, keys: str) -> None:
        """Another key cap, empty for none."""
        if keys != self._keys:
            self._keys, self._measured = keys, None
            self.updateGeometry()
            self.update()

    def show_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon, self._measured = icon, None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the focus, as the space bar does; a segment leaves it to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._kind != "segment":
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """What icon, words, key cap and count need."""
        return self._size_and_parts()[0]

    def minimumSizeHint(self) -> QSize:
        """Never smaller than what it holds: words are not cut."""
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """The frame alone is the style's."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame by the style sheet, the inside by hand: Qt's own gap beside the icon is 4 pixels."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self._kind == "rail" and self.isChecked():
            # Not by colour alone: where one is has a mark at its edge.
            painter.fillRect(0, 10, 3, self.height() - 20, self._look.colour("pri"))
        parts = self._size_and_parts()[1]
        room = self.width()
        used = sum(size for _, size in parts) + _GAP * (len(parts) - 1)
        left = 12 if self._kind in _SPREAD else max(0, (room - used) // 2)
        for name, size in parts:
            if name in ("count", "keys") and self._kind in _SPREAD:
                left = room - size - 8
            self._paint(painter, name, QRect(left, 0, size, self.height()))
            left += size + _GAP
        painter.end()

    def _size_and_parts(self) -> tuple[QSize, list[tuple[str, int]]]:
        """Measured once: layouts ask dozens of times."""
        if self._measured is None:
            parts = self._parts()
            width = sum(size for _, size in parts) + _GAP * (len(parts) - 1)
            padding = 0 if self._kind == "tab" else 26
            height = self._look.lettering.scaled(40 if self._kind in ("rail", "tab") else 36)
            self._measured = QSize(width + padding, height), parts
        return self._measured

    def _parts(self) -> list[tuple[str, int]]:
        lettering = self._look.lettering
        found: list[tuple[str, int]] = []
        if self._icon:
            found.append(("icon", lettering.scaled(_ICON.get(self._kind, 18))))
        if words := plain(self.text()):
            found.append(("words", QFontMetrics(self.font()).horizontalAdvance(words) + 1))
        if self._keys:
            found.append(("keys", lettering.width(self._keys, "label") + 12))
        if self._count:
            bare = self._kind == "tab"
            found.append(("count", lettering.width(self._count, "label") + (0 if bare else 16)))
        return found

    def _paint(self, painter: QPainter, name: str, place: QRect) -> None:
        colour = self._ink()
        painter.setPen(QPen(self._look.colour(colour)))
        middle = Qt.AlignmentFlag.AlignVCenter
        if name == "icon":
            pixmap = self._look.icons.pixmap(
                self._icon, self._look.colours[colour], place.width(), self.devicePixelRatioF()
            )
            painter.drawPixmap(QPoint(place.left(), (place.height() - place.width()) // 2), pixmap)
        elif name == "words":
            painter.setFont(self.font())
            flags = middle | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
            painter.drawText(place, flags, self.text())
        else:
            self._paint_cap(painter, name, place)

    def _paint_cap(self, painter: QPainter, name: str, place: QRect) -> None:
        painter.setFont(self._look.lettering.font("label"))
        height = self._look.lettering.height("label") + 4
        cap = QRect(place.left(), (place.height() - height) // 2, place.width(), height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if name == "keys":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)
            return
        if self._kind == "tab":
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._count)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("sel" if self.isChecked() else "line"))
        painter.drawRoundedRect(cap, height / 2, height / 2)
        painter.setPen(self._look.colour(self._ink()))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._count)

    def _ink(self) -> str:
        if not self.isEnabled():
            return "ctl"
        if self._kind == "primary":
            return "on"
        if self._kind == "danger":
            return "err"
        return "pri" if self.isCheckable() and self.isChecked() else "text"

    @Slot()
    def _on_look_changed(self) -> None:
        self._measured = None
        self.setFont(self._look.lettering.font("strong" if self._kind == "primary" else "label"))
        self.updateGeometry()
        self.update()
