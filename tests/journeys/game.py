"""One played district: the laptops, every file ever written, and what must never be lost."""

import random
import tempfile
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from desktop.actions import enrolment, roots
from desktop.actions.erasure import apply_erasures, erasure_act
from desktop.actions.session import Session
from desktop.actions.waiting import review_accept, review_list, review_refuse
from desktop.core.canonical import b64
from desktop.core.events import Event
from desktop.core.lines import to_line
from desktop.errors import UserError
from desktop.store.projection import Projector
from desktop.sync.bundle import Contents, write_bundle
from desktop.sync.manifest import About
from tests.journeys import checks, deeds
from tests.journeys.homes import CAST, Files, World, copied, restore, snapshot
from tests.journeys.places import VILLAGES

FINE = ("taken", "held", "nothing_new")


class Game:
    """A world, its files in the order they were written, and the promises it is held to.

    Attributes:
        mail: (sender, path, names of the laptops it is for) of every file.
        stolen: events that a thief wrote with a laptop's keys.
        kept: per laptop what it has ever held; nothing of it may go.
    """

    def __init__(self, seed: int = 1) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.world: World = copied(Path(self._folder.name), seed, begun=True)
        self.mail: list[tuple[str, Path, set[str]]] = []
        self.kept: dict[str, set[bytes]] = defaultdict(set)
        self.copies: dict[str, Files] = {}
        self.changed: set[str] = set()
        self.lost: set[str] = set()
        self.stolen: set[bytes] = set()

    def close(self) -> None:
        self.world.close()
        self._folder.cleanup()

    def home(self, name: str) -> Session:
        self.changed.add(name)
        return self.world.homes[name]

    @property
    def induk(self) -> str | None:
        """The laptop that knows itself to be the laptop induk."""
        found = (name for name, home in self.world.homes.items() if home.roster.induk == home.writer)
        return next(found, None)

    def send(self, name: str, *, everything: bool = False) -> list[Path]:
        """One laptop writes: the laptop induk for everybody, others for the office; all within the scope."""
        try:
            to = "everyone" if name == self.induk else "coordinator"
            paths = self.world.send(name, to, everything=everything)
        except UserError as error:
            deeds.expect(error, "no_induk")
            return []
        for path in paths:
            readers = checks.assert_honest(self.world, name, path, self.stolen, everything=everything)
            self.mail.append((name, path, readers))
        return paths

    def take(self, name: str, path: Path) -> str:
        """One laptop takes in one file; answers the result, or the code of the refusal."""
        self.home(name)
        report = self.world.take(name, [path])[0]
        if report["result"] == "refused":
            return str(report["error"]["code"])
        assert not report["refused"], report["refused"]
        return str(report["result"])

    def take_damaged(self, name: str, path: Path, number: int, how: str) -> None:
        """A file somebody cut, changed or sealed anew is refused, and nothing has changed."""
        data, home = path.read_bytes(), self.world.homes[name]
        bad = self.world.outbox().with_suffix(".jbola")
        place = number % len(data)
        if how == "cut":
            bad.write_bytes(data[:place])
        elif how == "flipped":
            bad.write_bytes(data[:place] + bytes([data[place] ^ 1 << number % 8]) + data[place + 1 :])
        else:
            bad.write_bytes(data + b"\0" * (number % 3 + 1))
        before = checks.dump(home)
        report = self.world.take(name, [bad])[0]
        assert report["result"] == "refused"
        assert checks.dump(home) == before

    def play_roster(self, what: str, number: int) -> None:
        """What only the laptop induk, or the root at it, may do."""
        name = self.induk
        if name is None:
            return
        home, world = self.home(name), self.world
        others = [one for one in CAST if one not in (name, "late")]
        other = world.homes[others[number % len(others)]]
        try:
            if what == "retire" and not self.lost:
                enrolment.retire(home, b64(other.writer), "hilang")
                self.lost.add(others[number % len(others)])
            elif what == "scope":
                enrolment.set_scope(home, b64(other.writer), [VILLAGES[number % 3]])
            elif what == "enrol":
                world.enrol("late", name)
            elif what == "keepers":
                keepers = [[home], [home, world.homes["second"]], [home, other]][number % 3]
                roots.set_keepers(home, world.paper, [b64(one.writer) for one in keepers])
            elif what == "induk":
                roots.name_induk(home, world.paper, b64(world.homes["second"].writer))
            elif what == "review":
                self._review(home, number)
            elif what == "erase":
                self._erase(home, number)
        except UserError as error:
            deeds.expect(error, "writer_unknown", "writer_retired", "not_coordinator", "not_counted")

    def _review(self, home: Session, number: int) -> None:
        for item in review_list(home)["items"][: number % 3]:
            (review_accept if number % 4 else review_refuse)(home, item["event"], "sah")

    def _erase(self, home: Session, number: int) -> None:
        found = deeds.rows(
            home, "SELECT eid FROM event WHERE kind GLOB '*.recorded' AND state = 0 ORDER BY eid"
        )
        if not found:
            return
        stored = home.log.by_id(found[number % len(found)][0])
        assert stored is not None
        parts = [part for part in stored.event.parts if not part.startswith("all.")]
        if not parts:
            return
        hushed = any(part.startswith("restricted.") for part in parts)

        def within() -> None:
            Projector(home.store, home.log, home.roster).project(apply_erasures(home))

        home.write([erasure_act(stored.event.id, parts, "diminta", restricted=hushed)], within=within)

    def copy(self, name: str) -> None:
        self.copies[name] = snapshot(self.world, name)

    def put_back(self, name: str, *, with_sequence: bool) -> None:
        """An old copy of a laptop is put back; what it had not sent since is gone."""
        restore(self.world, name, self.copies.pop(name), with_sequence=with_sequence)
        self.changed.add(name)
        self.kept[name].clear()

    def fork(self, name: str, number: int) -> None:
        """A thief's copy of a laptop writes on, and its file comes in: two events bear one number."""
        files = snapshot(self.world, name)
        home = self.world.homes.pop(name)
        thief = f"thief{len(self.mail)}"
        for place, data in files.items():
            target = self.world.folder / thief / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        stolen = self.world.open(thief)
        deeds.do(stolen, deeds.after_acts, "tell", number)
        deeds.do(stolen, lambda home, _what, n: deeds.record_acts(home, "named", n), "", number)
        self._smuggle(name, stolen)
        self.stolen |= checks.parts_at(stolen).keys() - checks.parts_at(home).keys()
        stolen.store.close()
        del self.world.homes[thief]
        self.world.homes[name] = home

    def meddle(self, name: str, choose: deeds.Chooser, what: str, number: int) -> None:
        """A laptop with a changed program writes what its desk may not, and sends it."""
        home = self.home(name)
        acts = choose(home, what, number)
        if not acts:
            return
        deeds.write_anyway(home, acts)
        self._smuggle(name, home)

    def _smuggle(self, name: str, home: Session) -> None:
        """All that a writer ever wrote goes into one file for the coordinators, whatever counts of it."""
        before, lines = None, []
        for event in sorted((one.event for one in home.log.of_writer(home.writer)), key=_roster_first):
            lines.append(to_line(event, before))
            before = event.id
        about = About(
            created="2026-11-22T08:00:00+08:00",
            file=home.new_file(),
            from_=b64(home.writer),
            number=500 + len(self.mail),
            sequence="main",
            to="coordinator",
        )
        desk = [one.age for one in home.roster.of_desk("coordinator")]
        contents = Contents(home.district, lambda: lines, {home.writer: home.keys.verify_key})
        path = self.world.outbox().with_suffix(".jbola")
        write_bundle(path, about, contents, home.keys, sorted({*desk, home.keys.recipient}))
        self.mail.append((name, path, {"induk", "second"} - {name}))

    def jump(self, days: int) -> None:
        self.world.clock += timedelta(days=days)

    def look(self) -> None:
        """What must hold after each step, at the laptops it touched."""
        for name in sorted(self.changed):
            home = self.world.homes[name]
            checks.assert_pure(home)
            here = {identity for identity, _, _ in checks.verdicts(home)}
            assert self.kept[name] <= here, "an event is gone"
            self.kept[name] = here
        self.changed.clear()

    def finish(self, chance: random.Random) -> None:
        """Everybody sends everything, all old mail turns up: all end equal, and twice is once."""
        self.look()
        for everything in (True, False):
            first = len(self.mail)
            for name in sorted(self.world.homes):
                self.send(name, everything=everything)
            self._deliver(self.mail[first:], chance)
        old = chance.sample(self.mail, min(len(self.mail), 10))
        self._deliver(old, chance)
        self.look()
        for name in list(self.world.homes):
            checks.assert_like_fresh(self.world, name)
        checks.assert_alike(list(self.world.homes.values()))
        before = {name: checks.dump(home) for name, home in self.world.homes.items()}
        results = self._deliver(old + self.mail[-4:], chance)
        assert not results & {"taken", "held"}, results
        for name, home in self.world.homes.items():
            assert checks.dump(home) == before[name]
        self._nothing_lost()

    def _deliver(self, mail: list[tuple[str, Path, set[str]]], chance: random.Random) -> set[str]:
        found = set()
        for _, path, readers in chance.sample(mail, len(mail)):
            for name in sorted(readers):
                found.add(self.take(name, path))
        return found

    def _nothing_lost(self) -> None:
        """The laptop induk, a keeper, holds every aspiration that anybody accepted has recorded."""
        induk = self.world.homes[self.induk] if self.induk else None
        if induk is None or induk.writer not in induk.roster.keepers:
            return
        there = {identity: state for identity, state, _ in checks.verdicts(induk)}
        shown = [thing for (thing,) in deeds.rows(induk, "SELECT thing FROM aspiration")]
        assert len(shown) == len(set(shown))
        for home in self.world.homes.values():
            for one in home.log.everything():
                if one.event.kind != "aspiration.recorded" or one.event.writer not in induk.roster.members:
                    continue
                assert one.event.id in there, "an aspiration never arrived"
                assert there[one.event.id] != 0 or one.event.thing in shown


def _roster_first(event: Event) -> tuple[bool, int]:
    return not event.kind.startswith("roster."), event.seq
