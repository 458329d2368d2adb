"""A home with ten times the aspirations of the made-up district, for a million take hours to sign and fold.

The rows of the present state and their search index are multiplied where they lie, each with things of its
own; the log stays that of the hundred thousand. Lists, counts and searches read nothing else.
"""

import shutil
from pathlib import Path

from desktop.paths import Paths
from desktop.store.assigned import place_all
from desktop.store.connection import Connection
from desktop.store.engine import open_store
from desktop.store.schema import PROJECTED
from tests.bench.measure import Figures, child
from tests.bench.world import DATA_KEY

TIMES = 10
_REFERENCES = frozenset({"thing", "visit", "lead", "joined_into", "citizen", "aspiration"})
_TABLES = ("visit", "aspiration", "assignment", "citizen")


def grown(home: Path, to: Path) -> Path:
    """The home with `TIMES` the rows, made now if it is not there."""
    if not to.exists():
        unfinished = to.with_name(to.name + ".part")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(home, unfinished)
        child("grown:multiply", folder=str(unfinished))
        unfinished.rename(to)
    return to


def multiply(folder: str) -> Figures:
    """Copies every row `TIMES` - 1 times; how many aspirations there are then."""
    with open_store(Paths(Path(folder)), DATA_KEY) as store:
        connection = store.connection
        # What is made for one run needs no second writing to be safe.
        connection.execute("PRAGMA synchronous = OFF")
        for turn in range(1, TIMES):
            with store.transaction():
                for name in _TABLES:
                    _copy(connection, name, turn)
                _index(connection, turn)
        with store.transaction():
            place_all(connection)
        return {"aspirations": connection.execute("SELECT count(*) FROM aspiration").fetchone()[0]}


def _copy(connection: Connection, name: str, turn: int) -> None:
    columns = [column.split()[0] for column in PROJECTED[name].split(",")]
    told = ", ".join(_other(column, turn) if column in _REFERENCES else column for column in columns)
    connection.execute(f"INSERT INTO {name} SELECT {told} FROM {name} WHERE {_first('thing')}")


def _index(connection: Connection, turn: int) -> None:
    last = connection.execute("SELECT max(id) FROM search_row").fetchone()[0]
    connection.execute(
        f"""INSERT INTO search_row SELECT id + {last:d}, {_other("thing", turn)}, words FROM search_row
        WHERE {_first("thing")}"""
    )
    connection.execute(
        "INSERT INTO search_words (rowid, words) SELECT id, words FROM search_row WHERE id > ?", (last,)
    )


def _other(column: str, turn: int) -> str:
    """A thing's name in another turn: its last byte but one is its turn, the time it begins with stays."""
    return f"CAST(substr({column}, 1, 13) || X'{turn:02X}' || substr({column}, 15) AS BLOB)"


def _first(column: str) -> str:
    """Whether a row is one of those there were."""
    return f"substr({column}, 14, 1) NOT IN ({', '.join(f'''X'{turn:02X}' ''' for turn in range(1, TIMES))})"
