"""An independent reader of sync files: imports nothing of the program, so that both can't be wrong alike."""

import base64
import hashlib
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]
import zstandard
from nacl.signing import VerifyKey

ZERO = bytes(32)


def read(path: Path, identity: str = "") -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The manifest and the events of a file, all proved; raises where a proof fails."""
    with zipfile.ZipFile(path) as outer:
        first, second = outer.namelist()
        assert (first, second) in (("about.json", "contents.age"), ("about.json", "contents.zst"))
        assert all(one.compress_type == zipfile.ZIP_STORED for one in outer.infolist())
        about, packed = json.loads(outer.read(first)), outer.read(second)
    if second == "contents.age":
        packed = pyrage.decrypt(packed, [pyrage.x25519.Identity.from_str(identity)])
    tar = zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True).read()
    with tarfile.open(fileobj=io.BytesIO(tar)) as inner:
        members = {one.name: inner.extractfile(one).read() for one in inner}  # type: ignore[union-attr]
    raw, lines = members["manifest.json"], members["events.jsonl"]
    manifest: dict[str, Any] = json.loads(raw)
    assert canonical(manifest) == raw
    assert about.items() <= manifest.items(), "the manifest repeats the header"
    assert writer_of(manifest["key"]) == manifest["from"]
    message = b"jb.file.1\0" + hashlib.sha512(raw).digest()
    VerifyKey(unb64(manifest["key"])).verify(message, members["manifest.sig"])
    assert b64(hashlib.sha256(lines).digest()) == manifest["events"]
    shas = [one["sha256"] for one in manifest["blobs"]]
    named = ["manifest.json", "manifest.sig", "events.jsonl", *(f"blobs/{sha}" for sha in shas)]
    assert list(members) == named
    assert [hashlib.sha256(members[name]).hexdigest() for name in named[3:]] == shas
    assert [len(members[name]) for name in named[3:]] == [one["size"] for one in manifest["blobs"]]
    events = read_events(lines, manifest["keys"])
    assert manifest["counts"] == {"blobs": len(shas), "events": len(events)}
    return manifest, events


def read_events(lines: bytes, keys: dict[str, str]) -> list[dict[str, Any]]:
    """Each line with its `id`, every hash and signature proved."""
    last: dict[str, bytes] = {}
    found = []
    for line in lines.splitlines(keepends=True):
        event = json.loads(line)
        assert canonical(event) + b"\n" == line
        assert set(event) - {"prev"} == {"e", "h", "p", "s"}
        envelope, parts, writer = event["e"], event["p"], event["e"]["writer"]
        assert sorted(envelope["fields"]) == sorted([*parts, *event["h"]])
        hashes = {name: unb64(text) for name, text in event["h"].items()}
        for name, part in parts.items():
            assert envelope["fields"][name] == sorted(part["d"])
            assert len(unb64(part["salt"])) == 16
            hashes[name] = hashlib.sha256(b"jb.part.1\0" + name.encode() + b"\0" + canonical(part)).digest()
        # The first root's acts follow nothing; its writer begins with the district.
        root = unb64(writer)[:8] == unb64(envelope["district"])
        before = ZERO if root else last.get(writer, ZERO)
        prev = unb64(event["prev"]) if "prev" in event else before
        assert "prev" not in event or prev != before, "a redundant prev"
        digest = hashlib.sha256(b"".join(name.encode() + b"\0" + hashes[name] for name in sorted(hashes)))
        identity = hashlib.sha256(b"jb.event.1\0" + prev + digest.digest() + canonical(envelope)).digest()
        assert writer_of(keys[writer]) == writer
        VerifyKey(unb64(keys[writer])).verify(b"jb.sig.1\0" + identity, unb64(event["s"]))
        last[writer] = identity
        found.append({**event, "id": b64(identity)})
    return found


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def writer_of(key: str) -> str:
    return b64(hashlib.sha256(unb64(key)).digest()[:16])


if __name__ == "__main__":  # python -m tests.proofs.reader FILE [AGE-SECRET-KEY-1…]
    for shown in read(Path(sys.argv[1]), *sys.argv[2:3])[1]:
        print(shown["id"], shown["e"]["kind"])
