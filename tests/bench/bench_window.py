"""The window at 100,000 aspirations, and at a million: start against a bare one, lists, keys, memory."""

import dataclasses
import os
import shutil
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import convert
from msgspec.structs import replace

from desktop.actions.session import home_bytes
from desktop.actions.shape_types import VisitIn
from desktop.actions.visits import add_visit
from desktop.paths import Paths
from desktop.store.vault import create_vault
from tests.bench.bench_projection import ready
from tests.bench.grown import grown
from tests.bench.history import AGENCY_CODES, VILLAGES
from tests.bench.measure import Figures, Row, child, in_turns, middle, ratio, seconds
from tests.bench.window_child import PASSPHRASE
from tests.bench.world import DATA_KEY, NOW, world

LISTS = ("triage", "aspirations", "visits", "answers", "incoming", "inbox", "letters")
_ROUNDS = 5
_SWITCH, _KEY, _MIB, _START = 100.0, 16.0, 80.0, 1.5


def run(work: Path) -> list[Row]:
    """The rows of this benchmark; drawn into memory, for a screen of its own says nothing of the program."""
    home = work / "window"
    shutil.copytree(ready(work), home)
    return _measured(work, home, "")


def million(work: Path) -> list[Row]:
    """The same with ten times the rows."""
    small = work / "hundred"
    shutil.copytree(ready(work), small)
    home = grown(small, work / "million")
    shutil.rmtree(small)
    return _measured(work, home, ", 1,000,000")


def _measured(work: Path, folder: Path, more: str) -> list[Row]:
    kept, home = dict(os.environ), str(folder)
    try:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # Whoever starts the program twice has its bytecode; where tests run it is often not written.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
        visit = child("bench_window:furnish", folder=home)["visit"]
        opened = child("window_child:pages", folder=home)
        rows = [*_start(home), *_pages(opened), *_typing(home, visit)]
        return [dataclasses.replace(row, name=row.name + more) for row in rows]
    finally:
        os.environ.clear()
        os.environ.update(kept)
        shutil.rmtree(home)


def furnish(folder: str) -> Figures:
    """Gives a home all three desks, for every page to be opened on it, a passphrase, a visit to type into."""
    told = {"village": VILLAGES[0], "date": NOW.date().isoformat(), "start": "8.00", "aspirations": []}
    desks = ["coordinator", "officer", f"agency:{AGENCY_CODES[0]}"]
    with world().receiver(Path(folder)) as session, session.store.transaction():
        session.store.set_meta("home", home_bytes(replace(session.home, desks=desks)))
    create_vault(Paths(Path(folder)).vault, PASSPHRASE, bytes(32), DATA_KEY)
    with world().receiver(Path(folder)) as session:
        return {"visit": add_visit(session, convert(told, VisitIn), Path())["visit"]["id"]}


def _start(home: str) -> list[Row]:
    calls: dict[str, Callable[[], Figures]] = {
        "bare": lambda: child("window_bare:bare", begun=time.monotonic()),
        "start": lambda: child("window_child:start", begun=time.monotonic(), folder=home),
    }
    found = in_turns(calls, _ROUNDS)
    bare, started = found["bare"], found["start"]
    key = child("window_child:key_derivation", folder=home)
    busy = [ratio(seconds(started, name), seconds(bare, "cpu")) for name in ("cpu", "gate_cpu")]
    note = (
        f"{middle(seconds(started)):.2f} s / {middle(seconds(bare)):.2f} s; processor time {busy[0]:.2f}x: "
    )
    note += f"{middle(seconds(started, 'cpu')):.2f} s / {middle(seconds(bare, 'cpu')):.2f} s"
    holds = middle([one["memory"] - other["memory"] for one, other in zip(started, bare, strict=True)])
    early = ", ".join(started[0]["heavy"]) or "none"
    wait = f"left out of the start; by the clock {middle(seconds(started, 'ready')):.2f} s after the gate"
    gate = f"processor time {busy[1]:.2f}x; imported by then: {early}"
    return [
        Row("exec to first list row / bare window", ratio(seconds(started), seconds(bare)), _START, note),
        Row("exec to the gate / bare window", ratio(seconds(started, "gate"), seconds(bare)), None, gate),
        Row("loaded while the passphrase is typed", middle(seconds(started, "ready_cpu")), None, wait, "s"),
        Row("key derivation, left out of the start", key["seconds"], None, "", "s"),
        Row("memory at the first list, above a bare window", holds, _MIB, "", "MiB"),
    ]


def _pages(opened: Figures) -> list[Row]:
    again, first, read = opened["again"], opened["first"], opened["read"]
    rows = [Row(f"list {name}: first page read", *_ms(read[name], _SWITCH)) for name in LISTS]
    slow, new = (max(times, key=lambda name: times[name][1]) for times in (again, first))
    rows += [
        Row(f"page switch, slowest: {slow}", *_ms(again[slow], _SWITCH, _told(again))),
        Row(f"page opened for the first time, slowest: {new}", *_ms(first[new], None, _told(first))),
    ]
    late, behind = max(opened["behind"].items(), key=lambda one: float(one[1]))
    rows.append(Row(f"what a page reads behind the window, slowest: {late}", behind, None, "", "s"))
    return [*rows, Row("memory with every page open", opened["memory"], None, "whole process", "MiB")]


def _typing(home: str, visit: str) -> list[Row]:
    typed = child("window_child:typing", folder=home, visit=visit)
    walls, busy = zip(*typed["keys"], strict=True)
    at95, own = (statistics.quantiles(times, n=20)[-1] for times in (walls, busy))
    note = f"median {middle(walls):.1f} ms of {len(walls)} keys; p95 of its own work {own:.1f} ms"
    entered = f"the line empty again after {middle(typed['enters']):.0f} ms"
    return [
        Row("key press to paint in the entry line, p95", at95, _KEY, note, "ms"),
        Row("Enter to the new row, median", middle(typed["rows"]), None, entered, "ms"),
    ]


def _ms(took: Sequence[float], aim: float | None, more: str = "") -> tuple[float, float | None, str, str]:
    """Figure, aim, note and unit: on a loaded machine only the thread's own work says something."""
    wall, busy = took
    return busy, aim, f"the thread's own work; by the clock {wall:.0f} ms{more}", "ms"


def _told(times: Mapping[str, Sequence[float]]) -> str:
    slowest = sorted(times.items(), key=lambda one: -one[1][1])
    return "; " + ", ".join(f"{name} {busy:.0f}" for name, (_, busy) in slowest)
