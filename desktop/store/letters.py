"""Letters as rows: lists, the register of their numbers, and what no letter names yet."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from desktop.store.connection import Connection
from desktop.store.listing import Filter, Key
from desktop.store.queries import rows_of
from desktop.store.rows import state_values

RESERVED, BLANK, NUMBERED, VOID = "dicadangkan", "belum_bernomor", "bernomor", "batal"

# Nothing can be done any more about an aspiration that ended like this.
_CLOSED = "('ditarik', 'duplikat', 'diarsipkan', 'bukan_kewenangan', 'selesai')"


def _field(name: str) -> str:
    return f"json_extract(state, '$.values.{name}')"


_UNNUMBERED = 10**9
"""Of a day's letters those without a number come before all that have one."""

_STANDING = f"""CASE WHEN {_field("voided")} THEN '{VOID}' WHEN {_field("hash")} IS NULL THEN '{RESERVED}'
    WHEN number IS NULL THEN '{BLANK}' ELSE '{NUMBERED}' END"""
_LETTERS = f"""(SELECT thing, agency, number, date, state, {_field("kind")} AS kind, {_STANDING} AS standing,
    {_field("register")} AS register, {_field("delivered")} IS NOT NULL AS delivered,
    {_field("subject")} AS subject,
    coalesce({_field("serial")}, iif(number IS NULL, {_UNNUMBERED}, 0)) AS serial FROM letter)"""
COLUMNS = frozenset({"thing", "agency", "number", "date", "kind", "standing", "register", "delivered"})


_HEX = "lower(hex(g.thing))"
_UUID = " || '-' || ".join(
    f"substr({_HEX}, {start}, {length})" for start, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
)
_ASSIGNED = "SELECT thing FROM assignment WHERE aspiration IN "
_VILLAGES = "SELECT DISTINCT village FROM aspiration WHERE village IS NOT NULL AND thing IN "


class Letter(msgspec.Struct, frozen=True):
    """One letter; `values` are all its folded fields, `standing` one of this module's four words."""

    thing: bytes
    agency: str | None
    number: str | None
    date: str | None
    kind: str | None
    standing: str
    values: dict[str, Any]

    @property
    def issued(self) -> bool:
        """Whether there is a letter at all, and not only its number."""
        return "hash" in self.values


class Word(NamedTuple):
    """A word that is looked for in letters.

    Attributes:
        text: as typed; it may begin or end inside what is found.
        agencies: codes of addressees whose names hold it.
    """

    text: str
    agencies: Sequence[str] = ()


class Taken(NamedTuple):
    """A number that stands in a register."""

    thing: bytes
    number: str
    serial: int | None
    standing: str


_SELECT = f"SELECT thing, agency, number, date, kind, standing, state FROM {_LETTERS} l"


def letters(connection: Connection, things: Iterable[bytes]) -> dict[bytes, Letter]:
    """Those of these letters that are here."""
    return {row[0]: _letter_of(row) for row in rows_of(connection, f"{_SELECT} WHERE thing IN ", things)}


def letters_numbered(connection: Connection, number: str) -> list[Letter]:
    """Every letter that has this number, the latest first."""
    sql = f"{_SELECT} WHERE number = ? ORDER BY date DESC, thing DESC"
    return [_letter_of(row) for row in connection.execute(sql, (number,))]


def letter_page(
    connection: Connection,
    filters: Sequence[Filter],
    limit: int,
    after: Key | None = None,
    words: Sequence[Word] = (),
) -> list[tuple[Key, Letter]]:
    """One page of letters with the key of each: latest date first, those of a day with the last number first.

    Args:
        connection: of the home.
        filters: all must hold.
        limit: rows at most.
        after: key of the last row before.
        words: each must stand in the number, the subject or the addressee.
    """
    where, values = ["1"], []
    for column, operator, value in filters:
        if column not in COLUMNS or operator not in ("=", "<", ">", "<=", ">=", "is"):
            raise ValueError("not a column of this list")
        where.append(f"{column} {operator} ?")
        values.append(value)
    for word in words:
        marks = ", ".join("?" * len(word.agencies))
        where.append(
            f"(instr(lower(number), ?) OR instr(lower(subject), ?) OR instr(lower(agency), ?)"
            f" OR instr(replace(kind, '_', ' '), ?) OR agency IN ({marks}))"
        )
        values += [*[word.text.lower()] * 4, *word.agencies]
    if after:
        day, _, serial = str(after[0]).partition(" ")
        where.append("(coalesce(date, ''), serial, thing) < (?, ?, ?)")
        values += [day, int(serial), after[1]]
    sql = f"""SELECT thing, agency, number, date, kind, standing, state, serial FROM {_LETTERS} l
        WHERE {" AND ".join(where)} ORDER BY coalesce(date, '') DESC, serial DESC, thing DESC LIMIT ?"""
    rows = connection.execute(sql, [*values, limit])
    found = [(row[7], _letter_of(row[:7])) for row in rows]
    return [((f"{one.date or ''} {serial}", one.thing), one) for serial, one in found]


