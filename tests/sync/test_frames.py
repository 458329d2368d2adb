"""zstd frames: what is written is read, and nothing lenient is."""

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.archive import Feed
from desktop.sync.frames import compress, read_frames
from desktop.sync.limits import MIB, Caps, Refused
from tests.sync.files import frame

TEXT = b"aspirasi warga desa " * 20_000


def read(data: bytes, caps: Caps | None = None, step: int = 4096) -> bytes:
    pieces: list[bytes] = []
    feed = Feed(read_frames(pieces.append, caps or Caps()))
    for start in range(0, len(data), step):
        feed.write(data[start : start + step])
    feed.close()
    assert all(len(piece) <= 128 * 1024 for piece in pieces)
    return b"".join(pieces)


@given(st.lists(st.binary(max_size=300), min_size=1), st.integers(1, 50))
def test_round_trip(chunks: list[bytes], step: int) -> None:
    data = b"".join(chunks) + b"."
    assert read(b"".join(compress([*chunks, b"."])), step=step) == data


def test_big_and_compressible_and_not() -> None:
    noise = zstandard.ZstdCompressor(level=19).compress(bytes(range(256)) * 3000 + TEXT) * 500
    for data in (TEXT * 10, noise, bytes(3_000_000)):
        assert read(b"".join(compress([data]))) == data


@pytest.mark.parametrize("level", [1, 3, 19])
def test_any_number_of_frames(level: int) -> None:
    parts = [TEXT, b"x", TEXT[:5000]]
    assert read(b"".join(frame(part, level=level) for part in parts)) == b"".join(parts)
    assert read(b"".join(frame(part, write_content_size=False) for part in parts)) == b"".join(parts)


def dictionary_frame() -> bytes:
    samples: list[bytes | bytearray | memoryview] = [
        b"kunjungan %d ke desa %d" % (number, number % 7) for number in range(2000)
    ]
    words = zstandard.train_dictionary(4096, samples)
    return zstandard.ZstdCompressor(dict_data=words, write_checksum=True).compress(samples[0])


SKIPPABLE = b"\x50\x2a\x4d\x18\x04\0\0\0skip"
GOOD = frame(TEXT)
BAD = {
    "empty input": b"",
    "empty frame": frame(b""),
    "empty frame after": GOOD + frame(b""),
    "empty frame before": frame(b"") + GOOD,
    "skippable before": SKIPPABLE + GOOD,
    "skippable between": GOOD + SKIPPABLE + GOOD,
    "skippable after": GOOD + SKIPPABLE,
    "no checksum": frame(TEXT, write_checksum=False),
    "one without checksum": GOOD + frame(TEXT, write_checksum=False),
    "wrong checksum": GOOD[:-1] + bytes([GOOD[-1] ^ 1]),
    "dictionary": dictionary_frame(),
    "bytes after": GOOD + b"\0",
    "magic after": GOOD + b"\x28\xb5\x2f\xfd",
    "unused bit": GOOD[:4] + bytes([GOOD[4] | 16]) + GOOD[5:],
    "reserved bit": GOOD[:4] + bytes([GOOD[4] | 8]) + GOOD[5:],
    "another magic": b"\x27\xb5\x2f\xfd" + GOOD[4:],
    "gzip": b"\x1f\x8b\x08\0\0\0\0\0\0\3",
    "reserved block": GOOD[:4] + b"\x24\x01" + b"\x07\0\0",
    "too long a block": GOOD[:4]
    + b"\x04\x60"
    + ((128 * 1024 + 1) << 3 | 1).to_bytes(3, "little")
    + bytes(200_000),
}


@pytest.mark.parametrize("name", BAD)
def test_refused(name: str) -> None:
    with pytest.raises(Refused):
        read(BAD[name])


def test_every_truncation_and_flip_of_a_frame_is_refused_or_reads_the_same() -> None:
    data = b"".join(compress([b"satu dua tiga satu dua tiga " * 4, b"!"]))
    whole = read(data)
    for length in range(len(data)):
        with pytest.raises(Refused):
            read(data[:length])
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            try:
                assert read(bytes(flipped)) == whole
            except Refused:
                continue


def test_the_window_cap() -> None:
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=24, write_checksum=True)
    stream = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    data = stream.compress(TEXT) + stream.flush()
    assert zstandard.get_frame_parameters(data).window_size == 16 * MIB
    assert read(data, Caps(window=16 * MIB)) == TEXT
    with pytest.raises(Refused, match="file_too_large"):
        read(data)


def test_a_bomb_stops_at_the_cap() -> None:
    """1 GB of zeros is 30 kB of zstd; nothing past the cap is ever made."""
    stream = zstandard.ZstdCompressor(level=3, write_checksum=True).compressobj()
    zeros = bytes(10 * MIB)
    bomb = b"".join(stream.compress(zeros) for _ in range(100)) + stream.flush()
    assert len(bomb) < 100_000
    seen = 0

    def count(piece: bytes) -> None:
        nonlocal seen
        seen += len(piece)

    feed = Feed(read_frames(count, Caps(total=MIB)))
    with pytest.raises(Refused, match="file_too_large"):
        feed.write(bomb)
    assert seen <= MIB


def test_exactly_the_cap_is_allowed() -> None:
    assert len(read(frame(bytes(1000)), Caps(total=1000))) == 1000
    with pytest.raises(Refused, match="file_too_large"):
        read(frame(bytes(1001)), Caps(total=1000))
