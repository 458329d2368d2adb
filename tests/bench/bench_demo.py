"""The demo, as a stranger starts it: seconds and processor time."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.measure import HOUSE, Row


def run(work: Path) -> list[Row]:
    """The rows of this benchmark."""
    begun, before = time.perf_counter(), os.times()
    command = [sys.executable, "-m", "desktop", "--demo", "--out", str(work / "demo")]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    spent, after = time.perf_counter() - begun, os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    if done.returncode:
        tail = (done.stderr or done.stdout).strip().splitlines()[-1:]
        return [Row("demo", float("nan"), 40.0, f"exit {done.returncode}: {' '.join(tail)}", "s")]
    return [Row("demo", spent, 40.0, f"{busy:.1f} s of processor time", "s")]
