"""How a reader stands to every thing of this home: relations that `core/scope.py` turns into audiences."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from desktop.core import scope
from desktop.store.connection import Connection

# Aspirations nobody but keepers and the author may know of, with all that hangs on them.
_RESTRICTED = """
    SELECT thing, 'aspiration' FROM aspiration WHERE restricted = 1
    UNION SELECT a.thing, 'assignment' FROM assignment a JOIN aspiration p ON p.thing = a.aspiration
        WHERE p.restricted = 1
    UNION SELECT thing, 'citizen' FROM citizen WHERE restricted = 1
    UNION SELECT c.thing, 'citizen' FROM citizen c JOIN aspiration p ON p.citizen = c.thing
        WHERE p.restricted = 1
"""
_NOUNS = ("visit", "aspiration", "assignment", "citizen", "letter", "survey")


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom things are looked up.

    Attributes:
        desk: ``coordinator``, ``officer`` or ``agency:CODE``.
        writers: all epochs of the officer's installation; empty for the other desks.
        villages: villages the roster gives the officer, None = where he has been.
        restricted: only the restricted channel, instead of everything but it.
        keeper: the reader keeps the restricted channel.
    """

    desk: str
    writers: tuple[bytes, ...] = ()
    villages: tuple[str, ...] | None = None
    restricted: bool = False
    keeper: bool = False


def fill_reach(connection: Connection, reader: Reader) -> None:
    """Makes the temporary table ``reach (thing, mask)``: what of each thing the reader may hold."""
    connection.execute("DROP TABLE IF EXISTS temp.hushed")
    connection.execute(f"CREATE TEMP TABLE hushed AS {_RESTRICTED}")
    connection.execute("CREATE INDEX temp.hushed_thing ON hushed (thing)")
    connection.execute("DROP TABLE IF EXISTS temp.reach")
    connection.execute("CREATE TEMP TABLE reach (thing BLOB PRIMARY KEY, mask INTEGER) WITHOUT ROWID")
    if reader.desk == "coordinator" and not reader.restricted:
        for noun in _NOUNS:
            mask = scope.mask_for(noun, {scope.COORDINATOR})
            connection.execute(
                f"INSERT OR IGNORE INTO reach SELECT thing, {mask:d} FROM {noun}"
                " WHERE thing NOT IN (SELECT thing FROM hushed)"
            )
        return
    relations: dict[tuple[bytes, str], set[str]] = defaultdict(set)
    for thing, noun, relation in _relations(connection, reader):
        relations[thing, noun].add(relation)
    masks: dict[bytes, int] = defaultdict(int)
    for (thing, noun), found in relations.items():
        masks[thing] |= scope.mask_for(noun, found)
    rows = [(thing, mask) for thing, mask in masks.items() if mask]
    connection.executemany("INSERT INTO reach VALUES (?, ?)", rows)


def _relations(connection: Connection, reader: Reader) -> Iterator[tuple[bytes, str, str]]:
    hushed = set(connection.execute("SELECT * FROM hushed"))
    if reader.restricted and reader.desk == "coordinator":
        # A keeper at the coordinator desk holds them whole: also what was open before it was hushed.
        for relation in (scope.KEEPER, scope.COORDINATOR):
            yield from ((thing, noun, relation) for thing, noun in hushed)
        return
    if reader.desk == "officer":
        found = list(_officer(connection, reader))
    else:
        found = list(_agency(connection, reader.desk.partition(":")[2]))
    for thing, noun, relation in found:
        if ((thing, noun) in hushed) != reader.restricted:
            continue
        if not reader.restricted or relation == scope.AUTHOR:
            yield thing, noun, relation
        elif reader.keeper and relation in (scope.ASSIGNED, scope.OWN, scope.CONTACT):
            # Who only visits the village learns not even that there is something.
            yield thing, noun, relation
            yield thing, noun, scope.KEEPER


def _officer(connection: Connection, reader: Reader) -> Iterator[tuple[bytes, str, str]]:
    marks = ", ".join("?" * len(reader.writers))
    own = list(reader.writers)
    for noun in ("visit", "aspiration", "citizen", "survey"):
        sql = f"SELECT thing FROM {noun} WHERE writer IN ({marks})"
        yield from ((thing, noun, scope.AUTHOR) for (thing,) in connection.execute(sql, own))
    seen = f"""SELECT thing FROM visit WHERE writer IN ({marks})
        UNION SELECT visit FROM aspiration WHERE writer IN ({marks}) AND visit IS NOT NULL"""
    sql = f"SELECT thing FROM visit WHERE thing IN ({seen})"
    yield from ((thing, "visit", scope.COMPANION) for (thing,) in connection.execute(sql, own * 2))
    sql = f"SELECT thing FROM aspiration WHERE visit IN ({seen})"
    yield from ((thing, "aspiration", scope.COMPANION) for (thing,) in connection.execute(sql, own * 2))
    villages = reader.villages
    if villages is None:
        sql = f"SELECT DISTINCT village FROM visit WHERE writer IN ({marks}) AND village IS NOT NULL"
        villages = tuple(village for (village,) in connection.execute(sql, own))
    yield from _villages(connection, villages)
    sql = f"""SELECT s.thing, p.writer IN ({marks}), p.village FROM assignment s
        JOIN aspiration p ON p.thing = s.aspiration"""
    for thing, mine, village in connection.execute(sql, own):
        if mine:
            yield thing, "assignment", scope.AUTHOR
        elif village in villages:
            yield thing, "assignment", scope.VILLAGE


def _villages(connection: Connection, villages: Collection[str]) -> Iterator[tuple[bytes, str, str]]:
    for village in villages:
        for noun in ("visit", "aspiration"):
            sql = f"SELECT thing FROM {noun} WHERE village = ?"
            yield from ((thing, noun, scope.VILLAGE) for (thing,) in connection.execute(sql, (village,)))


def _agency(connection: Connection, code: str) -> Iterator[tuple[bytes, str, str]]:
    for noun in ("assignment", "letter"):
        sql = f"SELECT thing FROM {noun} WHERE agency = ?"
        yield from ((thing, noun, scope.OWN) for (thing,) in connection.execute(sql, (code,)))
    sql = """SELECT p.thing, p.kind, p.village, p.citizen, max(s.contact) FROM assignment s
        JOIN aspiration p ON p.thing = s.aspiration WHERE s.agency = ? AND s.running = 1 GROUP BY p.thing"""
    villages: set[str] = set()
    for thing, kind, village, citizen, contact in connection.execute(sql, (code,)).fetchall():
        villages.add(village)
        yield thing, "aspiration", scope.ASSIGNED
        if contact and kind not in scope.NEVER_NAMED:
            yield thing, "aspiration", scope.CONTACT
            if citizen is not None:
                yield citizen, "citizen", scope.CONTACT
        others = connection.execute("SELECT thing FROM assignment WHERE aspiration = ?", (thing,))
        yield from ((one, "assignment", scope.ASSIGNED) for (one,) in others)
    # Who told a citizen counts by having visited the village: the proof travels with what it authorises.
    for village in sorted(one for one in villages if one):
        found = connection.execute("SELECT thing FROM visit WHERE village = ?", (village,))
        yield from ((one, "visit", scope.ASSIGNED) for (one,) in found)
