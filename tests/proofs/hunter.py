"""Hunts for marked words in bytes, however they are wrapped: archives, compression, encodings, open seals."""

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import pyrage  # type: ignore[import-untyped]
import zstandard

DEPTH = 6
LARGEST = 64 * 1_048_576

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
_HEX = re.compile(rb"[0-9A-Fa-f]{12,}")
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
        for place in _places(data, _ZSTD):
            with suppress(zstandard.ZstdError):
                reader = zstandard.ZstdDecompressor().stream_reader(data[place:], read_across_frames=True)
                yield reader.read(LARGEST)
        for place in _places(data, _AGE):
            with suppress(pyrage.DecryptError):
                yield pyrage.decrypt(data[place:], self._keys) if self._keys else b""
        yield from _streams(data)
        yield from _texts(data)


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
                yield archive.read(entry)


def _inflated(data: bytes, bits: int) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj(bits).decompress(data, LARGEST)
    return b""


def _decoded(text: bytes) -> Iterator[bytes]:
    """A run of signs may begin anywhere before the encoded text, so all four ways to stand are tried."""
    usual = text.translate(bytes.maketrans(b"-_", b"+/"))
    for start in range(4):
        yield binascii.a2b_base64(usual[start:][: (len(usual) - start) // 4 * 4])
