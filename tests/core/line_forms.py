"""For proofs about lines: a sample event, lines bent by hand, and an id computed from the page alone."""

import base64
import hashlib
import json
from typing import Any

from desktop.core.canonical import b64, encode
from desktop.core.events import (
    Event,
    thing_text,
)
from desktop.core.lines import to_line
from tests.core.builders import Writer, thing

PLACE = thing("place")


def spelt_out_id(line: bytes, prev: bytes) -> tuple[bytes, bytes]:
    """Id and message to sign of a line, by sync.md 1.3 and hashlib alone."""
    value = json.loads(line)

    def canon(part: Any) -> bytes:
        return json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def raw(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    hashes = {name: raw(text) for name, text in value["h"].items()}
    for name, part in value["p"].items():
        hashes[name] = hashlib.sha256(b"jb.part.1\0" + name.encode("ascii") + b"\0" + canon(part)).digest()
    digest = hashlib.sha256()
    for name in sorted(hashes):
        digest.update(name.encode("ascii"))
        digest.update(b"\0")
        digest.update(hashes[name])
    identity = hashlib.sha256(b"jb.event.1\0" + prev + digest.digest() + canon(value["e"])).digest()
    return identity, b"jb.sig.1\0" + identity


def sample(writer: Writer, number: int = 0, **more: Any) -> Event:
    return writer.write(
        "aspiration.recorded",
        thing(f"aspiration {number}"),
        parts={
            "all.aspiration": {"village": "6310012001", "voices": number, "restricted": False},
            "agency.words": {"text": 'Jalan rusak\n"parah" \\ di é😀', "title": "Jalan"},
            "citizen.link": {"citizen": thing_text(thing("ibu"))},
        },
        **more,
    )


def lines_of(events: list[Event], withhold: int = 0) -> list[bytes]:
    before: dict[bytes, bytes] = {}
    lines = []
    for event in events:
        lines.append(to_line(event, before.get(event.writer), withhold))
        before[event.writer] = event.id
    return lines


def with_prev(line: bytes, prev: bytes) -> bytes:
    value = json.loads(line)
    value["prev"] = b64(prev)
    return encode(value) + b"\n"


def bent(line: bytes, change: Any) -> bytes:
    value = json.loads(line)
    change(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
