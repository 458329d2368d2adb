"""For all tests: a Hypothesis profile that is the same everywhere, and no unexpected noise in the log."""

import logging
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

# A run depends on the code alone: no example database, fixed examples.
# To look further: python3 -m tests --hypothesis-profile=explore
settings.register_profile(
    "house",
    deadline=None,
    max_examples=50,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", settings.get_profile("house"), derandomize=False, max_examples=1000)
settings.load_profile("house")

LONGEST = ("journeys", "proofs", "ui", "reports", "cli", "actions")
"""Rooms with files that take long come first: one that began last would keep one worker busy alone."""

PROPERTY = "hypothesis"
SPENT = pytest.StashKey[list[float]]()


class Noise(logging.Handler):
    """Collects what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes long; runs with `python3 -m tests --all` or `-m slow`")
    config.addinivalue_line("markers", "logs: this test expects warnings in the log")
    config.stash[SPENT] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail the test during which something unexpected was logged."""
    noise = Noise()
    logging.getLogger().addHandler(noise)
    try:
        result = yield
    finally:
        logging.getLogger().removeHandler(noise)
    if noise.lines and item.get_closest_marker("logs") is None:
        pytest.fail("unexpected in the log:\n" + "\n".join(noise.lines), pytrace=False)
    return result


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; and mark what Hypothesis drives: the mark travels with the report from a worker."""
    items.sort(key=_room)
    for item in items:
        inner = getattr(item, "obj", None)
        if getattr(inner, "is_hypothesis_test", False) or hasattr(inner, "_hypothesis_internal_use_settings"):
            item.user_properties.append((PROPERTY, True))


def _room(item: pytest.Item) -> int:
    return LONGEST.index(room) if (room := item.path.parent.name) in LONGEST else len(LONGEST)


class Clock:
    """Adds up the seconds of the tests that Hypothesis drives."""

    def __init__(self, config: pytest.Config) -> None:
        self.seconds = config.stash[SPENT]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and (PROPERTY, True) in map(tuple, report.user_properties):
            self.seconds.append(report.duration)


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.pluginmanager.register(Clock(session.config), "house-clock")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    seconds = terminalreporter.config.stash[SPENT]
    terminalreporter.write_line(f"hypothesis: {sum(seconds):.1f} s in {len(seconds)} tests")
