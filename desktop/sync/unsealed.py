"""Request ``.jbreq`` and region pack ``.jbpack``: the same container without age (no citizens in them)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from desktop.sync.archive import CHUNK
from desktop.sync.container import Take, Written, look, write
from desktop.sync.framing import UNSEALED, ContentsReader, Layout, ZipWriter
from desktop.sync.keys import Keys
from desktop.sync.limits import Caps
from desktop.sync.manifest import KINDS, About, Manifest
from desktop.sync.reading import Checked, OnLines
from desktop.sync.safe_file import SourceFile
from desktop.sync.writing import Cancelled, Contents, Progress, Watch

_CAPS = Caps()


class _Bare:
    """zstd as it is."""

    member = UNSEALED

    def prepare(self, file: SourceFile, layout: Layout, caps: Caps) -> None:
        """Nothing can be told before the frames are read."""

    def accept(self, manifest: Manifest) -> None:
        """Nothing outside the manifest is left to compare."""

    def pour_out(self, source: ContentsReader, take: Take) -> None:
        while data := source.read(CHUNK):
            take(data)

    def pour_in(self, frames: Iterator[bytes], member: ZipWriter) -> None:
        for data in frames:
            member.write(data)


def write_unsealed(
    target: Path,
    about: About,
    contents: Contents,
    keys: Keys,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    caps: Caps = _CAPS,
) -> Written:
    """Writes a request (with ``age`` and ``request``) or a pack (with ``root`` and ``practice``).

    Raises:
        UserError: as `desktop.sync.bundle.write_bundle`.
        ValueError: a bug of the caller.
    """
    if KINDS.get(about.sequence) not in ("pack", "request"):
        raise ValueError("neither a pack nor a request")
    return write(target, about, contents, keys, (), _Bare(), Watch(progress, cancelled), caps)


def check_unsealed(path: Path, kind: Literal["pack", "request"], caps: Caps = _CAPS) -> Checked:
    """First pass; the voice code is made of the result's ``manifest_bytes``.

    The signature proves only that whoever made the file holds the key in it.

    Raises:
        UserError: the file cannot be read.
        Refused: it is another kind of file, damaged, forged, too large or too new.
    """
    return look(path, _Bare(), kind, caps)


def stream_unsealed(path: Path, checked: Checked, on_lines: OnLines, caps: Caps = _CAPS) -> None:
    """Second pass: hands on the event lines, up to 2,000 at a time, without their newline.

    Raises:
        Refused: ``file_changed_while_reading`` or ``file_unreadable``; the caller rolls back.
    """
    look(path, _Bare(), KINDS[checked.about.sequence], caps, checked, on_lines)
