"""Files put together by somebody who holds valid keys and means harm: each layer bent on its own."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.core.canonical import b64
from desktop.errors import UserError
from desktop.sync import archive
from desktop.sync.bundle import check_bundle
from desktop.sync.limits import Caps, Refused
from tests.sync.files import READER, SENDER, SMALL, STRANGER, Forge, canonical, frame, tar_of


def refusal(path: Path, forge: Forge, caps: Caps | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        check_bundle(forge.write(path / "a.jbola"), READER.age, caps or Caps())
    return caught.value


def test_the_forge_itself_makes_good_files(tmp_path: Path) -> None:
    path = Forge(blobs=[b"one", b"two"]).write(tmp_path / "a.jbola")
    assert check_bundle(path, READER.age).manifest.counts.blobs == 2
    path = Forge(on_frames=lambda tar: frame(tar[:700]) + frame(tar[700:])).write(tmp_path / "b.jbola")
    assert check_bundle(path, READER.age).manifest.counts.events == 3
    extra = Forge(about={"later": [1]}, manifest={"also_later": {"x": None}}).write(tmp_path / "c.jbola")
    assert b"also_later" in check_bundle(extra, READER.age).manifest_bytes


def members(change: Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]]) -> Forge:
    forge = Forge(blobs=[b"one", b"two"])
    made = change(forge.members())
    forge.on_tar = lambda tar: tar_of(made)
    return forge


HASH = hashlib.sha256(b"one").hexdigest()
TARS: dict[str, Forge] = {
    "extra member": members(lambda all_: [*all_, ("blobs/" + HASH, b"one")]),
    "extra name": members(lambda all_: [*all_, ("../../etc/passwd", b"x")]),
    "order of blobs": members(lambda all_: [*all_[:3], all_[4], all_[3]]),
    "events last": members(lambda all_: [*all_[:2], *all_[3:], all_[2]]),
    "signature first": members(lambda all_: [all_[1], all_[0], *all_[2:]]),
    "blob missing": members(lambda all_: all_[:-1]),
    "no events": members(lambda all_: [*all_[:2], *all_[3:]]),
    "blob changed": members(lambda all_: [*all_[:4], (all_[4][0], b"xyz")]),
    "blob longer": members(lambda all_: [*all_[:4], (all_[4][0], all_[4][1] + b"!")]),
    "events changed": members(
        lambda all_: [*all_[:2], (all_[2][0], all_[2][1].replace(b"1", b"7")), *all_[3:]]
    ),
    "pad too long": Forge(on_tar=lambda tar: tar + bytes(10_240)),
    "pad too short": Forge(on_tar=lambda tar: tar[:-512]),
    "pad not zero": Forge(on_tar=lambda tar: tar[:-1] + b"\1"),
    "no pad": Forge(on_tar=lambda tar: tar.rstrip(b"\0")),
    "member pad not zero": Forge(
        on_tar=lambda tar: tar[:2047].replace(b"\0" * 20 + b"manifest.sig", b"\1" * 20)
    ),
    "bytes after": Forge(on_tar=lambda tar: tar + b"more"),
    "empty": Forge(on_frames=lambda tar: b""),
    "owner": Forge(on_tar=lambda tar: tar.replace(b"ustar\x0000" + bytes(4), b"ustar\x0000root", 1)),
    "gnu": Forge(on_tar=lambda tar: tar.replace(b"ustar\x0000", b"ustar  \0", 1)),
    "long zeros after": Forge(on_tar=lambda tar: tar + bytes(5_000_000)),
}


@pytest.mark.parametrize("name", TARS)
def test_tar(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, TARS[name]).code == "file_damaged"


def test_a_pad_byte_between_members(tmp_path: Path) -> None:
    forge = Forge()
    place = archive.BLOCK + len(forge.manifest_json())

    def bend(tar: bytes) -> bytes:
        assert tar[place] == 0
        return tar[:place] + b"\1" + tar[place + 1 :]

    forge.on_tar = bend
    assert refusal(tmp_path, forge).code == "file_damaged"


def test_a_member_that_only_claims_its_size(tmp_path: Path) -> None:
    for name in ("manifest.json", "events.jsonl"):
        claim = archive.header(name, 7_000_000_000)

        def bend(tar: bytes, claim: bytes = claim, name: bytes = name.encode()) -> bytes:
            place = tar.index(name)
            return tar[:place] + claim + tar[place + 512 :]

        assert refusal(tmp_path, Forge(on_tar=bend)).code == "file_too_large"


@pytest.mark.parametrize("bit", [0, 100, 300, 511])
def test_a_forged_signature(tmp_path: Path, bit: int) -> None:
    def bend(signature: bytes) -> bytes:
        return (int.from_bytes(signature, "big") ^ 1 << bit).to_bytes(64, "big")

    assert refusal(tmp_path, Forge(on_signature=bend)).code == "file_forged"


def test_a_signature_of_somebody_else_or_for_something_else(tmp_path: Path) -> None:
    assert refusal(tmp_path, Forge(on_signature=lambda signature: bytes(64))).code == "file_forged"
    assert refusal(tmp_path, Forge(on_signature=lambda signature: signature[:63])).code == "file_forged"
    plain = Forge().manifest_json()
    unprefixed = SENDER.sign(hashlib.sha512(plain).digest())
    assert refusal(tmp_path, Forge(on_signature=lambda signature: unprefixed)).code == "file_forged"
    stolen = {"from": b64(STRANGER.writer)}
    assert (
        refusal(tmp_path, Forge(about=stolen, manifest={"key": b64(STRANGER.verify_key)})).code
        == "file_forged"
    )
    assert refusal(tmp_path, Forge(about=stolen)).code == "file_damaged"


SEEN: dict[str, tuple[dict[str, Any], str]] = {
    "district too short": ({"district": "AAAA"}, "file_damaged"),
    "no district": ({"district": ""}, "file_damaged"),
    "key of another writer": ({"keys": {b64(SENDER.writer): b64(STRANGER.verify_key)}}, "file_damaged"),
    "spare bits": ({"keys": {b64(SENDER.writer)[:-1] + "B": b64(SENDER.verify_key)}}, "file_damaged"),
    "recipients unsorted": (
        {"recipients": sorted([SENDER.recipient, READER.recipient])[::-1]},
        "file_damaged",
    ),
    "recipients twice": ({"recipients": [READER.recipient] * 2}, "file_damaged"),
    "recipient no key": ({"recipients": ["age1x", READER.recipient]}, "file_damaged"),
    "no recipients": ({"recipients": []}, "file_damaged"),
    "not me": ({"recipients": sorted([SENDER.recipient, STRANGER.recipient])}, "file_rewrapped"),
    "one more": (
        {"recipients": sorted([SENDER.recipient, READER.recipient, STRANGER.recipient])},
        "file_rewrapped",
    ),
    "events too many": ({"counts": {"blobs": 0, "events": 4}}, "file_damaged"),
    "events too few": ({"counts": {"blobs": 0, "events": 2}}, "file_damaged"),
    "events below zero": ({"counts": {"blobs": 0, "events": -1}}, "file_damaged"),
    "blobs uncounted": ({"counts": {"blobs": 1, "events": 3}}, "file_damaged"),
    "true is no number": ({"counts": {"blobs": False, "events": 3}}, "file_damaged"),
    "hash of events": ({"events": b64(bytes(32))}, "file_damaged"),
    "hash of events in hex": ({"events": "00" * 32}, "file_damaged"),
    "blob in capitals": (
        {"blobs": [{"sha256": "A" * 64, "size": 1}], "counts": {"blobs": 1, "events": 3}},
        "file_damaged",
    ),
    "blob of nothing": (
        {"blobs": [{"sha256": "a" * 64, "size": 0}], "counts": {"blobs": 1, "events": 3}},
        "file_damaged",
    ),
    "blob missing from the tar": (
        {"blobs": [{"sha256": "a" * 64, "size": 9}], "counts": {"blobs": 1, "events": 3}},
        "file_damaged",
    ),
    "receipts of nobody": ({"receipts": {"x": {}}}, "file_damaged"),
    "receipts upside down": (
        {"receipts": {b64(bytes(16)): {"coordinator": {"main": [[2, 1]]}}}},
        "file_damaged",
    ),
    "receipts touching": (
        {"receipts": {b64(bytes(16)): {"coordinator": {"main": [[1, 2], [3, 4]]}}}},
        "file_damaged",
    ),
    "receipts from zero": (
        {"receipts": {b64(bytes(16)): {"coordinator": {"main": [[0, 4]]}}}},
        "file_damaged",
    ),
    "receipts for nothing": (
        {"receipts": {b64(bytes(16)): {"coordinator": {"Main": [[1, 4]]}}}},
        "file_damaged",
    ),
    "receipts nowhere": ({"receipts": {b64(bytes(16)): {"the desk": {"main": [[1, 4]]}}}}, "file_damaged"),
    "requires unknown": ({"requires": ["parts@1.4"]}, "needs_newer_version"),
    "requires no list": ({"requires": {}}, "file_damaged"),
    "requires no word": ({"requires": ["\n"]}, "file_damaged"),
    "root in a bundle": ({"root": b64(bytes(32))}, "file_damaged"),
    "practice in a bundle": ({"practice": True}, "file_damaged"),
    "age in a bundle": ({"age": READER.recipient}, "file_damaged"),
    "null recipients": ({"recipients": None}, "file_damaged"),
}


@pytest.mark.parametrize("name", SEEN)
def test_a_signed_manifest_that_lies(tmp_path: Path, name: str) -> None:
    changes, code = SEEN[name]
    assert refusal(tmp_path, Forge(manifest=changes)).code == code


HEADS: dict[str, tuple[dict[str, Any], str]] = {
    "later format": ({"format": "jbola.2"}, "needs_newer_version"),
    "no format": ({"format": "zip"}, "file_not_ours"),
    "format no text": ({"format": 1}, "file_not_ours"),
    "later sequence": ({"sequence": "video"}, "needs_newer_version"),
    "in parts": ({"part": 1, "parts": 2}, "needs_newer_version"),
    "part past parts": ({"part": 2}, "file_damaged"),
    "number zero": ({"number": 0}, "file_damaged"),
    "number text": ({"number": "1"}, "file_damaged"),
    "no uuid": ({"file": "11111111-2222-1333-8444-555555555555"}, "file_damaged"),
    "capital uuid": ({"file": "AAAAAAAA-2222-4333-8444-555555555555"}, "file_damaged"),
    "no date": ({"created": "yesterday"}, "file_damaged"),
    "to nowhere": ({"to": "agency:"}, "file_damaged"),
    "to a path": ({"to": "agency:../x"}, "file_damaged"),
    "to two lines": ({"to": "officer\n"}, "file_damaged"),
    "from too short": ({"from": "AAAA"}, "file_damaged"),
    "a pack sealed": ({"sequence": "pack"}, "file_damaged"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_header_that_lies(tmp_path: Path, name: str) -> None:
    changes, code = HEADS[name]
    assert refusal(tmp_path, Forge(about=changes)).code == code


@pytest.mark.parametrize("bend", [b" %s", b"%s\n", b"\xef\xbb\xbf%s", b"[%s]", b"%s%s", b""])
def test_a_manifest_that_is_not_canonical(tmp_path: Path, bend: bytes) -> None:
    def change(manifest: bytes) -> bytes:
        return bend.replace(b"%s", manifest)

    assert refusal(tmp_path, Forge(on_manifest=change)).code == "file_damaged"


def test_a_manifest_deeper_than_the_stack(tmp_path: Path) -> None:
    deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    assert refusal(tmp_path, Forge(on_manifest=lambda manifest: deep)).code == "file_damaged"


@pytest.mark.parametrize(
    ("lines", "code"),
    [(b"no newline", "file_damaged"), (b"one\ntwo", "file_damaged"), (b"x" * 100 + b"\n", "file_too_large")],
)
def test_lines(tmp_path: Path, lines: bytes, code: str) -> None:
    assert refusal(tmp_path, Forge(lines=lines), SMALL).code == code


def test_caps_to_the_last_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.jbola"
    fits = Forge(lines=(b"x" * 99 + b"\n") * 10, blobs=[b"a" * 5000, b"b", b"c"])
    assert check_bundle(fits.write(path), READER.age, SMALL).manifest.counts.events == 10
    past = [
        (Forge(lines=b"x\n" * 11), "counts.events"),
        (Forge(blobs=[b"a", b"b", b"c", b"d"]), "counts.blobs"),
        (Forge(blobs=[b"a" * 5001]), "blobs"),
        (Forge(manifest={"more": "x" * 4000}), "manifest.json"),
        (Forge(about={"more": "x" * 1000}), "about.json"),
        (Forge(lines=(b"x" * 100 + b"\n")), "line"),
        (Forge(lines=b"x" * 150), "line"),
        (Forge(on_tar=lambda tar: tar + bytes(30_000)), "tar"),
    ]
    for forge, what in past:
        assert refusal(tmp_path, forge, SMALL).values["what"] == what


def test_a_bomb_inside_a_sealed_file(tmp_path: Path) -> None:
    """300 MB of zeros in a 10 kB file stop at the cap of 30 kB."""
    refused = refusal(tmp_path, Forge(on_frames=lambda tar: frame(tar + bytes(300 << 20))), SMALL)
    assert refused.code == "file_too_large"


def test_an_age_header_with_other_kinds_of_recipients(tmp_path: Path) -> None:
    path = Forge().write(tmp_path / "a.jbola")
    data = path.read_bytes()
    place = data.index(b"-> X25519")
    path.write_bytes(data[:place] + b"-> scrypt" + data[place + 9 :])
    with pytest.raises(Refused, match="file_damaged"):
        check_bundle(path, READER.age)
    with pytest.raises(Refused, match="file_damaged"):
        check_bundle(Forge().write(path), READER.age, Caps(age_header=50))


def test_every_refusal_names_the_file_and_exits_with_three(tmp_path: Path) -> None:
    error: UserError = refusal(tmp_path, Forge(lines=b"x"))
    assert error.values["file"] == "a.jbola"
    assert error.exit_code == 3
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
