"""How things are measured: in a process of their own, in turns with their limit, and told as a ratio."""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[2]
ROUNDS = 3
MIB = 1 << 20
_LOOK = 0.02

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: what is measured.
        measured: the figure, a ratio unless `unit` says otherwise.
        aim: at most this; None where nothing was promised.
        note: seconds and whatever explains the figure.
    """

    name: str
    measured: float
    aim: float | None = None
    note: str = ""
    unit: str = "x"


class Peak:
    """Largest memory of a process and of the workers it starts, looked at from outside.

    Not by getrusage: what a child is said to have used there begins with its parent's size.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._found: dict[int, int] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> float:
        """MiB of the workers, each at its largest."""
        self._done.set()
        self._thread.join()
        return sum(self._found.values()) / MIB

    def _watch(self) -> None:
        while not self._done.wait(_LOOK):
            for pid in _children(self._pid):
                self._found[pid] = max(_status(pid, "VmHWM"), self._found.get(pid, 0))


def child(call: str, *, watch: bool = False, **arguments: object) -> Figures:
    """Run ``module:function`` of this folder in a process of its own; what it answers.

    Args:
        call: e.g. ``bench_import:whole``.
        watch: add ``workers_mib``, the memory of the processes it starts.
        arguments: of the function; paths as text.
    """
    command = [sys.executable, "-m", "tests.bench.child", call, json.dumps(arguments)]
    process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE)
    peak = Peak(process.pid) if watch else None
    try:
        output, _ = process.communicate()
    finally:
        workers = peak.stop() if peak else 0.0
    if process.returncode:
        raise RuntimeError(f"{call} failed")
    figures: Figures = json.loads(output.splitlines()[-1])
    return figures | ({"workers_mib": workers} if watch else {})


def in_turns(calls: Mapping[str, Callable[[], Figures]], rounds: int = ROUNDS) -> dict[str, list[Figures]]:
    """Run each in turn, several times, so that a slow minute of the machine meets all of them."""
    found: dict[str, list[Figures]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            found[name].append(call())
    return found


def ratio(over: Sequence[float], under: Sequence[float]) -> float:
    """The median of the ratios of each turn."""
    return statistics.median(one / other for one, other in zip(over, under, strict=True))


def seconds(figures: Sequence[Figures], name: str = "seconds") -> list[float]:
    """One figure of every turn."""
    return [float(one[name]) for one in figures]


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def timed(call: Callable[[], object]) -> float:
    """Seconds a call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def processor() -> float:
    """Seconds of processor time of this process and of the workers that have ended."""
    return sum(os.times()[:4])


def memory() -> float:
    """MiB this process holds now; not a number where the system does not tell."""
    return _status("self", "VmRSS") / MIB or float("nan")


def peak() -> float:
    """The most MiB this process has held since `forget_peak`."""
    return _status("self", "VmHWM") / MIB or float("nan")


def forget_peak() -> None:
    """Begin a new peak at what is held now, where the system allows it."""
    refs = Path("/proc/self/clear_refs")
    if refs.exists():
        refs.write_text("5")


def _status(pid: int | str, name: str) -> int:
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0  # gone, or another system
    found = text.partition(f"{name}:")[2].split()
    return int(found[0]) * 1024 if found else 0


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in text.split()]
