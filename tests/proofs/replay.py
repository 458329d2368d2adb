"""Golden files of every version that ever landed, and what a fresh home makes of them."""

import json
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.actions import intake, opening
from desktop.actions.opening import Surroundings
from desktop.actions.region_pack import import_pack
from desktop.actions.session import Home, Owner, Session, home_bytes
from desktop.core.events import thing_text
from desktop.paths import Paths
from desktop.settings import Settings
from desktop.store.engine import open_store
from desktop.store.migrations import migrate
from desktop.store.projection import projection_hash
from desktop.sync.keys import Keys
from tests.journeys.homes import DATA_KEY

GOLDEN = Path(__file__).parent / "golden"
PACK, REQUEST, BACKUP, HOME = "paket.jbpack", "permintaan.jbreq", "cadangan.jbcadangan", "rumah"
# Who takes in what, in this order, after the pack.
TAKEN = {
    "second": ("petugas.jbola", "petugas-terbatas.jbola", "induk.jbola", "skpd.jbola"),
    "officer": ("ke-petugas.jbola",),
    "pupr": ("ke-skpd.jbola",),
}
DESKS = {"second": "coordinator", "officer": "officer", "pupr": "agency:PUPR"}
LATER = "2026-12-01T08:00:00+08:00"
# Paths depend on where the files lie; everything else of a report is frozen.
_REPORTED = ("from", "number", "result", "new", "known", "held", "refused", "gaps", "photos_awaited")


def facts(version: Path) -> dict[str, Any]:
    """Keys, voice codes and the passphrase, as they were frozen with the files."""
    known: dict[str, Any] = json.loads((version / "fakta.json").read_text(encoding="utf-8"))
    return known


def expected(version: Path) -> dict[str, Any]:
    """What the files are to become; the one file of a version that may be written again."""
    wanted: dict[str, Any] = json.loads((version / "harapan.json").read_text(encoding="utf-8"))
    return wanted


def outside(home: Path) -> Surroundings:
    moment, chance = datetime.fromisoformat(LATER), random.Random(3)
    return Surroundings(Paths(home), Settings(), lambda: moment, chance.randbytes)


@contextmanager
def fresh(folder: Path, version: Path, name: str) -> Iterator[Session]:
    """A home with the frozen keys of a reader that has taken in nothing yet."""
    keys, paths = Keys.from_secret(facts(version)["keys"][name]), Paths(folder / name)
    paths.home.mkdir(parents=True)
    with open_store(paths, DATA_KEY) as store:
        migrate(store)
        with store.transaction():
            store.set_meta("keys", json.dumps(keys.secret()).encode())
            store.set_meta("home", home_bytes(Home([DESKS[name]], Owner(thing_text(keys.writer), name))))
    session = opening.open_with_key(outside(folder / name), DATA_KEY)
    try:
        yield session
    finally:
        opening.close(session)


def taken(session: Session, version: Path, name: str) -> dict[str, Any]:
    """Takes in what there is for this reader, and says what came of it."""
    pack = import_pack(session, version / PACK, facts(version)["voice"][PACK])
    report = intake.take_in(session, [version / file for file in TAKEN[name]])
    files = [{key: file[key] for key in _REPORTED} for file in [pack, *report["files"]]]
    return {"files": files, "conflicts": report["conflicts"], **meaning(session)}


def meaning(session: Session) -> dict[str, Any]:
    """What a person would see, which stays; and the hashes of the tables, which a later schema may change."""
    rows = session.store.connection.execute(
        """SELECT code, kind, status, outcome, title, text, agency, due, citizen IS NOT NULL, restricted
        FROM aspiration ORDER BY code"""
    ).fetchall()
    people = session.store.connection.execute("SELECT name FROM citizen ORDER BY name").fetchall()
    return {
        "aspirations": [list(row) for row in rows],
        "people": [name for (name,) in people],
        "projection": projection_hash(session.store),
    }


@contextmanager
def frozen_home(folder: Path, version: Path) -> Iterator[Session]:
    """The frozen home, opened by its passphrase, in a copy."""
    shutil.copytree(version / HOME, folder / HOME)
    session = opening.open_home(outside(folder / HOME), facts(version)["passphrase"])
    try:
        yield session
    finally:
        opening.close(session)
