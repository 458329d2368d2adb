"""Cheap homes for journeys: a small district made once and copied, with a clock one can set."""

import functools
import json
import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from desktop.actions import enrolment, exchange, intake, opening, region_pack, roots
from desktop.actions.opening import Surroundings
from desktop.actions.session import Home, Owner, Session, home_bytes
from desktop.core.canonical import b64
from desktop.core.events import thing_text
from desktop.paths import Paths
from desktop.settings import Settings
from desktop.store.engine import open_store
from desktop.store.migrations import migrate
from desktop.store.reserve import RESERVE_BYTES
from desktop.store.rolling import RESTORED
from desktop.sync.age_secret import identity_of
from desktop.sync.keys import Keys, RootKey
from tests.journeys import deeds
from tests.journeys.places import PACK

WITA = timezone(timedelta(hours=8))
BEGINNING = datetime(2026, 11, 21, 8, 0, tzinfo=WITA)
Files = dict[str, bytes]
DATA_KEY = bytes(range(32))
# Who there is: name → desk. `late` knows the district but nobody has accepted it yet.
CAST = {
    "induk": "coordinator",
    "second": "coordinator",
    "officer": "officer",
    "officer2": "officer",
    "pupr": "agency:PUPR",
    "pupr2": "agency:PUPR",
    "dinkes": "agency:DINKES",
    "late": "officer",
}


