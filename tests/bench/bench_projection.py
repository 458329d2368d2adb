"""Folding 300,000 events into the present state, against putting the same rows into the log."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.store import projection, search
from desktop.store.projection import Projector
from tests.bench import measure
from tests.bench.limits import insert_rows, raw_rows, writer_rows
from tests.bench.measure import Figures, Row, child, in_turns, middle, ratio, seconds, timed
from tests.bench.world import EVENTS, world

HOME = "projected"
_ROUNDS = 3


def run(work: Path) -> list[Row]:
    """The rows of this benchmark."""
    home = work / HOME

    def raw() -> Figures:
        shutil.rmtree(home, ignore_errors=True)
        return child("bench_projection:raw", folder=str(home))

    calls: dict[str, Callable[[], Figures]] = {
        "raw": raw,
        "fold": lambda: child("bench_projection:fold", folder=str(home)),
    }
    found = in_turns(calls, _ROUNDS)
    limit, folded = seconds(found["raw"]), seconds(found["fold"])
    search = seconds(found["fold"], "search")
    bare = [one - other for one, other in zip(folded, search, strict=True)]
    peak = middle(seconds(found["fold"], "peak"))
    busy = ratio(seconds(found["fold"], "cpu"), seconds(found["raw"], "cpu"))
    note = f"{middle(folded):.1f} s / {middle(limit):.1f} s; {ratio(bare, limit):.2f}x without search"
    note += f"; processor time {busy:.2f}x"
    return [
        Row("projection of 300,000 / raw insert of their rows", ratio(folded, limit), 1.3, note),
        Row("projection of 300,000: largest memory", peak, 150.0, "of the whole process", "MiB"),
    ]


def ready(work: Path) -> Path:
    """A home with 300,000 events folded: that of the last turn, else made now."""
    home = work / HOME
    if not home.exists():
        child("bench_projection:raw", folder=str(home))
        child("bench_projection:fold", folder=str(home))
    return home


def raw(folder: str) -> Figures:
    """Seconds of putting all rows into a fresh home's log."""
    made = world()
    records = list(made.records(EVENTS))
    with made.receiver(Path(folder)) as session:
        connection = session.store.connection
        rows = list(raw_rows(records, writer_rows(made, connection)))
        busy = measure.processor()
        spent = timed(lambda: insert_rows(connection, rows))
        return {"seconds": spent, "cpu": measure.processor() - busy}


def fold(folder: str) -> Figures:
    """Seconds of folding everything in the log, those of the search index within, and the largest memory."""
    made, index = world(), search.index_words
    spent = 0.0

    def watched(*arguments: Any) -> None:
        nonlocal spent
        begun = time.perf_counter()
        index(*arguments)
        spent += time.perf_counter() - begun

    vars(projection)["index_words"] = watched
    with made.receiver(Path(folder)) as session:

        def project() -> None:
            with session.store.transaction():
                Projector(session.store, session.log, session.roster).project(session.log.things())

        measure.forget_peak()
        busy = measure.processor()
        total = timed(project)
        busy = measure.processor() - busy
        return {"seconds": total, "search": spent, "peak": measure.peak(), "cpu": busy}
