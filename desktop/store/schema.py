"""Step 2: the tables of the present state. All of it can be thrown away and folded again from the log."""

from desktop.store.connection import Connection

PROJECTED: dict[str, str] = {
    "visit": """thing BLOB PRIMARY KEY, village TEXT, date TEXT, finished INTEGER NOT NULL, writer BLOB,
        recorded TEXT, state TEXT NOT NULL""",
    "aspiration": """thing BLOB PRIMARY KEY, code TEXT NOT NULL, visit BLOB, village TEXT, kind TEXT,
        category TEXT, title TEXT, text TEXT, summary TEXT, urgency TEXT, authority TEXT, mode TEXT,
        restricted INTEGER NOT NULL, status TEXT NOT NULL, outcome TEXT, triage TEXT, round INTEGER NOT NULL,
        lead BLOB, agency TEXT, due TEXT, joined_into BLOB, citizen BLOB, writer BLOB, recorded TEXT,
        state TEXT NOT NULL""",
    "assignment": """thing BLOB PRIMARY KEY, aspiration BLOB, agency TEXT, role TEXT, round INTEGER, due TEXT,
        contact INTEGER NOT NULL, running INTEGER NOT NULL, made TEXT, state TEXT NOT NULL""",
    "citizen": """thing BLOB PRIMARY KEY, name TEXT, restricted INTEGER NOT NULL, writer BLOB,
        state TEXT NOT NULL""",
    "letter": "thing BLOB PRIMARY KEY, agency TEXT, number TEXT, date TEXT, state TEXT NOT NULL",
    "survey": "thing BLOB PRIMARY KEY, visit BLOB, writer BLOB, state TEXT NOT NULL",
    "pack": "thing BLOB PRIMARY KEY, state TEXT NOT NULL",
    "conflict": """thing BLOB NOT NULL, noun TEXT NOT NULL, field TEXT NOT NULL, heads TEXT NOT NULL,
        PRIMARY KEY (thing, noun, field)""",
    "attachment": """thing BLOB NOT NULL, sha256 TEXT NOT NULL, noun TEXT NOT NULL, size INTEGER, type TEXT,
        mask INTEGER NOT NULL, PRIMARY KEY (thing, sha256)""",
}
"""Table → columns; the hash of the projection runs over these, each in the order of its primary key."""

KEYS = {name: "thing, noun, field" if name == "conflict" else "thing" for name in PROJECTED} | {
    "attachment": "thing, sha256"
}

_INDEXES = (
    "CREATE INDEX visit_date ON visit (date, thing)",
    "CREATE INDEX visit_village ON visit (village, date, thing)",
    "CREATE INDEX aspiration_recorded ON aspiration (recorded, thing)",
    "CREATE INDEX aspiration_code ON aspiration (code)",
    "CREATE INDEX aspiration_village ON aspiration (village, recorded, thing)",
    "CREATE INDEX aspiration_visit ON aspiration (visit, recorded, thing)",
    "CREATE INDEX aspiration_status ON aspiration (status, recorded, thing)",
    "CREATE INDEX aspiration_agency ON aspiration (agency, due, thing) WHERE agency IS NOT NULL",
    "CREATE INDEX aspiration_handed ON aspiration (agency, recorded, thing) WHERE agency IS NOT NULL",
    "CREATE INDEX aspiration_joined ON aspiration (joined_into) WHERE joined_into IS NOT NULL",
    "CREATE INDEX aspiration_citizen ON aspiration (citizen) WHERE citizen IS NOT NULL",
    "CREATE INDEX aspiration_restricted ON aspiration (thing) WHERE restricted = 1",
    "CREATE INDEX assignment_aspiration ON assignment (aspiration)",
    "CREATE INDEX assignment_agency ON assignment (agency, due, thing)",
    "CREATE INDEX attachment_sha256 ON attachment (sha256)",
)
# The row number ties an aspiration to the search index; it is local and therefore no part of the projection.
_SEARCH = (
    """CREATE TABLE search_row (
        id INTEGER PRIMARY KEY, thing BLOB NOT NULL UNIQUE, words TEXT NOT NULL) STRICT""",
    """CREATE VIRTUAL TABLE search_words USING fts5 (
        words, content='search_row', content_rowid='id', prefix='2 3',
        tokenize='unicode61 remove_diacritics 2')""",
)


def projection_tables(connection: Connection) -> None:
    """Makes the tables of step 2."""
    for name, columns in PROJECTED.items():
        connection.execute(f"CREATE TABLE {name} ({columns}) STRICT")
    for statement in _INDEXES + _SEARCH:
        connection.execute(statement)
    # FTS5 does not follow the pragma: without this, erased words stay readable in the index.
    connection.execute("INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1)")
