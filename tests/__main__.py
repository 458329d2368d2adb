"""``python3 -m tests``: prepares, runs every check even if one fails, and says how long each took.

``--all`` adds the slow ones: tests marked slow, the mutants and the benchmarks. Other arguments go to pytest.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from desktop import prepare

TOOLS = {"age": "age", "strace": "strace", "unzip": "unzip", "zstd": "zstd", "pdftotext": "poppler-utils"}
"""A command some tests try the files with → the Debian package that has it."""

SLOW_TOOLS = {name: name.lower() for name in ("Xvfb", "xdotool", "openbox")}
SLOW_TOOLS["soffice"] = "libreoffice-writer-nogui"
MEMORY, ENOUGH = "/dev/shm", 6 * 1024**3
"""Where Linux keeps files in memory, and how much of it has to be free for the homes of a run."""

PLUGINS = ("xdist", "timeout", "hypothesispytest", "pytest-qt")
CHECKS = (
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("ruff", ["-m", "ruff", "check", "."]),
    ("imports", ["-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo"]),
    ("mypy", ["-m", "mypy"]),
)


class Part:
    """One command of the run: its name, whether it went well, how long it took and what it printed last."""

    def __init__(self, name: str, arguments: "list[str]", environment: "dict[str, str]") -> None:
        self.name = name
        self.command = [sys.executable, *arguments]
        self.environment = environment
        self.failed = True
        self.seconds = 0.0
        self.output = ""

    def run(self, show: bool) -> None:
        """Run it; with ``show`` its lines appear at once, all but the last, which the caller prints."""
        begun = time.monotonic()
        child = subprocess.Popen(
            self.command,
            cwd=prepare.HOUSE,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        held = ""
        for raw in child.stdout or ():
            if show and held:
                print(held, end="", flush=True)
            held = raw.decode("utf-8", "replace")
            self.output += "" if show else held
        self.output = held if show else self.output
        self.failed = child.wait() != 0
        self.seconds = time.monotonic() - begun


def install_tools(everything: bool) -> None:
    """Get the tools that some tests try the files with; those tests skip themselves where one is missing."""
    tools = {**TOOLS, **(SLOW_TOOLS if everything else {})}
    missing = [package for tool, package in tools.items() if not shutil.which(tool)]
    if missing and os.path.exists("/etc/debian_version"):
        prepare.install_system(missing)
    elif missing:
        print("Not found, so their tests are skipped: " + " ".join(missing), file=sys.stderr)


def surroundings() -> "dict[str, str]":
    """Give the variables for the parts: they and their children find the packages without preparing again."""
    result = dict(os.environ, PYTHONUTF8="1", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", QT_QPA_PLATFORM="offscreen")
    if result.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Nothing is written beside the sources, as was wished; but no child compiles them anew.
        result.setdefault("PYTHONPYCACHEPREFIX", os.path.join(prepare.cache_folder(), "bytecode"))
    if not os.environ.get(prepare.SWITCH):
        inherited = os.environ.get("PYTHONPATH")
        packages = prepare.environment(prepare.TESTING)
        result["PYTHONPATH"] = os.pathsep.join([packages, inherited] if inherited else [packages])
    result[prepare.SWITCH] = "1"
    return result


@contextmanager
def in_memory() -> "Iterator[dict[str, str]]":
    """Give the variable for a folder in memory, if a run has room there: it need not wait for a disk."""
    try:
        free, rules = shutil.disk_usage(MEMORY).free, os.statvfs(MEMORY).f_flag
        fit = free >= ENOUGH and not rules & os.ST_NOEXEC and os.access(MEMORY, os.W_OK)
    except (OSError, AttributeError):
        fit = False
    if not fit:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="jemput-bola-", dir=MEMORY) as room:
        yield {"TMPDIR": room}


def run_all(arguments: "list[str]") -> int:
    """Run every part; give 0 only if all went well."""
    around = surroundings()
    everything = "--all" in arguments
    checks = [Part(name, command, around) for name, command in CHECKS]
    # The checks use one core while pytest's workers wait for files; their output follows in one piece.
    beside = threading.Thread(target=run_quietly, args=(checks,))
    beside.start()
    words = pytest_command([word for word in arguments if word != "--all"], everything)
    with in_memory() as room:
        pytest = Part("pytest", words, {**around, **room})
        pytest.run(show=True)
    beside.join()
    slow = [Part(name, ["-m", "tests." + name], around) for name in ("mutants", "bench") if everything]
    for part in checks:
        print(f"\n-- {part.name}\n{part.output.strip()}" if part.failed else part.name + ": ok")
    for part in slow:
        print("\n-- " + part.name)
        part.run(show=True)
        print(part.output, end="")
    parts = [*checks, pytest, *slow]
    print("\nseconds: " + ", ".join(f"{part.name} {part.seconds:.1f}" for part in parts))
    failed = [part.name for part in parts if part.failed]
    print("failed: " + ", ".join(failed) if failed else "every part passed")
    print(pytest.output.strip(), flush=True)
    return 1 if failed else 0


def run_quietly(parts: "list[Part]") -> None:
    """Run parts one after the other, their output kept for later."""
    for part in parts:
        part.run(show=False)


def pytest_command(arguments: "list[str]", everything: bool) -> "list[str]":
    """Give pytest's command line; a file stays on one worker, so what a module makes once is made once.

    Files are handed out in the order of `tests.conftest`, not the one with the most tests first.
    """
    # One more than there are cores: a worker whose test waits for a window or a child leaves its core free.
    workers = str(min(os.cpu_count() or 2, 4) + 1)
    command = [
        "-m",
        "pytest",
        "-n",
        workers,
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        "--durations",
        "8",
        "--durations-min",
        "2",
    ]
    for plugin in PLUGINS:
        command += ["-p", plugin]
    return command + (["-m", "slow or not slow"] if everything else []) + arguments


def main(arguments: "list[str]") -> int:
    """Check the Python, prepare, run."""
    try:
        prepare.check_python(sys.version_info[:2])
        install_tools("--all" in arguments)
        return run_all(arguments)
    except prepare.Stop as stop:
        return prepare.report(stop, as_json=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
