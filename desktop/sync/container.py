"""What sealed and unsealed sync files share: one way to write them, one way to walk through them."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from desktop.errors import UserError
from desktop.sync.frames import compress
from desktop.sync.framing import SEALED, ContentsReader, Layout, ZipWriter, read_layout
from desktop.sync.keys import Keys
from desktop.sync.limits import Caps, Refused, damaged
from desktop.sync.manifest import (
    KINDS,
    About,
    Kind,
    Manifest,
    file_message,
    read_about,
    read_manifest,
    to_json,
)
from desktop.sync.reading import Checked, OnBlob, OnLines, Walk
from desktop.sync.safe_file import SourceFile, reading, write_whole
from desktop.sync.writing import Contents, Measured, Progress, Watch, build_manifest, measure, tar_of

Take = Callable[[bytes], object]


class Wrapping(Protocol):
    """How the contents lie in their ZIP member: sealed with age, or bare zstd."""

    member: str

    def prepare(self, file: SourceFile, layout: Layout, caps: Caps) -> None:
        """Looks at what can be told before anything is opened."""

    def accept(self, manifest: Manifest) -> None:
        """Compares the signed manifest with what was seen outside it; refuses by raising."""

    def pour_out(self, source: ContentsReader, take: Take) -> None:
        """Opens the member into ``take``."""

    def pour_in(self, frames: Iterator[bytes], member: ZipWriter) -> None:
        """Closes the frames into the member."""


_OTHER_KIND = {"bundle": "file_is_bundle", "pack": "file_is_pack", "request": "file_is_request"}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that stands on the disk, synced and read back."""

    path: Path
    manifest_hash: bytes
    manifest_bytes: bytes
    events: int
    blobs: int
    bytes: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything that is known before the first byte is written."""

    about: bytes
    manifest: bytes
    signature: bytes
    contents: Contents
    measured: Measured


def kind_of(layout: Layout, about: About) -> Kind:
    """What the outside of a file says it is.

    Raises:
        Refused: of a later version, or header and contents that do not go together.
    """
    kind = KINDS.get(about.sequence)
    if kind is None or about.parts != 1:
        raise Refused("needs_newer_version", needs=about.sequence if kind is None else "parts")
    if (kind == "bundle") != (layout.contents.name == SEALED):
        raise damaged()
    return kind


def look(
    path: Path,
    wrapping: Wrapping,
    kind: Kind,
    caps: Caps,
    before: Checked | None = None,
    on_lines: OnLines | None = None,
    on_blob: OnBlob | None = None,
    told: Progress | None = None,
) -> Checked:
    """One pass over a file: everything is checked, and handed on where asked.

    ``before`` is what an earlier pass saw; any difference is ``file_changed_while_reading``. ``told`` gets
    bytes read and bytes in all at every piece.

    Raises:
        UserError: the file cannot be read.
        Refused: the file is refused. What the callbacks raise comes through unchanged.
    """
    with reading(path) as file:
        try:
            return _look(file, wrapping, kind, caps, before, on_lines, on_blob, told)
        except Refused as refused:
            if before is None or refused.code == "file_unreadable":
                raise
            raise Refused("file_changed_while_reading") from refused


def _look(
    file: SourceFile,
    wrapping: Wrapping,
    kind: Kind,
    caps: Caps,
    before: Checked | None,
    on_lines: OnLines | None,
    on_blob: OnBlob | None,
    told: Progress | None,
) -> Checked:
    layout = read_layout(file, caps)
    about = read_about(layout.about)
    found = kind_of(layout, about)
    if found != kind:
        raise Refused(_OTHER_KIND[found])
    wrapping.prepare(file, layout, caps)
    seen: list[Checked] = []

    def accept(manifest: Manifest, data: bytes) -> None:
        wrapping.accept(manifest)
        seen.append(Checked(about, manifest, data))
        if before is not None and data != before.manifest_bytes:
            raise Refused("file_changed_while_reading")

    walk = Walk(layout.about, caps, accept, on_lines, on_blob)
    source = ContentsReader(file, layout, told)
    wrapping.pour_out(source, walk.write)
    walk.close()
    source.finish()
    return seen[0]


def write(
    target: Path,
    about: About,
    contents: Contents,
    keys: Keys,
    recipients: Sequence[str],
    wrapping: Wrapping,
    watch: Watch,
    caps: Caps,
) -> Written:
    """Writes a file whole or not at all, and reads it back before it takes its name.

    Raises:
        UserError: disk, caps, cancelled, or contents that changed meanwhile.
        ValueError: what was asked for is no valid file (a bug of the caller).
    """
    plan = _plan(about, contents, keys, recipients, watch, caps)
    size = write_whole(
        target,
        lambda file: _fill(file, plan, wrapping, watch, caps),
        lambda temporary: _read_back(temporary, target, plan, wrapping, KINDS[about.sequence], caps),
    )
    digest = hashlib.sha256(plan.manifest).digest()
    return Written(target, digest, plan.manifest, plan.measured.lines, len(contents.blobs), size)


def _plan(
    about: About, contents: Contents, keys: Keys, recipients: Sequence[str], watch: Watch, caps: Caps
) -> _Plan:
    measured = measure(contents, watch, caps)
    header = to_json(about)
    manifest = build_manifest(about, contents, measured, keys, recipients, caps)
    try:
        read_about(header)
        read_manifest(manifest, header, caps)
    except Refused as refused:
        raise ValueError(f"no reader would accept this file: {refused.code}") from refused
    return _Plan(header, manifest, keys.sign(file_message(manifest)), contents, measured)


def _fill(file: BinaryIO, plan: _Plan, wrapping: Wrapping, watch: Watch, caps: Caps) -> int:
    member = ZipWriter(file, plan.about, wrapping.member)
    tar = tar_of(plan.manifest, plan.signature, plan.contents, plan.measured, watch, caps)
    wrapping.pour_in(compress(tar), member)
    return member.finish()


def _read_back(
    temporary: Path, target: Path, plan: _Plan, wrapping: Wrapping, kind: Kind, caps: Caps
) -> None:
    try:
        same = look(temporary, wrapping, kind, caps).manifest_bytes == plan.manifest
    except Refused:
        same = False
    if not same:
        raise UserError("write_unreadable", file=target.name)
