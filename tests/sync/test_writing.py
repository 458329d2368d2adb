"""Writing a file: whole or not at all, whatever the disk, the data or the person does meanwhile."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from desktop.core.canonical import b64
from desktop.errors import UserError
from desktop.sync import safe_file
from desktop.sync.bundle import Blob, Written, check_bundle, write_bundle
from desktop.sync.limits import Caps
from desktop.sync.manifest import Request
from tests.sync.files import (
    LINES,
    READER,
    SENDER,
    STRANGER,
    about_of,
    blob_of,
    contents_of,
    write,
)

EARLIER = b"an earlier file of that name"
RECIPIENTS = [SENDER.recipient, READER.recipient]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "0001.jbola"
    path.write_bytes(EARLIER)
    return path


def refused(target: Path, code: str, attempt: Callable[[], object]) -> UserError:
    """The attempt fails with that code, the earlier file stands, and nothing else is in the folder."""
    with pytest.raises(UserError) as caught:
        attempt()
    assert caught.value.code == code
    assert target.read_bytes() == EARLIER
    assert [item.name for item in target.parent.iterdir()] == [target.name]
    return caught.value


def test_a_new_file_takes_the_place_of_an_earlier_one(target: Path) -> None:
    write(target)
    assert check_bundle(target, READER.age).manifest.counts.events == 3


def test_what_a_killed_run_left_is_overwritten(target: Path) -> None:
    (target.parent / ".0001.jbola.part").write_bytes(b"half")
    write(target)
    assert [item.name for item in target.parent.iterdir()] == [target.name]


def test_progress_ends_at_the_whole(target: Path) -> None:
    told: list[tuple[int, int]] = []
    lines = [b"%07d\n" % number for number in range(30_000)]
    write(target, lines, [b"x" * 200_000], progress=lambda done, total: told.append((done, total)))
    total = 30_000 * 8 + 200_000
    assert told[-1] == (total, total)
    assert told == sorted(told, key=lambda pair: (pair[1], pair[0]))
    assert len({done for done, _ in told}) > 4


@pytest.mark.parametrize("after", [0, 1, 3, 6, 9])
def test_cancelling_leaves_nothing(target: Path, after: int) -> None:
    asked = iter([False] * after)
    lines = [b"%07d\n" % number for number in range(20_000)]
    refused(target, "write_cancelled", lambda: write(target, lines, cancelled=lambda: next(asked, True)))


def test_events_that_differ_the_second_time(target: Path) -> None:
    others = [LINES[:-1], [*LINES, b"{}\n"], [LINES[0], LINES[2], LINES[1]], []]
    for other in others:
        passes = iter([LINES, other])
        contents = contents_of(events=partial(next, passes))
        refused(
            target, "write_changed", partial(write_bundle, target, about_of(), contents, SENDER, RECIPIENTS)
        )


def test_a_blob_that_is_not_what_its_name_says(target: Path) -> None:
    good = blob_of(b"photo")
    for data in (b"phot", b"photos", b"PHOTO", b""):
        blob = Blob(good.sha256, good.size, partial(io.BytesIO, data))
        contents = replace(contents_of(), blobs=[blob])
        attempt = partial(write_bundle, target, about_of(), contents, SENDER, RECIPIENTS)
        error = refused(target, "write_blob_damaged", attempt)
        assert error.values == {"sha256": good.sha256}


class OurFaultError(Exception):
    pass


def failing_events() -> Iterator[bytes]:
    yield LINES[0]
    raise OurFaultError


def test_a_bug_in_the_caller_leaves_nothing_and_is_not_hidden(target: Path) -> None:
    passes = iter([lambda: iter(LINES), failing_events])
    contents = contents_of(events=lambda: next(passes)())
    with pytest.raises(OurFaultError):
        write_bundle(target, about_of(), contents, SENDER, RECIPIENTS)
    assert target.read_bytes() == EARLIER
    assert [item.name for item in target.parent.iterdir()] == [target.name]


BAD: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "not for the sender": ({}, {}, [READER.recipient]),
    "a recipient twice": ({}, {}, [*RECIPIENTS, READER.recipient]),
    "another writer": ({"from_": b64(STRANGER.writer)}, {}, RECIPIENTS),
    "a pack": ({"sequence": "pack"}, {}, RECIPIENTS),
    "a later sequence": ({"sequence": "video"}, {}, RECIPIENTS),
    "to somebody": ({"to": "somebody"}, {}, RECIPIENTS),
    "number zero": ({"number": 0}, {}, RECIPIENTS),
    "no district": ({}, {"district": b"short"}, RECIPIENTS),
    "no newline": ({}, {"events": lambda: [b"no newline"]}, RECIPIENTS),
    "two lines": ({}, {"events": lambda: [b"two\nlines\n"]}, RECIPIENTS),
    "a root": ({}, {"root": bytes(32)}, RECIPIENTS),
    "a request": ({}, {"request": Request(desk="officer", agency="", name="A", nip="")}, RECIPIENTS),
    "a blob twice": ({}, {"blobs": [blob_of(b"twice")] * 2}, RECIPIENTS),
    "a writer of another key": ({}, {"writers": {STRANGER.writer: SENDER.verify_key}}, RECIPIENTS),
    "an unknown capability": ({}, {"requires": ["parts"]}, RECIPIENTS),
}


@pytest.mark.parametrize("name", BAD)
def test_what_no_reader_would_accept_is_not_written(target: Path, name: str) -> None:
    header, contents, recipients = BAD[name]
    with pytest.raises(ValueError) as caught:
        write_bundle(target, about_of(**header), contents_of(**contents), SENDER, recipients)
    assert type(caught.value) is ValueError
    assert target.read_bytes() == EARLIER
    assert [item.name for item in target.parent.iterdir()] == [target.name]


def test_the_writer_keeps_the_readers_caps(target: Path) -> None:
    caps = Caps(line=100, events=10, blob=5000, blobs=3, manifest=4000, total=60_000)
    write(target, [b"x" * 99 + b"\n"] * 10, [b"a" * 5000, b"b", b"c"], caps=caps)
    check_bundle(target, READER.age, caps)
    target.write_bytes(EARLIER)
    past: list[tuple[str, list[bytes], list[bytes]]] = [
        ("write_line_too_large", [b"x" * 100 + b"\n"], []),
        ("write_too_large", [b"x\n"] * 11, []),
        ("write_too_large", [], [b"a", b"b", b"c", b"d"]),
        ("write_blob_too_large", [], [b"a" * 5001]),
    ]
    for code, lines, blobs in past:
        refused(target, code, partial(write, target, lines, blobs, caps=caps))
    refused(target, "write_too_large", lambda: write(target, blobs=[b"a" * 5000], caps=Caps(total=20_000)))
    refused(target, "write_too_large", lambda: write(target, caps=Caps(manifest=300)))


def test_a_folder_that_is_not_there_or_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for target in (tmp_path / "nowhere" / "a.jbola", tmp_path / "file" / "a.jbola", tmp_path):
        with pytest.raises(UserError) as caught:
            write(target)
        assert caught.value.code == "write_refused"
        assert caught.value.values == {"file": target.name}
    assert [item.name for item in tmp_path.iterdir()] == ["file"]


def test_a_stick_that_gives_back_other_bytes(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is the outside world: here it spoils the file between sync and reading back."""

    def spoil(file: io.BufferedRandom) -> None:
        file.seek(-300, 2)
        file.write(b"?")

    monkeypatch.setattr(safe_file, "_forget_cached", spoil)
    error = refused(target, "write_unreadable", lambda: write(target))
    assert error.values == {"file": target.name}


