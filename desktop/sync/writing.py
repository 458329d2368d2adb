"""The contents of a sync file on their way out: measured first, then streamed as one tar."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from desktop.core.canonical import b64
from desktop.errors import UserError
from desktop.sync import archive
from desktop.sync.archive import CHUNK
from desktop.sync.keys import Keys
from desktop.sync.limits import MIB, Caps
from desktop.sync.manifest import About, BlobEntry, Counts, Receipts, Request, manifest_of, to_json

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Blob:
    """An attachment to send: SHA-256 in hex, size in bytes, and how to open its plain bytes."""

    sha256: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a file beside its header.

    ``events`` is asked twice and must give the same lines both times (canonical, each ending in a newline,
    roster first): the memory held stays flat. ``writers`` maps every writer among them to its signing key.
    ``root`` and ``practice`` belong to a pack, ``age`` and ``request`` to a request.
    """

    district: bytes
    events: Callable[[], Iterable[bytes]]
    writers: Mapping[bytes, bytes]
    blobs: Sequence[Blob] = ()
    receipts: Receipts = field(default_factory=dict)
    requires: Sequence[str] = ()
    root: bytes | None = None
    practice: bool | None = None
    age: str | None = None
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """How a long write tells how far it is (bytes done, bytes in all) and learns that it should stop."""

    progress: Progress | None = None
    cancelled: Cancelled | None = None

    def tell(self, done: int, total: int) -> None:
        """Reports; stops the write when asked to.

        Raises:
            UserError: ``write_cancelled``.
        """
        if self.cancelled is not None and self.cancelled():
            raise UserError("write_cancelled")
        if self.progress is not None:
            self.progress(done, total)


@dataclass(frozen=True, slots=True)
class Measured:
    """``events.jsonl`` as the first pass saw it."""

    sha256: bytes
    size: int
    lines: int


def measure(contents: Contents, watch: Watch, caps: Caps) -> Measured:
    """First pass over the events, and the writer's own caps.

    Raises:
        UserError: ``write_too_large`` and the like, or ``write_cancelled``.
    """
    digest, size, lines = hashlib.sha256(), 0, 0
    for chunk, count in _chunks(contents.events(), caps):
        digest.update(chunk)
        size, lines = size + len(chunk), lines + count
        watch.tell(0, 0)
    blobs = contents.blobs
    _check_caps(lines, [blob.size for blob in blobs], size, caps)
    return Measured(digest.digest(), size, lines)


def _check_caps(lines: int, sizes: list[int], events: int, caps: Caps) -> None:
    whole = events + sum(sizes) + (len(sizes) + 16) * 2 * archive.BLOCK + caps.manifest + archive.RECORD
    if any(size > caps.blob for size in sizes):
        raise UserError("write_blob_too_large", limit=caps.blob // MIB)
    if lines > caps.events or len(sizes) > caps.blobs or whole > caps.total:
        raise UserError("write_too_large")


def _chunks(lines: Iterable[bytes], caps: Caps) -> Iterator[tuple[bytes, int]]:
    """Lines gathered into pieces that are worth a call; each with its number of lines."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        if len(line) > caps.line:
            raise UserError("write_line_too_large")
        held.append(line)
        size += len(line)
        if size >= CHUNK:
            yield _joined(held), len(held)
            held, size = [], 0
    if held:
        yield _joined(held), len(held)


def _joined(lines: list[bytes]) -> bytes:
    data = b"".join(lines)
    if data.count(b"\n") != len(lines) or any(line[-1:] != b"\n" for line in lines):
        raise ValueError("an event line ends in its only newline")
    return data


def build_manifest(
    about: About, contents: Contents, measured: Measured, keys: Keys, recipients: Sequence[str], caps: Caps
) -> bytes:
    """Canonical bytes of the manifest.

    Raises:
        ValueError: the header names another writer than these keys.
        UserError: ``write_too_large``.
    """
    if about.sender != keys.writer:
        raise ValueError("the header names another writer")
    blobs = sorted(contents.blobs, key=lambda blob: blob.sha256)
    manifest = manifest_of(
        about,
        district=b64(contents.district),
        key=b64(keys.verify_key),
        keys={b64(writer): b64(key) for writer, key in contents.writers.items()},
        recipients=sorted(recipients),
        counts=Counts(blobs=len(blobs), events=measured.lines),
        events=b64(measured.sha256),
        blobs=[BlobEntry(sha256=blob.sha256, size=blob.size) for blob in blobs],
        receipts=contents.receipts,
        requires=sorted(contents.requires),
        root=None if contents.root is None else b64(contents.root),
        practice=contents.practice,
        age=contents.age,
        request=contents.request,
    )
    data = to_json(manifest)
    if len(data) > caps.manifest:
        raise UserError("write_too_large")
    return data


def tar_of(
    manifest: bytes, signature: bytes, contents: Contents, measured: Measured, watch: Watch, caps: Caps
) -> Iterator[bytes]:
    """Second pass: the whole tar in pieces.

    Raises:
        UserError: ``write_changed``, ``write_blob_damaged`` or ``write_cancelled``.
    """
    blobs = sorted(contents.blobs, key=lambda blob: blob.sha256)
    total = measured.size + sum(blob.size for blob in blobs)
    position, done = 0, 0
    for piece, counted in _pieces(manifest, signature, contents, measured, blobs, caps):
        yield piece
        position += len(piece)
        done += len(piece) if counted else 0
        watch.tell(done, total)
    yield archive.ending(position)


def _pieces(
    manifest: bytes,
    signature: bytes,
    contents: Contents,
    measured: Measured,
    blobs: Sequence[Blob],
    caps: Caps,
) -> Iterator[tuple[bytes, bool]]:
    for name, data in ((archive.MANIFEST, manifest), (archive.SIGNATURE, signature)):
        yield archive.header(name, len(data)) + data + archive.padding(len(data)), False
    yield archive.header(archive.EVENTS, measured.size), False
    digest, size = hashlib.sha256(), 0
    for chunk, _ in _chunks(contents.events(), caps):
        digest.update(chunk)
        size += len(chunk)
        yield chunk, True
    if (digest.digest(), size) != (measured.sha256, measured.size):
        raise UserError("write_changed")
    yield archive.padding(measured.size), False
    for blob in blobs:
        yield archive.header(archive.blob_name(blob.sha256), blob.size), False
        for chunk in _blob_chunks(blob):
            yield chunk, True
        yield archive.padding(blob.size), False


def _blob_chunks(blob: Blob) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    with blob.open() as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            yield chunk
    if digest.hexdigest() != blob.sha256 or size != blob.size:
        raise UserError("write_blob_damaged", sha256=blob.sha256)