@dataclass
class World:
    """Some laptops in one folder, who see each other only through files.

    Attributes:
        folder: everything lies below it.
        clock: what every laptop's clock shows; it goes on by a second with each look.
        homes: name → open home.
    """

    folder: Path
    seed: int = 0
    clock: datetime = BEGINNING
    homes: dict[str, Session] = field(default_factory=dict)
    root: RootKey | None = None
    _random: random.Random = field(init=False)
    _files: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    @property
    def paper(self) -> RootKey:
        """The root, as it is typed in from its sheet of paper."""
        assert self.root is not None
        return self.root

    def now(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock

    def random(self, size: int) -> bytes:
        return self._random.randbytes(size)

    def outside(self, name: str) -> Surroundings:
        return Surroundings(Paths(self.folder / name), Settings(), self.now, self.random)

    def fresh_keys(self) -> Keys:
        return Keys(SigningKey(self.random(32)), identity_of(self.random(32)))

    def make(self, name: str, desk: str) -> Session:
        """A home that belongs to no district yet, without the cost of a passphrase."""
        keys = self.fresh_keys()
        paths = self.outside(name).paths
        paths.home.mkdir(parents=True)
        with paths.reserve.open("wb") as reserve:
            reserve.truncate(RESERVE_BYTES)
        with open_store(paths, DATA_KEY) as store:
            migrate(store)
            with store.transaction():
                store.set_meta("keys", json.dumps(keys.secret()).encode())
                store.set_meta("home", home_bytes(Home([desk], Owner(thing_text(keys.writer), name))))
        return self.open(name)

    def open(self, name: str) -> Session:
        self.homes[name] = opening.open_with_key(self.outside(name), DATA_KEY)
        return self.homes[name]

    def close(self) -> None:
        for session in self.homes.values():
            opening.close(session)

    def outbox(self) -> Path:
        """A folder nobody has used: the next stick."""
        self._files += 1
        return self.folder / f"stick{self._files}"

    def send(self, name: str, to: str, *, everything: bool = False) -> list[Path]:
        """The files one laptop writes for somebody."""
        report = exchange.export(self.homes[name], to, self.outbox(), everything=everything)
        return [Path(file["path"]) for file in report["files"]]

    def take(self, name: str, paths: Iterable[Path]) -> list[dict[str, Any]]:
        """The reports of one laptop on files it is given."""
        files: list[dict[str, Any]] = intake.take_in(self.homes[name], list(paths))["files"]
        return files

    def carry(self, sender: str, to: str, *receivers: str, everything: bool = False) -> list[dict[str, Any]]:
        """One laptop writes, the others take in whatever of it is for them."""
        paths = self.send(sender, to, everything=everything)
        return [report for one in receivers for report in self.take(one, paths)]

    def member(self, name: str) -> str:
        """A laptop as commands name it."""
        return f"writer:{b64(self.homes[name].writer)}"

    def request(self, name: str) -> tuple[Path, str]:
        path = self.folder / f"{name}{self._files}.jbreq"
        return path, enrolment.write_request(self.homes[name], path)["voice_code"]

    def enrol(self, name: str, by: str = "induk") -> None:
        path, code = self.request(name)
        enrolment.accept_request(self.homes[by], path, code)

    def hand_pack(self, names: Sequence[str], by: str = "induk") -> None:
        path = self.outbox().with_suffix(".jbpack")
        code = region_pack.export_pack(self.homes[by], path)["voice_code"]
        for name in names:
            region_pack.import_pack(self.homes[name], path, code)


def found(folder: Path, cast: Sequence[str] = tuple(CAST)) -> World:
    """A district on paper and on disk: everybody enrolled but `late`, everybody knows everybody."""
    world = World(folder)
    for name in cast:
        world.make(name, CAST[name])
    induk = world.homes["induk"]
    world.root = RootKey.from_seed(enrolment.found_district(induk, PACK))
    for name in cast:
        if name == "second":
            path, code = world.request(name)
            roots.name_coordinator(induk, world.paper, path, code)
        elif name not in ("induk", "late"):
            world.enrol(name)
    world.hand_pack([name for name in cast if name != "induk"])
    return world


@functools.cache
def _template(begun: bool) -> tuple[RootKey, dict[str, Files]]:
    """The root and each home's files of the district of `CAST`, made once and kept in memory."""
    with tempfile.TemporaryDirectory() as folder:
        world = found(Path(folder))
        if begun:
            begin(world)
        world.close()
        return world.paper, {name: files_of(world.folder / name) for name in CAST}


def begin(world: World) -> None:
    """A first week: two officers were in the villages, the office has assigned, the SKPD have it."""
    for number, (name, flavour) in enumerate(zip(["officer", "officer2"] * 3, deeds.FLAVOURS, strict=True)):
        deeds.do(world.homes[name], deeds.record_acts, flavour, number)
    for name in ("officer", "officer2"):
        world.carry(name, "coordinator", "induk", "second")
    for number in range(4):
        deeds.do(
            world.homes["induk"], deeds.office_acts, "assign_contact" if number % 2 else "assign", number
        )
    for path in world.send("induk", "everyone"):
        for name in ("second", "officer", "officer2", "pupr", "dinkes"):
            world.take(name, [path])


def files_of(home: Path) -> Files:
    """Everything a closed home keeps, by its name below the home."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.name not in ("reserve", "lock")
    }


def put_back(folder: Path, files: Files) -> None:
    """Writes a home's files; the reserve is a hole, it costs nothing."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with (folder / "reserve").open("wb") as reserve:
        reserve.truncate(RESERVE_BYTES)


def copied(folder: Path, seed: int = 1, cast: Sequence[str] = tuple(CAST), *, begun: bool = False) -> World:
    """The district of `CAST` after the first packs, or after a first week, in a new folder."""
    root, files = _template(begun)
    world = World(folder, seed, BEGINNING + timedelta(days=1), root=root)
    for name in cast:
        put_back(folder / name, files[name])
        world.open(name)
    return world


def snapshot(world: World, name: str) -> Files:
    """A home's files as they lie on the disk after it was closed; it is open again afterwards."""
    opening.close(world.homes[name])
    files = files_of(world.folder / name)
    world.open(name)
    return files


def restore(world: World, name: str, files: Files, *, with_sequence: bool = False) -> None:
    """Puts an old copy back; the home goes on as a new epoch (sync.md 1.7).

    Args:
        world: where.
        name: whose.
        files: of `snapshot`.
        with_sequence: the whole folder was copied, so that the ceiling of numbers is old too.
    """
    opening.close(world.homes[name])
    home = world.folder / name
    ceiling = home / "sequence"
    if ceiling.exists() and not with_sequence:
        files = {**files, "sequence": ceiling.read_bytes()}
    for path in home.rglob("*"):
        if path.is_file():
            path.unlink()
    put_back(home, files)
    with open_store(world.outside(name).paths, DATA_KEY) as store:
        store.set_meta(RESTORED, b"1")
    world.open(name)
