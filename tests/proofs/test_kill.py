"""Killed at every step that lasts of save, finish, export and import: before or after, never between."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.actions import care, exchange, intake, opening, people
from desktop.actions.assignments import assign_rows
from desktop.actions.session import Session
from desktop.actions.shapes import AssignRow, VisitIn, convert
from desktop.actions.triage import verify
from desktop.actions.visits import add_visit
from desktop.errors import UserError
from desktop.store.projection import projection_hash
from tests.journeys.homes import World, copied, put_back, snapshot
from tests.proofs import victim
from tests.proofs.homes import dump_store, files, photo

ROOT = Path(__file__).parents[2]
# Sealing is never twice the same; and where a killed run stopped, numbers it had reserved are skipped.
LOCAL = ("sent_file.bytes",)
# Temp files with one fixed name each: the next write of the same file takes them over.
OVERTAKEN = {".sequence.tmp", ".erasures.tmp"}


class Ready:
    """A folder in which a scenario can begin: `home`, `stick`, photos; and the home of the other side."""

    def __init__(self, folder: Path) -> None:
        self.world: World = copied(folder / "rumah", cast=("induk", "officer", "pupr"))
        self.folder = folder / "kejadian"
        self.folder.mkdir(parents=True)
        photo(self.folder / "a.jpg", 1)
        photo(self.folder / "b.jpg", 2)
        self.other: dict[str, bytes] = {}
        self.wanted: dict[str, str] = {}

    def record(self) -> list[dict[str, str]]:
        made = add_visit(self.world.homes["officer"], convert(victim.VISIT, VisitIn), self.folder)
        return list(made["aspirations"])

    def stick(self, name: str, to: str) -> None:
        report = exchange.export(self.world.homes[name], to, self.folder / "stick")
        assert report["files"]

    def begin(self, name: str) -> Path:
        """Puts that home into the folder, closed, as it stands now."""
        put_back(self.folder / "home", snapshot(self.world, name))
        self.world.close()
        return self.folder


def saving(ready: Ready) -> str:
    return "officer"


def finishing(ready: Ready) -> str:
    ready.record()
    return "officer"


def exporting(ready: Ready) -> str:
    ready.record()
    ready.other = snapshot(ready.world, "induk")
    ready.world.carry("officer", "coordinator", "induk")
    ready.wanted = projection_hash(ready.world.homes["induk"].store)
    return "officer"


def importing(ready: Ready) -> str:
    ready.record()
    ready.stick("officer", "coordinator")
    return "induk"


def assigned(ready: Ready) -> list[dict[str, str]]:
    made = ready.record()
    ready.world.carry("officer", "coordinator", "induk")
    induk = ready.world.homes["induk"]
    verify(induk, [made[1]["code"]])
    assign_rows(induk, [AssignRow(code=made[1]["code"], agency="PUPR")])
    return made


def importing_at_an_agency(ready: Ready) -> str:
    assigned(ready)
    ready.stick("induk", "agency:PUPR")
    return "pupr"


def importing_an_erasure(ready: Ready) -> str:
    made = assigned(ready)
    ready.world.carry("induk", "agency:PUPR", "pupr")
    people.forget(ready.world.homes["induk"], made[1]["code"], "Diminta warga")
    ready.stick("induk", "agency:PUPR")
    return "pupr"


CASES: dict[str, tuple[str, Callable[[Ready], str]]] = {
    "save": ("save", saving),
    "finish": ("finish", finishing),
    "export": ("export", exporting),
    "import": ("import", importing),
    "import at an agency": ("import", importing_at_an_agency),
    "import of an erasure": ("import", importing_an_erasure),
}


@contextmanager
def opened(home: Path) -> Iterator[Session]:
    session = victim.opened(home)
    try:
        yield session
    finally:
        opening.close(session)


def state_of(session: Session) -> dict[str, str]:
    return dump_store(session.store, without=LOCAL)


def killed_everywhere(*cases: tuple[str, Path]) -> list[list[tuple[str, Path]]]:
    """For each scenario and its folder: the steps, and the folders as the kills left them; whole at last."""
    if not hasattr(os, "fork"):
        pytest.skip("the victims are forked")
    words = [str(word) for case in cases for word in case]
    command = [sys.executable, "-m", "tests.proofs.victim", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = [(step, Path(path)) for step, path in (line.split("\t") for line in done.stdout.splitlines())]
    return [[one for one in told if one[1].parent == folder.parent] for _, folder in cases]


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """In memory if possible: a kill takes nothing that was written, so nothing has to reach a disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def killed_in(room: Path) -> dict[str, tuple[Ready, Path, list[tuple[str, Path]]]]:
    """All cases killed by one process, which takes as long to begin as to be killed ten times."""
    readied = {case: Ready(room / str(number)) for number, case in enumerate(CASES)}
    folders = {case: ready.begin(CASES[case][1](ready)) for case, ready in readied.items()}
    killed = killed_everywhere(*[(CASES[case][0], folder) for case, folder in folders.items()])
    return {
        case: (readied[case], folder, told)
        for (case, folder), told in zip(folders.items(), killed, strict=True)
    }


