"""Files of every format that ever landed: they open for ever, and the same input gives the same bytes."""

import hashlib
from pathlib import Path

from desktop.core.canonical import b64
from desktop.sync.archive import Feed
from desktop.sync.bundle import check_bundle, stream_bundle
from desktop.sync.frames import read_frames
from desktop.sync.framing import UNSEALED, ContentsReader, read_layout
from desktop.sync.keys import Keys, RootKey
from desktop.sync.limits import Caps
from desktop.sync.manifest import About, Request, to_json
from desktop.sync.safe_file import reading
from desktop.sync.unsealed import check_unsealed, stream_unsealed, write_unsealed
from desktop.sync.writing import Contents
from tests.sync.files import blob_of

GOLDEN = Path(__file__).parent / "golden"
SECRETS = {
    "age": "AGE-SECRET-KEY-10LLG342NAXEAN7EM6HGNVXLZCPLJUADH60QPC9ZK6P8H5MAY67YQ9M8UYL",
    "signing": b64(bytes([7]) * 32),
}
KEYS = Keys.from_secret(SECRETS)
ROOT = RootKey.from_seed(bytes([9]) * 32)
LINES = [b'{"line":1}\n', b'{"line":2}\n']
PHOTO = b"\xff\xd8\xff\xe0 not quite a photo"


def about(sequence: str, to: str) -> About:
    return About(
        created="2026-11-21T09:10:00+08:00",
        file="0b9c5a52-3a6e-4b43-9d55-2f6f0f6f5a11",
        from_=b64(KEYS.writer),
        number=12,
        sequence=sequence,
        to=to,
    )


def contents() -> Contents:
    return Contents(
        district=ROOT.district,
        events=lambda: LINES,
        writers={KEYS.writer: KEYS.verify_key},
        blobs=[blob_of(PHOTO)],
        receipts={b64(bytes(16)): {"agency:DPUPR": {"main": [(1, 4), (6, 6)]}}},
    )


def pack() -> Contents:
    writers = {KEYS.writer: KEYS.verify_key, ROOT.writer: ROOT.verify_key}
    return Contents(ROOT.district, lambda: LINES, writers, root=ROOT.verify_key, practice=True)


def request() -> Contents:
    asked = Request(desk="agency", agency="DPUPR", name="Budi Santoso", nip="")
    return Contents(b"", list, {}, age=KEYS.recipient, request=asked)


def test_the_sealed_file_still_opens() -> None:
    path = GOLDEN / "container-1.jbola"
    checked = check_bundle(path, KEYS.age)
    lines: list[bytes] = []
    blobs: dict[str, bytes] = {}
    stream_bundle(path, KEYS.age, checked, lines.extend, blobs.__setitem__)
    assert [line + b"\n" for line in lines] == LINES
    assert blobs == {hashlib.sha256(PHOTO).hexdigest(): PHOTO}
    assert checked.about == about("main", "coordinator")
    assert checked.manifest.receipts == contents().receipts
    assert hashlib.sha256(checked.manifest_bytes).hexdigest() == checked.manifest_hash.hex()
    assert checked.sender_key == KEYS.verify_key


def test_the_pack_still_opens() -> None:
    path = GOLDEN / "container-1.jbpack"
    checked = check_unsealed(path, "pack")
    lines: list[bytes] = []
    stream_unsealed(path, checked, lines.extend)
    assert [line + b"\n" for line in lines] == LINES
    assert (checked.manifest.root, checked.manifest.practice) == (b64(ROOT.verify_key), True)


def test_the_request_still_opens() -> None:
    checked = check_unsealed(GOLDEN / "container-1.jbreq", "request")
    assert checked.manifest.request == request().request
    assert (checked.manifest.age, checked.district) == (KEYS.recipient, b"")


def tar_inside(path: Path) -> bytes:
    """The tar of an unsealed file; zstd's own bytes may change with its version."""
    with reading(path) as file:
        layout = read_layout(file, Caps())
        assert layout.contents.name == UNSEALED
        pieces: list[bytes] = []
        feed = Feed(read_frames(pieces.append, Caps()))
        feed.write(ContentsReader(file, layout).read())
        feed.close()
        return layout.about + b"".join(pieces)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    write_unsealed(tmp_path / "a.jbpack", about("pack", "everyone"), pack(), KEYS)
    assert tar_inside(tmp_path / "a.jbpack") == tar_inside(GOLDEN / "container-1.jbpack")
    write_unsealed(tmp_path / "a.jbreq", about("request", "coordinator"), request(), KEYS)
    assert tar_inside(tmp_path / "a.jbreq") == tar_inside(GOLDEN / "container-1.jbreq")


def test_the_header_is_written_so() -> None:
    assert to_json(about("main", "officer")) == (
        b'{"created":"2026-11-21T09:10:00+08:00","file":"0b9c5a52-3a6e-4b43-9d55-2f6f0f6f5a11",'
        b'"format":"jbola.1","from":"' + b64(KEYS.writer).encode() + b'","number":12,"part":1,"parts":1,'
        b'"sequence":"main","to":"officer"}'
    )
