"""The ZIP around a sync file, byte for byte: two stored members and nothing else.

Written by hand because the reader must refuse what zipfile forgives: ordinary ZIP readers overlook one
flipped byte in six and skip bytes before, between and after the members.
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from desktop.sync.limits import Caps, Refused, damaged, too_large
from desktop.sync.safe_file import SourceFile

ABOUT = "about.json"
SEALED = "contents.age"
UNSEALED = "contents.zst"

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20
_MADE_BY = 3 << 8 | 20
_DATE = 0x21  # 1980-01-01


@dataclass(frozen=True, slots=True)
class Member:
    """One stored member: what its ZIP headers say of it."""

    name: str
    crc: int
    size: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The plain header and where the contents lie in the file."""

    about: bytes
    contents: Member
    offset: int


def local_header(member: Member) -> bytes:
    """The bytes before a member's data."""
    name = member.name.encode("ascii")
    numbers = (_VERSION, 0, 0, 0, _DATE, member.crc, member.size, member.size, len(name), 0)
    return _LOCAL.pack(_LOCAL_MARK, *numbers) + name


def tail(about: Member, contents: Member) -> bytes:
    """Central directory and end record of the two members."""
    second = len(local_header(about)) + about.size
    directory = _central(about, 0) + _central(contents, second)
    start = second + len(local_header(contents)) + contents.size
    return directory + _END.pack(_END_MARK, 0, 0, 2, 2, len(directory), start, 0)


def _central(member: Member, offset: int) -> bytes:
    name = member.name.encode("ascii")
    numbers = (_MADE_BY, _VERSION, 0, 0, 0, _DATE, member.crc, member.size, member.size, len(name))
    return _CENTRAL.pack(_CENTRAL_MARK, *numbers, 0, 0, 0, 0, 0, offset) + name


def read_layout(file: SourceFile, caps: Caps) -> Layout:
    """Rebuilds the whole framing and compares it; the CRC of the contents is left to `ContentsReader`.

    Raises:
        Refused: any difference, a file cut short, or a cap passed.
    """
    length = file.seek(0, 2)
    file.seek(0)
    first = _read_header(file, (ABOUT,))
    if first.size > caps.about:
        raise too_large("about.json")
    about = _exactly(file, first.size)
    if zlib.crc32(about) != first.crc:
        raise damaged()
    second = _read_header(file, (SEALED, UNSEALED))
    if second.size > caps.total:
        raise too_large("contents")
    offset, end = file.tell(), tail(first, second)
    if length < offset + second.size + len(end):
        raise Refused("file_truncated")
    file.seek(offset + second.size)
    if file.read(len(end) + 1) != end:
        raise damaged()
    return Layout(about, second, offset)


def _read_header(file: SourceFile, names: tuple[str, ...]) -> Member:
    head = file.read(_LOCAL.size)
    if head[:4] != _LOCAL_MARK:
        raise damaged() if file.tell() > _LOCAL.size else Refused("file_not_ours")
    if len(head) < _LOCAL.size:
        raise Refused("file_truncated")
    crc, _, size, name_size = _LOCAL.unpack(head)[6:10]
    name = _exactly(file, min(name_size, 64))
    for known in names:
        member = Member(known, crc, size)
        if local_header(member) == head + name:
            return member
    raise damaged() if name.decode("latin-1") in names else Refused("file_not_ours")


def _exactly(file: SourceFile, size: int) -> bytes:
    data = file.read(size)
    if len(data) != size:
        raise Refused("file_truncated")
    return data


class ContentsReader:
    """Reads the second member and nothing past it, and checks its CRC at the end.

    Args:
        file: the sync file.
        layout: of it.
        told: gets (bytes read, bytes in all) at every piece; what it raises comes through.
    """

    def __init__(
        self, file: SourceFile, layout: Layout, told: Callable[[int, int], None] | None = None
    ) -> None:
        file.seek(layout.offset)
        self._file = file
        self._told, self._size = told, layout.contents.size
        self._left = layout.contents.size
        self._wanted = layout.contents.crc
        self._crc = 0

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes of the member; ``b""`` at its end."""
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        if not data and self._left and size:
            raise Refused("file_truncated")
        self._left -= len(data)
        self._crc = zlib.crc32(data, self._crc)
        if self._told is not None:
            self._told(self._size - self._left, self._size)
        return data

    def finish(self) -> None:
        """Everything was read and has the CRC that the header says.

        Raises:
            Refused: otherwise.
        """
        if self._left or self._crc != self._wanted:
            raise damaged()


class ZipWriter:
    """Streams the contents into a seekable file; the header before them is filled in at the end."""

    def __init__(self, file: BinaryIO, about: bytes, name: str) -> None:
        self._file = file
        self._about = Member(ABOUT, zlib.crc32(about), len(about))
        self._name = name
        self._crc = 0
        self._size = 0
        file.write(local_header(self._about) + about + local_header(Member(name, 0, 0)))

    def write(self, data: bytes) -> int:
        """Appends to the contents."""
        self._file.write(data)
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing to do: part of what a writer has to offer."""

    def finish(self) -> int:
        """Writes the framing after the contents and patches the header before them; the file's size."""
        contents = Member(self._name, self._crc, self._size)
        self._file.write(tail(self._about, contents))
        size = self._file.tell()
        self._file.seek(len(local_header(self._about)) + self._about.size)
        self._file.write(local_header(contents))
        return size
