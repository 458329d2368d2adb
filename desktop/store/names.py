"""Step 4: persons by any letters of their names; all are looked through, in an index of names alone."""

from collections.abc import Iterator

from desktop.store.connection import Connection

_INDEX = "CREATE INDEX citizen_name ON citizen (name) WHERE restricted = 0 AND name IS NOT NULL"


def name_index(connection: Connection) -> None:
    """Makes the index of step 4."""
    connection.execute(_INDEX)


def citizens_named(connection: Connection, letters: str) -> Iterator[tuple[bytes, str, bytes]]:
    """(thing, name, writer) of everybody whose name holds these letters, nobody of the restricted channel."""
    like = "%" + letters.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    # Named, for the whole table is ten times as long and would be preferred.
    sql = """SELECT thing, name, writer FROM citizen INDEXED BY citizen_name
        WHERE restricted = 0 AND name IS NOT NULL AND name LIKE ? ESCAPE '\\'"""
    return iter(connection.execute(sql, (like,)))
