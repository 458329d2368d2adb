"""Line icons tinted at the exact size they are shown in."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# Above this size a stroke of 2 looks heavier than the text beside it.
_THIN_FROM = 19


class Icons:
    """Pixmaps by name, colour, size and pixel ratio, kept once drawn.

    Args:
        folder: with ``<name>.svg``, each drawn in ``currentColor``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
        """An icon of `size` pixels in a colour ``#RRGGBB``."""
        key = (name, colour, size, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size, ratio)
        return self._drawn[key]

    def icon(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QIcon:
        """The same for what wants a `QIcon`."""
        return QIcon(self.pixmap(name, colour, size, ratio))

    def forget(self) -> None:
        """Drops what was drawn, when the shade changes."""
        self._drawn.clear()

    def source(self, name: str, colour: str) -> bytes:
        """The SVG text in a colour."""
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name].replace("currentColor", colour).encode()

    def _draw(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        source = self.source(name, colour)
        if size >= _THIN_FROM:
            source = source.replace(b'stroke-width="2"', b'stroke-width="1.8"')
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size * ratio, size * ratio))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
