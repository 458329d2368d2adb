"""The emblem of a kop: a PNG of the profile made fit for print and put into the file as it is."""

import base64
import io
import zlib
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from PIL import Image
from reportlab.pdfbase.pdfdoc import PDFImageXObject

_MOST_PIXELS = 4_000_000
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, LookupError, Image.DecompressionBombError, zlib.error)
"""What the decoder raises for data that is no PNG, or one cut short."""


class Emblem(NamedTuple):
    """A picture of 8-bit gray or RGB, packed by zlib; sides in pixels."""

    data: bytes
    width: int
    height: int
    gray: bool


@lru_cache(maxsize=8)
def emblem_of(encoded: str) -> Emblem | None:
    """A PNG as base64 made fit for print: gray or RGB on white; None = nothing that can be shown.

    Remembered: packing it costs as much as a page, and all letters of a run bear the same.
    """
    try:
        with Image.open(io.BytesIO(base64.b64decode(encoded, validate=True)), formats=["PNG"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            colours = picture.convert("RGBA")
    except _BROKEN:
        return None
    flat = Image.new("RGB", colours.size, "white")
    flat.paste(colours, mask=colours.getchannel("A"))
    red, green, blue = (band.tobytes() for band in flat.split())
    gray = red == green == blue
    return Emblem(zlib.compress(red if gray else flat.tobytes()), *flat.size, gray)


def draw_emblem(canvas: Any, emblem: Emblem, x: float, y: float, width: float, height: float) -> None:
    """Draws it with its lower left corner at x, y; once in the file however often it is drawn."""
    name = "emblem-" + sha256(emblem.data).hexdigest()[:32]
    document = canvas._doc
    reference = document.getXObjectName(name)
    if reference not in document.idToObject:
        # Not by drawImage, which carries pictures as text at ten times the cost.
        image = PDFImageXObject(name)
        image.width, image.height = emblem.width, emblem.height
        image.bitsPerComponent, image.mask = 8, None
        image.colorSpace = "DeviceGray" if emblem.gray else "DeviceRGB"
        image._filters, image.streamContent = ("FlateDecode",), emblem.data
        canvas._setXObjects(image)
        document.Reference(image, reference)
        document.addForm(name, image)
    canvas._currentPageHasImages = 1
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(width, height)
    canvas.doForm(name)
    canvas.restoreState()
