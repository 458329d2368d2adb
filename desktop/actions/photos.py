"""One photo made ready to travel: scaled down, upright, without what the camera wrote into it."""

import importlib
import io
import math
import warnings
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from PIL import ExifTags, Image, ImageOps

from desktop.core.places import in_indonesia, micro_degrees
from desktop.errors import UserError

_QUALITY = 82
_FORMATS = ("JPEG", "PNG", "WEBP")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, MemoryError)
"""What Pillow raises for files that are not what they begin like."""


class Photo(NamedTuple):
    """A JPEG, and when and where it was taken if the camera said so.

    `taken` is local time, "2026-11-21T09:10:05", with an offset only if the camera knew it; `point` is in
    micro-degrees.
    """

    data: bytes
    taken: str | None
    point: list[int] | None


def prepare_photo(data: bytes, longest: int, name: str, *, heic: bool = False) -> Photo:
    """The photo as JPEG of at most `longest` pixels on its longer side.

    Args:
        data: a JPEG, PNG, WebP or (with a library that reads it) HEIC file.
        longest: `Settings.photo_max_pixels`.
        name: what the file is called, for the error.
        heic: the file is HEIC or AVIF.

    Raises:
        UserError: ``photo_unreadable``, ``photo_huge`` (more pixels than any camera: a bomb), ``photo_heic``.
    """
    formats = (*_FORMATS, _heic(name)) if heic else _FORMATS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning)
            with Image.open(io.BytesIO(data), formats=formats) as image:
                return _made(image, longest)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UserError("photo_huge", name=name) from None
    except _BROKEN:
        raise UserError("photo_unreadable", name=name) from None


def _heic(name: str) -> str:
    try:
        # Not among the program's own libraries; where the user's machine has it, phones' HEIC can be read.
        importlib.import_module("pillow_heif").register_heif_opener()
    except ImportError:
        raise UserError("photo_heic", name=name) from None
    return "HEIF"


def _made(image: Image.Image, longest: int) -> Photo:
    taken, point = _told_by(image)
    # A JPEG can be decoded at half, quarter or eighth size at once: most of the time and memory saved.
    image.draft("RGB", (longest, longest))
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layers = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers)
    plain = upright.convert("RGB")
    plain.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    # A fresh image has no comment, profile or description that could be written along.
    bare = Image.new("RGB", plain.size)
    bare.paste(plain)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return Photo(out.getvalue(), taken, point)


def _told_by(image: Image.Image) -> tuple[str | None, list[int] | None]:
    taken, point = None, None
    with suppress(*_BROKEN, ZeroDivisionError):
        exif = image.getexif()
        taken = _taken(exif)
        point = _point(exif.get_ifd(ExifTags.IFD.GPSInfo))
    return taken, point


def _taken(exif: Image.Exif) -> str | None:
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    said = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    if not isinstance(said, str):
        return None
    moment = datetime.strptime(said.strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S")
    offset = inner.get(ExifTags.Base.OffsetTimeOriginal)
    local = moment.isoformat(timespec="seconds")
    if isinstance(offset, str):
        with suppress(ValueError):
            return datetime.fromisoformat(local + offset.strip("\0 ")).isoformat(timespec="seconds")
    return local


def _point(gps: dict[int, Any]) -> list[int] | None:
    latitude = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef) == "S")
    longitude = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef) == "W")
    if latitude is None or longitude is None:
        return None
    try:
        found = micro_degrees(latitude, longitude)
    except UserError:
        return None
    # A camera without a fix writes zeros.
    return found if in_indonesia(found) else None


def _degrees(parts: Any, negative: bool) -> float | None:
    if not isinstance(parts, tuple) or len(parts) != 3:
        return None
    found = float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600
    if math.isnan(found):
        return None
    return -found if negative else found
