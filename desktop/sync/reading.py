"""The contents of a sync file on their way in: one walk that checks everything, used by both passes."""

import hashlib
from collections.abc import Callable, Generator
from dataclasses import dataclass

from nacl.bindings import crypto_sign_open
from nacl.exceptions import CryptoError

from desktop.core.canonical import b64, unb64
from desktop.sync import archive
from desktop.sync.archive import CHUNK, Feed, Steps
from desktop.sync.frames import read_frames
from desktop.sync.limits import Caps, Refused, damaged, too_large
from desktop.sync.manifest import About, BlobEntry, Manifest, file_message, read_manifest

BATCH = 2_000

OnLines = Callable[[list[bytes]], None]
OnBlob = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file whose every byte was looked at; nothing of it was stored."""

    about: About
    manifest: Manifest
    manifest_bytes: bytes

    @property
    def manifest_hash(self) -> bytes:
        """SHA-256 of the manifest: with the sender, what tells files apart."""
        return hashlib.sha256(self.manifest_bytes).digest()

    @property
    def sender(self) -> bytes:
        """The writer that signed the file, 16 bytes."""
        return self.manifest.sender

    @property
    def sender_key(self) -> bytes:
        """Its signing key, 32 bytes; whether it is accepted is the caller's question."""
        return unb64(self.manifest.key, 32)

    @property
    def district(self) -> bytes:
        """8 bytes; empty in a request that knows no district."""
        return unb64(self.manifest.district)

    @property
    def signing_keys(self) -> dict[bytes, bytes]:
        """Writer → signing key of every writer among the events."""
        return self.manifest.signing_keys()


class Walk:
    """Takes the bytes of ``zstd(tar)``, checks them against the manifest among them, and hands on the rest.

    Args:
        about: bytes of the plain header.
        accept: called with the manifest once its signature holds; refuses by raising.
        on_lines: called with up to 2,000 lines without their newline.
        on_blob: called with SHA-256 in hex and the bytes, which have that hash.
    """

    def __init__(
        self,
        about: bytes,
        caps: Caps,
        accept: Callable[[Manifest, bytes], None],
        on_lines: OnLines | None = None,
        on_blob: OnBlob | None = None,
    ) -> None:
        self._about = about
        self._caps = caps
        self._accept = accept
        self._on_lines = on_lines
        self._on_blob = on_blob
        self._tar = Feed(self._members())
        self._frames = Feed(read_frames(self._tar.write, caps))

    def write(self, data: bytes) -> int:
        """Takes the next piece.

        Raises:
            Refused: anything that no writer of this format would have written.
        """
        return self._frames.write(data)

    def close(self) -> None:
        """All input was given.

        Raises:
            Refused: something is missing.
        """
        self._frames.close()
        self._tar.close()

    def _members(self) -> Steps:
        caps = self._caps
        data = yield from _whole(archive.MANIFEST, caps.manifest)
        manifest = read_manifest(data, self._about, caps)
        signature = yield from _whole(archive.SIGNATURE, 64)
        _check_signature(manifest, data, signature)
        self._accept(manifest, data)
        size = yield from self._events(manifest)
        position = sum(map(_room, (len(data), len(signature), size)))
        for blob in manifest.blobs:
            yield from self._blob(blob)
            position += _room(blob.size)
        yield from _zeros(archive.ending(position))

    def _events(self, manifest: Manifest) -> Generator[int, bytes, int]:
        size = archive.read_size((yield archive.BLOCK), archive.EVENTS, self._caps.total)
        lines = _Lines(manifest.counts.events, self._caps, self._on_lines)
        digest, left = hashlib.sha256(), size
        while left:
            chunk = yield min(left, CHUNK)
            left -= len(chunk)
            digest.update(chunk)
            lines.take(chunk)
        lines.finish()
        if b64(digest.digest()) != manifest.events:
            raise damaged()
        yield from _zeros(archive.padding(size))
        return size

    def _blob(self, blob: BlobEntry) -> Steps:
        size = archive.read_size((yield archive.BLOCK), archive.blob_name(blob.sha256), self._caps.blob)
        if size != blob.size:
            raise damaged()
        digest, left, held = hashlib.sha256(), size, bytearray()
        while left:
            chunk = yield min(left, CHUNK)
            left -= len(chunk)
            digest.update(chunk)
            if self._on_blob is not None:
                held += chunk
        if digest.hexdigest() != blob.sha256:
            raise damaged()
        yield from _zeros(archive.padding(size))
        if self._on_blob is not None:
            self._on_blob(blob.sha256, bytes(held))


class _Lines:
    """Cuts ``events.jsonl`` into lines and gathers them into batches."""

    def __init__(self, expected: int, caps: Caps, take: OnLines | None) -> None:
        self._left = expected
        self._cap = caps.line
        self._on_lines = take
        self._rest = b""
        self._held: list[bytes] = []

    def take(self, chunk: bytes) -> None:
        lines = (self._rest + chunk).split(b"\n")
        self._rest = lines.pop()
        self._left -= len(lines)
        if self._left < 0:
            raise damaged()
        if len(self._rest) >= self._cap or any(len(line) >= self._cap for line in lines):
            raise too_large("line")
        if self._on_lines is not None:
            self._held += lines
            while len(self._held) >= BATCH:
                self._on_lines(self._held[:BATCH])
                del self._held[:BATCH]

    def finish(self) -> None:
        if self._rest or self._left:
            raise damaged()
        if self._held and self._on_lines is not None:
            self._on_lines(self._held)
            self._held = []


def _whole(name: str, cap: int) -> Generator[int, bytes, bytes]:
    size = archive.read_size((yield archive.BLOCK), name, cap)
    data = yield size
    yield from _zeros(archive.padding(size))
    return data


def _zeros(wanted: bytes) -> Steps:
    if wanted and (yield len(wanted)) != wanted:
        raise damaged()


def _room(size: int) -> int:
    return archive.BLOCK + size + len(archive.padding(size))


def _check_signature(manifest: Manifest, data: bytes, signature: bytes) -> None:
    try:
        crypto_sign_open(signature + file_message(data), unb64(manifest.key, 32))
    except (CryptoError, ValueError):
        raise Refused("file_forged") from None
