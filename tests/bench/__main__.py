"""``python3 -m tests.bench [NAME…]``: every benchmark, or those named; a table of ratios."""

import argparse
import math
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import (
    bench_annex,
    bench_bundle,
    bench_demo,
    bench_import,
    bench_letter,
    bench_lists,
    bench_projection,
    bench_window,
)
from tests.bench.measure import Row

BENCHES: dict[str, Callable[[Path], list[Row]]] = {
    "import": bench_import.run,
    "projection": bench_projection.run,
    "lists": bench_lists.run,
    "bundle": bench_bundle.run,
    "letter": bench_letter.run,
    "annex": bench_annex.run,
    "demo": bench_demo.run,
    "window": bench_window.run,
    "million": bench_window.million,
}


def line(row: Row) -> str:
    """One line of the table."""
    figure = "-" if math.isnan(row.measured) else f"{row.measured:.2f} {row.unit}"
    aim = "" if row.aim is None else f"≤ {row.aim:g} {row.unit}"
    return f"{row.name:<58}{aim:>10}  {figure:>11} {mark(row):<7}{row.note}"


def mark(row: Row) -> str:
    """Whether the aim is met; nothing where there is none."""
    if row.aim is None:
        return ""
    return "ok" if row.measured <= row.aim else "misses"


def main(arguments: Sequence[str]) -> int:
    """Run and print; the figures are told, never judged."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], metavar="NAME", help=", ".join(BENCHES))
    names = parser.parse_args(arguments).names or list(BENCHES)
    print(f"{'measure':<58}{'aim':>10}  {'measured':>11}")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="jemputbola-bench-run-") as folder:
        for name in names:
            for row in BENCHES[name](Path(folder)):
                print(line(row), flush=True)
                rows.append(row)
    promised = [row for row in rows if row.aim is not None]
    print(f"bench: {sum(mark(row) == 'ok' for row in promised)} of {len(promised)} aims met")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
