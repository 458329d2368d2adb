"""Lines of events.jsonl: written for one reader, and read with all checked that a line alone can prove."""

import re
from collections.abc import Mapping
from typing import Any, NoReturn

import msgspec

from desktop.core.canonical import (
    MAX_INTEGER,
    NotCanonical,
    Usual,
    b64,
    check,
    encode,
    encode_trusted,
    plain_text,
    unb64,
)
from desktop.core.events import (
    MAX_LINE,
    MAX_PART,
    MAX_REPLACES,
    ZERO,
    Envelope,
    Event,
    Signer,
    audience_bit,
    compose_body,
    event_id,
    part_hash,
    signing_input,
    thing_bytes,
)

# Length of `,"s":"…"}` and of `,"prev":"…"` at the end of a line.
_SIGNATURE_TAIL = 94
_PREV_TAIL = 53
_WRITER_TEXT = 22
_ROSTER = "roster."
# 16 bytes as base64url: the last sign holds two bits, and four spare ones that must be zero.
_SALT = re.compile("[A-Za-z0-9_-]{21}[AQgw]")
_NO_NOTE: dict[str, Any] = {}


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    e: Envelope
    h: dict[str, str]
    p: dict[str, dict[str, Any]]
    prev: str | msgspec.UnsetType = msgspec.UNSET
    s: str


class _UsualLine(_Line, frozen=True, forbid_unknown_fields=True, kw_only=True):
    p: dict[str, Usual]


class _Named(msgspec.Struct):
    writer: str


class _Writer(msgspec.Struct):
    e: _Named


def _no_floats(text: str) -> NoReturn:
    raise NotCanonical("float")


# The second takes every shape, but then the line must be walked.
_usual_line = msgspec.json.Decoder(_UsualLine)
_any_line = msgspec.json.Decoder(_Line, float_hook=_no_floats)
_writer_alone = msgspec.json.Decoder(_Writer)
_UNREADABLE = (msgspec.MsgspecError, RecursionError, UnicodeError, OverflowError)


def build(fields: Mapping[str, Any], parts: Mapping[str, dict[str, Any]], prev: bytes, sign: Signer) -> Event:
    """A new signed event.

    Args:
        fields: the envelope without ``fields`` and ``v``.
        parts: name → ``{"d": …, "note": …?, "salt": base64url of 16 random bytes}``.
        prev: id of the writer's event before, 32 zero bytes for its first.
        sign: signs bytes with the writer's key.

    Raises:
        NotCanonical: a value that can't be written, or a part or line that is too large.
    """
    if not parts:
        raise NotCanonical("no part")
    written = {**fields, "fields": {name: sorted(part["d"]) for name, part in parts.items()}, "v": 1}
    envelope = encode(written)
    hashes = {}
    for name, part in parts.items():
        data = encode(part)
        if len(data) > MAX_PART:
            raise NotCanonical("part too large")
        hashes[name] = part_hash(name, data)
    identity = event_id(prev, hashes, envelope)
    line = {"e": written, "h": {}, "p": dict(parts), "s": b64(sign(signing_input(identity)))}
    if prev != ZERO:
        line["prev"] = b64(prev)
    return LineReader().read(encode(line) + b"\n")


def to_line(event: Event, before: bytes | None, withhold: int = 0) -> bytes:
    """An event as a line of events.jsonl.

    Args:
        event: the event with the parts that are here.
        before: id of this writer's nearest earlier line in the file, None for its first line.
        withhold: audience bits whose parts are left out (their hash is carried instead).
    """
    body = event.body[:-1]
    if withhold & event.mask:
        body = withheld(event, withhold)[:-1]
    # The first root's acts never follow each other: for them an absent `prev` always means zeros.
    implied = ZERO if before is None or event.writer[:8] == event.district else before
    prev = b"" if event.prev == implied else b',"prev":"' + b64(event.prev).encode() + b'"'
    return body + prev + b',"s":"' + b64(event.signature).encode() + b'"}\n'


def withheld(event: Event, mask: int, names: frozenset[str] = frozenset()) -> bytes:
    """The body with the parts of these audiences, or of these names, replaced by their hashes."""
    parts, absent = dict(event.parts), dict(event.absent)
    for name in list(parts):
        if audience_bit(name) & mask or name in names:
            absent[name] = b64(part_hash(name, encode_trusted(parts.pop(name))))
    return compose_body(msgspec.to_builtins(event.envelope), absent, parts)


