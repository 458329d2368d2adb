"""The tar inside: what tarfile would write; and the feeding of readers with exact amounts."""

import hashlib
import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.archive import Feed, Steps, blob_name, header, read_size
from desktop.sync.limits import Refused
from tests.sync.files import tar_of


def by_tarfile(members: list[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, body in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            archive.addfile(entry, io.BytesIO(body))
    return file.getvalue()


@given(st.lists(st.binary(max_size=1500), max_size=30))
def test_the_bytes_are_those_of_tarfile(bodies: list[bytes]) -> None:
    members = [(blob_name(hashlib.sha256(body).hexdigest()), body) for body in bodies]
    assert tar_of(members) == by_tarfile(members)


@pytest.mark.parametrize("size", [10_240 - 1536, 10_240 - 1535, 20_480 - 1536, 0])
def test_the_ending_fills_whole_records(size: int) -> None:
    assert tar_of([("events.jsonl", bytes(size))]) == by_tarfile([("events.jsonl", bytes(size))])


def test_a_header_says_its_size_and_nothing_else() -> None:
    good = header("manifest.json", 0o1234567)
    assert read_size(good, "manifest.json", 0o1234567) == 0o1234567
    with pytest.raises(Refused, match="file_too_large"):
        read_size(good, "manifest.json", 0o1234566)
    for name in ("manifest.sig", "manifest.jso", "manifest.jsonx"):
        with pytest.raises(Refused):
            read_size(good, name, 1 << 30)
    for place in range(512):
        flipped = bytearray(good)
        flipped[place] ^= 1
        with pytest.raises(Refused):
            read_size(bytes(flipped), "manifest.json", 1 << 40)
    with pytest.raises(Refused):
        read_size(good[:511], "manifest.json", 1 << 30)
    with pytest.raises(Refused):
        read_size(b"", "manifest.json", 1 << 30)


def test_the_checksum_says_it_too() -> None:
    """Python itself reads what is built here."""
    entry = tarfile.TarInfo.frombuf(header("events.jsonl", 99), "ascii", "strict")
    assert (entry.name, entry.size, entry.mode, entry.mtime, entry.uid) == ("events.jsonl", 99, 0o644, 0, 0)


def collecting(amounts: list[int], got: list[bytes]) -> Steps:
    for amount in amounts:
        got.append((yield amount))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8), st.lists(st.integers(0, 70), max_size=12))
def test_a_feed_gives_exact_amounts(amounts: list[int], cuts: list[int]) -> None:
    data = bytes(index % 251 for index in range(sum(amounts)))
    got: list[bytes] = []
    feed, start = Feed(collecting(amounts, got)), 0
    for cut in cuts:
        feed.write(data[start : start + cut])
        start += cut
    feed.write(data[start:])
    feed.close()
    assert [len(piece) for piece in got] == amounts
    assert b"".join(got) == data


def test_a_feed_takes_nothing_after_the_end_and_misses_nothing_before_it() -> None:
    feed = Feed(collecting([3], []))
    feed.write(b"abc")
    feed.write(b"")
    with pytest.raises(Refused):
        feed.write(b"d")
    feed = Feed(collecting([3], []))
    with pytest.raises(Refused):
        feed.write(b"abcd")
    feed = Feed(collecting([3, 1], []))
    feed.write(b"ab")
    with pytest.raises(Refused):
        feed.close()


def test_the_last_step_may_see_a_short_end() -> None:
    got: list[bytes] = []
    feed = Feed(collecting([3, 5], got))
    feed.write(b"abcd")
    feed.close()
    assert got == [b"abc", b"d"]