FULL_DISK = """
import resource, sys
from pathlib import Path
from desktop.errors import UserError
from tests.sync.files import write
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    write(Path(sys.argv[1]), blobs=[bytes(range(256)) * 2000, __import__("os").urandom(200_000)])
except UserError as error:
    print(error.code, error.values)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file size are a POSIX thing")
@pytest.mark.parametrize("limit", [0, 100, 5_000, 150_000, 200_000])
def test_a_disk_that_is_full_after_so_many_bytes(target: Path, limit: int) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(target), str(limit)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert run.stdout == "write_disk_full {'file': '0001.jbola'}\n"
    assert target.read_bytes() == EARLIER
    assert [item.name for item in target.parent.iterdir()] == [target.name]


def test_a_tiny_disk(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(stick)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("no tmpfs may be mounted here")
    try:
        with pytest.raises(UserError, match="write_disk_full"):
            write(
                stick / "a.jbola",
                blobs=[bytes(range(251)) * 1000 + SENDER.verify_key * 3000, bytes_of(90_000)],
            )
        assert list(stick.iterdir()) == []
        done: Written = write(stick / "a.jbola")
        assert check_bundle(done.path, READER.age).manifest_hash == done.manifest_hash
    finally:
        subprocess.run(["umount", str(stick)], check=True)


def bytes_of(size: int) -> bytes:
    """Bytes that do not compress."""
    return b"".join(SENDER.sign(number.to_bytes(4, "big")) for number in range(size // 64))