class LineReader:
    """Reads the lines of one events.jsonl in order and checks all that a line alone can prove."""

    def __init__(self) -> None:
        # Of each writer: id and seq of its nearest earlier line, the id None if that was refused.
        self._last: dict[str, tuple[bytes | None, int]] = {}
        # roster.* stands first in a file, so seq ascends within those lines and within the others.
        self._highest: dict[tuple[str, bool], int] = {}
        self._writers: dict[tuple[str, str], tuple[bytes, bool]] = {}

    def read(self, line: bytes) -> Event:
        """The event of a line (with its newline); the signature is not checked here.

        Raises:
            NotCanonical: the line is not one this format allows; later lines of the same writer are then
                refused too until one names its ``prev``.
        """
        try:
            if not line.endswith(b"\n") or len(line) > MAX_LINE:
                raise NotCanonical("line")
            event = self._event(line[:-1])
        except NotCanonical:
            self._refuse(line)
            raise
        self._last[event.envelope.writer] = (event.id, event.seq)
        self._highest[event.envelope.writer, event.kind.startswith(_ROSTER)] = event.seq
        return event

    def _refuse(self, line: bytes) -> None:
        try:
            writer = _writer_alone.decode(line).e.writer
        except _UNREADABLE:
            return  # nobody can say whose it was; what links to it fails its signature
        if len(writer) == _WRITER_TEXT:
            self._last[writer] = (None, 0)

    def _event(self, raw: bytes) -> Event:
        line = _decoded(raw)
        envelope = line.e
        writer, root = self._writer(envelope)
        _check_envelope(envelope, writer)
        hashes = _check_parts(envelope, line)
        named = None if line.prev is msgspec.UNSET else line.prev
        prev = self._prev(envelope, named, root)
        tail = _SIGNATURE_TAIL if named is None else _SIGNATURE_TAIL + _PREV_TAIL
        return Event(
            event_id(prev, hashes, encode_trusted(envelope)),
            prev,
            unb64(line.s, 64),
            writer,
            envelope.seq,
            thing_bytes(envelope.thing),
            envelope,
            line.p,
            line.h,
            raw[:-tail] + b"}",
            linked=named is None and prev != ZERO,
        )

    def _writer(self, envelope: Envelope) -> tuple[bytes, bool]:
        """The writer's bytes and whether it is the first root, whose acts all have zeros before them."""
        key = (envelope.writer, envelope.district)
        if key not in self._writers:
            writer = unb64(envelope.writer, 16)
            self._writers[key] = (writer, writer[:8] == unb64(envelope.district, 8))
        return self._writers[key]

    def _prev(self, envelope: Envelope, named: str | None, root: bool) -> bytes:
        highest = self._highest.get((envelope.writer, envelope.kind.startswith(_ROSTER)), 0)
        # Two events of a fork share a seq; what follows a line must exceed it.
        if envelope.seq < highest or (envelope.seq == highest and named is None and not root):
            raise NotCanonical("seq")
        if root:
            if named is not None:
                raise NotCanonical("redundant prev")
            return ZERO
        before, seq = self._last.get(envelope.writer, (ZERO, 0))
        if named is None:
            if before is None or envelope.seq <= seq:
                raise NotCanonical("the line before was refused" if before is None else "seq")
            return before
        prev = unb64(named, 32)
        if prev == before:
            raise NotCanonical("redundant prev")
        return prev


def _decoded(raw: bytes) -> _Line:
    """The line, known to be canonical as a whole."""
    try:
        try:
            line: _Line = _usual_line.decode(raw)
            usual = plain_text(raw)
        except msgspec.ValidationError:
            line, usual = _any_line.decode(raw), False
        if encode_trusted(line) != raw:
            raise NotCanonical("not the canonical form")
    except _UNREADABLE:
        raise NotCanonical("shape") from None
    if not usual:
        check(msgspec.to_builtins(line))
    return line


def _check_parts(envelope: Envelope, line: _Line) -> dict[str, bytes]:
    hashes = {name: unb64(text, 32) for name, text in line.h.items()} if line.h else {}
    named = 0
    for name, fields in envelope.fields.items():
        named += len(fields)
        part = line.p.get(name)
        if (part is None) is not (name in line.h):
            raise NotCanonical("parts")
        if part is None:
            _check_names(fields)
        else:
            hashes[name] = _check_part(name, part, fields)
        if "." not in name:
            raise NotCanonical("fields")
    if not hashes or not len(hashes) == len(envelope.fields) == len(line.p) + len(line.h):
        raise NotCanonical("parts")
    if len(hashes) > 1 and len(set().union(*envelope.fields.values())) != named:
        raise NotCanonical("fields")
    return hashes


def _check_names(fields: list[str]) -> None:
    if fields != sorted(set(fields)) or "" in fields:
        raise NotCanonical("fields")


def _check_part(name: str, part: dict[str, Any], fields: list[str]) -> bytes:
    content, note, salt = part.get("d"), part.get("note", _NO_NOTE), part.get("salt")
    if type(content) is not dict or type(note) is not dict or type(salt) is not str:
        raise NotCanonical("part")
    # Canonical bytes hold each key once and in order.
    if list(content) != fields:
        raise NotCanonical("fields")
    if len(part) != (2 if note is _NO_NOTE else 3):
        raise NotCanonical("part")
    if not _SALT.fullmatch(salt):
        raise NotCanonical("salt")
    data = encode_trusted(part)
    if len(data) > MAX_PART:
        raise NotCanonical("part too large")
    return part_hash(name, data)


def _check_envelope(envelope: Envelope, writer: bytes) -> None:
    replaces = envelope.replaces
    if len(replaces) > MAX_REPLACES or (replaces and replaces != sorted(set(replaces))):
        raise NotCanonical("replaces")
    for identity in replaces:
        unb64(identity, 32)
    if envelope.v != 1 or not 1 <= envelope.seq <= MAX_INTEGER or not envelope.kind or not envelope.actor:
        raise NotCanonical("envelope")
    if unb64(envelope.stamp, 16)[8:] != writer[:8]:
        raise NotCanonical("stamp")
