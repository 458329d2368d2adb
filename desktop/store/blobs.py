"""Photos and other attachments: an encrypted file each, under a name that tells nothing."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import nacl.bindings
import nacl.exceptions

from desktop.errors import UserError
from desktop.store.durable import (
    Checkpoint,
    make_folder,
    no_checkpoint,
    rename,
    storage_errors,
    sync_file,
    sync_folder,
    write_new,
)

BLOB_NAME = re.compile(r"[0-9a-f]{64}")

_SHA = re.compile(r"[0-9a-f]{64}")
_VERSION = b"\x01"
_NONCE = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_DOMAIN = b"jb.blob.1\0"


class Blobs:
    """The attachments of one home. Takes and gives SHA-256 as lower-case hex.

    A file is: version byte, 24-byte nonce, XChaCha20-Poly1305 of the content bound to its SHA-256.
    """

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self._folder = folder
        self._key = hashlib.blake2b(data_key, digest_size=32, person=b"jb.blob.key.1").digest()
        self._name_key = hashlib.blake2b(data_key, digest_size=32, person=b"jb.blob.name.1").digest()

    def put(self, data: bytes) -> str:
        """Keeps one attachment; on the disk when this returns.

        Raises:
            UserError: ``disk_full``, ``home_read_only``.
        """
        with self.batch() as batch:
            sha = batch.add(data)
            batch.settle()
        return sha

    def batch(self, *, checkpoint: Checkpoint = no_checkpoint) -> "BlobBatch":
        """Many attachments with one wait for the disk; see `BlobBatch`."""
        return BlobBatch(self, checkpoint)

    def get(self, sha: str) -> bytes:
        """The content.

        Raises:
            UserError: ``photo_missing``, ``photo_damaged``.
        """
        try:
            with storage_errors():
                sealed = self.path(sha).read_bytes()
        except FileNotFoundError:
            raise UserError("photo_missing") from None
        data = self._open(sha, sealed)
        if data is None or hashlib.sha256(data).hexdigest() != sha:
            raise UserError("photo_damaged")
        return data

    def has(self, sha: str) -> bool:
        """Whether there is a file for it; its content is not looked at."""
        return self.path(sha).is_file()

    def delete(self, sha: str) -> bool:
        """Removes the file; False if there was none."""
        path = self.path(sha)
        with storage_errors():
            try:
                path.unlink()
            except FileNotFoundError:
                return False
            sync_folder(path.parent)
        return True

    def path(self, sha: str) -> Path:
        """Where it is kept: two levels, named by HMAC so that the name does not identify the photo."""
        if not _SHA.fullmatch(sha):
            raise ValueError("a blob is named by 64 hex digits")
        name = hmac.digest(self._name_key, bytes.fromhex(sha), "sha256").hex()
        return self._folder / name[:2] / name

    def files(self) -> Iterator[Path]:
        """Every attachment file there is, sorted; the last part of each path is its name."""
        for shelf in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            yield from (path for path in sorted(shelf.iterdir()) if BLOB_NAME.fullmatch(path.name))

    def orphans(self, known: Collection[str]) -> list[Path]:
        """Files that belong to none of the `known` hashes."""
        names = {self.path(sha).name for sha in known}
        return [path for path in self.files() if path.name not in names]

    def sweep(self, known: Collection[str], *, older_than: float) -> int:
        """Removes what an import that never finished left behind; for the start, under the home's lock.

        Args:
            known: SHA-256 of every row.
            older_than: seconds since the epoch; younger files may belong to an import that is running.

        Returns:
            How many files went, unfinished ones included.
        """
        unfinished = list(self._unfinished.iterdir()) if self._unfinished.is_dir() else []
        gone = 0
        with storage_errors():
            for path in [*self.orphans(known), *unfinished]:
                if path.stat().st_mtime < older_than:
                    path.unlink()
                    gone += 1
        return gone

    @property
    def _unfinished(self) -> Path:
        return self._folder / "tmp"

    def _seal(self, sha: str, data: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        bound = _DOMAIN + bytes.fromhex(sha)
        sealed = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(data, bound, nonce, self._key)
        return _VERSION + nonce + sealed

    def _open(self, sha: str, sealed: bytes) -> bytes | None:
        nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        if sealed[:1] != _VERSION or len(nonce) != _NONCE:
            return None
        bound = _DOMAIN + bytes.fromhex(sha)
        try:
            return nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(body, bound, nonce, self._key)
        except nacl.exceptions.CryptoError:
            return None


class BlobBatch:
    """Attachments of one import: `add` each, then `settle` once, then write the rows.

    Used as a context manager; what was not settled is removed on the way out.
    """

    def __init__(self, blobs: Blobs, checkpoint: Checkpoint) -> None:
        self._blobs = blobs
        self._checkpoint = checkpoint
        self._waiting: dict[Path, Path] = {}

    def add(self, data: bytes) -> str:
        """Writes one attachment beside its place, not waiting for the disk.

        One that is here whole already is not written again; a damaged one is mended.

        Raises:
            UserError: ``disk_full``, ``home_read_only``.
        """
        sha = hashlib.sha256(data).hexdigest()
        target = self._blobs.path(sha)
        if target not in self._waiting and not self._is_whole(sha):
            temp = self._blobs._unfinished / f"{secrets.token_hex(16)}.tmp"
            with storage_errors():
                make_folder(temp.parent)
                self._waiting[target] = temp
                write_new(temp, self._blobs._seal(sha, data))
            self._checkpoint("blob_written")
        return sha

    def settle(self) -> None:
        """Waits for the disk, gives every attachment its place, and waits for the names.

        Raises:
            UserError: ``disk_full``, ``home_read_only``.
        """
        with storage_errors():
            for temp in self._waiting.values():
                sync_file(temp)
            self._checkpoint("blobs_synced")
            shelves = {target.parent for target in self._waiting}
            for shelf in shelves:
                make_folder(shelf)
            for target, temp in self._waiting.items():
                rename(temp, target)
                self._checkpoint("blob_named")
            for folder in sorted({*shelves, *(shelf.parent for shelf in shelves)}):
                sync_folder(folder)
            self._waiting.clear()
        self._checkpoint("blobs_settled")

    def _is_whole(self, sha: str) -> bool:
        try:
            self._blobs.get(sha)
        except UserError:
            return False
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for temp in self._waiting.values():
            temp.unlink(missing_ok=True)
        self._waiting.clear()
