"""Writers and events for tests: keys, salts and stamps follow from names and numbers, nothing is random."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import nacl.exceptions
import nacl.signing

from desktop.core import lines
from desktop.core.canonical import b64
from desktop.core.events import (
    ZERO,
    Event,
    district_of,
    district_thing,
    thing_text,
    writer_of,
)
from desktop.core.roster import Roster
from desktop.core.trust import build_roster

Fields = Mapping[str, Any]


def seed_of(name: str) -> bytes:
    """32 bytes that follow from a name."""
    return hashlib.sha256(b"test:" + name.encode()).digest()


def thing(name: str) -> bytes:
    """A thing that follows from a name."""
    return uuid.UUID(bytes=seed_of("thing:" + name)[:16], version=4).bytes


def verify(key: bytes, message: bytes, signature: bytes) -> bool:
    """As the program is given it."""
    try:
        nacl.signing.VerifyKey(key).verify(message, signature)
    except nacl.exceptions.BadSignatureError:
        return False
    return True


ROOT_SEED = seed_of("root")
ROOT_KEY = bytes(nacl.signing.SigningKey(ROOT_SEED).verify_key)
DISTRICT = district_of(ROOT_KEY)


@dataclass
class Writer:
    """One installation that writes; `write` moves its chain on unless told otherwise."""

    name: str
    district: bytes = DISTRICT
    seq: int = 0
    prev: bytes = ZERO
    root: bool = False
    made: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.signing = nacl.signing.SigningKey(seed_of(self.name))
        self.key = bytes(self.signing.verify_key)
        self.writer = writer_of(self.key)

    def sign(self, message: bytes) -> bytes:
        return self.signing.sign(message).signature

    def write(
        self,
        kind: str,
        on: bytes,
        fields: Fields | None = None,
        *,
        parts: Mapping[str, Fields] | None = None,
        replaces: Sequence[Event] = (),
        seq: int | None = None,
        prev: bytes | None = None,
        ms: int | None = None,
        aside: bool = False,
        note: Fields | None = None,
    ) -> Event:
        """A signed event; `fields` go into the part ``all.x``, `aside` leaves the chain as it was."""
        number = self.seq + 1 if seq is None else seq
        before = self.prev if prev is None else prev
        stamp = (1_700_000_000_000 + number if ms is None else ms).to_bytes(6, "big") + bytes(2)
        named = {"all.x": fields} if fields is not None else dict(parts or {})
        event = lines.build(
            {
                "actor": "p-" + self.name,
                "at": "2026-10-01T09:00:00+08:00",
                "district": b64(self.district),
                "kind": kind,
                "replaces": sorted(b64(one.id) for one in replaces),
                "seq": number,
                "stamp": b64(stamp + self.writer[:8]),
                "thing": thing_text(on),
                "writer": b64(self.writer),
            },
            {
                name: {
                    "d": dict(values),
                    "salt": b64(seed_of(f"{self.name}:{number}:{name}")[:16]),
                    **({"note": dict(note)} if note is not None else {}),
                }
                for name, values in named.items()
            },
            ZERO if self.root else before,
            self.sign,
        )
        if not aside:
            self.seq, self.prev = number, event.id
            self.made.append(event)
        return event


class District:
    """A root and what it and its laptops say about trust."""

    def __init__(self) -> None:
        self.root = Writer("root", root=True)
        self.events: list[Event] = []

    def say(self, event: Event) -> Event:
        """Adds a trust event to what is held."""
        self.events.append(event)
        return event

    def accept(self, by: Writer, who: Writer, *desks: str, owner: str = "", **more: Any) -> Event:
        person = owner or who.name
        fields = {
            "key": b64(who.key),
            "age": "age1" + who.name,
            "desks": list(desks),
            "owner": {"id": "p-" + person, "name": person, "nip": None},
        }
        return self.say(by.write("roster.accepted", who.writer, fields, **more))

    def name_induk(
        self, who: Writer, before_seq: int | None = None, by: Writer | None = None, **more: Any
    ) -> Event:
        fields = {"induk": b64(who.writer), "before_seq": before_seq}
        return self.say((by or self.root).write("roster.induk", district_thing(DISTRICT), fields, **more))

    def retire(self, by: Writer, who: Writer, until: int, last: bytes = b"", **more: Any) -> Event:
        fields = {"writer": b64(who.writer), "seq": until, "id": b64(last)}
        return self.say(by.write("roster.retired", who.writer, fields, note={"reason": "hilang"}, **more))

    def follow(self, old: Writer, new: Writer, *, proof: bytes | None = None, **more: Any) -> Event:
        """``writer.continued`` of `old` by `new`."""
        signature = new.sign(old.writer) if proof is None else proof
        fields = {"key": b64(new.key), "age": "age1" + new.name, "proof": b64(signature)}
        return self.say(old.write("writer.continued", new.writer, fields, **more))

    def roster(self, events: Sequence[Event] | None = None, *held: Writer) -> Roster:
        """The roster of these or all events; `held` are writers whose whole chain is here."""
        links = {one.writer: {event.id: (event.prev, event.seq) for event in one.made} for one in held}
        return build_roster(ROOT_KEY, self.events if events is None else events, verify, links or None)


class Office(District):
    """A district at work: laptop induk, a second coordinator, two officers, two agencies."""

    def __init__(self) -> None:
        super().__init__()
        self.induk, self.desk = Writer("induk"), Writer("desk")
        self.ani, self.budi = Writer("ani"), Writer("budi")
        self.roads, self.health = Writer("roads"), Writer("health")
        self.accept(self.root, self.induk, "coordinator")
        self.accept(self.root, self.desk, "coordinator")
        self.name_induk(self.induk)
        self.accept(self.induk, self.ani, "officer")
        self.accept(self.induk, self.budi, "officer")
        self.accept(self.induk, self.roads, "agency:1.03")
        self.accept(self.induk, self.health, "agency:1.02")


def succeeded(before_seq: int | None) -> tuple[Office, Writer, Writer]:
    """The induk accepted `early` and `late`, then the root named the desk's laptop with this last seq."""
    office = Office()
    early, late = Writer("early"), Writer("late")
    office.accept(office.induk, early, "officer")
    office.accept(office.induk, late, "officer")
    office.name_induk(office.desk, before_seq, replaces=[office.events[2]])
    return office, early, late
