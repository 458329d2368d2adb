"""Small sync files for tests: made by the program, and made by hand byte by byte."""

import hashlib
import io
import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import zstandard

from desktop.core.canonical import b64
from desktop.sync import archive
from desktop.sync.bundle import Blob, Contents, Written, write_bundle
from desktop.sync.frames import compress
from desktop.sync.framing import ABOUT, SEALED, Member, local_header, tail
from desktop.sync.keys import Keys
from desktop.sync.limits import Caps
from desktop.sync.manifest import About, file_message, to_json
from desktop.sync.seal import seal

SENDER, READER, STRANGER = Keys.generate(), Keys.generate(), Keys.generate()
DISTRICT = bytes(range(8))
LINES = [b'{"n":%d}\n' % number for number in range(3)]


def about_of(keys: Keys = SENDER, **changes: Any) -> About:
    fields: dict[str, Any] = {
        "created": "2026-11-21T09:10:00+08:00",
        "file": "11111111-2222-4333-8444-555555555555",
        "from_": b64(keys.writer),
        "number": 1,
        "sequence": "main",
        "to": "coordinator",
    }
    return About(**(fields | changes))


def blob_of(data: bytes) -> Blob:
    return Blob(hashlib.sha256(data).hexdigest(), len(data), lambda: io.BytesIO(data))


def contents_of(lines: Sequence[bytes] = LINES, photos: Sequence[bytes] = (), **changes: Any) -> Contents:
    fields: dict[str, Any] = {
        "district": DISTRICT,
        "events": lambda: iter(lines),
        "writers": {SENDER.writer: SENDER.verify_key},
        "blobs": [blob_of(data) for data in photos],
    }
    return replace(Contents(**fields), **changes)


def write(path: Path, lines: Sequence[bytes] = LINES, blobs: Sequence[bytes] = (), **changes: Any) -> Written:
    recipients = [SENDER.recipient, READER.recipient]
    return write_bundle(path, about_of(), contents_of(lines, blobs), SENDER, recipients, **changes)


@dataclass
class Forge:
    """A file put together by hand, every layer of which a test may replace."""

    keys: Keys = SENDER
    recipients: list[str] = field(default_factory=lambda: [SENDER.recipient, READER.recipient])
    sealed_to: list[str] | None = None
    lines: bytes = b"".join(LINES)
    blobs: list[bytes] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)
    on_manifest: Callable[[bytes], bytes] = bytes
    on_signature: Callable[[bytes], bytes] = bytes
    on_tar: Callable[[bytes], bytes] = bytes
    on_frames: Callable[[bytes], bytes] | None = None

    def about_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = json.loads(to_json(about_of(self.keys)))
        return plain | self.about

    def manifest_json(self) -> bytes:
        names = sorted((hashlib.sha256(blob).hexdigest(), len(blob)) for blob in self.blobs)
        plain = self.about_json() | {
            "blobs": [{"sha256": name, "size": size} for name, size in names],
            "counts": {"blobs": len(self.blobs), "events": self.lines.count(b"\n")},
            "district": b64(DISTRICT),
            "events": b64(hashlib.sha256(self.lines).digest()),
            "key": b64(self.keys.verify_key),
            "keys": {b64(self.keys.writer): b64(self.keys.verify_key)},
            "receipts": {},
            "recipients": sorted(self.recipients),
            "requires": [],
        }
        return self.on_manifest(canonical(plain | self.manifest))

    def members(self) -> list[tuple[str, bytes]]:
        manifest = self.manifest_json()
        signature = self.on_signature(self.keys.sign(file_message(manifest)))
        named = sorted((archive.blob_name(hashlib.sha256(blob).hexdigest()), blob) for blob in self.blobs)
        return [
            ("manifest.json", manifest),
            ("manifest.sig", signature),
            ("events.jsonl", self.lines),
            *named,
        ]

    def tar(self) -> bytes:
        return self.on_tar(tar_of(self.members()))

    def frames(self) -> bytes:
        tar = self.tar()
        return b"".join(compress([tar])) if self.on_frames is None else self.on_frames(tar)

    def write(self, path: Path) -> Path:
        sealed = io.BytesIO()
        seal([self.frames()], sealed, self.sealed_to or self.recipients)
        path.write_bytes(zip_of(canonical(self.about_json()), SEALED, sealed.getvalue()))
        return path


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def tar_of(members: Iterable[tuple[str, bytes]]) -> bytes:
    data = b"".join(
        archive.header(name, len(body)) + body + archive.padding(len(body)) for name, body in members
    )
    return data + archive.ending(len(data))


def zip_of(about: bytes, name: str, contents: bytes) -> bytes:
    first = Member(ABOUT, zlib.crc32(about), len(about))
    second = Member(name, zlib.crc32(contents), len(contents))
    return local_header(first) + about + local_header(second) + contents + tail(first, second)


def frame(data: bytes, **options: Any) -> bytes:
    return zstandard.ZstdCompressor(**({"level": 3, "write_checksum": True} | options)).compress(data)


SMALL = Caps(
    about=1000, manifest=4000, line=100, events=10, blob=5000, blobs=3, total=30_000, age_header=1000
)
