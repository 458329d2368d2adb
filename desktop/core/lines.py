"""Lines of events.jsonl: written for one reader, and read with all checked that a line alone can prove."""

from collections.abc import Mapping
from typing import Any

import msgspec

from desktop.core.canonical import NotCanonical, b64, decode, encode, encode_trusted, unb64
from desktop.core.events import (
    MAX_LINE,
    MAX_PART,
    MAX_REPLACES,
    SALT,
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


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    e: Envelope
    h: dict[str, str]
    p: dict[str, dict[str, Any]]
    s: str
    prev: str | None = None


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
        self._last: dict[str, tuple[bytes, int] | None] = {}
        self._writers: dict[tuple[str, str], tuple[bytes, bool]] = {}

    def read(self, line: bytes) -> Event:
        """The event of a line (with its newline); the signature is not checked here.

        Raises:
            NotCanonical: the line is not one this format allows; later lines of the same writer are then
                refused too until one names its ``prev``.
        """
        writer = ""
        try:
            if not line.endswith(b"\n") or len(line) > MAX_LINE:
                raise NotCanonical("line")
            raw = line[:-1]
            value = decode(raw)
            if isinstance(value, dict) and isinstance(value.get("e"), dict):
                writer = str(value["e"].get("writer", ""))
            event = self._event(raw, value)
        except NotCanonical:
            self._last[writer] = None
            raise
        self._last[writer] = (event.id, event.seq)
        return event

    def _event(self, raw: bytes, value: Any) -> Event:
        try:
            line = msgspec.convert(value, _Line)
        except msgspec.ValidationError:
            raise NotCanonical("shape") from None
        if "prev" in value and line.prev is None:
            raise NotCanonical("prev")
        envelope = line.e
        writer, root = self._writer(envelope)
        _check_envelope(envelope, writer)
        hashes = _check_parts(envelope, line)
        prev = self._prev(envelope, line.prev, root)
        tail = _SIGNATURE_TAIL if line.prev is None else _SIGNATURE_TAIL + _PREV_TAIL
        return Event(
            event_id(prev, hashes, encode_trusted(value["e"])),
            prev,
            unb64(line.s, 64),
            writer,
            envelope.seq,
            thing_bytes(envelope.thing),
            envelope,
            line.p,
            line.h,
            raw[: len(raw) - tail] + b"}",
            linked=line.prev is None and prev != ZERO,
        )

    def _writer(self, envelope: Envelope) -> tuple[bytes, bool]:
        """The writer's bytes and whether it is the first root, whose acts all have zeros before them."""
        key = (envelope.writer, envelope.district)
        if key not in self._writers:
            writer = unb64(envelope.writer, 16)
            self._writers[key] = (writer, writer[:8] == unb64(envelope.district, 8))
        return self._writers[key]

    def _prev(self, envelope: Envelope, named: str | None, root: bool) -> bytes:
        last = self._last.get(envelope.writer, (ZERO, 0))
        if named is None and last is None:
            raise NotCanonical("the line before was refused")
        before, seq = last if last is not None else (None, 0)
        if envelope.seq < seq or (envelope.seq == seq and not root):
            raise NotCanonical("seq")
        implied = ZERO if root else before
        if named is None:
            return implied or ZERO
        prev = unb64(named, 32)
        if prev == implied or root:
            raise NotCanonical("redundant prev")
        return prev


def _check_parts(envelope: Envelope, line: _Line) -> dict[str, bytes]:
    names = set(line.p) | set(line.h)
    if len(names) != len(line.p) + len(line.h) or names != set(envelope.fields) or not names:
        raise NotCanonical("parts")
    hashes = {name: unb64(text, 32) for name, text in line.h.items()}
    seen: set[str] = set()
    for name, fields in envelope.fields.items():
        if not seen.isdisjoint(fields) or fields != sorted(set(fields)) or "." not in name:
            raise NotCanonical("fields")
        seen.update(fields)
        part = line.p.get(name)
        if part is not None:
            hashes[name] = _check_part(name, part, fields)
    return hashes


def _check_part(name: str, part: dict[str, Any], fields: list[str]) -> bytes:
    extra = set(part) - {"d", "note", "salt"}
    content, note, salt = part.get("d"), part.get("note", {}), part.get("salt")
    if extra or not isinstance(content, dict) or not isinstance(note, dict) or not isinstance(salt, str):
        raise NotCanonical("part")
    if sorted(content) != fields:
        raise NotCanonical("fields")
    unb64(salt, SALT)
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
    if envelope.v != 1 or envelope.seq < 1 or not envelope.kind or not envelope.actor:
        raise NotCanonical("envelope")
    if unb64(envelope.stamp, 16)[8:] != writer[:8]:
        raise NotCanonical("stamp")
