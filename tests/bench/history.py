"""A district's history as signed events: who does what in which order, and the mix of a busy year."""

import heapq
import random
import uuid
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from desktop.core.canonical import b64
from desktop.core.clock import StampClock, local_iso
from desktop.core.events import SALT, ZERO, Event, thing_text
from desktop.core.kinds import KINDS, part_name
from desktop.core.lines import build
from desktop.sync.keys import Keys
from tests.bench.words import Speaker

MIX = {
    "aspiration.recorded": 35,
    "citizen.recorded": 25,
    "aspiration.triaged": 10,
    "aspiration.led": 5,
    "assignment.made": 10,
    "answer.given": 8,
    "aspiration.corrected": 7,
}
OFFICERS, COORDINATORS, AGENCIES = 12, 2, 6
PHOTOS, PHOTO_BYTES = 200, 300_000
WITA = timezone(timedelta(hours=8))
BEGINNING = datetime(2026, 11, 23, 8, 0, tzinfo=WITA)
VILLAGES = tuple(
    f"63.10.{kecamatan:02d}.{2000 + number}" for kecamatan in range(1, 13) for number in range(1, 13)
)
AGENCY_CODES = ("PUPR", "DINKES", "DLH", "DISDIK", "DISHUB", "DISTAN")

_MEAN_MS = 25_000
_ASKED = "Minta dipastikan lagi oleh warga."


@dataclass(frozen=True, slots=True)
class Step:
    """One act to come: `before` is the number of the step whose event it replaces."""

    number: int
    kind: str
    writer: int
    thing: bytes
    ms: int
    about: bytes = b""
    before: int | None = None


@dataclass(slots=True)
class _Desk:
    """What lies waiting on the desks."""

    people: list[list[bytes]] = field(default_factory=lambda: [[] for _ in range(OFFICERS)])
    untriaged: deque[bytes] = field(default_factory=deque)
    unassigned: deque[bytes] = field(default_factory=deque)
    unled: deque[tuple[bytes, bytes]] = field(default_factory=deque)
    unanswered: deque[tuple[bytes, int]] = field(default_factory=deque)
    uncorrected: list[tuple[bytes, int, int]] = field(default_factory=list)


def steps(count: int) -> Iterator[Step]:
    """The first so many acts, in the order of time; always the same."""
    chance, desk, ms = random.Random("history"), _Desk(), int(BEGINNING.timestamp() * 1000)
    kinds, weights = list(MIX), list(MIX.values())
    for number in range(count):
        ms += 1 + int(chance.expovariate(1 / _MEAN_MS))
        kind = chance.choices(kinds, weights)[0]
        step = _late(kind, number, ms, desk, chance) or _recorded(kind, number, ms, desk, chance)
        yield step


def _recorded(kind: str, number: int, ms: int, desk: _Desk, chance: random.Random) -> Step:
    officer = chance.randrange(OFFICERS)
    if kind == "citizen.recorded":
        person = uuid.UUID(bytes=chance.randbytes(16), version=4).bytes
        desk.people[officer].append(person)
        return Step(number, kind, officer, person, ms)
    tail = bytearray(chance.randbytes(10))
    tail[0], tail[2] = 0x70 | tail[0] & 0x0F, 0x80 | tail[2] & 0x3F
    thing = ms.to_bytes(6, "big") + bytes(tail)
    desk.untriaged.append(thing)
    desk.uncorrected.append((thing, officer, number))
    person = desk.people[officer].pop() if desk.people[officer] else b""
    return Step(number, "aspiration.recorded", officer, thing, ms, person)


def _late(kind: str, number: int, ms: int, desk: _Desk, chance: random.Random) -> Step | None:
    """An act on something that is there already; None while there is nothing."""
    coordinator = OFFICERS + chance.randrange(COORDINATORS)
    if kind == "aspiration.triaged" and desk.untriaged:
        desk.unassigned.append(desk.untriaged.popleft())
        return Step(number, kind, coordinator, desk.unassigned[-1], ms)
    if kind == "assignment.made" and desk.unassigned:
        aspiration = desk.unassigned.popleft()
        thing = ms.to_bytes(6, "big") + b"\x70" + chance.randbytes(1) + b"\x80" + chance.randbytes(7)
        desk.unled.append((aspiration, thing))
        desk.unanswered.append((thing, number % AGENCIES))
        return Step(number, kind, coordinator, thing, ms, aspiration)
    if kind == "aspiration.led" and desk.unled:
        aspiration, thing = desk.unled.popleft()
        return Step(number, kind, coordinator, aspiration, ms, thing)
    if kind == "answer.given" and desk.unanswered:
        thing, agency = desk.unanswered.popleft()
        return Step(number, kind, OFFICERS + COORDINATORS + agency, thing, ms)
    if kind == "aspiration.corrected" and desk.uncorrected:
        place = chance.randrange(len(desk.uncorrected))
        thing, officer, before = desk.uncorrected[place]
        desk.uncorrected[place] = desk.uncorrected[-1]
        desk.uncorrected.pop()
        return Step(number, kind, officer, thing, ms, before=before)
    return None


