"""Any picture somebody sent, made safe to print: decoded within bounds, upright, a plain JPEG, in its box."""

import io
import math
import struct
import warnings
import zlib
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any

import pillow_heif
from PIL import ExifTags, Image
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.platypus import Flowable

from reports.sheet import Sheet
from reports.style import SMALL
from reports.tags import Tag
from reports.text import Line, draw_lines, set_lines

LARGEST = 25_000_000
"""Pixels of the largest picture that is decoded whole: up to 16 bytes each for a moment, in some formats."""
LARGEST_JPEG = 1 << 26
"""JPEGs are decoded at a fraction of their size; phones take 50 million pixels."""
LONGEST = 1600
_DPI = 200
_COARSEST = 50
"""Dots per inch below which a small picture is not stretched to fill its box."""
_QUALITY = 80
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "AVIF")
_GAP = 8.0
_AIR = 3.0
_BROKEN = (
    *(OSError, ValueError, SyntaxError, EOFError, TypeError, LookupError, MemoryError, ArithmeticError),
    *(RuntimeError, AttributeError, struct.error, zlib.error, Image.DecompressionBombError, Warning),
)
"""What the decoders raise for files that are not what they begin like."""
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Picture(Flowable):  # type: ignore[misc]
    """A JPEG of ours in its place. Widths and heights in points, `pixels` wide and high."""

    def __init__(self, jpeg: bytes, pixels: tuple[int, int], gray: bool, box: tuple[float, float], alt: str):
        super().__init__()
        self._jpeg = jpeg
        self._pixels = pixels
        self._gray = gray
        self._alt = alt
        scale = min(box[0] / pixels[0], box[1] / pixels[1], 72 / _COARSEST)
        self.width, self.height = scale * pixels[0], scale * pixels[1]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its own size, whatever there is."""
        return self.width, self.height

    def draw(self) -> None:
        """With its lower left corner at the origin."""
        self.place(self.canv, 0, 0)

    def place(self, canvas: Any, x: float, y: float) -> None:
        """Draw with the lower left corner there, as a figure."""
        # Not by drawImage, which decodes every picture once more and carries JPEGs as text.
        name = "jpeg-" + sha256(self._jpeg).hexdigest()[:32]
        document = canvas._doc
        reference = document.getXObjectName(name)
        if reference not in document.idToObject:
            image = PDFImageXObject(name)
            image.width, image.height = self._pixels
            image.bitsPerComponent, image.mask = 8, None
            image.colorSpace = "DeviceGray" if self._gray else "DeviceRGB"
            image._filters, image.streamContent = ("DCTDecode",), self._jpeg
            canvas._setXObjects(image)
            document.Reference(image, reference)
            document.addForm(name, image)
        canvas._currentPageHasImages = 1
        with canvas.mark(Tag("Figure", self), alt=self._alt):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.scale(self.width, self.height)
            canvas.doForm(name)
            canvas.restoreState()


class _Row(Flowable):  # type: ignore[misc]
    """Pictures side by side, each with its caption below; long captions go on over the page."""

    spaceAfter = _GAP

    def __init__(
        self, sheet: Sheet, cells: Sequence[tuple[Picture | None, list[Line], object]], width: float
    ) -> None:
        super().__init__()
        self._sheet, self._cells, self._cell_width = sheet, cells, width
        self._top = max(picture.height + _AIR if picture else 0 for picture, _, _ in cells)
        self._lines = max(len(lines) for _, lines, _ in cells)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as its highest cell."""
        self.width, self.height = self._sheet.width, self._top + self._lines * SMALL.line
        return self.width, self.height

    def split(self, width: float, height: float) -> list["_Row"]:
        """Between two lines of the captions."""
        fit = int((height - self._top) / SMALL.line)
        if not 0 < fit < self._lines:
            return []
        first = [(picture, lines[:fit], key) for picture, lines, key in self._cells]
        rest = [(None, lines[fit:], key) for _, lines, key in self._cells]
        return [_Row(self._sheet, part, self._cell_width) for part in (first, rest)]

    def draw(self) -> None:
        """The pictures stand on one line."""
        foot = self._lines * SMALL.line
        for number, (picture, lines, key) in enumerate(self._cells):
            x = number * (self._cell_width + _GAP)
            if picture:
                picture.place(self.canv, x + (self._cell_width - picture.width) / 2, foot + _AIR)
            elif self._top:
                self._draw_frame(x, foot + _AIR)
            if lines:
                style = SMALL.but(align="center")
                with self.canv.mark(Tag("P", key)):
                    draw_lines(self.canv, self._sheet, lines, style, x, foot, self._cell_width)

    def _draw_frame(self, x: float, y: float) -> None:
        """Where a picture is missing beside others."""
        with self.canv.artifact():
            self.canv.setLineWidth(0.5)
            self.canv.setStrokeGray(0.5)
            self.canv.rect(x, y, self._cell_width, self._top - _AIR)


