"""What a sync file says of itself: the plain header, and the signed manifest that repeats it."""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar

import msgspec

from desktop.core.canonical import NotCanonical, decode, encode, unb64
from desktop.sync.keys import writer_of
from desktop.sync.limits import Caps, Refused, damaged, too_large

FORMAT = "jbola.1"
FILE_PREFIX = b"jb.file.1\0"
CAPABILITIES: frozenset[str] = frozenset()
"""What this version can do beyond the format's beginnings; words of `Manifest.requires`."""

Kind = Literal["bundle", "pack", "request"]
KINDS: dict[str, Kind] = {
    "main": "bundle",
    "letter": "bundle",
    "restricted": "bundle",
    "pack": "pack",
    "request": "request",
}

Ranges = list[tuple[int, int]]
Receipts = dict[str, dict[str, dict[str, Ranges]]]
"""``{sender writer: {desk: {sequence: [[lo, hi], …]}}}``: the file numbers taken in, ascending."""

_FORMAT = re.compile(r"jbola\.[0-9]{1,6}")
_CREATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?([+-]\d\d:\d\d|Z)", re.ASCII)
_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_TO = re.compile(r"officer|coordinator|everyone|agency:[^\s/\\:]{1,60}")
_DESK = re.compile(r"[a-z]{1,20}(:[^\s/\\:]{1,60})?")
_SEQUENCE = re.compile(r"[a-z]{1,20}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_CAPABILITY = re.compile(r"[a-z][a-z0-9-]{0,39}(@[0-9]{1,4}(\.[0-9]{1,4}){0,2})?")
_LONGEST = 120

_Shape = TypeVar("_Shape")


class About(msgspec.Struct, frozen=True, kw_only=True):
    """The plain header ``about.json``: what a clerk may know of a file without any key.

    ``created`` is claimed local time with offset, ``file`` a uuid4, ``from_`` the writer as base64url,
    ``number`` counts per (writer → address, sequence).
    """

    created: str
    file: str
    from_: str = msgspec.field(name="from")
    number: int
    part: int = 1
    parts: int = 1
    sequence: str
    to: str
    format: str = FORMAT

    @property
    def sender(self) -> bytes:
        """The writer that says it made the file, 16 bytes."""
        return unb64(self.from_, 16)


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many lines ``events.jsonl`` has, and how many blobs follow it."""

    blobs: int
    events: int


class BlobEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A blob that travels in the file: lower-case hex and bytes."""

    sha256: str
    size: int


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks to be accepted; ``agency`` and ``nip`` are empty where there is none."""

    desk: str
    agency: str
    name: str
    nip: str


class Manifest(About, frozen=True, kw_only=True):
    """``manifest.json``: `About` again, and everything the signature vouches for.

    ``district`` is empty in the request of a laptop that knows none yet. ``root`` and ``practice`` stand in
    packs only, ``age`` and ``request`` in requests, and in the files of a writer nobody has accepted yet.
    Unknown keys are ignored (schema is additive) but are part of the bytes that are signed.
    """

    district: str
    key: str
    keys: dict[str, str]
    recipients: list[str]
    counts: Counts
    events: str
    blobs: list[BlobEntry]
    receipts: Receipts
    requires: list[str]
    root: str | None = None
    practice: bool | None = None
    age: str | None = None
    request: Request | None = None

    def signing_keys(self) -> dict[bytes, bytes]:
        """Writer → signing key of every writer in ``events.jsonl``."""
        return {unb64(writer, 16): unb64(key, 32) for writer, key in self.keys.items()}


def to_json(value: About) -> bytes:
    """Canonical bytes of a header or manifest; fields that are None are left out."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(value))  # ranges become lists
    return encode({key: item for key, item in plain.items() if item is not None})


def manifest_of(about: About, **fields: Any) -> Manifest:
    """The manifest that repeats this header."""
    return Manifest(**msgspec.structs.asdict(about), **fields)


def file_message(manifest: bytes) -> bytes:
    """What the sender of a file signs."""
    return FILE_PREFIX + hashlib.sha512(manifest).digest()


def read_about(data: bytes) -> About:
    """Strict reading of ``about.json``.

    Raises:
        Refused: no header of this format, or one of a later format.
    """
    plain = _object(data, "file_not_ours")
    name = plain.get("format")
    if not isinstance(name, str) or not _FORMAT.fullmatch(name):
        raise Refused("file_not_ours")
    if name != FORMAT:
        raise Refused("needs_newer_version", needs=name)
    about = _convert(plain, About)
    _accept(lambda: _check_about(about))
    return about


def read_manifest(data: bytes, about: bytes, caps: Caps) -> Manifest:
    """Strict reading of ``manifest.json``; ``about`` is the plain header's bytes that it must repeat.

    Raises:
        Refused: damage, a cap passed, or a capability this version lacks.
    """
    plain = _object(data, "file_damaged")
    _check_requires(plain.get("requires"))
    for key, value in _object(about, "file_damaged").items():
        if key not in plain or encode(plain[key]) != encode(value):
            raise Refused("file_forged")
    manifest = _convert(plain, Manifest)
    if manifest.counts.events > caps.events:
        raise too_large("counts.events")
    if max(manifest.counts.blobs, len(manifest.blobs)) > caps.blobs:
        raise too_large("counts.blobs")
    if any(blob.size > caps.blob for blob in manifest.blobs):
        raise too_large("blobs")
    _accept(lambda: _check_manifest(manifest))
    return manifest


def _object(data: bytes, code: str) -> dict[str, Any]:
    try:
        plain = decode(data)
    except NotCanonical:
        raise Refused(code) from None
    if not isinstance(plain, dict):
        raise Refused(code)
    return plain


def _convert(plain: dict[str, Any], shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.convert(plain, shape)
    except msgspec.ValidationError:
        raise damaged() from None


def _accept(check: Callable[[], bool]) -> None:
    try:
        good = check()
    except NotCanonical:
        good = False
    if not good:
        raise damaged()


def _check_about(about: About) -> bool:
    return (
        len(about.sender) == 16
        and _CREATED.fullmatch(about.created) is not None
        and _UUID4.fullmatch(about.file) is not None
        and _TO.fullmatch(about.to) is not None
        and _SEQUENCE.fullmatch(about.sequence) is not None
        and about.number >= 1
        and 1 <= about.part <= about.parts <= 9_999
    )


def _check_requires(words: object) -> None:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise damaged()
    if words != sorted(set(words)) or not all(_CAPABILITY.fullmatch(word) for word in words):
        raise damaged()
    missing = [word for word in words if word.partition("@")[0] not in CAPABILITIES]
    if missing:
        raise Refused("needs_newer_version", needs=", ".join(missing[:5]))


def _check_manifest(manifest: Manifest) -> bool:
    names = [blob.sha256 for blob in manifest.blobs]
    return (
        _check_about(manifest)
        and _check_keys(manifest)
        and _check_kind(manifest)
        and len(unb64(manifest.events, 32)) == 32
        and _ascending(manifest.recipients, _RECIPIENT)
        and _ascending(names, _SHA256)
        and all(blob.size >= 1 for blob in manifest.blobs)
        and manifest.counts.blobs == len(names)
        and manifest.counts.events >= 0
        and _check_receipts(manifest.receipts)
    )


def _check_keys(manifest: Manifest) -> bool:
    return writer_of(unb64(manifest.key, 32)) == manifest.sender and all(
        writer_of(key) == writer for writer, key in manifest.signing_keys().items()
    )


def _check_kind(manifest: Manifest) -> bool:
    """Each kind of file has its own fields, and only a request may come from nowhere."""
    kind = KINDS.get(manifest.sequence)
    pack, request = kind == "pack", kind == "request"
    if not (request and not manifest.district):
        unb64(manifest.district, 8)
    if manifest.root is not None:
        unb64(manifest.root, 32)
    return (
        (manifest.root is not None) == (manifest.practice is not None) == pack
        and (manifest.age is not None) == (manifest.request is not None)
        and (manifest.request is not None or not request)
        and not (manifest.request is not None and pack)
        and (manifest.age is None or _RECIPIENT.fullmatch(manifest.age) is not None)
        and (manifest.request is None or _check_request(manifest.request))
        and bool(manifest.recipients) == (kind == "bundle")
    )


def _check_request(request: Request) -> bool:
    words = (request.desk, request.agency, request.name, request.nip)
    return bool(request.desk and request.name) and all(len(word) <= _LONGEST for word in words)


def _ascending(words: list[str], pattern: re.Pattern[str]) -> bool:
    return all(pattern.fullmatch(word) for word in words) and words == sorted(set(words))


def _check_receipts(receipts: Mapping[str, Mapping[str, Mapping[str, Ranges]]]) -> bool:
    for sender, desks in receipts.items():
        unb64(sender, 16)
        for desk, sequences in desks.items():
            if not _DESK.fullmatch(desk) or not all(map(_check_ranges, sequences, sequences.values())):
                return False
    return True


def _check_ranges(sequence: str, ranges: Ranges) -> bool:
    """Ascending, not touching: one way to write a set of numbers."""
    before = -1
    for low, high in ranges:
        if low < 1 or low <= before + 1 or high < low:
            return False
        before = high
    return _SEQUENCE.fullmatch(sequence) is not None