@dataclass(slots=True)
class Scribe:
    """Signs the acts of one writer.

    Args:
        keys: of the installation.
        district: 8 bytes.
        prev: id of its last event so far, and that event's `seq`.
        photos: number of the aspirations, counted over all writers, that name a photo → its SHA-256 in hex.
    """

    keys: Keys
    district: bytes
    prev: bytes = ZERO
    seq: int = 0
    photos: Mapping[int, str] = field(default_factory=dict)
    _speaker: Speaker = field(default_factory=Speaker)
    _ids: dict[int, bytes] = field(default_factory=dict)
    _clock: StampClock = field(init=False)

    def __post_init__(self) -> None:
        self._clock = StampClock(self.keys.writer, None)

    def write(self, step: Step) -> Event:
        """The event of an act; call in the writer's own order."""
        chance = random.Random(step.number)
        values, note = self._values(step, chance)
        self.seq += 1
        envelope = {
            "actor": thing_text(self.keys.writer),
            "at": local_iso(datetime.fromtimestamp(step.ms // 1000, WITA)),
            "district": b64(self.district),
            "kind": step.kind,
            "replaces": [b64(self._ids[step.before])] if step.before is not None else [],
            "seq": self.seq,
            "stamp": b64(self._clock.tick(step.ms)),
            "thing": thing_text(step.thing),
            "writer": b64(self.keys.writer),
        }
        parts: dict[str, dict[str, Any]] = {}
        for name, value in values.items():
            part = part_name(KINDS[step.kind].thing, name)
            parts.setdefault(part, {"d": {}, "salt": b64(chance.randbytes(SALT))})["d"][name] = value
        if note:
            next(iter(parts.values()))["note"] = note
        event = build(envelope, parts, self.prev, self.keys.sign)
        self.prev = event.id
        if step.kind == "aspiration.recorded":
            self._ids[step.number] = event.id
        return event

    def _values(self, step: Step, chance: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
        say = self._speaker.say
        if step.kind == "aspiration.recorded":
            return self._aspiration(step, chance), {}
        if step.kind == "citizen.recorded":
            return self._citizen(chance), {}
        if step.kind == "aspiration.triaged":
            return {"triage": "diverifikasi"}, {}
        if step.kind == "aspiration.led":
            return {"lead": thing_text(step.about)}, {}
        if step.kind == "aspiration.corrected":
            return {"text": say(chance, 12, 40), "title": say(chance, 4, 7)}, {"reason": _ASKED}
        if step.kind == "answer.given":
            answer = {
                "outcome": "dianggarkan",
                "text": say(chance, 15, 50),
                "year": 2027,
                "cost": 150_000_000,
            }
            return {"answer.1": answer}, {}
        made = {"aspiration": thing_text(step.about), "agency": AGENCY_CODES[step.number % AGENCIES]}
        made |= {"role": "lead", "due": f"2027-0{chance.randint(1, 9)}-{chance.randint(1, 28):02d}"}
        return {**made, "round": 1, "contact": chance.random() < 0.1, "instruction": say(chance, 5, 12)}, {}

    def _aspiration(self, step: Step, chance: random.Random) -> dict[str, Any]:
        village = chance.choice(VILLAGES)
        values: dict[str, Any] = {
            "visit": thing_text(uuid.uuid5(uuid.NAMESPACE_OID, f"{village}:{step.ms >> 26}").bytes),
            "village": village,
            "kind": chance.choice(("keluhan", "usulan", "permintaan_informasi")),
            "category": chance.choice(("jalan", "air", "kesehatan", "pendidikan", "pertanian", "sampah")),
            "urgency": "biasa",
            "authority": "kabupaten",
            "mode": "terbuka",
            "voices": chance.randint(1, 30),
            "text": self._speaker.say(chance, 12, 40),
            "title": self._speaker.say(chance, 4, 7),
            "place": {"rt": chance.randint(1, 9), "note": self._speaker.say(chance, 2, 4)},
        }
        if step.about:
            values["citizen"] = thing_text(step.about)
        if step.number in self.photos:
            photo = {"sha256": self.photos[step.number], "size": PHOTO_BYTES, "type": "image/jpeg"}
            values["attachments"] = [photo]
        return values

    def _citizen(self, chance: random.Random) -> dict[str, Any]:
        nik = f"6310{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}{chance.randint(1, 12):02d}"
        return {
            "name": self._speaker.name(chance),
            "nik": f"{nik}{chance.randint(50, 99)}{chance.randint(1, 9999):04d}",
            "phone": f"+62812{chance.randint(10**6, 10**8)}",
            "gender": chance.choice(("L", "P")),
            "consent": {"at": "2026-11-23T08:00:00+08:00", "given": True, "version": "1"},
        }


def photo(number: int) -> bytes:
    """The bytes of a photo: noise, as a JPEG is to everything that carries it."""
    return random.Random(f"photo {number}").randbytes(PHOTO_BYTES)


def photo_steps(among: Sequence[Step]) -> list[int]:
    """The numbers of the first `PHOTOS` aspirations."""
    found = (step.number for step in among if step.kind == "aspiration.recorded")
    return heapq.nsmallest(PHOTOS, found)
