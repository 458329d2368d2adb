"""Copies of the house in a temporary folder, and pytest run inside one of them within a time limit."""

import compileall
import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode

from tests.mutants.tracing import TARGET

_COPIED = ("desktop", "reports", "resources", "tests", "pyproject.toml", "README.md", "LICENSE")
_PLUGINS = ("timeout", "hypothesispytest", "tests.mutants.tracing")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*_cache")
_WORK = "work"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: pytest's exit code, None when its time was up."""

    code: int | None
    output: str


class Copy:
    """One copy of the house, for one mutant after the other."""

    def __init__(self, house: Path, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        for name in _COPIED:
            source = house / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=_LEFT_OUT)
            elif source.exists():
                shutil.copy2(source, folder / name)
        # Compiled once and checked by content, so that a mutant of the same second and size is never missed.
        compileall.compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        self._environment = {
            **environment,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": os.pathsep.join([str(folder), environment.get("PYTHONPATH", "")]).rstrip(
                os.pathsep
            ),
            "TMPDIR": str(folder / _WORK),
        }

    def run(self, tests: Sequence[str], seconds: float, trace: Path | None = None) -> Outcome:
        """Run tests, in the order given, until one fails (until the end when tracing)."""
        work = self.folder / _WORK
        work.mkdir()
        listed = work / "tests.txt"
        listed.write_text("\n".join(tests), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "--no-header", "--tb=line", "-p", "no:cacheprovider"]
        command += ["--timeout", "0"]  # the limit is ours, and a traced test takes longer
        command += [word for name in _PLUGINS for word in ("-p", name)]
        command += ["--basetemp", str(work / "pytest"), f"@{listed}"]
        around = dict(self._environment)
        if trace is None:
            command.append("-x")
        else:
            around[TARGET] = str(trace)
        try:
            return _bounded(command, self.folder, around, seconds)
        finally:
            _remove(work)


def _bounded(command: Sequence[str], folder: Path, around: Mapping[str, str], seconds: float) -> Outcome:
    with (folder / "output.txt").open("w+b") as output:
        child = subprocess.Popen(
            command, cwd=folder, env=dict(around), stdout=output, stderr=output, start_new_session=True
        )
        code: int | None = None
        try:
            code = child.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _end(child)
        output.seek(0)
        return Outcome(code, output.read()[-4000:].decode("utf-8", "replace"))


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the run with everything it has started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            with contextlib.suppress(OSError):
                path.chmod(0o700)  # a test may have made it read-only
    shutil.rmtree(folder, ignore_errors=True)
