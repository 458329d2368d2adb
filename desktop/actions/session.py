"""An open home: who works here, what is known, and the one way an act becomes a signed event."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from desktop.actions.changes import Changes
from desktop.actions.home import Home as Home
from desktop.actions.home import Owner as Owner
from desktop.actions.home import home_bytes as home_bytes
from desktop.actions.home import with_self as with_self
from desktop.actions.writing import Act, Link, Pen
from desktop.core import trust
from desktop.core.acceptance import ACCEPTED, base_verdict
from desktop.core.clock import StampClock, local_iso
from desktop.core.events import ZERO, Event, Signer, district_of, pack_thing, writer_of
from desktop.core.kinds import TRUST_KINDS
from desktop.core.pack import Pack
from desktop.core.roster import Member, Roster, changed_writers
from desktop.errors import UserError
from desktop.store.blobs import Blobs
from desktop.store.engine import Store
from desktop.store.event_log import EventLog, NewRow
from desktop.store.projection import Projector, rejudge
from desktop.store.rows import state_values
from desktop.store.sequence import Sequence as SequenceFile
from desktop.sync.keys import Keys
from desktop.sync.verify import proof_holds

if TYPE_CHECKING:
    # Folders and settings reach actions as values; only their shape is named here.
    from desktop.paths import Paths
    from desktop.settings import Settings

EMPTY_PACK = Pack(region="", name="", prefix="JB")


@dataclass(slots=True)
class Session:
    """One open home. Not shared between threads; closed by whoever opened it.

    Attributes:
        now: the clock, with offset. random: fresh random bytes of a length.
        provisional: nobody has accepted this installation yet, as far as is known here.
        root: the pinned root key, None before a pack is taken in.
    """

    paths: "Paths"
    store: Store
    log: EventLog
    blobs: Blobs
    keys: Keys
    home: Home
    root: bytes | None
    settings: "Settings"
    now: Callable[[], datetime]
    random: Callable[[int], bytes]
    data_key: bytes = field(repr=False)
    provisional: bool = field(init=False, default=True)
    roster: Roster = field(init=False)
    pack: Pack = field(init=False)
    _clock: StampClock = field(init=False, repr=False)
    _sequence: SequenceFile = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Reads what every action needs."""
        self._sequence = SequenceFile(self.paths.sequence)
        self._clock = StampClock(self.keys.writer, self.store.meta("stamp"))
        self.refresh()

    @property
    def writer(self) -> bytes:
        """This installation as a writer, 16 bytes."""
        return self.keys.writer

    @property
    def district(self) -> bytes:
        """8 bytes of the pinned district.

        Raises:
            UserError: ``no_district`` before a pack was taken in.
        """
        if self.root is None:
            raise UserError("no_district")
        return district_of(self.root)

    @property
    def today(self) -> date:
        """The date on this laptop's clock."""
        return self.now().date()

    def holds(self, desk: str) -> bool:
        """Whether this home has a desk (``agency`` = any)."""
        return any(own == desk or own.startswith(desk + ":") for own in self.home.desks)

    def demand(self, *desks: str) -> None:
        """Refuses what this home has no desk for: UserError ``wrong_desk``."""
        if not any(self.holds(desk) for desk in desks):
            raise UserError("wrong_desk", needed=", ".join(desks))

    def demand_induk(self) -> None:
        """Refuses what only the laptop induk may do: UserError ``not_induk``."""
        if self.roster.induk != self.writer:
            raise UserError("not_induk")

    def new_thing(self) -> bytes:
        """A fresh uuid7 as 16 bytes: things made together sort and compress together."""
        moment = max(0, int(self.now().timestamp() * 1000)).to_bytes(6, "big")
        tail = bytearray(self.random(10))
        # Version and variant bits of RFC 9562; `uuid` itself knows version 7 only since Python 3.14.
        tail[0], tail[2] = 0x70 | tail[0] & 0x0F, 0x80 | tail[2] & 0x3F
        return moment + bytes(tail)

    def new_file(self) -> str:
        """A fresh uuid4 for a sync file."""
        return str(uuid.UUID(bytes=self.random(16), version=4))

    def new_citizen(self) -> bytes:
        """A fresh uuid4 as 16 bytes: a citizen's thing tells nothing, not even when it was written."""
        return uuid.UUID(bytes=self.random(16), version=4).bytes

    def refresh(self) -> None:
        """Reads roster and pack again, after trust events or a pack came in."""
        self.roster = self.read_roster()
        self.pack = self._read_pack()

    def read_roster(self) -> Roster:
        """The roster from the log as it stands."""
        if self.root is None:
            return Roster(district=bytes(8))
        events = [stored.event for stored in self.log.trust()]
        built = trust.build_roster(self.root, events, proof_holds)
        retired = [member.writer for member in built.members.values() if member.retired is not None]
        if retired:
            # Only what is held of a retired writer shows which of its events lie on a thief's branch.
            links = {writer: self.log.chain(writer) for writer in retired}
            built = trust.build_roster(self.root, events, proof_holds, links)
        self.provisional = self.writer not in built.members
        return with_self(built, self.as_member())

    def rejudge_all(self, before: Roster | None = None) -> set[bytes]:
        """Reads the roster again and judges what may have changed; the things to fold again.

        Inside the caller's transaction.

        Args:
            before: the roster by which the log was judged last; None = the one of this session.
        """
        before = before or self.roster
        self.roster = self.read_roster()
        changed = changed_writers(before, self.roster)
        things = rejudge(self.log, self.roster, self.log.waiting())
        things |= rejudge(self.log, self.roster, self.log.trust())
        for writer in sorted(changed):
            things |= rejudge(self.log, self.roster, self.log.of_writer(writer))
        return things

    def write(self, acts: Sequence[Act], *, within: Callable[[], None] | None = None) -> Changes:
        """Appends acts as signed events and brings the present state up to date, in one transaction.

        Args:
            acts: in the order they happened.
            within: more to do inside the same transaction.

        Raises:
            UserError: ``reason_needed``, ``not_writable``, ``not_counted`` for an act that would not count,
                or what the disk says; nothing is changed then.
        """
        try:
            with self.store.transaction():
                changes = self.write_inside(acts)
                if within:
                    within()
        except BaseException:
            self.log.forget_writers()
            self.refresh()
            raise
        if any(act.kind.startswith(("pack.", "roster.", "review.")) for act in acts):
            self.refresh()
        return changes

    def write_inside(self, acts: Sequence[Act]) -> Changes:
        """The same inside the caller's transaction; if that fails, the caller reads everything again."""
        events = self._append(acts)
        things = {act.thing for act in acts}
        if any(act.kind in TRUST_KINDS or act.kind.startswith("review.") for act in acts):
            things |= self.rejudge_all()
        done = Projector(self.store, self.log, self.roster).project(things)
        self._demand_counted(events)
        found = {noun: frozenset(touched) for noun, touched in done.things.items()}
        return Changes(found, tuple(event.id for event in events))

    def _demand_counted(self, events: Sequence[Event]) -> None:
        """Whoever acts here must see it count: an act this desk may not do is refused, not shelved."""
        lowest = min(event.seq for event in events)
        row = self.store.connection.execute(
            "SELECT kind, why FROM event WHERE writer = ? AND seq >= ? AND state <> 0",
            (self.log.writer_row(self.writer), lowest),
        ).fetchone()
        if row is not None:
            raise UserError("not_counted", kind=row[0], why=row[1])

    def sign_as_root(self, acts: Sequence[Act], key: bytes, sign: Signer) -> Changes:
        """Appends acts of the district root: they follow nothing and are ordered by their stamps.

        Args:
            acts: of the root's kinds, and ``roster.accepted`` for coordinators.
            key: the root's 32-byte verify key.
            sign: signs with the root's key.
        """
        writer = writer_of(key)
        clock = StampClock(writer, None)
        with self.store.transaction():
            last = self.log.last_of(writer)
            seq = last[1] if last else 0
            for number, act in enumerate(acts, 1):
                link = Link(writer, seq + number, ZERO, clock, sign)
                event = self.pen().compose(act, link, self._earlier(act.thing, []))
                self.log.append([NewRow(event, ACCEPTED, None, self.writer, local_iso(self.now()))])
            self.rejudge_all()
        self.refresh()
        return Changes()

    def _append(self, acts: Sequence[Act]) -> list[Event]:
        last = self.log.last_of(self.writer)
        prev, seq = last if last else (ZERO, 0)
        seq = max(seq, self._sequence.ceiling())
        # Raised before use: a copy put back from yesterday can then never issue a number twice (sync.md 1.7).
        self._sequence.reserve(seq + len(acts))
        events: list[Event] = []
        received, pen = local_iso(self.now()), self.pen()
        for act in acts:
            seq += 1
            link = Link(self.writer, seq, prev, self._clock, self.keys.sign)
            event = pen.compose(act, link, self._earlier(act.thing, events))
            prev = event.id
            events.append(event)
        rows = [self._row(event, received) for event in events]
        self.log.append(rows)
        self.store.set_meta("stamp", events[-1].stamp)
        return events

    def adopt(self, keys: Keys) -> None:
        """Goes on with other keys: a new writer (see `renewal`)."""
        self.keys = keys
        self._clock = StampClock(keys.writer, None)

    def pen(self) -> Pen:
        """What this person writes events with."""
        return Pen(self.district, self.home.owner.id, self.now, self.random)

    def _earlier(self, thing: bytes, before: Sequence[Event]) -> list[Event]:
        stored = [one.event for one in self.log.of_thing(thing) if one.state == ACCEPTED]
        return stored + [event for event in before if event.thing == thing]

    def _row(self, event: Event, received: str) -> NewRow:
        verdict = base_verdict(event, self.roster)
        return NewRow(event, verdict.state, verdict.why, self.writer, received)

    def as_member(self) -> Member:
        """This installation as it would stand in the roster."""
        keys, home = self.keys, self.home
        owner = msgspec.to_builtins(home.owner)
        return Member(keys.writer, keys.verify_key, keys.recipient, tuple(home.desks), owner, keys.writer)

    def _read_pack(self) -> Pack:
        if self.root is None:
            return EMPTY_PACK
        row = self.store.connection.execute(
            "SELECT state FROM pack WHERE thing = ?", (pack_thing(district_of(self.root)),)
        ).fetchone()
        if row is None:
            return EMPTY_PACK
        values = state_values(row[0])
        known = {name: values[name] for name in Pack.__struct_fields__ if name in values}
        return msgspec.convert({"region": "", "name": "", "prefix": "JB", **known}, Pack, strict=False)
