"""The sealed sync file ``.jbola``: write, check, stream; and a look at the outside of any sync file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from desktop.sync.container import Take, Written, kind_of, look, write
from desktop.sync.framing import SEALED, ContentsReader, Layout, ZipWriter, read_layout
from desktop.sync.keys import Keys
from desktop.sync.limits import Caps, Refused
from desktop.sync.manifest import KINDS, About, Kind, Manifest, read_about
from desktop.sync.reading import Checked, OnBlob, OnLines
from desktop.sync.safe_file import SourceFile, reading
from desktop.sync.seal import Identity, count_recipients, seal, unseal
from desktop.sync.writing import Blob, Cancelled, Contents, Progress, Watch

__all__ = [
    "Blob",
    "Cancelled",
    "Checked",
    "Contents",
    "Progress",
    "Written",
    "check_bundle",
    "peek_about",
    "peek_kind",
    "stream_bundle",
    "write_bundle",
]

_CAPS = Caps()


class _Sealed:
    """age around the contents."""

    member = SEALED

    def __init__(self, identity: Identity, recipients: Sequence[str] = ()) -> None:
        self._identity = identity
        self._recipients = recipients
        self._stanzas = 0

    def prepare(self, file: SourceFile, layout: Layout, caps: Caps) -> None:
        file.seek(layout.offset)
        self._stanzas = count_recipients(file, layout.contents.size, caps)

    def accept(self, manifest: Manifest) -> None:
        """What is signed must be whom it was sealed to, or somebody re-wrapped it for others to read."""
        mine = str(self._identity.to_public())
        if mine not in manifest.recipients or len(manifest.recipients) != self._stanzas:
            raise Refused("file_rewrapped")

    def pour_out(self, source: ContentsReader, take: Take) -> None:
        unseal(source, take, self._identity)

    def pour_in(self, frames: Iterator[bytes], member: ZipWriter) -> None:
        seal(frames, member, self._recipients)


def write_bundle(
    target: Path,
    about: About,
    contents: Contents,
    keys: Keys,
    recipients: Sequence[str],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    caps: Caps = _CAPS,
) -> Written:
    """Writes a sealed file: temporary name, sync, read back, rename.

    ``recipients`` are distinct ``age1…`` strings, the sender's own among them (sync.md 3). ``progress`` is
    told bytes done and bytes in all, (0, 0) while the events are measured; ``cancelled`` is asked at every
    piece, and True stops and leaves no trace.

    Raises:
        UserError: ``write_disk_full``, ``write_refused``, ``write_unreadable``, ``write_too_large``,
            ``write_changed``, ``write_blob_damaged`` or ``write_cancelled``; an earlier file stays.
        ValueError: a bug of the caller.
    """
    if KINDS.get(about.sequence) != "bundle" or keys.recipient not in recipients:
        raise ValueError("not a bundle, or one its sender could not open")
    wrapping = _Sealed(keys.age, sorted(recipients))
    return write(target, about, contents, keys, recipients, wrapping, Watch(progress, cancelled), caps)


def check_bundle(path: Path, identity: Identity, caps: Caps = _CAPS, told: Progress | None = None) -> Checked:
    """First pass: decrypts and checks everything that decides for the whole file, and writes nothing.

    Whether the sender is accepted and the district ours is the caller's to decide. ``told`` gets bytes read
    and bytes in all at every piece; what it raises comes through.

    Raises:
        UserError: the file cannot be read.
        Refused: it is not ours, not for this identity, damaged, forged, re-wrapped, too large or too new.
    """
    return look(path, _Sealed(identity), "bundle", caps, told=told)


def stream_bundle(
    path: Path, identity: Identity, checked: Checked, on_lines: OnLines, on_blob: OnBlob, caps: Caps = _CAPS
) -> None:
    """Second pass: hands on the events, then the blobs, with every check of the first.

    ``on_lines`` gets up to 2,000 event lines at a time, without their newline; ``on_blob`` gets SHA-256 in
    hex and the plain bytes, at most 20 MiB.

    Raises:
        Refused: ``file_changed_while_reading`` or ``file_unreadable``; the caller rolls back.
    """
    look(path, _Sealed(identity), "bundle", caps, checked, on_lines, on_blob)


def peek_about(path: Path, caps: Caps = _CAPS) -> About:
    """The plain header of any sync file, of which nothing is proved: for quarantine and for sorting.

    Raises:
        UserError: the file cannot be read.
        Refused: the framing is not that of a sync file.
    """
    with reading(path) as file:
        return read_about(read_layout(file, caps).about)


def peek_kind(path: Path, caps: Caps = _CAPS) -> Kind | Literal["letter"]:
    """What a file is by its content, whatever its name; a PDF may be a letter.

    Raises:
        UserError: the file cannot be read.
        Refused: neither a PDF nor a sync file this version knows.
    """
    with reading(path) as file:
        if file.read(5) == b"%PDF-":
            return "letter"
        layout = read_layout(file, caps)
        return kind_of(layout, read_about(layout.about))
