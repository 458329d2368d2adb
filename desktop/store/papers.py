"""Step 3: what was printed here. Local to the laptop that prints, outside the projection."""

from typing import NamedTuple

from desktop.store.connection import Connection

_STATEMENTS = (
    """CREATE TABLE letter_paper (
        letter BLOB PRIMARY KEY, content BLOB NOT NULL, data BLOB, name TEXT NOT NULL,
        pages INTEGER NOT NULL, made TEXT NOT NULL) STRICT""",
    "CREATE INDEX letter_date ON letter (date, thing)",
    "CREATE INDEX letter_agency ON letter (agency)",
)


class Paper(NamedTuple):
    """What a letter was printed from.

    Attributes:
        letter: the letter's thing.
        content: SHA-256 in hex of the blob with everything it says.
        data: the same of the sealed file it carries, None without one.
        name: what its files are called, without ending.
        pages: how many the PDF has.
        made: when, ISO 8601 with offset; the only time in the PDF.
    """

    letter: bytes
    content: str
    data: str | None
    name: str
    pages: int
    made: str


def paper_tables(connection: Connection) -> None:
    """Makes the table of step 3, and what lists of letters are found by."""
    for statement in _STATEMENTS:
        connection.execute(statement)


def add_paper(connection: Connection, paper: Paper) -> None:
    """Notes what a letter was printed from; its blobs are in their places already."""
    data = bytes.fromhex(paper.data) if paper.data else None
    connection.execute(
        "INSERT INTO letter_paper (letter, content, data, name, pages, made) VALUES (?, ?, ?, ?, ?, ?)",
        (paper.letter, bytes.fromhex(paper.content), data, paper.name, paper.pages, paper.made),
    )


def paper_of(connection: Connection, letter: bytes) -> Paper | None:
    """What a letter was printed from; None where it was printed on another laptop, or never."""
    sql = "SELECT content, data, name, pages, made FROM letter_paper WHERE letter = ?"
    row = connection.execute(sql, (letter,)).fetchone()
    if row is None:
        return None
    content, data, name, pages, made = row
    return Paper(letter, content.hex(), data.hex() if data else None, name, pages, made)


def paper_named(connection: Connection, name: str) -> bool:
    """Whether a letter's files are called this."""
    sql = "SELECT 1 FROM letter_paper WHERE name = ?"
    return connection.execute(sql, (name,)).fetchone() is not None


def keep_blob(connection: Connection, sha: str, size: int, kind: str, added: str) -> None:
    """Notes a blob that belongs to this laptop alone, so that no sweep takes it for an orphan.

    Args:
        connection: of the home.
        sha: SHA-256 in hex.
        size: in bytes.
        kind: media type.
        added: ISO 8601.
    """
    connection.execute(
        """INSERT INTO blob (sha256, size, type, present, added) VALUES (?, ?, ?, 1, ?)
        ON CONFLICT (sha256) DO UPDATE SET present = 1""",
        (bytes.fromhex(sha), size, kind, added),
    )
