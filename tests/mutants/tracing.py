"""A pytest plugin: which functions of core, store and sync each test runs, and how long the test takes.

Also keeps a mutant that runs wild from eating the machine. Loaded with ``-p tests.mutants.tracing``.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Generator
from types import FrameType
from typing import Any

import pytest

TARGET = "JEMPUTBOLA_TRACE"
"""Environment: the file to write to; without it nothing is traced."""

_ROOMS = tuple(os.path.join("desktop", room, "") for room in ("core", "store", "sync"))
_MOST_MEMORY = 6 << 30
_LARGEST_FILE = 2 << 30


class Tracing:
    """Notes ``path:first line`` of every function called, by test."""

    def __init__(self, house: str, target: str) -> None:
        self.house = house + os.sep
        self.target = target
        self.seen: set[str] = set()
        self.tests: dict[str, dict[str, Any]] = {}
        self._names: dict[str, str | None] = {}

    def on_call(self, frame: FrameType, event: str, argument: object) -> None:
        """Take a call; answers None, so that nothing inside the function is traced."""
        code = frame.f_code
        name = self._name(code.co_filename)
        if name is not None:
            self.seen.add(f"{name}:{code.co_firstlineno}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Trace one test with its fixtures."""
        self.seen = set()
        begun = time.perf_counter()
        threading.settrace(self.on_call)
        sys.settrace(self.on_call)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)
            entry = self.tests.setdefault(
                item.nodeid.partition("[")[0], {"seconds": 0.0, "failed": False, "ran": []}
            )
            entry["seconds"] += time.perf_counter() - begun
            entry["ran"] = sorted(self.seen.union(entry["ran"]))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what fails already without a mutant."""
        if report.failed:
            name = report.nodeid.partition("[")[0]
            self.tests.setdefault(name, {"seconds": 0.0, "ran": []})["failed"] = True
            self.tests[name]["failed"] = True

    def pytest_sessionfinish(self) -> None:
        """Write it all down."""
        with open(self.target, "w", encoding="utf-8") as file:
            json.dump(self.tests, file)

    def _name(self, path: str) -> str | None:
        if path not in self._names:
            inside = path.removeprefix(self.house)
            self._names[path] = inside.replace(os.sep, "/") if inside.startswith(_ROOMS) else None
        return self._names[path]


def pytest_configure(config: pytest.Config) -> None:
    _limit()
    target = os.environ.get(TARGET)
    if target:
        config.pluginmanager.register(Tracing(str(config.rootpath), target), "house-tracing")


def _limit() -> None:
    """Bound memory and files, where the system can."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_FSIZE, _LARGEST_FILE)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most, hard))
