"""A sealed file from writer to reader, and everything that may happen to it between them."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.canonical import b64, encode
from desktop.errors import UserError
from desktop.sync.bundle import Checked, check_bundle, stream_bundle, write_bundle
from desktop.sync.framing import SEALED, ContentsReader, read_layout
from desktop.sync.keys import Keys, writer_of
from desktop.sync.limits import Caps, Refused
from desktop.sync.safe_file import SourceFile
from desktop.sync.seal import Identity, seal, unseal
from tests.sync.files import (
    DISTRICT,
    LINES,
    READER,
    SENDER,
    STRANGER,
    Forge,
    about_of,
    contents_of,
    write,
    zip_of,
)


def stream(
    path: Path, checked: Checked, identity: Identity = READER.age
) -> tuple[list[bytes], dict[str, bytes]]:
    lines: list[bytes] = []
    blobs: dict[str, bytes] = {}
    stream_bundle(path, identity, checked, lines.extend, blobs.__setitem__)
    return lines, blobs


def opened(path: Path, identity: Identity = READER.age) -> tuple[bytes, bytes]:
    """About and the plaintext inside age: what a recipient who means harm has in hand."""
    with path.open("rb") as file:
        source = SourceFile(file)
        layout = read_layout(source, Caps())
        frames = io.BytesIO()
        unseal(ContentsReader(source, layout), frames.write, identity)
    return layout.about, frames.getvalue()


def resealed(path: Path, about: bytes, frames: bytes, recipients: list[str]) -> Path:
    sealed = io.BytesIO()
    seal([frames], sealed, recipients)
    path.write_bytes(zip_of(about, SEALED, sealed.getvalue()))
    return path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "0001.jbola"
    photos = [b"\xff\xd8 first" * 20_000, b"\xff\xd8 second"]
    done = write(path, LINES, photos)
    assert (done.path, done.events, done.blobs, done.bytes) == (path, 3, 2, path.stat().st_size)
    checked = check_bundle(path, READER.age)
    assert checked.about == about_of()
    assert checked.manifest_bytes == done.manifest_bytes
    assert checked.manifest_hash == done.manifest_hash == hashlib.sha256(done.manifest_bytes).digest()
    assert checked.sender == SENDER.writer == writer_of(checked.sender_key)
    assert checked.district == DISTRICT
    assert checked.signing_keys == {SENDER.writer: SENDER.verify_key}
    lines, blobs = stream(path, checked)
    assert lines == [line[:-1] for line in LINES]
    assert blobs == {hashlib.sha256(photo).hexdigest(): photo for photo in photos}
    assert [item.name for item in tmp_path.iterdir()] == ["0001.jbola"]


def test_the_manifest_is_canonical_and_repeats_the_header(tmp_path: Path) -> None:
    done = write(tmp_path / "a.jbola", blobs=[b"photo"])
    plain = json.loads(done.manifest_bytes)
    assert encode(plain) == done.manifest_bytes
    about, _ = opened(done.path)
    header = json.loads(about)
    assert encode(header) == about
    assert header.items() <= plain.items()
    keys = {"created", "file", "format", "from", "number", "part", "parts", "sequence", "to"}
    assert set(header) == keys
    more = {"district", "key", "keys", "recipients", "counts", "events", "blobs", "receipts", "requires"}
    assert set(plain) == keys | more
    assert plain["counts"] == {"blobs": 1, "events": 3}
    assert plain["events"] == b64(hashlib.sha256(b"".join(LINES)).digest())
    assert plain["recipients"] == sorted([SENDER.recipient, READER.recipient])


@given(
    st.lists(st.binary(max_size=400).map(lambda data: data.replace(b"\n", b"") + b"\n"), max_size=40),
    st.lists(st.binary(min_size=1, max_size=3000), max_size=4, unique=True),
)
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], blobs: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("trip") / "a.jbola"
    write(path, lines, blobs)
    checked = check_bundle(path, READER.age)
    got, photos = stream(path, checked)
    assert b"".join(line + b"\n" for line in got) == b"".join(lines)
    assert list(photos) == sorted(photos)
    assert sorted(photos.values()) == sorted(blobs)


def test_lines_come_in_batches(tmp_path: Path) -> None:
    path, lines = tmp_path / "a.jbola", [b"%d\n" % number for number in range(5_001)]
    write(path, lines)
    sizes: list[int] = []
    got: list[bytes] = []

    def take(batch: list[bytes]) -> None:
        sizes.append(len(batch))
        got.extend(batch)

    stream_bundle(path, READER.age, check_bundle(path, READER.age), take, lambda name, data: None)
    assert got == [line[:-1] for line in lines]
    assert sizes == [2000, 2000, 1001]


def test_the_sender_and_every_recipient_can_open_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jbola"
    everyone = [Keys.generate() for _ in range(9)]
    recipients = [SENDER.recipient, *(keys.recipient for keys in everyone)]
    write_bundle(path, about_of(), contents_of(), SENDER, recipients)
    for keys in (SENDER, *everyone):
        assert stream(path, check_bundle(path, keys.age), keys.age)[0] == [line[:-1] for line in LINES]


def test_a_file_for_somebody_else(tmp_path: Path) -> None:
    write(tmp_path / "a.jbola")
    with pytest.raises(Refused) as caught:
        check_bundle(tmp_path / "a.jbola", STRANGER.age)
    assert caught.value.code == "file_not_for_you"
    assert caught.value.values == {"file": "a.jbola"}


def test_every_byte_flipped_is_refused(tmp_path: Path) -> None:
    path = Forge().write(tmp_path / "a.jbola")
    data = path.read_bytes()
    assert len(data) <= 4096
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped)
        with pytest.raises(UserError):
            check_bundle(path, READER.age)


def test_every_truncation_is_refused(tmp_path: Path) -> None:
    path = Forge().write(tmp_path / "a.jbola")
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        with pytest.raises(UserError):
            check_bundle(path, READER.age)
    for other in (data + b"\0", b"\0" + data, data + data):
        path.write_bytes(other)
        with pytest.raises(UserError):
            check_bundle(path, READER.age)


def test_every_truncation_of_the_age_part_is_refused_in_an_honest_zip(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jbola").path
    data = path.read_bytes()
    layout = read_layout(SourceFile(io.BytesIO(data)), Caps())
    sealed = data[layout.offset : layout.offset + layout.contents.size]
    for length in [*range(0, len(sealed), 7), len(sealed) - 1]:
        path.write_bytes(zip_of(layout.about, SEALED, sealed[:length]))
        with pytest.raises(UserError):
            check_bundle(path, READER.age)
    path.write_bytes(zip_of(layout.about, SEALED, sealed + b"\0"))
    with pytest.raises(Refused):
        check_bundle(path, READER.age)


@pytest.mark.parametrize(
    "recipients",
    [
        [SENDER.recipient, READER.recipient, STRANGER.recipient],
        [READER.recipient],
        [READER.recipient, READER.recipient, READER.recipient],
    ],
)
def test_a_file_sealed_again_for_other_readers_is_refused(tmp_path: Path, recipients: list[str]) -> None:
    path = write(tmp_path / "a.jbola").path
    about, frames = opened(path)
    resealed(path, about, frames, recipients)
    with pytest.raises(Refused, match="file_rewrapped"):
        check_bundle(path, READER.age)


def test_a_file_sealed_again_for_a_stranger_in_place_of_another_is_refused_by_the_stranger(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "a.jbola").path
    about, frames = opened(path)
    resealed(path, about, frames, [READER.recipient, STRANGER.recipient])
    with pytest.raises(Refused, match="file_rewrapped"):
        check_bundle(path, STRANGER.age)
    resealed(path, about, frames, [SENDER.recipient, READER.recipient])
    assert check_bundle(path, READER.age).sender == SENDER.writer


def test_another_header_around_the_same_contents_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jbola").path
    about, _ = opened(path)
    data = path.read_bytes()
    layout = read_layout(SourceFile(io.BytesIO(data)), Caps())
    sealed = data[layout.offset : layout.offset + layout.contents.size]
    for key, value in (("number", 2), ("to", "officer"), ("from", b64(STRANGER.writer)), ("more", 1)):
        path.write_bytes(zip_of(encode(json.loads(about) | {key: value}), SEALED, sealed))
        with pytest.raises(Refused, match="file_forged"):
            check_bundle(path, READER.age)


def test_contents_that_change_between_the_passes(tmp_path: Path) -> None:
    path, other = tmp_path / "a.jbola", tmp_path / "b.jbola"
    write(path, blobs=[b"photo"])
    checked = check_bundle(path, READER.age)
    write(other, [*LINES, b'{"n":3}\n'], blobs=[b"photo"])
    good = path.read_bytes()
    seen: list[object] = []
    for data in (other.read_bytes(), good[:-1], good[:500] + b"?" + good[501:], good[:-400] + good[400:]):
        path.write_bytes(data)
        with pytest.raises(Refused) as caught:
            stream_bundle(path, READER.age, checked, seen.append, lambda name, data: seen.append(name))
        assert caught.value.code == "file_changed_while_reading"
    assert seen == []
    path.unlink()
    with pytest.raises(UserError, match="file_not_found"):
        stream_bundle(path, READER.age, checked, seen.append, lambda name, data: None)


@pytest.mark.parametrize("error", [OSError(28, "full"), UserError("of_the_caller"), KeyboardInterrupt()])
def test_errors_of_the_caller_come_through_unchanged(tmp_path: Path, error: BaseException) -> None:
    path = write(tmp_path / "a.jbola", blobs=[b"photo"]).path
    checked = check_bundle(path, READER.age)

    def fail(*_: object) -> None:
        raise error

    for on_lines, on_blob in ((fail, lambda name, data: None), (lambda lines: None, fail)):
        with pytest.raises(type(error)) as caught:
            stream_bundle(path, READER.age, checked, on_lines, on_blob)
        assert caught.value is error


def test_checking_writes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jbola", blobs=[b"photo"]).path
    before = path.read_bytes()
    check_bundle(path, READER.age)
    assert [item.name for item in tmp_path.iterdir()] == ["a.jbola"]
    assert path.read_bytes() == before