def taken_numbers(connection: Connection, register: str, year: int) -> list[Taken]:
    """Every number of a register in a year: void and reserved ones too, for none is ever used again."""
    sql = f"""SELECT thing, number, {_field("serial")}, {_STANDING} FROM letter
        WHERE number IS NOT NULL AND {_field("register")} = ? AND substr(date, 1, 4) = ? ORDER BY thing"""
    rows = connection.execute(sql, (register, f"{year:04d}"))
    return [Taken(thing, number, serial, standing) for thing, number, serial, standing in rows]


def named(connection: Connection, kind: str, agency: str) -> set[str]:
    """The ids, as text, that letters of a kind to an agency name, as long as they are not void."""
    sql = f"""SELECT e.value FROM letter, json_each(letter.state, '$.values.assignments') e
        WHERE agency = ? AND {_field("kind")} = ? AND {_field("voided")} IS NULL"""
    return {value for (value,) in connection.execute(sql, (agency, kind))}


def naming(connection: Connection, kind: str, agency: str) -> list[tuple[str, Letter]]:
    """The same with the letter each stands in: (id as text, letter), oldest letter first."""
    sql = f"""{_SELECT} WHERE agency = ? AND kind = ? AND standing <> '{VOID}'
        ORDER BY coalesce(date, ''), thing"""
    found = [_letter_of(row) for row in connection.execute(sql, (agency, kind))]
    return [(str(one), letter) for letter in found for one in letter.values.get("assignments") or ()]


def running(connection: Connection, agency: str) -> list[tuple[bytes, bytes]]:
    """(assignment, aspiration) of everything an agency still has to do, restricted ones left out.

    By village, then in the order they were recorded: so they stand in the annex.
    """
    sql = f"""SELECT g.thing, a.thing FROM assignment g JOIN aspiration a ON a.thing = g.aspiration
        WHERE g.agency = ? AND g.running = 1 AND a.restricted = 0 AND a.status NOT IN {_CLOSED}
        ORDER BY a.village, a.recorded, a.thing, g.made, g.thing"""
    return list(connection.execute(sql, (agency,)))


def overdue(connection: Connection, agency: str, today: str) -> list[tuple[bytes, bytes]]:
    """Those of `running` that are past their due date without an answer in their round, earliest first."""
    # A quote inside a text is escaped, so what is looked for can only be a field's name.
    sql = f"""SELECT g.thing, a.thing FROM assignment g JOIN aspiration a ON a.thing = g.aspiration
        WHERE g.agency = ? AND g.running = 1 AND a.restricted = 0 AND a.status NOT IN {_CLOSED}
        AND g.due < ? AND instr(g.state, '"answer.' || max(coalesce(g.round, 1), a.round) || '":') = 0
        ORDER BY g.due, a.recorded, a.thing, g.thing"""
    return list(connection.execute(sql, (agency, today)))


def working_agencies(connection: Connection) -> list[str]:
    """Codes of the agencies that have anything running."""
    sql = "SELECT DISTINCT agency FROM assignment WHERE running = 1 AND agency IS NOT NULL ORDER BY agency"
    return [agency for (agency,) in connection.execute(sql)]


def elsewhere(connection: Connection) -> list[bytes]:
    """Aspirations that are not this kabupaten's to settle, restricted ones left out; as in an annex."""
    sql = """SELECT thing FROM aspiration WHERE status = 'bukan_kewenangan' AND restricted = 0
        ORDER BY village, recorded, thing"""
    return [thing for (thing,) in connection.execute(sql)]


def naming_citizen(connection: Connection, citizen: bytes) -> list[Letter]:
    """Every letter, void ones too, whose rahasia annex may have named this citizen; oldest first."""
    sql = f"""SELECT DISTINCT l.thing FROM letter l, json_each(l.state, '$.values.assignments') e
        WHERE json_extract(l.state, '$.values.kind') = 'penugasan' AND e.value IN
        (SELECT {_UUID} FROM assignment g JOIN aspiration a ON a.thing = g.aspiration
        WHERE a.citizen = ? AND g.contact = 1)"""
    things = [thing for (thing,) in connection.execute(sql, (citizen,))]
    return [letter for _, letter in sorted(letters(connection, things).items())]


def travelling(connection: Connection, aspirations: Sequence[bytes]) -> set[bytes]:
    """What belongs to these aspirations: they, their assignments, and the visits in their villages.

    Who told a citizen counts by having been in the village, so the visits are the proof (sync.md 2.4).
    """
    found = set(aspirations)
    found |= {thing for (thing,) in rows_of(connection, _ASSIGNED, aspirations)}
    villages = {village for (village,) in rows_of(connection, _VILLAGES, aspirations)}
    for village in villages:
        visits = connection.execute("SELECT thing FROM visit WHERE village = ?", (village,))
        found |= {thing for (thing,) in visits}
    return found


def _letter_of(row: Sequence[Any]) -> Letter:
    return Letter(*[*row[:6], state_values(row[6])])