def picture(sheet: Sheet, data: bytes, width: float, height: float, alt: str) -> Picture | None:
    """A picture as large as fits into a box, in points; None = cannot be shown, say so in words.

    Of an animation the first frame. JPEG, PNG, WebP, GIF, BMP, HEIC and AVIF.

    Args:
        sheet: the document it is for.
        data: a file from anywhere; nothing about it is believed.
        width: of the box.
        height: of the box.
        alt: what it shows, for who cannot see it.
    """
    longest = min(LONGEST, math.ceil(max(width, height) / 72 * _DPI))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning)
            made = _plain(_opened(data), longest)
            out = io.BytesIO()
            made.save(out, "JPEG", quality=_QUALITY)
    except _BROKEN:
        return None
    return Picture(out.getvalue(), made.size, made.mode == "L", (width, height), alt)


def pictures(
    sheet: Sheet, photos: Sequence[tuple[bytes, str]], columns: int = 2, height: float = 170
) -> list[Flowable]:
    """Photos with captions, side by side; for one that cannot be shown a sentence stands in its place.

    Args:
        sheet: the document they are for.
        photos: the file and its caption.
        columns: side by side.
        height: of the highest picture, in points.
    """
    width = (sheet.width - (columns - 1) * _GAP) / columns
    cells: list[tuple[Picture | None, list[Line], object]] = []
    for data, caption in photos:
        alt = sheet.words.text("photo_alt", caption=caption) if caption else sheet.words.text("photo_bare")
        made = picture(sheet, data, width, height, alt)
        text = caption if made else "\n".join(filter(None, (sheet.words.text("photo_broken"), caption)))
        lines = set_lines(sheet, text, SMALL, width, "caption") if text else []
        cells.append((made, lines, object()))
    return [_Row(sheet, cells[at : at + columns], width) for at in range(0, len(cells), columns)]


def _opened(data: bytes) -> Image.Image:
    """A picture whose size has been looked at before anything is decoded."""
    if data[4:8] == b"ftyp" and data[8:12] not in (b"avif", b"avis"):
        coded = pillow_heif.open_heif(io.BytesIO(data))
        _check(coded.size, LARGEST)
        return coded.to_pillow()
    image = Image.open(io.BytesIO(data), formats=_FORMATS)
    _check(image.size, LARGEST_JPEG if image.format in ("JPEG", "MPO") else LARGEST)
    return image


def _check(size: tuple[int, int], largest: int) -> None:
    if not 0 < size[0] * size[1] <= largest:
        raise ValueError(size)


def _plain(image: Image.Image, longest: int) -> Image.Image:
    """Small, upright, gray or RGB of 8 bits, on white, and without anything the file said besides."""
    turn = None
    with suppress(*_BROKEN):
        turn = _UPRIGHT.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    # A JPEG can be decoded at half, quarter or eighth size at once: most of the time and memory saved.
    image.draft(image.mode, (longest, longest))
    image.load()
    if image.mode in ("P", "PA", "1") or (image.mode in ("RGB", "L") and "transparency" in image.info):
        clear = image.mode == "PA" or "transparency" in image.info
        image = image.convert("RGBA" if clear else "RGB")
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    if image.mode.startswith("I"):
        # Pillow cuts off what does not fit into 8 bits; these have 16.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("RGBA", "LA", "La", "RGBa"):
        layers = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers)
    mode = "L" if image.mode == "L" else "RGB"
    bare = Image.new(mode, image.size)
    bare.paste(image.convert(mode))
    return bare.transpose(turn) if turn is not None else bare
