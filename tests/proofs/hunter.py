"""Hunts for marked words in bytes, however wrapped: archives, compression, encodings, seals, pages."""

import base64
import binascii
import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import pikepdf
import pyrage  # type: ignore[import-untyped]
import zstandard

from tests.reports.archive import shown

DEPTH = 6
LARGEST = 64 * 1_048_576

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
_HEX = re.compile(rb"[0-9A-Fa-f]{12,}")
_PDF = b"%PDF-"
_BROKEN_LINES = re.compile(rb"[\s.\xad-]+")
_TAGS = re.compile(rb"<[^<>]*>")
_ZSTD, _AGE, _ZIP = b"\x28\xb5\x2f\xfd", b"age-encryption.org/v1", b"PK\x03\x04"


class Hunter:
    """Knows the marks, and with which keys seals may be opened.

    Args:
        marks: name of a canary → its text (ASCII).
        keys: age identities; without them a seal stays shut.
    """

    def __init__(self, marks: Mapping[str, str], keys: Sequence[str] = ()) -> None:
        self._needles = {name: list(_disguises(text)) for name, text in marks.items()}
        self._keys = [pyrage.x25519.Identity.from_str(key) for key in keys]

    def hunt(self, data: bytes, depth: int = 0) -> set[str]:
        """The names of all canaries found in these bytes or in anything wrapped in them."""
        if not data.strip(b"\0"):
            return set()
        plain = data.lower()
        found = {name for name, needles in self._needles.items() if any(one in plain for one in needles)}
        if depth < DEPTH:
            for inner in self._unwrapped(data):
                found |= self.hunt(inner, depth + 1)
        return found

    def _unwrapped(self, data: bytes) -> Iterator[bytes]:
        if _ZIP in data:
            yield from _unzipped(data)
        if _PDF in data[:1024]:
            yield from _written(data)
        for place in _places(data, _ZSTD):
            with suppress(zstandard.ZstdError):
                reader = zstandard.ZstdDecompressor().stream_reader(data[place:], read_across_frames=True)
                yield reader.read(LARGEST)
        for place in _places(data, _AGE):
            with suppress(pyrage.DecryptError):
                yield pyrage.decrypt(data[place:], self._keys) if self._keys else b""
        yield from _streams(data)
        yield from _texts(data)


def _written(data: bytes) -> Iterator[bytes]:
    """A PDF's streams with all filters off, the strings beside them, and what is written on its pages.

    Glyphs are read by their ToUnicode maps, which finds what lies outside of a page or below a picture too,
    and by `pdftotext`, which knows the words that replace them.
    """
    with suppress(pikepdf.PdfError), pikepdf.open(io.BytesIO(data)) as file:
        for one in file.objects:
            if isinstance(one, pikepdf.Stream):
                with suppress(pikepdf.PdfError):
                    yield one.read_bytes()
            yield _strings(one)
        with suppress(pikepdf.PdfError, AttributeError, KeyError):
            yield _closed_up("".join(words for _, _, words in shown(data)).encode())
        text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=False)
        yield text.stdout
        yield _closed_up(text.stdout)


def _strings(one: object) -> bytes:
    """The strings of an object, also those that say what a picture shows."""
    found: list[bytes] = []
    waiting = [one]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.String):
            found.append(str(node).encode("utf-8", "replace"))
        elif isinstance(node, pikepdf.Object) and node.is_indirect and node is not one:
            continue  # has its own turn
        elif isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            waiting += [value for _, value in node.items()]
    return b"\n".join(found)


def _closed_up(text: bytes) -> bytes:
    """Without white space, points and hyphens: a name that goes on in the next line, a number in groups."""
    return _BROKEN_LINES.sub(b"", text)


def _streams(data: bytes) -> Iterator[bytes]:
    """What zlib or gzip packed, and what PDF wrote as signs."""
    for pattern, bits in ((_ZLIB, 15), (_GZIP, 31)):
        for match in pattern.finditer(data):
            if inner := _inflated(data[match.start() :], bits):
                yield inner
    for match in _STREAM.finditer(data):
        with suppress(ValueError):
            yield base64.a85decode(match[1].strip().removesuffix(b"~>"))


def _texts(data: bytes) -> Iterator[bytes]:
    """What was written out as hexadecimal or base64; all of it in one piece, which is quicker to search."""
    found = []
    for match in _HEX.finditer(data):
        for start in (0, 1):
            even = match[0][start:][: (len(match[0]) - start) // 2 * 2]
            found.append(bytes.fromhex(even.decode()))
    for match in _BASE64.finditer(data):
        found += _decoded(match[0])
    yield b"\n".join(found)


def _disguises(text: str) -> Iterator[bytes]:
    """What is sought, in lower case."""
    low = text.lower()
    yield low.encode()
    yield low.encode("utf-16-le")
    yield low.encode("utf-16-be")
    yield low[::-1].encode()


def _places(data: bytes, sign: bytes) -> Iterator[int]:
    place = data.find(sign)
    while place >= 0:
        yield place
        place = data.find(sign, place + 1)


def _unzipped(data: bytes) -> Iterator[bytes]:
    broken = (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        EOFError,
        zlib.error,
        OSError,
        RuntimeError,
    )
    with suppress(*broken), zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            yield entry.filename.encode()
            with suppress(*broken):
                inner = archive.read(entry)
                yield inner
                if entry.filename.endswith(".xml"):
                    # A word that begins in one run of a DOCX and ends in the next.
                    yield _closed_up(_TAGS.sub(b"", inner))


def _inflated(data: bytes, bits: int) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj(bits).decompress(data, LARGEST)
    return b""


def _decoded(text: bytes) -> Iterator[bytes]:
    """A run of signs may begin anywhere before the encoded text, so all four ways to stand are tried."""
    usual = text.translate(bytes.maketrans(b"-_", b"+/"))
    for start in range(4):
        yield binascii.a2b_base64(usual[start:][: (len(usual) - start) // 4 * 4])
