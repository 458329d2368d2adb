"""Files that go with a visit, an aspiration or an answer: known by content, made small, kept as blobs."""

import stat
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from desktop.actions.changes import Changes
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.clock import local_iso
from desktop.core.text import ATTACHMENTS
from desktop.errors import UserError

LARGEST = 20 * 1_048_576
"""Bytes of one file (sync.md 3, caps)."""

_PHOTO_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp"})
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})


class Handed(NamedTuple):
    """A file that never lay on a disk: what was pasted. Its name is for errors only."""

    name: str
    data: bytes


Given = str | Handed
"""A file by its name, or its bytes."""


class Files:
    """The attachments of one write: `take` those of each thing, then `write` the acts with them.

    Used as a context manager; what was taken and not written is removed on the way out.

    Args:
        session: the open home.
        base: the folder that relative names start from.
    """

    def __init__(self, session: Session, base: Path) -> None:
        self._session = session
        self._base = base
        self._batch = session.blobs.batch()
        self._rows: dict[str, tuple[int, str]] = {}

    def __enter__(self) -> Self:
        self._batch.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._batch.__exit__(kind, error, trace)

    def take(self, given: Sequence[Given], already: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Reads files and answers what an event says of them, after those it has `already`.

        Raises:
            UserError: ``attachments_many``, ``attachment_missing``, ``attachment_large``,
                ``attachment_kind``, ``photo_unreadable``, ``photo_huge``, ``photo_heic``;
                each names the file.
        """
        if len(given) + len(already) > ATTACHMENTS:
            raise UserError("attachments_many", limit=ATTACHMENTS, count=len(given) + len(already))
        found = {one["sha256"]: one for one in already}
        for each in given:
            value = self._one(*each) if isinstance(each, Handed) else self._one(each, self._read(each))
            found.setdefault(value["sha256"], value)
        return list(found.values())

    def write(self, acts: Sequence[Act]) -> Changes:
        """Writes the acts and the rows of the files in one transaction; the files themselves come first."""
        if self._rows:
            self._batch.settle()
        return self._session.write(acts, within=self._insert)

    def _one(self, name: str, raw: bytes) -> dict[str, Any]:
        if len(raw) > LARGEST:
            raise UserError("attachment_large", name=name, limit=LARGEST // 1_048_576)
        data, kind, more = made_ready(raw, name, self._session.settings.photo_max_pixels)
        sha = self._batch.add(data)
        self._rows[sha] = (len(data), kind)
        return {"sha256": sha, "size": len(data), "type": kind, **more}

    def _read(self, name: str) -> bytes:
        try:
            path = self._base / Path(name).expanduser()
            with path.open("rb") as handle:
                if not stat.S_ISREG(path.stat().st_mode):
                    raise UserError("attachment_missing", name=name)
                return handle.read(LARGEST + 1)
        except (OSError, ValueError, RuntimeError):
            raise UserError("attachment_missing", name=name[:200]) from None

    def _insert(self) -> None:
        added = local_iso(self._session.now())
        rows = [(bytes.fromhex(sha), size, kind, added) for sha, (size, kind) in self._rows.items()]
        self._session.store.connection.executemany(
            """INSERT INTO blob (sha256, size, type, present, added) VALUES (?, ?, ?, 1, ?)
            ON CONFLICT (sha256) DO UPDATE SET size = excluded.size, type = excluded.type, present = 1""",
            rows,
        )


def made_ready(data: bytes, name: str, longest: int) -> tuple[bytes, str, dict[str, Any]]:
    """The bytes to keep, their type, and ``taken`` and ``point`` of a photo.

    Photos become JPEGs without metadata; PDF and audio are kept as they are.
    """
    kind = _type(data, name)
    if not kind.startswith("image/"):
        return data, kind, {}
    # Pillow costs 60 ms to load: only for those who attach photos.
    from desktop.actions.photos import prepare_photo  # noqa: PLC0415

    photo = prepare_photo(data, longest, name, heic=kind == "image/heic")
    more: dict[str, Any] = {}
    if photo.taken:
        more["taken"] = photo.taken
    if photo.point:
        more["point"] = photo.point
    return photo.data, "image/jpeg", more


def _type(data: bytes, name: str) -> str:
    """The media type by the first bytes; what a file is called decides nothing."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"RIFF"):
        found = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12])
    elif data[4:8] == b"ftyp":
        found = _boxed(data[8:12], name)
    else:
        found = _sound(data)
    if found:
        return found
    ending = Path(name).suffix.lower()
    raise UserError("photo_unreadable" if ending in _PHOTO_ENDINGS else "attachment_kind", name=name)


def _boxed(brand: bytes, name: str) -> str | None:
    if brand in _HEIC:
        return "image/heic"
    # Some recorders write the brand of a film into a sound file; a film is not taken.
    sound = brand.startswith((b"M4A", b"M4B")) or Path(name).suffix.lower() == ".m4a"
    return "audio/mp4" if sound else None


def _sound(data: bytes) -> str | None:
    if data.startswith(b"OggS"):
        return "audio/ogg"
    frame = len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2
    return "audio/mpeg" if data.startswith(b"ID3") or frame else None


def content_of(session: Session, sha256: str) -> bytes | None:
    """The bytes of an attachment, None while it has not come to this laptop.

    Raises:
        UserError: ``photo_damaged`` when what is kept is not what was written.
    """
    return session.blobs.get(sha256) if session.blobs.has(sha256) else None
