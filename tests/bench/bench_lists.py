"""Lists at 100,000 aspirations: search while typing, and page after page, against the bare question."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from desktop.actions.aspiration_lists import list_aspirations
from desktop.actions.lists import Query, key_of
from desktop.actions.session import Session
from desktop.store.listing import Filter, aspiration_page
from desktop.store.queries import ASPIRATION
from desktop.store.search import match_of
from tests.bench.bench_projection import ready
from tests.bench.measure import Figures, Row, child
from tests.bench.world import world

TRIES = 400
PAGE = 50
_SEARCH = f"""SELECT {ASPIRATION}, w.rowid FROM search_words w CROSS JOIN search_row r ON r.id = w.rowid
    CROSS JOIN aspiration a ON a.thing = r.thing
    WHERE search_words MATCH ? AND a.restricted = 0 ORDER BY w.rowid DESC LIMIT ?"""
_NEXT = f"""SELECT {ASPIRATION} FROM aspiration a WHERE a.restricted = 0 AND (a.recorded, a.thing) < (?, ?)
    ORDER BY a.recorded DESC, a.thing DESC LIMIT ?"""
_OPEN = (Filter("restricted", "=", 0),)

Ask = Callable[[], object]


def run(work: Path) -> list[Row]:
    """The rows of this benchmark."""
    figures = child("bench_lists:both", folder=str(ready(work)))
    rows = []
    for name, told in (("search", "search while typing"), ("page", "a page by key")):
        one = figures[name]
        bare = f"p95 {one['action']:.2f} ms / {one['raw']:.2f} ms; medians {one['action_mid']:.2f} / "
        rows.append(
            Row(
                f"{told} / the bare question, p95",
                one["action"] / one["raw"],
                2.0,
                f"{bare}{one['raw_mid']:.2f}; {figures['aspirations']} aspirations",
            )
        )
        rows.append(
            Row(
                f"{told}: the store's share / the bare question, p95",
                one["store"] / one["raw"],
                None,
                f"p95 {one['store']:.2f} ms: rows as objects, state decoded",
            )
        )
    return rows


def both(folder: str) -> Figures:
    """Milliseconds of the action, of the store below it, and of the bare question."""
    with world().receiver(Path(folder)) as session:
        count = session.store.connection.execute("SELECT count(*) FROM aspiration").fetchone()[0]
        return {
            "aspirations": count,
            "search": _compare(_typed(session)),
            "page": _compare(_paged(session)),
        }


def _compare(asked: Iterator[tuple[Ask, Ask, Ask]]) -> dict[str, float]:
    found: dict[str, list[float]] = {"action": [], "store": [], "raw": []}
    for turn, asks in enumerate(asked):
        named = list(zip(found, asks, strict=True))
        # Whoever asks first warms the cache for the others, so the order turns.
        for name, ask in named[turn % 3 :] + named[: turn % 3]:
            begun = time.perf_counter()
            ask()
            found[name].append(1000 * (time.perf_counter() - begun))
    at95 = {name: statistics.quantiles(times, n=20)[-1] for name, times in found.items()}
    return at95 | {f"{name}_mid": statistics.median(times) for name, times in found.items()}


def _typed(session: Session) -> Iterator[tuple[Ask, Ask, Ask]]:
    """Words of real titles, broken off after two letters or more."""
    chance, connection = random.Random(3), session.store.connection
    titles = [row[0] for row in connection.execute("SELECT title FROM aspiration ORDER BY thing LIMIT 5000")]
    for _ in range(TRIES):
        words = chance.choice(titles).rstrip(".").split()[: chance.randint(1, 2)]
        words[-1] = words[-1][: chance.randint(2, len(words[-1]))]
        typed = " ".join(words)
        match = match_of(typed)
        yield (
            partial(list_aspirations, session, Query(search=typed)),
            partial(aspiration_page, connection, _OPEN, PAGE + 1, None, match=match),
            partial(_bare, session, _SEARCH, match, PAGE + 1),
        )


def _paged(session: Session) -> Iterator[tuple[Ask, Ask, Ask]]:
    """One page after the other from the newest on."""
    query = Query()
    for _ in range(TRIES):
        query = Query(after=list_aspirations(session, query)["next"])
        key = key_of(query)
        yield (
            partial(list_aspirations, session, query),
            partial(aspiration_page, session.store.connection, _OPEN, PAGE + 1, key),
            partial(_bare, session, _NEXT, *(key or ()), PAGE + 1),
        )


def _bare(session: Session, sql: str, *values: object) -> list[Any]:
    return session.store.connection.execute(sql, values).fetchall()
