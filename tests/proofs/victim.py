"""A process that is killed: each scenario runs in a copy of its folder, once for each step that lasts.

A step is a call after which something may be on the disk: fsync, rename, removal, a statement that writes,
COMMIT (before and after). Everything else a run needs, its clock and its randomness, is the same each time.
"""

import functools
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.actions import exchange, intake, opening, photos, visits
from desktop.actions.letters import Order, make_letters
from desktop.actions.opening import Surroundings
from desktop.actions.session import Session
from desktop.actions.shapes import VisitIn, convert
from desktop.app import build
from desktop.core.profile import Profile
from desktop.paths import Paths
from desktop.settings import Settings
from desktop.store.reserve import RESERVE_BYTES
from tests.journeys.homes import DATA_KEY
from tests.proofs.homes import NOW

if TYPE_CHECKING:
    from reports.press import Press

Step = Callable[[str], None]

assert photos, "loaded here once, and not in each child"

VISIT: dict[str, Any] = {
    "village": "63.10.09.2005",
    "date": "2026-11-21",
    "attachments": ["a.jpg"],
    "aspirations": [
        {"kind": "keluhan", "text": "Lampu jalan mati", "attachments": ["b.jpg"]},
        {"kind": "usulan", "text": "Jembatan kayu lapuk", "citizen": {"name": "Siti", "consent": True}},
    ],
}
_WRITES = ("INSERT", "UPDATE")


class Watched:
    """A connection that tells each statement that writes, each shape of it once."""

    def __init__(self, connection: Any, step: Step) -> None:
        self._connection, self._step = connection, step
        self._told: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        if sql == "COMMIT":
            self._step("before COMMIT")
        found = self._connection.execute(sql, *values)
        if sql == "COMMIT":
            self._told.clear()
            self._step("COMMIT")
        else:
            self._tell(sql)
        return found

    def executemany(self, sql: str, *values: Any) -> Any:
        found = self._connection.executemany(sql, *values)
        self._tell(sql)
        return found

    def _tell(self, sql: str) -> None:
        shape = " ".join(sql.split()[:3])
        if shape.startswith(_WRITES) and " TEMP " not in shape and shape not in self._told:
            self._told.add(shape)
            self._step(shape)


def watch(step: Step) -> None:
    """From now on this process tells what it does to the disk."""

    def told(name: str) -> None:
        call = getattr(os, name)

        def around(*args: Any, **more: Any) -> Any:
            given = call(*args, **more)
            step(f"{name} {Path(args[-1]).name if isinstance(args[-1], str | Path) else ''}".strip())
            return given

        setattr(os, name, around)

    for name in ("fsync", "replace", "rename", "link", "unlink"):
        told(name)


def told_once(step: Step) -> Step:
    """Of several fsyncs in a row only the first: a kill loses nothing of either.

    How many there are differs from run to run: a seal is random, so are the names of what holds it, and two
    files that happen to lie in one folder need one fsync of it fewer.
    """
    before = ""

    def once(name: str) -> None:
        nonlocal before
        again, before = name == before == "fsync", name
        if not again:
            step(name)

    return once


def opened(home: Path, seed: int = 7) -> Session:
    """The home with a clock that stands still and randomness that is the same each time."""
    moment, chance = datetime.fromisoformat(NOW), random.Random(seed)
    return opening.open_with_key(
        Surroundings(Paths(home), Settings(), lambda: moment, chance.randbytes), DATA_KEY
    )


def _save(session: Session, folder: Path) -> None:
    visits.add_visit(session, convert(VISIT, VisitIn), folder)


def _finish(session: Session, folder: Path) -> None:
    (visit,) = session.store.connection.execute("SELECT lower(hex(thing)) FROM visit").fetchone()
    visits.finish_visit(session, f"{visit[:8]}-{visit[8:12]}-{visit[12:16]}-{visit[16:20]}-{visit[20:]}")


def _export(session: Session, folder: Path) -> None:
    exchange.export(session, "coordinator", folder / "out")


def _import(session: Session, folder: Path) -> None:
    report = intake.take_in(session, sorted((folder / "stick").glob("*.jbola")))
    assert all(file["result"] in ("taken", "nothing_new") for file in report["files"]), report


@functools.cache
def press() -> "Press":
    """Made before the first fork, and used: fonts are measured and styles read once, not in each child."""
    from desktop.actions import letter_press  # noqa: PLC0415
    from reports.assignment_letter import assignment_letter  # noqa: PLC0415
    from reports.docx_letter import assignment_docx  # noqa: PLC0415
    from tests.reports.samples_letters import MOMENT, NORMAL  # noqa: PLC0415

    assert letter_press
    made = build().press()
    for write in (assignment_letter, assignment_docx):
        write(made, Profile(), NORMAL["penugasan"], None, MOMENT)
    return made


def _letter(session: Session, folder: Path) -> None:
    make_letters(session, press(), None, folder / "surat", Order(number="auto"))


SCENARIOS: dict[str, Callable[[Session, Path], None]] = {
    "save": _save,
    "finish": _finish,
    "export": _export,
    "import": _import,
    "letter": _letter,
}


def run(name: str, folder: Path, step: Step | None = None, seed: int = 7) -> None:
    """One run of a scenario in its folder (`home`, and what it reads and writes beside it)."""
    session = opened(folder / "home", seed)
    if step is not None:
        step = told_once(step)
        session.store.connection = Watched(session.store.connection, step)
        watch(step)
    SCENARIOS[name](session, folder)
    opening.close(session)


def main(name: str, folder: Path) -> None:
    """Leaves folder.0, folder.1, … as the kills left them, and folder.whole; prints step and folder."""
    if name == "letter":
        press()
    whole = copied_to(folder, "whole")
    steps = _steps(name, whole)
    for number, step in enumerate(steps):
        copy = copied_to(folder, str(number))
        _kill(name, copy, number)
        print(f"{step}\t{copy}")
    print(f"whole\t{whole}", flush=True)


def copied_to(folder: Path, ending: str) -> Path:
    target = Path(f"{folder}.{ending}")
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("reserve"))
    # A hole instead of four mebibytes: a hundred copies are made.
    with Paths(target / "home").reserve.open("wb") as reserve:
        reserve.truncate(RESERVE_BYTES)
    return target


def _steps(name: str, folder: Path) -> list[str]:
    """Runs the scenario whole, in a child like the others, and answers its steps."""
    reading, writing = os.pipe()
    if not (child := os.fork()):

        def tell(step: str) -> None:
            os.write(writing, step.encode() + b"\n")

        run(name, folder, tell)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        steps = told.read().splitlines()
    if os.waitpid(child, 0)[1]:
        sys.exit("the whole run failed")
    return steps


def _kill(name: str, folder: Path, last: int) -> None:
    """Runs the scenario in a child that is killed right after step number `last`."""
    if not (child := os.fork()):
        left = iter(range(last))

        def fatal(_step: str) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        run(name, folder, fatal)
        os._exit(0)
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        sys.exit(f"step {last} of {name} did not kill")


if __name__ == "__main__":
    for one, place in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        main(one, Path(place))
