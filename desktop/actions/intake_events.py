"""The second pass of an import: lines become events, signatures are checked, new ones go into the log."""

import gc
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from desktop.actions.session import Session
from desktop.core.acceptance import HELD, base_verdict
from desktop.core.canonical import NotCanonical, decode
from desktop.core.clock import local_iso
from desktop.core.events import Event, compose_body, mask_of
from desktop.core.kinds import TRUST_KINDS
from desktop.core.lines import LineReader, withheld
from desktop.core.roster import Roster
from desktop.store.event_log import NewRow
from desktop.sync.verify import Verdict, Verifier

_UNDER_WAY = 8


@dataclass(slots=True)
class Tally:
    """What an import did, in numbers and reasons."""

    new: int = 0
    known: int = 0
    held: int = 0
    refused: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Intake:
    """Takes one file's events into the log, inside the caller's transaction.

    Args:
        session: the open home.
        source: the writer that sent the file.
        keys: writer → signing key, from the manifest.
        verifier: checks signatures, in other processes when there are many.
    """

    session: Session
    source: bytes
    keys: Mapping[bytes, bytes]
    verifier: Verifier
    tally: Tally = field(default_factory=Tally)
    touched: set[bytes] = field(default_factory=set)
    photos: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    trust_grew: bool = False
    before: int = 0
    _reader: LineReader = field(default_factory=LineReader)
    _pending: deque[tuple[Sequence[Event], Verdict]] = field(default_factory=deque)
    _broken: set[bytes] = field(default_factory=set)
    _roster_open: bool = True
    _held_room: int = 0
    _judged: Roster | None = None
    _received: str = ""

    def __post_init__(self) -> None:
        """Finds how much of this sender may still be held."""
        row = self.session.store.connection.execute(
            "SELECT count(*) FROM event WHERE state <> 0 AND source = ?",
            (self.session.log.writer_row(self.source),),
        ).fetchone()
        self._held_room = self.session.settings.held_cap - row[0]
        self._received = local_iso(self.session.now())
        self._judged = self.session.roster
        last = self.session.store.connection.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
        self.before = last[0]

    def lines(self, lines: Sequence[bytes]) -> None:
        """Takes a batch of lines (without newline), in the order of the file."""
        events = []
        for line in lines:
            try:
                event = self._reader.read(line + b"\n")
            except NotCanonical:
                self.tally.refused["not_canonical"] += 1
                continue
            if event.district != self.session.district:
                self.tally.refused["other_district"] += 1
            elif event.writer not in self.keys:
                self.tally.refused["no_key"] += 1
            elif event.absent and event.kind.startswith("roster."):
                # Whoever carries trust on must carry it whole, or a relay could stop it.
                self.tally.refused["trust_withheld"] += 1
            else:
                if b'"sha256"' in line:
                    self.photos |= _photos(event)
                events.append(event)
        if events:
            records = [(event.id, event.signature, self.keys[event.writer]) for event in events]
            self._pending.append((events, self.verifier.submit(records)))
        while len(self._pending) > _UNDER_WAY:
            self._settle(*self._pending.popleft())

    def finish(self) -> None:
        """Waits for the last signatures; afterwards `touched` must be folded again."""
        while self._pending:
            self._settle(*self._pending.popleft())
        if self.trust_grew:
            self.touched |= self.session.rejudge_all(self._judged)

    def _settle(self, events: Sequence[Event], verdict: Verdict) -> None:
        good = []
        for event, holds in zip(events, verdict.result(), strict=True):
            if not holds:
                self.tally.refused["signature"] += 1
                self._broken.add(event.writer)
            elif event.linked and event.writer in self._broken:
                # Its `prev` was taken from a line that does not hold; it is asked for again.
                self.tally.refused["link"] += 1
            else:
                self._broken.discard(event.writer)
                good.append(event)
        roster = [event for event in good if event.kind.startswith("roster.")] if self._roster_open else []
        if roster:
            self._take(roster)
            self.session.roster = self.session.read_roster()
            good = [event for event in good if not event.kind.startswith("roster.")]
        self._roster_open = self._roster_open and not good
        self._take(good)

    def _take(self, events: Sequence[Event]) -> None:
        known = self._known(events)
        self.kinds |= {event.kind for event in events}
        erased = self.session.log.erased_parts([event.id for event in events])
        rows = []
        for event in events:
            kept = _without(event, erased.get(event.id, frozenset()))
            if event.id in known:
                self._again(kept, *known[event.id])
                continue
            if not event.linked and self.session.log.holds_from(event.writer, event.seq, event.prev):
                self.tally.refused["link"] += 1  # its number does not exceed that of the event before
                continue
            row = self._row(kept)
            if row is not None:
                known[event.id] = (0, kept.mask)
                rows.append(row)
        self.session.log.append(rows)

    def _known(self, events: Sequence[Event]) -> dict[bytes, tuple[int, int]]:
        spans: dict[bytes, tuple[int, int]] = {}
        for event in events:
            low, high = spans.get(event.writer, (event.seq, event.seq))
            spans[event.writer] = (min(low, event.seq), max(high, event.seq))
        found: dict[bytes, tuple[int, int]] = {}
        for writer, (low, high) in spans.items():
            found |= self.session.log.known(writer, low, high)
        return found

    def _row(self, event: Event) -> NewRow | None:
        verdict = base_verdict(event, self.session.roster)
        member = self.session.roster.members.get(event.writer)
        if member is not None and member.retired is not None:
            self.trust_grew = True  # a new link may show which of a retired laptop's events a thief wrote
        if event.kind in TRUST_KINDS or event.kind.startswith("review."):
            self.trust_grew = True
        elif verdict.state == HELD:
            if self._held_room <= 0:
                self.tally.refused["held_cap"] += 1
                return None
            self._held_room -= 1
        self.tally.new += 1
        self.touched.add(event.thing)
        return NewRow(event, verdict.state, verdict.why, self.source, self._received)

    def _again(self, event: Event, row: int, mask: int) -> None:
        """A known event: only parts that were withheld before are news."""
        if not row or not event.mask & ~mask:
            self.tally.known += 1
            return
        sql = "SELECT body FROM event WHERE id = ?"
        body = decode(self.session.store.connection.execute(sql, (row,)).fetchone()[0])
        parts = {**body["p"], **event.parts}
        absent = {name: one for name, one in body["h"].items() if name not in parts}
        self.session.log.replace_body(row, compose_body(body["e"], absent, parts), mask_of(parts))
        self.touched.add(event.thing)
        self.tally.new += 1


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Events come and go by the thousand and hold no cycles: looking for some costs a tenth of an import."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _without(event: Event, names: frozenset[str]) -> Event:
    """The event without parts that were erased here once: they never come back."""
    if names.isdisjoint(event.parts):
        return event
    body = decode(withheld(event, 0, names))
    return Event(
        event.id,
        event.prev,
        event.signature,
        event.writer,
        event.seq,
        event.thing,
        event.envelope,
        body["p"],
        body["h"],
        withheld(event, 0, names),
    )


def _photos(event: Event) -> set[str]:
    """SHA-256 of every file the event names."""
    found: set[str] = set()
    for part in event.parts.values():
        for name, value in part["d"].items():
            listed = value.get("attachments") if isinstance(value, dict) else value
            if (name == "attachments" or name.startswith("answer.")) and isinstance(listed, list):
                found |= {str(one["sha256"]) for one in listed if isinstance(one, dict) and "sha256" in one}
    return found
