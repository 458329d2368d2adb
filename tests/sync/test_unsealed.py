"""Requests and packs: the same container without age."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.core.canonical import b64
from desktop.errors import UserError
from desktop.sync.bundle import check_bundle, peek_about, peek_kind
from desktop.sync.framing import SEALED, UNSEALED
from desktop.sync.keys import Keys, RootKey
from desktop.sync.limits import Refused
from desktop.sync.manifest import Request
from desktop.sync.unsealed import check_unsealed, stream_unsealed, write_unsealed
from tests.sync.files import (
    DISTRICT,
    LINES,
    READER,
    SENDER,
    Forge,
    about_of,
    canonical,
    contents_of,
    frame,
    write,
    zip_of,
)

ROOT = RootKey.from_seed(bytes(32))
ASK = Request(desk="officer", agency="", name="Siti Aminah", nip="198001012005012001")


def request(path: Path, keys: Keys = SENDER, **changes: Any) -> Path:
    fields: dict[str, Any] = {"district": b"", "writers": {}, "age": keys.recipient, "request": ASK}
    about = about_of(keys, sequence="request")
    write_unsealed(path, about, contents_of([], **(fields | changes)), keys)
    return path


def pack(path: Path, **changes: Any) -> Path:
    fields: dict[str, Any] = {"root": ROOT.verify_key, "practice": False}
    about = about_of(sequence="pack", to="everyone")
    write_unsealed(path, about, contents_of(**(fields | changes)), SENDER)
    return path


def test_a_request(tmp_path: Path) -> None:
    path = request(tmp_path / "siti.jbreq")
    checked = check_unsealed(path, "request")
    assert checked.manifest.request == ASK
    assert checked.manifest.age == SENDER.recipient
    assert checked.district == b""
    assert checked.sender_key == SENDER.verify_key
    assert checked.manifest.recipients == []
    assert peek_kind(path) == "request"
    assert peek_about(path).sequence == "request"
    assert check_unsealed(request(tmp_path / "b", district=DISTRICT), "request").district == DISTRICT


def test_a_pack(tmp_path: Path) -> None:
    path = pack(tmp_path / "tanahbumbu.jbpack", practice=True)
    checked = check_unsealed(path, "pack")
    assert checked.manifest.root == b64(ROOT.verify_key)
    assert checked.manifest.practice is True
    assert peek_kind(path) == "pack"
    lines: list[bytes] = []
    stream_unsealed(path, checked, lines.extend)
    assert lines == [line[:-1] for line in LINES]


def test_each_kind_has_its_own_fields(tmp_path: Path) -> None:
    bad: list[Callable[[], object]] = [
        lambda: pack(tmp_path / "a", root=None),
        lambda: pack(tmp_path / "a", practice=None),
        lambda: pack(tmp_path / "a", age=SENDER.recipient),
        lambda: pack(tmp_path / "a", district=b""),
        lambda: request(tmp_path / "a", age=None),
        lambda: request(tmp_path / "a", request=None),
        lambda: request(tmp_path / "a", root=ROOT.verify_key, practice=False),
        lambda: request(tmp_path / "a", request=Request(desk="", agency="", name="A", nip="")),
        lambda: request(tmp_path / "a", request=Request(desk="officer", agency="", name="A" * 121, nip="")),
    ]
    for attempt in bad:
        with pytest.raises(ValueError, match="file"):
            attempt()
    with pytest.raises(ValueError, match="neither a pack nor a request"):
        write_unsealed(tmp_path / "a", about_of(), contents_of(), SENDER)
    assert list(tmp_path.iterdir()) == []


def test_another_kind_of_file_says_which_it_is(tmp_path: Path) -> None:
    sealed = write(tmp_path / "a.jbola").path
    cases: list[tuple[str, Callable[[], object]]] = [
        ("file_is_bundle", lambda: check_unsealed(sealed, "pack")),
        ("file_is_pack", lambda: check_unsealed(pack(tmp_path / "b"), "request")),
        ("file_is_request", lambda: check_unsealed(request(tmp_path / "c"), "pack")),
        ("file_is_pack", lambda: check_bundle(tmp_path / "b", READER.age)),
    ]
    for code, attempt in cases:
        with pytest.raises(Refused) as caught:
            attempt()
        assert caught.value.code == code


def test_every_byte_flipped_and_every_truncation_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.jbpack")
    data = path.read_bytes()
    assert len(data) <= 4096
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
        with pytest.raises(UserError):
            check_unsealed(path, "pack")
        path.write_bytes(data[:place])
        with pytest.raises(UserError):
            check_unsealed(path, "pack")
    path.write_bytes(data + b"\0")
    with pytest.raises(Refused):
        check_unsealed(path, "pack")


class BareForge(Forge):
    """A pack put together by hand."""

    def write(self, path: Path) -> Path:
        path.write_bytes(zip_of(canonical(self.about_json()), self.member, self.frames()))
        return path

    member = UNSEALED


def bare(**fields: Any) -> BareForge:
    more = {"practice": False, "root": b64(ROOT.verify_key)} | fields.pop("manifest", {})
    return BareForge(about={"sequence": "pack"}, recipients=[], manifest=more, **fields)


def test_hostile_packs(tmp_path: Path) -> None:
    path = tmp_path / "a.jbpack"
    assert check_unsealed(bare().write(path), "pack").manifest.practice is False
    bent = {
        "file_forged": bare(on_signature=lambda signature: bytes(64)),
        "file_damaged": bare(on_frames=lambda tar: frame(tar, write_checksum=False)),
        "needs_newer_version": bare(manifest={"requires": ["more"]}),
    }
    for code, forge in bent.items():
        with pytest.raises(Refused) as caught:
            check_unsealed(forge.write(path), "pack")
        assert caught.value.code == code
    for changes in ({"practice": 1}, {"root": "AAAA"}, {"recipients": [SENDER.recipient]}, {"blobs": None}):
        with pytest.raises(Refused, match="file_damaged"):
            check_unsealed(bare(manifest=changes).write(path), "pack")
    forge = bare()
    forge.member = SEALED
    with pytest.raises(Refused, match="file_damaged"):
        check_unsealed(forge.write(path), "pack")


def test_a_pack_that_changes_between_the_passes(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.jbpack")
    checked = check_unsealed(path, "pack")
    pack(path, practice=True)
    seen: list[object] = []
    with pytest.raises(Refused, match="file_changed_while_reading"):
        stream_unsealed(path, checked, seen.append)
    assert seen == []
    assert hashlib.sha256(checked.manifest_bytes).digest() == checked.manifest_hash
