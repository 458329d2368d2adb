"""The made-up district of the benchmarks: twenty laptops and 300,000 signed events, made once and kept.

They lie in the system's temporary folder under a name that follows from all that decides their bytes.
"""

import hashlib
import heapq
import io
import itertools
import json
import marshal
import multiprocessing
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from desktop.actions import enrolment, opening, region_pack, roots
from desktop.actions.opening import Surroundings
from desktop.actions.session import Home, Owner, Session, home_bytes
from desktop.core.canonical import b64
from desktop.core.events import Event, district_of, restore, thing_text
from desktop.core.lines import to_line
from desktop.core.pack import Agency, Pack, Village
from desktop.paths import Paths
from desktop.settings import Settings
from desktop.store.engine import open_store
from desktop.store.migrations import migrate
from desktop.sync.bundle import Blob, Contents, write_bundle
from desktop.sync.keys import Keys, RootKey
from desktop.sync.manifest import About
from tests.bench import history
from tests.bench.history import AGENCY_CODES, COORDINATORS, OFFICERS, WITA, Scribe, photo

EVENTS = 300_000
HOUSE = Path(__file__).resolve().parents[2]
DATA_KEY = bytes(range(32))
NOW = datetime(2027, 7, 1, 9, 0, tzinfo=WITA)
INDUK, SECOND = OFFICERS, OFFICERS + 1
_PREFIX = "jemputbola-bench-"
_CHUNK = 5_000
_KEPT_SECONDS = 3600
_DECIDING = (
    *(f"desktop/core/{name}.py" for name in ("canonical", "clock", "events", "kinds", "lines")),
    *(f"desktop/store/{name}.py" for name in ("schema", "tables")),
    *(f"desktop/sync/{name}.py" for name in ("archive", "frames", "framing", "manifest", "seal", "writing")),
    *(f"tests/bench/{name}.py" for name in ("history", "words", "world")),
)


class Record(NamedTuple):
    """An event as it is kept here; `writer` is its number among the laptops."""

    number: int
    id: bytes
    prev: bytes
    signature: bytes
    writer: int
    seq: int
    kind: str
    thing: bytes
    mask: int
    body: bytes


@dataclass(frozen=True, slots=True)
class World:
    """Where the made-up district lies, and the keys of its laptops."""

    folder: Path
    keys: tuple[Keys, ...]
    district: bytes
    induk_prev: bytes
    induk_seq: int

    def records(self, count: int) -> Iterator[Record]:
        """The first so many events, in the order they were written."""
        return itertools.islice(_read(self.folder / "history"), count)

    def event(self, record: Record) -> Event:
        """The event of a record."""
        writer = self.keys[record.writer].writer
        return restore(
            record.id, record.prev, record.signature, writer, record.seq, record.thing, record.body
        )

    @contextmanager
    def receiver(self, folder: Path) -> Iterator[Session]:
        """The second coordinator's laptop, open; a fresh one unless `folder` holds it already."""
        if not folder.exists():
            shutil.copytree(self.folder / "base" / str(SECOND), folder)
        session = _open(folder)
        try:
            yield session
        finally:
            opening.close(session)

    def bundle(self, count: int, *, photos: bool = False) -> Path:
        """A sync file of the laptop induk with the first so many events."""
        name = f"{count}{'-photos' * photos}"
        return _once(self.folder / f"{name}.jbola", lambda target: self._write(target, count, photos))

    def lines(self, count: int) -> Path:
        """The same events as lines, in the order of a sync file."""
        return _once(self.folder / f"{count}.jsonl", lambda target: self._write_lines(target, count))

    def _write_lines(self, target: Path, count: int) -> None:
        records = sorted(self.records(count), key=lambda one: (self.keys[one.writer].writer, one.seq))
        before: dict[int, bytes] = {}
        with target.open("wb") as file:
            for record in records:
                file.write(to_line(self.event(record), before.get(record.writer)))
                before[record.writer] = record.id

    def _write(self, target: Path, count: int, photos: bool) -> None:
        stored, induk = self.lines(count), self.keys[INDUK]
        about = About(
            created="2027-07-01T08:00:00+08:00",
            file=f"11111111-2222-4333-8444-{count:012d}",
            from_=b64(induk.writer),
            number=1,
            sequence="main",
            to="coordinator",
        )
        contents = Contents(
            self.district,
            lambda: stored.open("rb"),
            {keys.writer: keys.verify_key for keys in self.keys},
            blobs=[_blob(photo(number)) for number in range(history.PHOTOS)] if photos else [],
        )
        write_bundle(target, about, contents, induk, [induk.recipient, self.keys[SECOND].recipient])


def world() -> World:
    """The district, made now if this is the first time."""
    digest = hashlib.sha256(b"".join((HOUSE / name).read_bytes() for name in _DECIDING))
    folder = Path(tempfile.gettempdir()) / (_PREFIX + digest.hexdigest()[:16])
    _forget_old(folder.parent)
    folder.mkdir(exist_ok=True)
    os.utime(folder)
    base = _once(folder / "base", _make_base)
    told = json.loads((base / "told.json").read_text(encoding="utf-8"))
    keys = tuple(Keys.from_secret(secret) for secret in told["keys"])
    made = World(folder, keys, bytes.fromhex(told["district"]), bytes.fromhex(told["prev"]), told["seq"])
    _once(folder / "history", lambda target: _make_history(target, made))
    return made


