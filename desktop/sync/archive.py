"""The tar inside a sync file, byte for byte as Python's USTAR_FORMAT writes it, and how it is read.

Written by hand: tarfile's readers are lenient, and its writer may change between Python versions while a
file's bytes may not.
"""

from collections.abc import Generator

from desktop.sync.limits import damaged, too_large

BLOCK = 512
RECORD = 10_240
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
EVENTS = "events.jsonl"
CHUNK = 64 * 1024

# A reader is a generator that asks for a number of bytes and is sent them; fewer only at the end of input.
Steps = Generator[int, bytes, None]


def blob_name(sha256: str) -> str:
    """Name of the member that holds a blob."""
    return f"blobs/{sha256}"


def header(name: str, size: int) -> bytes:
    """The 512 bytes before a member: mode 0644, owner 0, time 0, no names, a regular file."""
    start = name.encode("ascii").ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2
    start += b"%011o\0" % size + b"%011o\0" % 0
    end = b"0" + bytes(100) + b"ustar\x0000" + bytes(247)
    checksum = sum(start) + 8 * ord(" ") + sum(end)
    return start + b"%06o\0 " % checksum + end


def padding(size: int) -> bytes:
    """Zeros that fill a member of ``size`` bytes up to whole blocks."""
    return bytes(-size % BLOCK)


def ending(position: int) -> bytes:
    """What follows the last member: two zero blocks, then zeros up to whole records."""
    return bytes(2 * BLOCK + -(position + 2 * BLOCK) % RECORD)


def read_size(data: bytes, name: str, cap: int) -> int:
    """The size that the header of member ``name`` says.

    Raises:
        Refused: another member, a header that differs in any byte, or a size past ``cap``.
    """
    digits = data[124:135]
    if not digits.isdigit() or b"8" in digits or b"9" in digits:
        raise damaged()
    size = int(digits, 8)
    if header(name, size) != data:
        raise damaged()
    if size > cap:
        raise too_large(name)
    return size


class Feed:
    """Gives a reader the exact amounts it asks for, whatever the size of the pieces that arrive."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._held = bytearray()
        self._wanted: int | None = next(steps)

    def write(self, data: bytes) -> int:
        """Takes the next piece of input.

        Raises:
            Refused: what the reader raises, and bytes after its end.
        """
        self._held += data
        while self._wanted is not None and len(self._held) >= self._wanted:
            piece = bytes(self._held[: self._wanted])
            del self._held[: self._wanted]
            self._send(piece)
        if self._wanted is None and self._held:
            raise damaged()
        return len(data)

    def close(self) -> None:
        """Input has ended: the reader sees what is left, and must be content with it.

        Raises:
            Refused: the reader wants more.
        """
        if self._wanted is not None:
            self._send(bytes(self._held))
        if self._wanted is not None:
            raise damaged()

    def _send(self, piece: bytes) -> None:
        try:
            self._wanted = self._steps.send(piece)
        except StopIteration:
            self._wanted = None
