"""Whether anything of an agency's work waits for a letter, answered at the first that does."""

from desktop.store.connection import Connection

_CLOSED = "('ditarik', 'duplikat', 'diarsipkan', 'bukan_kewenangan', 'selesai')"
_NAMED = """SELECT coalesce(unhex(replace(e.value, '-', '')), x'') FROM letter l,
    json_each(l.state, '$.values.assignments') e WHERE l.agency = ? AND
    json_extract(l.state, '$.values.kind') = ? AND json_extract(l.state, '$.values.voided') IS NULL"""
# The letters are looked through first: an agency whose work stands in letters is done with after that.
_WAITS = f"""SELECT 1 FROM assignment g CROSS JOIN aspiration a ON a.thing = g.aspiration
    WHERE g.agency = ? AND g.running = 1 AND g.thing NOT IN ({_NAMED})
    AND a.restricted = 0 AND a.status NOT IN {_CLOSED}"""
# A quote inside a text is escaped, so what is looked for can only be a field's name.
_LATE = """ AND g.due < ?
    AND instr(g.state, '"answer.' || max(coalesce(g.round, 1), a.round) || '":') = 0"""


def waits_for_order(connection: Connection, agency: str) -> bool:
    """Whether it has work that no letter that is not void assigns."""
    row = connection.execute(f"{_WAITS} LIMIT 1", (agency, agency, "penugasan")).fetchone()
    return row is not None


def waits_for_reminder(connection: Connection, agency: str, today: str) -> bool:
    """Whether it has work past its due date that no letter that is not void reminds of."""
    row = connection.execute(f"{_WAITS}{_LATE} LIMIT 1", (agency, agency, "pengingat", today)).fetchone()
    return row is not None


def named_outside(connection: Connection) -> set[tuple[str, bytes]]:
    """(agency, aspiration) of everything that letters to bodies outside name, void letters left out."""
    sql = """SELECT l.agency, coalesce(unhex(replace(e.value, '-', '')), x'') FROM letter l,
        json_each(l.state, '$.values.assignments') e
        WHERE json_extract(l.state, '$.values.kind') = 'koordinasi'
        AND json_extract(l.state, '$.values.voided') IS NULL"""
    return {(agency, thing) for agency, thing in connection.execute(sql)}