def _forget_old(parent: Path) -> None:
    """Remove what nobody has used for an hour: half a gigabyte each, and a run looks in every few minutes."""
    for old in parent.glob(_PREFIX + "*"):
        if time.time() - old.stat().st_mtime > _KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)


def _once(path: Path, make: Callable[[Path], object]) -> Path:
    if not path.exists():
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        make(unfinished)
        unfinished.rename(path)
    return path


def _blob(data: bytes) -> Blob:
    return Blob(hashlib.sha256(data).hexdigest(), len(data), lambda: io.BytesIO(data))


def _open(folder: Path) -> Session:
    outside = Surroundings(Paths(folder), Settings(), lambda: NOW, random.Random("laptop").randbytes)
    return opening.open_with_key(outside, DATA_KEY)


def _make_base(folder: Path) -> None:
    """Twenty homes that know each other; only those of the two coordinators are needed again."""
    folder.mkdir()
    desks = (
        ["officer"] * OFFICERS + ["coordinator"] * COORDINATORS + [f"agency:{one}" for one in AGENCY_CODES]
    )
    homes = [_home(folder / str(number), desk) for number, desk in enumerate(desks)]
    induk = homes[INDUK]
    root = RootKey.from_seed(enrolment.found_district(induk, _pack()))
    for number, session in enumerate(homes):
        request = folder / f"{number}.jbreq"
        if number == INDUK:
            continue
        code = enrolment.write_request(session, request)["voice_code"]
        if desks[number] == "coordinator":
            roots.name_coordinator(induk, root, request, code)
        else:
            enrolment.accept_request(induk, request, code)
    pack = folder / "district.jbpack"
    region_pack.import_pack(homes[SECOND], pack, region_pack.export_pack(induk, pack)["voice_code"])
    prev, seq = induk.log.last_of(induk.writer) or (bytes(32), 0)
    told: dict[str, Any] = {
        "keys": [session.keys.secret() for session in homes],
        "district": district_of(root.verify_key).hex(),
        "prev": prev.hex(),
        "seq": seq,
    }
    for number, session in enumerate(homes):
        opening.close(session)
        if number not in (INDUK, SECOND):
            shutil.rmtree(folder / str(number))
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


def _home(folder: Path, desk: str) -> Session:
    folder.mkdir()
    keys = Keys.generate()
    with open_store(Paths(folder), DATA_KEY) as store:
        migrate(store)
        with store.transaction():
            store.set_meta("keys", json.dumps(keys.secret()).encode())
            owner = Owner(thing_text(keys.writer), f"Petugas {folder.name}")
            store.set_meta("home", home_bytes(Home([desk], owner)))
    return _open(folder)


def _pack() -> Pack:
    return Pack(
        region="63.10",
        name="Tanah Bumbu",
        prefix="TB",
        practice=True,
        villages=[
            Village(code, f"Desa {code[-2:]}", "desa", f"Kecamatan {code[6:8]}", code[:8])
            for code in history.VILLAGES
        ],
        agencies=[Agency(code, f"Dinas {code}", code) for code in AGENCY_CODES],
    )


def _make_history(target: Path, made: World) -> None:
    """Half of the laptops in one process, half in another; each laptop's events form a chain."""
    halves = [target.with_name(f"{target.name}-{half}") for half in (0, 1)]
    secrets = [keys.secret() for keys in made.keys]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        told = (made.district, made.induk_prev, made.induk_seq)
        list(pool.map(_write_half, (0, 1), halves, (secrets,) * 2, (told,) * 2))
    merged = heapq.merge(*(_read(half) for half in halves))
    with target.open("wb") as file:
        while chunk := [tuple(one) for one in itertools.islice(merged, _CHUNK)]:
            marshal.dump(chunk, file)
    for half in halves:
        half.unlink()


def _write_half(
    half: int, target: Path, secrets: list[dict[str, str]], told: tuple[bytes, bytes, int]
) -> None:
    district, prev, seq = told
    names = [hashlib.sha256(photo(number)).hexdigest() for number in range(history.PHOTOS)]
    first = list(history.steps(history.PHOTOS * 5))
    photos = dict(zip(history.photo_steps(first), names, strict=True))
    scribes = {
        number: Scribe(Keys.from_secret(secret), district, photos=photos)
        for number, secret in enumerate(secrets)
        if number % 2 == half
    }
    if INDUK in scribes:
        scribes[INDUK].prev, scribes[INDUK].seq = prev, seq
    with target.open("wb") as file:
        chunk: list[tuple[object, ...]] = []
        for step in history.steps(EVENTS):
            if step.writer in scribes:
                event = scribes[step.writer].write(step)
                head = (step.number, event.id, event.prev, event.signature, step.writer, event.seq)
                chunk.append((*head, event.kind, event.thing, event.mask, event.body))
            if len(chunk) == _CHUNK:
                marshal.dump(chunk, file)
                chunk.clear()
        marshal.dump(chunk, file)


def _read(path: Path) -> Iterator[Record]:
    with path.open("rb") as file:
        size = path.stat().st_size
        while file.tell() < size:
            yield from map(Record._make, marshal.load(file))
