"""Photos side by side, small; a chosen one is shown large over the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop.actions.attachments import content_of
from desktop.errors import UserError
from desktop.ui.look import Look
from desktop.ui.page import Workplace

_WIDTH, _HEIGHT, _COLUMNS = 88, 64, 4
_CROSS, _SIGN = 24, 14


class PhotoStrip(QWidget):
    """Thumbnails of attachments.

    Args:
        place: the workplace.
        attachments: as events name them, ``sha256`` and ``type``.
        removable: each can be taken off.
    """

    opened = Signal(object)
    removed = Signal(str)
    """SHA-256 of the one to be taken off."""

    def __init__(
        self, place: Workplace, attachments: Sequence[Mapping[str, Any]], *, removable: bool = False
    ) -> None:
        super().__init__()
        self.thumbs: list[Thumb] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for number, entry in enumerate(attachments):
            thumb = Thumb(place, entry, number + 1)
            thumb.clicked.connect(lambda _on=False, thumb=thumb: self._on_chosen(thumb))
            grid.addWidget(thumb, number // _COLUMNS, number % _COLUMNS)
            if removable:
                thumb.removed.connect(self.removed)
                thumb.offer_removal(number + 1)
            self.thumbs.append(thumb)
        grid.setColumnStretch(_COLUMNS, 1)

    def _on_chosen(self, thumb: "Thumb") -> None:
        if thumb.image is not None:
            large = Large(thumb.look, thumb.image, self.window())
            large.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(thumb.entry)


class Thumb(QPushButton):
    """One attachment: its picture, or a sign of what it is and that it is awaited."""

    removed = Signal(str)

    def __init__(self, place: Workplace, entry: Mapping[str, Any], number: int) -> None:
        super().__init__()
        self.look, self.entry = place.look, entry
        self.image = self._read(place)
        self.cross: Cross | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.look.lettering.scaled(_WIDTH), self.look.lettering.scaled(_HEIGHT))
        name = self.look.text("photo_name", number=number)
        self.setAccessibleName(name if self.image else self.look.text("photo_awaited", number=number))
        self.setToolTip("" if self.image else self.look.text("photo_awaited", number=number))

    def offer_removal(self, number: int) -> None:
        """A cross in its corner takes it off; so does Del."""
        cross = self.cross = Cross(self.look, self.look.text("photo_remove", number=number), self)
        cross.move(self.width() - cross.width() - 2, 2)
        cross.clicked.connect(self._on_removed)
        self.setAccessibleDescription(self.look.text("photo_remove_keys"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes it off."""
        if self.cross is not None and event.key() == Qt.Key.Key_Delete:
            self._on_removed()
            return
        super().keyPressEvent(event)

    def _on_removed(self) -> None:
        self.removed.emit(str(self.entry.get("sha256")))

    def sizeHint(self) -> QSize:
        """The same for all."""
        return QSize(self.look.lettering.scaled(_WIDTH), self.look.lettering.scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture filling its place, or the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image is None:
            painter.fillRect(self.rect(), self.look.colour("alt"))
            icon = "image" if str(self.entry.get("type", "")).startswith("image/") else "paperclip"
            pixmap = self.look.icons.pixmap(icon, self.look.colours["muted"], 20, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - 20) // 2, (self.height() - 20) // 2, pixmap)
        else:
            grow = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            filled = self.image.scaled(self.size(), grow, Qt.TransformationMode.SmoothTransformation)
            left, top = (filled.width() - self.width()) // 2, (filled.height() - self.height()) // 2
            painter.drawImage(0, 0, filled, left, top, self.width(), self.height())
        painter.setPen(self.look.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _read(self, place: Workplace) -> QImage | None:
        try:
            data = content_of(place.reader, str(self.entry.get("sha256")))
        except UserError:
            return None
        image = QImage.fromData(data) if data is not None else QImage()
        return None if image.isNull() else image


class Cross(QAbstractButton):
    """Takes off the photo it lies on.

    Args:
        look: how it looks.
        words: what it does, for the tip and the screen reader.
        photo: lies under it.
    """

    def __init__(self, look: Look, words: str, photo: QWidget) -> None:
        super().__init__(photo)
        self._look = look
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(look.lettering.scaled(_CROSS), look.lettering.scaled(_CROSS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does; Del would be heard by the photo too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A cross on a ground that shows on any photo."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("line"))
        painter.setBrush(self._look.colour("sel" if self.underMouse() else "card"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        pixmap = self._look.icons.pixmap("x", self._look.colours["text"], _SIGN, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - _SIGN) // 2, (self.height() - _SIGN) // 2, pixmap)
        painter.end()


class Large(QWidget):
    """A photo over the whole window; any key or click closes it."""

    def __init__(self, look: Look, image: QImage, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._pixmap = look, QPixmap.fromImage(image)
        self.setProperty("ring", "none")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(look.text("photo_large"))
        self._before = window.focusWidget()
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dimmed behind, the photo as large as it fits."""
        painter = QPainter(self)
        behind = self._look.colour("text" if self._look.colours.shade == "light" else "frame")
        behind.setAlphaF(0.85)
        painter.fillRect(self.rect(), behind)
        room = self.rect().adjusted(48, 48, -48, -48)
        fit = self._pixmap.scaled(
            room.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        place = fit.rect()
        place.moveCenter(room.center())
        painter.drawPixmap(place, fit)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key closes."""
        self._close()

    def mousePressEvent(self, event: object) -> None:
        """So does a click."""
        self._close()

    def _close(self) -> None:
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()
