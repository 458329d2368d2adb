"""A picture on the clipboard as the bytes of a file; it never lies on the disk."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QImage

from desktop.actions.attachments import LARGEST, Handed

_HEAD = 65_536
_CAMERA = b"Exif\0\0"


def pasted_picture(board: QMimeData, name: str, longest: int) -> Handed | None:
    """The picture of the clipboard, None without one.

    A JPEG of a camera is taken as it is, so that its day and place are found; of everything else only what
    is seen counts.

    Args:
        board: what the clipboard holds.
        name: what it is called in errors.
        longest: pixels on the longer side that are kept in the end; more need not be carried about.
    """
    for kind in ("image/jpeg", "image/png"):
        raw = bytes(board.data(kind).data()) if board.hasFormat(kind) else b""
        if 0 < len(raw) <= LARGEST and (kind == "image/png" or _CAMERA in raw[:_HEAD]):
            return Handed(name, raw)
    image = board.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    return Handed(name, _png(image, longest))


def _png(image: QImage, longest: int) -> bytes:
    if max(image.width(), image.height()) > longest:
        smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.KeepAspectRatio
        image = image.scaled(longest, longest, whole, smooth)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Not compressed: it is made small in the background, and the window waits here.
    image.save(buffer, "PNG", 100)  # type: ignore[call-overload]
    return bytes(held.data())
