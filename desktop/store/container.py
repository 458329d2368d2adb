"""The backup file: a ZIP of encrypted members and a manifest of their hashes, streamed both ways."""

import errno
import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from desktop.core import canonical
from desktop.errors import UserError
from desktop.paths import Paths
from desktop.store.blobs import BLOB_NAME
from desktop.store.durable import make_folder

Progress = Callable[[int, int], None]
"""Told (bytes done, bytes in all)."""

_FORMAT = "jemputbola.backup.1"
_MANIFEST = "manifest.json"
DATABASE = "jemputbola.db"
VAULT = "vault.json"
_BLOB = re.compile(f"blobs/({BLOB_NAME.pattern})")
_CHUNK = 1_048_576
_LARGEST_MANIFEST = 256 * _CHUNK
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    TypeError,
    AttributeError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    struct.error,
)
"""What `zipfile` and a planted manifest can raise over a file that is not a backup of ours."""


class Member(NamedTuple):
    """One file inside: its length and the SHA-256 of its (encrypted) bytes in hex."""

    size: int
    sha256: str


class BackupInfo(NamedTuple):
    """What a backup says of itself: ISO 8601 time given by its maker, schema version, its files."""

    created: str
    schema: int
    members: dict[str, Member]


def no_progress(_done: int, _total: int) -> None:
    """Nobody is watching."""


def write_container(
    part: Path, sources: Mapping[str, Path], created: str, schema: int, progress: Progress
) -> BackupInfo:
    """Writes the members in the order given and the manifest last; not yet synced."""
    total = sum(path.stat().st_size for path in sources.values())
    done = 0
    members: dict[str, Member] = {}
    # Stored: encrypted bytes do not shrink.
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sources.items():
            entry = zipfile.ZipInfo(name)
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(entry, "w") as target:
                members[name] = _copy(source, target)
            done += members[name].size
            progress(done, total)
        info = BackupInfo(created, schema, members)
        archive.writestr(zipfile.ZipInfo(_MANIFEST), _encode(info))
    return info


def _copy(source: IO[bytes], target: IO[bytes]) -> Member:
    digest = hashlib.sha256()
    size = 0
    for chunk in _chunks(source):
        digest.update(chunk)
        size += len(chunk)
        target.write(chunk)
    return Member(size, digest.hexdigest())


def _encode(info: BackupInfo) -> bytes:
    members = {name: {"sha256": one.sha256, "size": one.size} for name, one in info.members.items()}
    return canonical.encode(
        {"created": info.created, "format": _FORMAT, "members": members, "schema": info.schema}
    )


def _decode(data: bytes) -> BackupInfo:
    content: dict[str, Any] = canonical.decode(data)
    members = {name: Member(int(one["size"]), str(one["sha256"])) for name, one in content["members"].items()}
    if content["format"] != _FORMAT or not {DATABASE, VAULT} <= set(members):
        raise ValueError("not a backup")
    return BackupInfo(str(content["created"]), int(content["schema"]), members)


def read_container(file: Path, progress: Progress, room: Paths | None) -> BackupInfo:
    """Streams every member through its checks, and into the home `room` if there is one.

    Raises:
        UserError: ``backup_missing``, ``backup_damaged``.
    """
    if not file.is_file():
        raise UserError("backup_missing", file=str(file))
    try:
        with zipfile.ZipFile(file) as archive:
            info = _manifest(archive, file.stat().st_size)
            total = sum(member.size for member in info.members.values())
            done = 0
            for name, member in info.members.items():
                with archive.open(name) as source:
                    if room is None:
                        _take(source, member, len)
                    else:
                        _keep(source, member, _place(room, name))
                done += member.size
                progress(done, total)
    except _DAMAGE as error:
        raise UserError("backup_damaged") from error
    except OSError as error:
        # A planted offset makes the reader seek to nowhere.
        if error.errno == errno.EINVAL:
            raise UserError("backup_damaged") from error
        raise
    return info


def _manifest(archive: zipfile.ZipFile, length: int) -> BackupInfo:
    entries = archive.infolist()
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
        raise ValueError("a backup is stored, never compressed")
    # With nothing compressed and no more bytes promised than the file has, nothing can swell.
    if (
        sum(entry.file_size for entry in entries) > length
        or archive.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST
    ):
        raise ValueError("more content than file")
    info = _decode(archive.read(_MANIFEST))
    if sorted(entry.filename for entry in entries) != sorted([*info.members, _MANIFEST]):
        raise ValueError("members and manifest differ")
    if any(_BLOB.fullmatch(name) is None for name in info.members if name not in (DATABASE, VAULT)):
        raise ValueError("a name that is none of ours")
    return info


def _place(room: Paths, name: str) -> Path:
    """Where a member goes: never by its own name, so no name can lead anywhere."""
    if name == DATABASE:
        return room.database
    if name == VAULT:
        return room.vault
    blob = _BLOB.fullmatch(name)
    if blob is None:
        raise ValueError("a name that is none of ours")
    return room.blobs / blob[1][:2] / blob[1]


def _take(source: IO[bytes], member: Member, write: Callable[[bytes], object]) -> None:
    digest = hashlib.sha256()
    size = 0
    for chunk in _chunks(source):
        digest.update(chunk)
        size += len(chunk)
        write(chunk)
    if size != member.size or digest.hexdigest() != member.sha256:
        raise ValueError("not the bytes the manifest names")


def _keep(source: IO[bytes], member: Member, target: Path) -> None:
    make_folder(target.parent)
    with target.open("xb") as handle:
        target.chmod(0o600)
        _take(source, member, handle.write)


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk
