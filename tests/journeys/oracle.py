"""What each file may hold, spelt out again from sync.md 1.3, 2 and 3, without asking `core/scope.py`."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.actions.session import Session
from desktop.core.canonical import b64, unb64
from desktop.core.lines import LineReader
from desktop.core.roster import Member
from desktop.sync.bundle import check_bundle, stream_bundle
from desktop.sync.manifest import Manifest
from desktop.sync.seal import Identity

TRUST = ("roster", "pack", "review", "writer", "part")
NEVER_NAMED = ("kritik", "laporan_penyimpangan")
OPEN, WORDS, COMPANY = ("all", "agency"), ("all", "agency", "field"), ("all", "agency", "field", "citizen")

Parts = dict[bytes, set[str]]  # event id → names of the parts that are or may be there


@dataclass(frozen=True)
class Seen:
    """One event as a plain reader sees it; `parts` only those that are here."""

    id: bytes
    envelope: dict[str, Any]
    parts: dict[str, Any]

    @property
    def noun(self) -> str:
        room = str(self.envelope["kind"]).partition(".")[0]
        return {"answer": "assignment", "feedback": "aspiration"}.get(room, room)


@dataclass
class Thing:
    noun: str
    events: list[Seen] = field(default_factory=list)

    @property
    def author(self) -> str:
        """The writer that recorded it."""
        begun = [one for one in self.events if one.envelope["kind"].endswith((".recorded", ".made"))]
        return str(min(begun or self.events, key=lambda one: one.id).envelope["writer"])

    def value(self, name: str) -> Any:
        """The present value: of the writes nobody replaced the one with the greatest stamp."""
        writes = [one for one in self.events if any(name in f for f in one.envelope["fields"].values())]
        replaced = {unb64(gone, 32) for one in writes for gone in one.envelope["replaces"]}
        tops = [one for one in writes if one.id not in replaced]
        if not tops:
            return None
        top = max(tops, key=lambda one: (unb64(one.envelope["stamp"]), unb64(one.envelope["writer"]), one.id))
        return next((part["d"][name] for part in top.parts.values() if name in part["d"]), None)

    @property
    def running(self) -> bool:
        """Whether an assignment is neither ended nor returned in its latest round."""
        names = {n for e in self.events for f in e.envelope["fields"].values() for n in f}
        states = sorted((int(n.partition(".")[2]), n) for n in names if n.startswith("state."))
        return not states or self.value(states[-1][1]) not in ("berakhir", "dikembalikan")


@dataclass(frozen=True)
class Reader:
    """For whom a file is: his desk, all his epochs, his villages, and whether it is the restricted one."""

    desk: str
    epochs: tuple[str, ...] = ()
    villages: tuple[str, ...] | None = None
    restricted: bool = False


class Oracle:
    """The things a sender counts, and what each reader may hold of them."""

    def __init__(self, sender: Session) -> None:
        self.trust: list[Seen] = []
        self.things: dict[str, Thing] = {}
        rows = sender.store.connection.execute("SELECT eid, body FROM event WHERE state = 0").fetchall()
        for identity, body in rows:
            plain = json.loads(body)
            seen = Seen(identity, plain["e"], plain["p"])
            if seen.noun in TRUST:
                self.trust.append(seen)
            else:
                self.things.setdefault(plain["e"]["thing"], Thing(seen.noun)).events.append(seen)
        self.hushed = self._hushed()

    def _of(self, noun: str) -> Iterator[tuple[str, Thing]]:
        return ((name, thing) for name, thing in self.things.items() if thing.noun == noun)

    def _hushed(self) -> set[str]:
        """The restricted channel: restricted things and all that hangs on them."""
        hushed = {
            name
            for name, thing in self.things.items()
            if thing.noun in ("aspiration", "citizen")
            and (
                thing.value("restricted") is True
                or any(
                    part.startswith("restricted.") for one in thing.events for part in one.envelope["fields"]
                )
            )
        }
        hushed |= {thing.value("citizen") for name, thing in self._of("aspiration") if name in hushed}
        hushed |= {name for name, one in self._of("assignment") if one.value("aspiration") in hushed}
        return hushed & self.things.keys()

    def may_hold(self, reader: Reader) -> Parts:
        """Event → parts that belong in a file with everything for this reader."""
        found: Parts = {}
        for name, audiences in self._audiences(reader).items():
            for one in self.things[name].events:
                found[one.id] = {part for part in one.parts if part.partition(".")[0] in audiences}
        for one in self.trust:
            if reader.restricted:
                # Keepers hear of all that is hushed; an officer of what was erased of his own things.
                own = reader.desk != "officer" or (one.noun == "part" and _target(one) in found)
                if own and any(part.startswith("restricted.") for part in one.parts):
                    found[one.id] = set(one.parts)
                continue
            office = reader.desk == "coordinator"
            parts = {part for part in one.parts if part.startswith("all.") or office}
            parts = {part for part in parts if not part.startswith("restricted.")}
            if parts:
                found[one.id] = parts
        return found

    def _audiences(self, reader: Reader) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        if reader.desk == "coordinator":
            relations: Iterable[tuple[str, tuple[str, ...]]] = ((name, COMPANY) for name in self.things)
        elif reader.desk == "officer":
            relations = self._officer(reader)
        else:
            relations = self._agency(reader.desk.partition(":")[2])
        for name, audiences in relations:
            if (name in self.hushed) == reader.restricted:
                found[name] |= set(audiences)
                if reader.restricted:
                    found[name].add("restricted")
        return found

    def _officer(self, reader: Reader) -> Iterator[tuple[str, tuple[str, ...]]]:
        mine = {name for name, thing in self.things.items() if thing.author in reader.epochs}
        at = {name for name in mine if self.things[name].noun == "visit"}
        at |= {thing.value("visit") for name, thing in self._of("aspiration") if name in mine}
        been = {self.things[name].value("village") for name in mine if self.things[name].noun == "visit"}
        villages = been if reader.villages is None else set(reader.villages)
        for name, thing in self.things.items():
            if thing.noun == "assignment":
                whole, near = self._of_aspiration(thing, mine, villages)
                company = False
            else:
                whole, near = name in mine, thing.value("village") in villages
                company = name in at or (thing.noun == "aspiration" and thing.value("visit") in at)
            if whole:
                yield name, COMPANY
            if not reader.restricted and thing.noun in ("visit", "aspiration", "assignment"):
                if company:
                    yield name, WORDS
                if near:
                    yield name, OPEN

    def _of_aspiration(self, assignment: Thing, mine: set[str], villages: set[Any]) -> tuple[bool, bool]:
        name = assignment.value("aspiration")
        about = self.things.get(name)
        return name in mine, about is not None and about.value("village") in villages

    def _agency(self, code: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        own = {name: one for name, one in self._of("assignment") if one.value("agency") == code}
        yield from ((name, OPEN) for name in own)
        running = [one for one in own.values() if one.running]
        mine = {one.value("aspiration") for one in running} & self.things.keys()
        contact = {one.value("aspiration") for one in running if one.value("contact") is True}
        villages = {self.things[name].value("village") for name in mine} - {None}
        for name, thing in self.things.items():
            if name in mine:
                yield name, OPEN
                if name in contact and thing.value("kind") not in NEVER_NAMED:
                    yield name, ("citizen",)
                    if thing.value("citizen") in self.things:
                        yield thing.value("citizen"), ("citizen",)
            elif thing.noun == "assignment" and thing.value("aspiration") in mine:
                yield name, OPEN
            elif thing.noun == "visit" and thing.value("village") in villages:
                yield name, OPEN  # whoever tells an answer counts by having visited the village


def _target(erasure: Seen) -> bytes:
    """The event an erasure is about."""
    named = next((part["d"]["event"] for part in erasure.parts.values() if "event" in part["d"]), "")
    return unb64(named) if erasure.envelope["kind"] == "part.erased" else b""


def opened(path: Path, identity: Identity) -> tuple[Manifest, Parts]:
    """What one recipient reads in a file."""
    checked, lines = check_bundle(path, identity), list[bytes]()
    stream_bundle(path, identity, checked, lines.extend, lambda _sha, _data: None)
    return checked.manifest, dict(_ids(lines))


def _ids(lines: Iterable[bytes]) -> Iterator[tuple[bytes, set[str]]]:
    reader = LineReader()
    for line in lines:
        event = reader.read(line + b"\n")
        yield event.id, set(event.parts)


def reader_of(sender: Session, manifest: Manifest) -> tuple[Reader, list[Member]]:
    """Whom a file is for, from the outside of it and the sender's roster."""
    members = [
        one
        for one in sender.roster.members.values()
        if one.age in manifest.recipients and one.writer != sender.writer
    ]
    restricted = manifest.sequence == "restricted"
    if manifest.to != "officer":
        return Reader(manifest.to, restricted=restricted), members
    assert len(members) == 1, "an officer's file is for him alone"
    epochs = [one for one in sender.roster.members.values() if one.origin == members[0].origin]
    names = tuple(b64(one.writer) for one in epochs)
    return Reader("officer", names, members[0].villages, restricted), members


def meant_for(sender: Session, manifest: Manifest) -> set[str]:
    """The recipients sync.md 3 gives a file: the desk's active laptops, the sender, the office recovery."""
    roster = sender.roster
    desk = [one for one in roster.members.values() if one.active and manifest.to in one.desks]
    if manifest.to == "officer":
        desk = [one for one in desk if one.age in manifest.recipients and one.writer != sender.writer]
    elif manifest.sequence == "restricted":
        desk = [one for one in desk if one.writer in roster.keepers]
    office = () if manifest.sequence == "restricted" else roster.recovery
    return {one.age for one in desk} | {sender.keys.recipient, *office}
