"""The envelope and its parts: what is hashed and signed (sync.md 1.3, frozen)."""

import hashlib
import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from desktop.core.canonical import NotCanonical, b64, encode_trusted, unb64

ZERO = bytes(32)
MAX_LINE = 256 * 1024
MAX_PART = 128 * 1024
MAX_REPLACES = 64
SALT = 16

# Audience bits: what of an event a file or a row holds. An unknown audience goes to the coordinator only.
AUDIENCES = {"all": 1, "agency": 2, "field": 4, "citizen": 8, "restricted": 16}
UNKNOWN_AUDIENCE = 32
EVERY_AUDIENCE = 63

_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Signer = Callable[[bytes], bytes]


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What is signed beside the parts; binary values as base64url, ``thing`` as a hyphenated uuid."""

    actor: str
    at: str
    district: str
    fields: dict[str, list[str]]
    kind: str
    replaces: list[str]
    seq: int
    stamp: str
    thing: str
    v: int
    writer: str


class Event(msgspec.Struct, frozen=True, gc=False):
    """One act as it is kept: ids and signature as bytes, ``body`` = canonical ``{"e":…,"h":…,"p":…}``.

    ``linked`` says that its line left ``prev`` to be taken from the line before.
    """

    id: bytes
    prev: bytes
    signature: bytes
    writer: bytes
    seq: int
    thing: bytes
    envelope: Envelope
    parts: dict[str, dict[str, Any]]
    absent: dict[str, str]
    body: bytes
    linked: bool = False

    @property
    def kind(self) -> str:
        """What was done, e.g. ``aspiration.recorded``."""
        return self.envelope.kind

    @property
    def stamp(self) -> bytes:
        """16 bytes that order ties."""
        return unb64(self.envelope.stamp, 16)

    @property
    def district(self) -> bytes:
        """8 bytes of the district it was written for."""
        return unb64(self.envelope.district, 8)

    @property
    def mask(self) -> int:
        """Audience bits of the parts that are here."""
        return mask_of(self.parts)


def audience_bit(part: str) -> int:
    """The audience bit of a part's name."""
    return AUDIENCES.get(part.partition(".")[0], UNKNOWN_AUDIENCE)


def mask_of(parts: Mapping[str, object]) -> int:
    """The audience bits of all parts named."""
    mask = 0
    for name in parts:
        mask |= audience_bit(name)
    return mask


def part_hash(name: str, part: bytes) -> bytes:
    """32 bytes that stand for a part wherever it is withheld or erased."""
    return hashlib.sha256(b"jb.part.1\0" + name.encode() + b"\0" + part).digest()


def event_id(prev: bytes, hashes: Mapping[str, bytes], envelope: bytes) -> bytes:
    """The 32-byte id over the event before, the hashes of all parts, and the envelope's bytes."""
    digest = hashlib.sha256(b"".join([name.encode() + b"\0" + hashes[name] for name in sorted(hashes)]))
    return hashlib.sha256(b"jb.event.1\0" + prev + digest.digest() + envelope).digest()


def signing_input(identity: bytes) -> bytes:
    """What a writer signs for an event id."""
    return b"jb.sig.1\0" + identity


def writer_of(key: bytes) -> bytes:
    """The 16-byte writer of a 32-byte Ed25519 verify key."""
    return hashlib.sha256(key).digest()[:16]


def district_of(root_key: bytes) -> bytes:
    """The 8-byte district of the first root key."""
    return hashlib.sha256(root_key).digest()[:8]


def thing_text(thing: bytes) -> str:
    """A thing as lower-case hyphenated uuid."""
    return str(uuid.UUID(bytes=thing))


def thing_bytes(text: str) -> bytes:
    """The 16 bytes of a thing, or NotCanonical when the text is not exactly in the form of `thing_text`."""
    if not _UUID.fullmatch(text):
        raise NotCanonical("thing")
    return bytes.fromhex(text.replace("-", ""))


def district_thing(district: bytes) -> bytes:
    """The thing all acts of the district root are written on."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "jb.district.1:" + b64(district)).bytes


def pack_thing(district: bytes) -> bytes:
    """The thing the region pack is written on."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "jb.pack.1:" + b64(district)).bytes


def event_thing(identity: bytes) -> bytes:
    """The thing that reviews and erasures of an event are written on."""
    return identity[:16]


def compose_body(envelope: object, absent: Mapping[str, str], parts: Mapping[str, object]) -> bytes:
    """The stored form of an event without its links and signature."""
    return encode_trusted({"e": envelope, "h": dict(absent), "p": dict(parts)})


class _Stored(msgspec.Struct, frozen=True, gc=False):
    e: Envelope
    h: dict[str, str]
    p: dict[str, dict[str, Any]]


_stored = msgspec.json.Decoder(_Stored)


def restore(
    identity: bytes, prev: bytes, signature: bytes, writer: bytes, seq: int, thing: bytes, body: bytes
) -> Event:
    """An event read back from where this program stored it (checked when it came in)."""
    stored = _stored.decode(body)
    return Event(identity, prev, signature, writer, seq, thing, stored.e, stored.p, stored.h, body)
