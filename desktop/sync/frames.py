"""zstd frames: one is written, any number is read, each strictly.

The blocks are walked here because zstandard's streaming readers say neither where a frame ends nor how much
one call may put out: a block is at most 128 KiB, so memory stays flat whatever the file claims.
"""

from collections.abc import Callable, Iterable, Iterator

import zstandard

from desktop.sync.archive import Steps
from desktop.sync.limits import Caps, damaged, too_large

LEVEL = 3
MAX_BLOCK = 128 * 1024

_PREFIX = 5
_FLAWS = 0b0001_1011  # unused bit, reserved bit, dictionary id
_CHECKSUM = 0b0000_0100
_RLE, _RESERVED = 1, 3


def compress(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """One checksummed frame of level 3 holding all chunks."""
    frame = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compressobj()
    for chunk in chunks:
        data = frame.compress(chunk)
        if data:
            yield data
    yield frame.flush()


def read_frames(take: Callable[[bytes], object], caps: Caps) -> Steps:
    """Reads frames to the end of input and hands on what they hold, at most 128 KiB at a time.

    A frame is not empty, has a checksum and no dictionary, fits the window cap, and is complete; skippable
    frames and anything else between or after the frames is refused.
    """
    total = 0
    context = zstandard.ZstdDecompressor(max_window_size=caps.window)
    prefix = yield _PREFIX
    while True:
        frame = context.decompressobj()
        before = total
        rest = yield _header_size(prefix) - _PREFIX
        _check_header(prefix + rest, caps)
        _inflate(frame, prefix + rest)
        last = False
        while not last:
            head = yield 3
            last, size = _block(head)
            body = yield size
            data = _inflate(frame, head + body)
            total += len(data)
            if total > caps.total:
                raise too_large("tar")
            take(data)
        checksum = yield 4
        if _inflate(frame, checksum) or not frame.eof or total == before:
            raise damaged()
        prefix = yield _PREFIX
        if not prefix:
            return


def _header_size(prefix: bytes) -> int:
    if len(prefix) < _PREFIX or prefix[:4] != zstandard.FRAME_HEADER:
        raise damaged()
    if prefix[4] & _FLAWS or not prefix[4] & _CHECKSUM:
        raise damaged()
    return zstandard.frame_header_size(prefix)


def _check_header(data: bytes, caps: Caps) -> None:
    try:
        window = zstandard.get_frame_parameters(data).window_size
    except zstandard.ZstdError:
        raise damaged() from None
    if window > caps.window:
        raise too_large("zstd window")


def _block(head: bytes) -> tuple[bool, int]:
    """Whether this is the last block, and the bytes that follow its header."""
    if len(head) < 3:
        raise damaged()
    value = int.from_bytes(head, "little")
    kind, size = value >> 1 & 3, value >> 3
    if kind == _RESERVED or size > MAX_BLOCK:
        raise damaged()
    return bool(value & 1), 1 if kind == _RLE else size


def _inflate(frame: "zstandard.ZstdDecompressionObj", data: bytes) -> bytes:
    try:
        return frame.decompress(data)
    except zstandard.ZstdError:
        raise damaged() from None
