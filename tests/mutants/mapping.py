"""Which tests are worth running for a mutant: those that run its function, its own test file first."""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.copies import Copy
from tests.mutants.source import Mutant

MODULE_SECONDS = 600.0
BUDGET = 60.0
"""Seconds of tests for one mutant, as they took without it."""

_LEAST = 0.01
_SOURCES = ("*.py", "*.toml", "*.json", "*.csv")


@dataclass(frozen=True, slots=True)
class Test:
    """One test function: seconds it takes, and the functions it runs as ``path:first line``."""

    name: str
    seconds: float
    ran: frozenset[str]

    @property
    def module(self) -> str:
        """The file it is in."""
        return self.name.partition("::")[0]


@dataclass(frozen=True, slots=True)
class Mapped:
    """The tests that pass without a mutant, and the names of those that do not."""

    tests: Sequence[Test]
    failing: Sequence[str]


def map_tests(house: Path, copies: Sequence[Copy]) -> Mapped:
    """Run every test file once, each in a process of its own, traced; remembered for a house unchanged."""
    kept = Path(tempfile.gettempdir()) / f"jemputbola-mutants-{_fingerprint(house)}.json"
    if not kept.exists():
        found = _trace(house, copies)
        kept.write_text(json.dumps(found), encoding="utf-8")
    raw = json.loads(kept.read_text(encoding="utf-8"))
    tests = [
        Test(name, one["seconds"], frozenset(one["ran"]))
        for name, one in sorted(raw.items())
        if not one["failed"]
    ]
    return Mapped(tests, sorted(name for name, one in raw.items() if one["failed"]))


def choose(mutant: Mutant, tests: Sequence[Test]) -> list[Test]:
    """The tests for a mutant, the most telling ones first, for at most about `BUDGET` seconds."""
    if mutant.function is None:
        hit = {test.name for test in tests if any(one.startswith(mutant.path + ":") for one in test.ran)}
    else:
        key = f"{mutant.path}:{mutant.function}"
        hit = {test.name for test in tests if key in test.ran}
    # What a test file prepares once is noted with its first test only, so the others of that file count too.
    modules = {test.module for test in tests if test.name in hit}
    mirror = _mirror(mutant.path)
    room = mirror.rpartition("/")[0] + "/"
    near = [test for test in tests if test.name in hit or test.module in modules or test.module == mirror]
    near = near or [test for test in tests if test.module.startswith(room)]
    near.sort(
        key=lambda test: (
            test.name not in hit,
            test.module != mirror,
            not test.module.startswith(room),
            test.seconds,
            test.name,
        )
    )
    return list(_within(near, BUDGET))


def _within(tests: Iterable[Test], budget: float) -> Iterable[Test]:
    spent = 0.0
    for test in tests:
        # One that is too long is left out; shorter ones after it may still fit.
        if spent + test.seconds <= budget:
            spent += max(test.seconds, _LEAST)
            yield test


def _mirror(path: str) -> str:
    _, room, name = path.split("/")
    return f"tests/{room}/test_{name}"


def _trace(house: Path, copies: Sequence[Copy]) -> dict[str, dict[str, object]]:
    modules = [path.relative_to(house).as_posix() for path in sorted((house / "tests").rglob("test_*.py"))]
    free: SimpleQueue[Copy] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def one(module: str) -> dict[str, dict[str, object]]:
        copy = free.get()
        try:
            target = copy.folder / "trace.json"
            target.unlink(missing_ok=True)
            outcome = copy.run([module], MODULE_SECONDS, target)
            if not target.exists():
                print(f"mutants: {module} did not end well without a mutant\n{outcome.output[-500:]}")
                return {}
            found: dict[str, dict[str, object]] = json.loads(target.read_text(encoding="utf-8"))
            return found
        finally:
            free.put(copy)

    result: dict[str, dict[str, object]] = {}
    with ThreadPoolExecutor(len(copies)) as pool:
        for found in pool.map(one, modules):
            result |= found
    return result


def _fingerprint(house: Path) -> str:
    digest = hashlib.sha256()
    for folder in ("desktop", "resources", "tests"):
        for path in sorted(path for kind in _SOURCES for path in (house / folder).rglob(kind)):
            digest.update(f"{path.relative_to(house)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
