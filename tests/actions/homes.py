"""A practice district in a few homes, founded cheaply; events are carried between homes without files."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.actions import visits
from desktop.actions.finding import find
from desktop.actions.opening import Surroundings, close, create_home, open_with_key
from desktop.actions.session import Owner, Session
from desktop.actions.shapes import VisitIn, convert
from desktop.actions.writing import Act
from desktop.catalogue import Catalogue
from desktop.core.acceptance import base_verdict
from desktop.core.canonical import b64
from desktop.core.events import Event, district_thing, mask_of, pack_thing, restore
from desktop.core.lines import withheld
from desktop.core.pack_types import Agency, Category, Holiday, Pack, Village
from desktop.errors import UserError
from desktop.paths import TRANSLATIONS, Paths
from desktop.settings import Settings
from desktop.store.event_log import NewRow
from desktop.store.projection import Projector
from desktop.store.vault import unlock
from desktop.sync.keys import RootKey
from tests.journeys.homes import Files, files_of, put_back

WITA = timezone(timedelta(hours=8))
TODAY = date(2026, 11, 21)
ANGSANA, MANTEWE, BAROKAH, BAROKAH_2 = "63.10.09.2005", "63.10.08.2001", "63.10.01.2003", "63.10.04.2007"
SENTENCES = Catalogue.load(TRANSLATIONS / "id")

PACK = Pack(
    region="63.10",
    name="Kabupaten Tanah Bumbu",
    prefix="TB",
    practice=True,
    villages=[
        Village(ANGSANA, "Angsana", "desa", "Angsana", "63.10.09"),
        Village(MANTEWE, "Mantewe", "desa", "Mantewe", "63.10.08"),
        Village(BAROKAH, "Barokah", "desa", "Simpang Empat", "63.10.01"),
        Village(BAROKAH_2, "Barokah", "desa", "Satui", "63.10.04"),
    ],
    agencies=[
        Agency("PUPR", "Dinas PUPR", "DPUPR", keywords=["jalan rusak", "jembatan", "drainase"]),
        Agency("DISHUB", "Dinas Perhubungan", "Dishub", keywords=["lampu jalan", "rambu"]),
        Agency("INSPEKTORAT", "Inspektorat Daerah", "Inspektorat", keywords=["korupsi"]),
        Agency("PLN", "PT PLN", "PLN", scope="BUMN", external=True, keywords=["listrik padam"]),
    ],
    categories=[
        Category("jalan_jembatan", "Jalan dan jembatan", "PUPR"),
        Category("pengawasan", "Pengawasan", "INSPEKTORAT", restricted=True),
        Category("lama", "Yang lama", "PUPR", retired=True),
    ],
    holidays=[Holiday(date(2026, 11, 25), "Hari uji")],
)


class Clock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.time = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 10, tzinfo=WITA)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


class Random:
    """The same bytes in every run."""

    def __init__(self, seed: str, drawn: int = 0) -> None:
        self._seed, self._count = seed.encode(), drawn

    def __call__(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            self._count += 1
            found += hashlib.sha256(self._seed + self._count.to_bytes(8, "big")).digest()
        return found[:size]


@dataclass
class District:
    """The homes of a test; the first coordinator is the laptop induk."""

    folder: Path
    root: RootKey = field(default_factory=lambda: RootKey.from_seed(bytes(32)))
    homes: dict[str, Session] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, **desks: str) -> "District":
        """A district in which nothing has happened yet, as `home` would make it: founded once, then copied.

        Args:
            folder: gets the homes.
            desks: each home's, the laptop induk first; several with a space between.
        """
        district = cls(folder)
        for name, (data_key, files) in _founded(tuple(desks.items())).items():
            put_back(folder / name, files)
            district.again(name, data_key)
        return district

    def home(self, name: str, *desks: str) -> Session:
        """A new home that everybody knows."""
        data_key, files = _created(name, desks)
        put_back(self.folder / name, files)
        outside = Surroundings(Paths(self.folder / name), Settings(), Clock(), Random(name, drawn=2))
        session = open_with_key(outside, data_key)
        with session.store.transaction():
            session.store.set_meta("root", self.root.verify_key)
        session.root = self.root.verify_key
        session.refresh()
        if self.homes and "coordinator" in desks:
            self.induk.sign_as_root([_accepted(session)], self.root.verify_key, self.root.sign)
        elif self.homes:
            self.induk.write([_accepted(session)])
        else:
            self._found(session)
        self.homes[name] = session
        if session is not self.induk:
            self.carry(self.induk, session)
            session.refresh()
        return session

    def again(self, name: str, data_key: bytes) -> Session:
        """Opens a home whose folder was copied here."""
        outside = Surroundings(Paths(self.folder / name), Settings(), Clock(), Random(name + "again"))
        session = self.homes[name] = open_with_key(outside, data_key)
        return session

    @property
    def induk(self) -> Session:
        return next(iter(self.homes.values()))

    def carry(self, source: Session, target: Session, *, hide: frozenset[str] = frozenset()) -> None:
        """Brings every event of one home to another, as an import would, but for these audiences."""
        here = {one.event.id for one in target.log.everything()}
        found = [one.event for one in source.log.everything() if one.event.id not in here]
        fresh = [_without(event, hide) for event in found]
        with target.store.transaction():
            target.log.append(
                [_row(target, event) for event in fresh],
            )
            things = {event.thing for event in fresh} | target.rejudge_all()
            Projector(target.store, target.log, target.roster).project(things)
        target.refresh()

    def _found(self, session: Session) -> None:
        session.sign_as_root(
            [
                _accepted(session),
                Act(
                    "roster.induk",
                    district_thing(session.district),
                    {"induk": b64(session.writer), "before_seq": None},
                ),
            ],
            self.root.verify_key,
            self.root.sign,
        )
        session.write([Act("pack.set", pack_thing(session.district), msgspec.to_builtins(PACK))])

    def close(self) -> None:
        for session in self.homes.values():
            close(session)


@cache
def _created(name: str, desks: tuple[str, ...]) -> tuple[bytes, Files]:
    """The data key and the files of a home that belongs to no district yet."""
    with tempfile.TemporaryDirectory() as folder:
        outside = Surroundings(Paths(Path(folder) / name), Settings(), Clock(), Random(name))
        create_home(outside, "kata sandi uji", list(desks), Owner(f"id-{name}", name.title()), light=True)
        return unlock(outside.paths.vault, "kata sandi uji"), files_of(outside.paths.home)


@cache
def _founded(cast: tuple[tuple[str, str], ...]) -> dict[str, tuple[bytes, Files]]:
    with tempfile.TemporaryDirectory() as folder:
        district = District(Path(folder))
        keys = {name: district.home(name, *desks.split()).data_key for name, desks in cast}
        district.close()
        return {name: (key, files_of(Path(folder) / name)) for name, key in keys.items()}


def _without(event: Event, audiences: frozenset[str]) -> Event:
    body = withheld(event, mask_of(dict.fromkeys(audiences)))
    return restore(event.id, event.prev, event.signature, event.writer, event.seq, event.thing, body)


def _row(target: Session, event: Event) -> NewRow:
    verdict = base_verdict(event, target.roster)
    return NewRow(event, verdict.state, verdict.why, event.writer, datetime.now(UTC).isoformat())


def _accepted(session: Session) -> Act:
    keys = session.keys
    values = {
        "key": b64(keys.verify_key),
        "age": keys.recipient,
        "desks": session.home.desks,
        "owner": msgspec.to_builtins(session.home.owner),
    }
    return Act("roster.accepted", session.writer, values)


@contextmanager
def refused(error: str, session: Session | None = None, **values: object) -> Iterator[None]:
    """The block is refused with a sentence and a next step, and the home is as it was."""
    before = dump(session) if session else None
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.code == error
    assert caught.value.exit_code in (2, 3)
    assert {name: caught.value.values.get(name) for name in values} == values
    message, hint = SENTENCES.sentence(caught.value)
    assert not re.search(r"\{\w+\}", message + hint)
    assert message.count("\n") == 0
    assert hint
    if session:
        assert dump(session) == before


def dump(session: Session) -> str:
    """A logical dump of everything but the last stamp and numbers of writers; and the files of blobs."""
    connection = session.store.connection
    rows: list[Any] = []
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    for (name,) in tables:
        if not name.startswith(("sqlite", "search_words_")) and name != "writer":
            rows += [(name, row) for row in connection.execute(f"SELECT * FROM {name}").fetchall()]
    rows += [str(path.name) for path in session.blobs.files()]
    return repr(rows)


def visit(*rows: dict[str, Any], village: str = ANGSANA, **more: Any) -> VisitIn:
    """A visit as it is handed in; a row without text gets one."""
    listed = [{"text": f"Aspirasi nomor {number}", **row} for number, row in enumerate(rows, 1)]
    return convert({"village": village, "date": "2026-11-21", "aspirations": listed, **more}, VisitIn)


def record(session: Session, *rows: dict[str, Any], village: str = ANGSANA) -> list[str]:
    """Records a visit with these aspirations and answers their codes."""
    added = visits.add_visit(session, visit(*rows, village=village), Path())
    return [row["code"] for row in added["aspirations"]]


def status(session: Session, code: str) -> str:
    return find(session, code).status


def parts(session: Session, thing: bytes) -> set[str]:
    """Names of all parts that stand on a thing."""
    return {name for stored in session.log.of_thing(thing) for name in stored.event.envelope.fields}