@pytest.mark.parametrize("case", CASES)
def test_killed_at_every_step(
    case: str, killed_in: dict[str, tuple[Ready, Path, list[tuple[str, Path]]]]
) -> None:
    scenario = CASES[case][0]
    ready, folder, (*killed, (_, whole)) = killed_in[case]
    before, after = seen_in(folder / "home"), seen_in(whole / "home")
    assert before != after
    found, repeated = [], set()
    for step, left in killed:
        traces = frozenset(str(path.relative_to(left)) for path in left.rglob("*"))
        state = seen_in(left / "home")
        assert state in (before, after), f"between, after {step}"
        found.append(state == after)
        if (state == after, traces) not in repeated:
            repeated.add((state == after, traces))
            AGAIN[scenario](left, whole, ready, state == after)
    assert found == sorted(found), "once done it stays done"
    assert 5 < found.count(False) < len(found), "both sides were met"


def seen_in(home: Path) -> tuple[dict[str, str], list[str]]:
    """What a start after the kill finds: everything whole, nothing lying about, and the rows and files."""
    with opened(home) as session:
        opening.sweep(session)
        rows = state_of(session)
        assert [one for one in care.check(session)["checks"] if not one["ok"]] == []
    return rows, [one for one in files(home) if one not in OVERTAKEN | {"sequence", "erasures"}]


def recorded_again(left: Path, whole: Path, ready: Ready, done: bool) -> None:
    victim.run("save", left, seed=8)
    with opened(left / "home") as session:
        assert session.store.connection.execute("SELECT count(*) FROM visit").fetchone() == (1 + done,)


def finished_again(left: Path, whole: Path, ready: Ready, done: bool) -> None:
    if done:
        with pytest.raises(UserError, match="visit_finished"):
            victim.run("finish", left)
    else:
        victim.run("finish", left)


def exported_again(left: Path, whole: Path, ready: Ready, done: bool) -> None:
    """Whatever has a name that a clerk would carry is a good file; with the next one everything is there."""
    victim.run("export", left)
    sent = sorted((left / "out").glob("*.jbola"))
    assert sent
    put_back(left / "induk", ready.other)
    with opened(left / "induk") as session:
        for file in intake.take_in(session, sent)["files"]:
            assert (file["result"], file["refused"]) == ("taken", []), file
        assert projection_hash(session.store) == ready.wanted


def imported_again(left: Path, whole: Path, ready: Ready, done: bool) -> None:
    victim.run("import", left)
    with opened(left / "home") as session, opened(whole / "home") as other:
        assert projection_hash(session.store) == projection_hash(other.store)
        opening.sweep(session)
    assert not [one for one in files(left / "home") if one in OVERTAKEN]


AGAIN: dict[str, Callable[[Path, Path, Ready, bool], None]] = {
    "save": recorded_again,
    "finish": finished_again,
    "export": exported_again,
    "import": imported_again,
}
