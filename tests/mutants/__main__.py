"""``python3 -m tests.mutants [--count 100] [--seed 1] [--jobs 2]``: how many small wrongs do tests find?"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from desktop import prepare
from tests.__main__ import surroundings
from tests.mutants.copies import Copy, Outcome
from tests.mutants.mapping import Mapped, Test, choose, map_tests
from tests.mutants.source import ROOMS, Mutant, candidates

HOUSE = Path(__file__).resolve().parents[2]
ENOUGH = 0.85
_START = 30.0
_SLOWER = 4.0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: killed by a failing test, by the time limit, or not at all."""

    mutant: Mutant
    killed: bool
    late: bool
    tests: int


def pick(found: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """A seeded choice, no two of the same line."""
    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)
    chosen: dict[tuple[str, int], Mutant] = {}
    for mutant in shuffled:
        if len(chosen) < count:
            chosen.setdefault((mutant.path, mutant.line), mutant)
    return sorted(chosen.values(), key=lambda one: (one.path, one.line))


def judge(copy: Copy, mutant: Mutant, tests: Sequence[Test]) -> Result:
    """Put the wrong into the copy, run the tests, take it out again."""
    if not tests:
        return Result(mutant, False, False, 0)
    file = copy.folder / mutant.path
    source = file.read_bytes()
    file.write_bytes(mutant.applied(source))
    try:
        limit = _START + _SLOWER * sum(test.seconds for test in tests)
        outcome: Outcome = copy.run([test.name for test in tests], limit)
    finally:
        file.write_bytes(source)
    return Result(mutant, outcome.code != 0, outcome.code is None, len(tests))


def judge_all(copies: Sequence[Copy], mutants: Sequence[Mutant], mapped: Mapped) -> list[Result]:
    """Judge the mutants on all copies at once."""
    free: SimpleQueue[Copy] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def one(mutant: Mutant) -> Result:
        copy = free.get()
        try:
            return judge(copy, mutant, choose(mutant, mapped.tests))
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(one, mutants))


def report(results: Sequence[Result], seconds: float) -> None:
    """Print what survived, and the rooms."""
    survivors = [result for result in results if not result.killed]
    for result in survivors:
        mutant = result.mutant
        print(f"survived  {mutant.path}:{mutant.line}  {mutant.what}  ({result.tests} tests)")
    for room in ROOMS:
        here = [result for result in results if result.mutant.path.startswith(f"desktop/{room}/")]
        print(f"{room}: {sum(result.killed for result in here)} of {len(here)} killed")
    late = sum(result.late for result in results)
    print(f"{late} killed by the time limit; {seconds:.0f} s")


def run(count: int, seed: int, jobs: int, only: str) -> int:
    """The whole run; 0 when enough were killed."""
    begun = time.monotonic()
    around = surroundings()
    mutants = pick([one for one in candidates(HOUSE) if only in one.path], count, seed)
    with tempfile.TemporaryDirectory(prefix="jemputbola-mutants-") as folder:
        copies = [Copy(HOUSE, Path(folder) / str(number), around) for number in range(jobs)]
        mapped = map_tests(HOUSE, copies)
        for name in mapped.failing:
            print(f"left out, it fails without a mutant: {name}")
        print(f"{len(mapped.tests)} tests mapped in {time.monotonic() - begun:.0f} s", flush=True)
        results = judge_all(copies, mutants, mapped)
    report(results, time.monotonic() - begun)
    killed = sum(result.killed for result in results)
    print(f"mutants: {killed} of {len(results)} killed")
    return 0 if killed >= ENOUGH * len(results) else 1


def main(arguments: Sequence[str]) -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="how many at once")
    parser.add_argument("--only", default="", help="only files with this in their path")
    chosen = parser.parse_args(arguments)
    try:
        return run(chosen.count, chosen.seed, chosen.jobs, chosen.only)
    except prepare.Stop as stop:
        return prepare.report(stop, as_json=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
