"""Present-state tables: the touched things are folded again from all their accepted events (sync.md 1.1)."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.core.acceptance import CONDITION_FAILED, CONDITIONAL, HELD, Grounds, base_verdict, settle
from desktop.core.canonical import b64, encode_trusted
from desktop.core.events import Event
from desktop.core.history import fold
from desktop.core.roster import Roster
from desktop.core.scope import thing_of
from desktop.store import assigned
from desktop.store import rows as make
from desktop.store.engine import Store
from desktop.store.event_log import EventLog, Stored
from desktop.store.schema import KEYS, PROJECTED
from desktop.store.search import index_words

CHUNK = 400
# What others rest on comes first: visits say who may tell, assignments who may answer and how far a lead is.
ORDER = ("visit", "assignment", "aspiration", "citizen", "letter", "survey", "pack")
_SINGLE = {
    "visit": make.visit_row,
    "assignment": make.assignment_row,
    "citizen": make.citizen_row,
    "letter": make.letter_row,
    "survey": make.survey_row,
    "pack": make.pack_row,
}
_TOLD = frozenset({"feedback.told", "aspiration.reopened", "aspiration.closed"})


@dataclass(slots=True)
class Projected:
    """What a run of `project` brought up to date, by noun."""

    things: dict[str, set[bytes]] = field(default_factory=dict)

    def add(self, noun: str, thing: bytes) -> None:
        """Notes a thing."""
        self.things.setdefault(noun, set()).add(thing)


class Projector:
    """Folds things and writes their rows inside the caller's transaction.

    Args:
        store: the open home.
        log: its event log.
        roster: who counts.
    """

    def __init__(self, store: Store, log: EventLog, roster: Roster) -> None:
        self.store = store
        self.log = log
        self.roster = roster
        self.done = Projected()

    def project(
        self, things: Iterable[bytes], progress: Callable[[int, int], None] | None = None
    ) -> Projected:
        """Brings the rows of these things up to date, and of whatever rests on them.

        Args:
            things: 16-byte things that were written on.
            progress: told (things done, things in all) after each chunk.
        """
        touched = sorted(set(things))
        nouns: dict[str, set[bytes]] = {noun: set() for noun in ORDER}
        for chunk in _chunks(touched):
            for thing, kind in self.log.kinds_of(chunk):
                nouns.get(thing_of(kind), set()).add(thing)
        del touched
        total, done = sum(map(len, nouns.values())), 0
        for noun in ORDER:
            # What is finished with is let go: a rebuild goes through every thing there is.
            for chunk in _chunks(nouns.pop(noun)):
                if resting := self._bring(noun, chunk):
                    nouns["aspiration"] |= resting
                done += len(chunk)
                if progress:
                    progress(min(done, total), total)
        return self.done

    def _bring(self, noun: str, things: Sequence[bytes]) -> set[bytes]:
        """Writes the rows of these things; answers the aspirations that rest on them."""
        before = self._visitors_of_visits(things) if noun == "visit" else set()
        assigned = self._assigned(things) if noun == "assignment" else set()
        folded = self._write(noun, self._groups(noun, things))
        if noun == "assignment":
            return assigned | {one for one in map(_aspiration_of, folded) if one}
        if noun == "visit":
            after = self._visitors_of_visits(things)
            came = self._told_by({writer for _, writer in after - before}, " AND state <> 0 AND state = 2")
            return came | self._told_by({writer for _, writer in before - after}, "")
        return set()

    def _groups(self, noun: str, things: Sequence[bytes]) -> dict[bytes, list[Stored]]:
        events = self.log.of_things(things)
        return {thing: _by_noun(events.get(thing, [])).get(noun, []) for thing in things}

    def _write(self, noun: str, groups: dict[bytes, list[Stored]]) -> list[make.Folded]:
        folded: list[make.Folded] = []
        verdicts: list[tuple[int, str | None, int]] = []
        for thing, events in groups.items():
            accepted = self._settle(noun, events, verdicts)
            if accepted:
                folded.append(make.Folded(thing, noun, accepted, fold(accepted)))
            self.done.add(noun, thing)
        if verdicts:
            self.log.set_states(verdicts)
        self._replace_rows(noun, folded, list(groups))
        return folded

    def _settle(
        self, noun: str, events: Sequence[Stored], verdicts: list[tuple[int, str | None, int]]
    ) -> list[Event]:
        allowed = [stored for stored in events if stored.state != HELD]
        if not any(stored.event.kind in CONDITIONAL for stored in allowed):
            return [stored.event for stored in allowed]
        grounds = Grounds()
        if noun == "aspiration" and any(stored.event.kind in _TOLD for stored in allowed):
            grounds = self._grounds([stored.event for stored in allowed])
        accepted = []
        judged = settle([stored.event for stored in allowed], self.roster, grounds)
        for stored, (event, verdict) in zip(allowed, judged, strict=True):
            if verdict.state != stored.state:
                verdicts.append((verdict.state, verdict.why, stored.row))
            if verdict.state != CONDITION_FAILED:
                accepted.append(event)
        return accepted

    def _grounds(self, events: Sequence[Event]) -> Grounds:
        villages = {
            part["d"]["village"]
            for event in events
            for part in event.parts.values()
            if "village" in part["d"]
        }
        visitors: set[bytes] = set()
        for village in villages:
            found = self.store.connection.execute(
                "SELECT DISTINCT writer FROM visit WHERE village = ?", (str(village),)
            )
            visitors |= {writer for (writer,) in found}
        sql = "SELECT DISTINCT agency FROM assignment WHERE aspiration = ? AND agency IS NOT NULL"
        agencies = {code for (code,) in self.store.connection.execute(sql, (events[0].thing,))}
        return Grounds(frozenset(visitors), frozenset(agencies))

    def _visitors_of_visits(self, things: Sequence[bytes]) -> set[tuple[str | None, bytes]]:
        marks = ", ".join("?" * len(things))
        sql = f"SELECT village, writer FROM visit WHERE thing IN ({marks})"
        return set(self.store.connection.execute(sql, list(things)))

    def _assigned(self, things: Sequence[bytes]) -> set[bytes]:
        marks = ", ".join("?" * len(things))
        sql = f"SELECT aspiration FROM assignment WHERE thing IN ({marks}) AND aspiration IS NOT NULL"
        return {thing for (thing,) in self.store.connection.execute(sql, list(things))}

    def _told_by(self, visitors: Collection[bytes], which: str) -> set[bytes]:
        """Aspirations told about by those who gained or lost a village: there their telling hangs on it."""
        found: set[bytes] = set()
        marks = ", ".join("?" * len(_TOLD))
        sql = f"SELECT DISTINCT thing FROM event WHERE writer = ?{which} AND kind IN ({marks})"
        same = self.roster.same_installation
        epochs = {*visitors, *(one for one in self.roster.members for v in visitors if same(one, v))}
        for row in sorted(map(self.log.writer_row, epochs)):
            found |= {thing for (thing,) in self.store.connection.execute(sql, (row, *sorted(_TOLD)))}
        return found

    def _replace_rows(self, noun: str, folded: Sequence[make.Folded], things: Sequence[bytes]) -> None:
        connection = self.store.connection
        ready = self._rows(noun, folded)
        gone = set(things) - {one.thing for one in folded}
        if ready:
            marks = ", ".join("?" * len(ready[0]))
            connection.executemany(f"INSERT OR REPLACE INTO {noun} VALUES ({marks})", ready)
        connection.executemany(f"DELETE FROM {noun} WHERE thing = ?", [(one,) for one in gone])
        if noun == "aspiration":
            index_words(connection, [(row[0], make.search_text(row)) for row in ready], gone)
            assigned.place(connection, things)
        elif noun == "assignment":
            # Put back with the aspirations they are about, which are folded after them.
            assigned.take_off(connection, things)
        self._side_rows(noun, folded, things)

    def _rows(self, noun: str, folded: Sequence[make.Folded]) -> list[make.Row]:
        if noun != "aspiration":
            return [_SINGLE[noun](one) for one in folded]
        named = [make.thing_of(one.state.values.get("lead")) or b"" for one in folded]
        leads = self._leads({lead for lead in named if lead})
        return [
            make.aspiration_row(one, leads.get((lead, one.thing)))
            for one, lead in zip(folded, named, strict=True)
        ]

    def _leads(self, things: Collection[bytes]) -> dict[tuple[bytes, bytes], dict[str, Any]]:
        """(assignment, the aspiration it is about) → its values: one about another leads nothing here."""
        listed = sorted(things)
        marks = ", ".join("?" * len(listed))
        sql = f"SELECT thing, aspiration, state FROM assignment WHERE thing IN ({marks})"
        found = self.store.connection.execute(sql, listed)
        return {(thing, about): make.state_values(state) for thing, about, state in found}

    def _side_rows(self, noun: str, folded: Sequence[make.Folded], things: Sequence[bytes]) -> None:
        connection = self.store.connection
        for table in ("conflict", "attachment"):
            if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
                marks = ", ".join("?" * len(things))
                sql = f"DELETE FROM {table} WHERE thing IN ({marks}) AND noun = ?"
                connection.execute(sql, [*things, noun])
        conflicts = [
            (one.thing, noun, conflict.name, encode_trusted([b64(head) for head in conflict.heads]).decode())
            for one in folded
            for conflict in one.state.conflicts
        ]
        connection.executemany("INSERT INTO conflict VALUES (?, ?, ?, ?)", conflicts)
        files = [row for one in folded for row in make.attachment_rows(one)]
        connection.executemany("INSERT OR REPLACE INTO attachment VALUES (?, ?, ?, ?, ?, ?)", files)


def rejudge(log: EventLog, roster: Roster, stored: Iterable[Stored]) -> set[bytes]:
    """Judges events again by the roster of today; the things whose events changed sides.

    Args:
        log: where verdicts are written.
        roster: the roster of today.
        stored: the events to look at.
    """
    changes, things = [], set()
    for one in stored:
        verdict = base_verdict(one.event, roster)
        held = one.state == HELD
        if held != (verdict.state == HELD) or (held and verdict.why != one.why):
            changes.append((verdict.state, verdict.why, one.row))
            things.add(one.event.thing)
        elif one.state == CONDITION_FAILED or one.event.kind in CONDITIONAL:
            things.add(one.event.thing)
    log.set_states(changes)
    return things


def rebuild(
    store: Store, log: EventLog, roster: Roster, progress: Callable[[int, int], None] | None = None
) -> None:
    """Throws the present-state tables away and folds everything again, inside the caller's transaction."""
    for table in (*PROJECTED, "search_row", assigned.TABLE):
        store.connection.execute(f"DELETE FROM {table}")
    store.connection.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")
    rejudge(log, roster, log.everything())
    Projector(store, log, roster).project(log.things(), progress)


def projection_hash(store: Store) -> dict[str, str]:
    """SHA-256 of each present-state table: equal accepted events, equal hashes (sync.md 1.1)."""
    found = {}
    for table in sorted(PROJECTED):
        digest = hashlib.sha256()
        for row in store.connection.execute(f"SELECT * FROM {table} ORDER BY {KEYS[table]}"):
            digest.update(repr(row).encode())
        found[table] = digest.hexdigest()
    return found


def _chunks(things: Collection[bytes]) -> Iterable[list[bytes]]:
    listed = sorted(things)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))


def _by_noun(events: Sequence[Stored]) -> dict[str, list[Stored]]:
    if len(events) == 1:
        return {thing_of(events[0].event.kind): list(events)}
    groups: dict[str, list[Stored]] = {}
    for stored in events:
        groups.setdefault(thing_of(stored.event.kind), []).append(stored)
    return groups


def _aspiration_of(folded: make.Folded) -> bytes | None:
    return make.thing_of(folded.state.values.get("aspiration"))
