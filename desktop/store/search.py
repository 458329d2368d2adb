"""Full-text search over the aspirations of this home, kept in step with the present-state table."""

import re
from collections.abc import Collection, Sequence

from desktop.store.connection import Connection

_WORD = re.compile(r"\w+")
_MANY_WORDS = 12


def index_words(connection: Connection, texts: Sequence[tuple[object, str]], gone: Collection[bytes]) -> None:
    """Brings the index up to date: only texts that changed are written again.

    Args:
        connection: inside a transaction.
        texts: (thing, what can be found of it).
        gone: things that are no longer there.
    """
    things = [thing for thing, _ in texts] + list(gone)
    marks = ", ".join("?" * len(things))
    sql = f"SELECT thing, id, words FROM search_row WHERE thing IN ({marks})"
    old = {thing: (row, words) for thing, row, words in connection.execute(sql, things)}
    stale = [(row, words) for thing, (row, words) in old.items() if thing in gone]
    changed = []
    for thing, words in texts:
        if thing not in old:
            changed.append((None, thing, words))
        elif old[thing][1] != words:
            stale.append(old[thing])
            changed.append((old[thing][0], thing, words))
    connection.executemany(
        "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', ?, ?)", stale
    )
    connection.executemany("DELETE FROM search_row WHERE id = ?", [(row,) for row, _ in stale])
    _insert(connection, changed)


def _insert(connection: Connection, rows: Sequence[tuple[int | None, object, str]]) -> None:
    if not rows:
        return
    first = connection.execute("SELECT coalesce(max(id), 0) FROM search_row").fetchone()[0]
    # Numbers that rows keep are not in the table just now.
    first = max([first, *(row for row, _, _ in rows if row is not None)])
    numbered = []
    for row, thing, words in rows:
        if row is None:
            first += 1
            row = first
        numbered.append((row, thing, words))
    connection.executemany("INSERT INTO search_row (id, thing, words) VALUES (?, ?, ?)", numbered)
    connection.executemany(
        "INSERT INTO search_words (rowid, words) VALUES (?, ?)", [(row, words) for row, _, words in numbered]
    )


def match_of(typed: str) -> str | None:
    """The index's question for words somebody typed: all of them, the last one perhaps unfinished.

    None when there is no word in it. Quoting keeps the index's own syntax out of reach.
    """
    words = _WORD.findall(typed)[:_MANY_WORDS]
    if not words:
        return None
    quoted = [f'"{word}"' for word in words]
    return " ".join([*quoted[:-1], quoted[-1] + "*"])
