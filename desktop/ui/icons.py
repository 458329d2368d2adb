"""Line icons tinted at the exact size they are shown in."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
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
        return _text(self._folder / f"{name}.svg").replace("currentColor", colour).encode()

    def _draw(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        source = self.source(name, colour)
        if size >= _THIN_FROM:
            source = source.replace(b'stroke-width="2"', b'stroke-width="1.8"')
        pixmap = QPixmap.fromImage(_image(source, size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _image(source: bytes, size: float) -> QImage:
    """Drawn once for every window, shade and size that comes again; an image outlives Qt's application."""
    image = QImage(round(size), round(size), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image
