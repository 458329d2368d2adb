"""Answers that citizens were told and those nobody has told yet: found in an index, without reading them.

Answered is what has an outcome itself, and what was joined to something that has one. Whether it was told
hangs on the round it is in.
"""

from typing import Literal, NamedTuple

from desktop.store.connection import Connection

Part = Literal["untold", "told"]

# In the index these words stand exactly as in the questions below: SQLite compares the expressions.
_KNOWN = "status IN ('ditanggapi', 'duplikat', 'disampaikan', 'belum_puas', 'selesai')"
_IS_TOLD = """(json_extract(state, '$.values."told.' || round || '"') IS NOT NULL)"""
_MAKE = f"""CREATE INDEX aspiration_telling ON aspiration
    ({_IS_TOLD}, status, village, recorded, thing, outcome, joined_into, restricted) WHERE {_KNOWN}"""
_STRAIGHT = {"untold": "'ditanggapi'", "told": "'disampaikan', 'belum_puas', 'selesai'"}
_JOINS = 1_000


class VillageAnswers(NamedTuple):
    """How many answers of a village; `since` is when what waits longest was recorded."""

    village: str
    answers: int
    since: str


def telling_index(connection: Connection) -> None:
    """Makes the index of step 7."""
    connection.execute(_MAKE)


def answer_count(connection: Connection, part: Part, most: int) -> int:
    """How many there are, at most `most`."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM ({_answers(part)}) LIMIT :most)"
    return int(connection.execute(sql, {"most": most}).fetchone()[0])


def answers_by_village(connection: Connection, part: Part) -> list[VillageAnswers]:
    """How many each village has, in no order."""
    sql = f"SELECT village, count(*), min(recorded) FROM ({_answers(part)}) GROUP BY village"
    return [VillageAnswers(village or "", *rest) for village, *rest in connection.execute(sql)]


def newest_answers(connection: Connection, part: Part, most: int, village: str | None = None) -> list[bytes]:
    """Things of the newest of them, in one village or in all."""
    where = "AND village = :village" if village is not None else ""
    sql = f"SELECT thing FROM ({_answers(part, where)}) ORDER BY recorded DESC, thing DESC LIMIT :most"
    return [row[0] for row in connection.execute(sql, {"village": village, "most": most})]


def _answers(part: Part, where: str = "") -> str:
    """Village, moment and thing of each; the answer of a restricted one reaches nobody by a join."""
    lies = f"{_KNOWN} AND {_IS_TOLD} = {part == 'told':d} {where}"
    # Joins may go on from one to the next; what a chain ends in has the answer.
    return f"""SELECT village, recorded, thing FROM aspiration
        WHERE {lies} AND status IN ({_STRAIGHT[part]}) AND outcome IS NOT NULL
        UNION ALL SELECT * FROM (WITH RECURSIVE up (village, recorded, first, restricted, goal, steps) AS (
            SELECT village, recorded, thing, restricted, joined_into, 1 FROM aspiration
            WHERE {lies} AND status = 'duplikat'
            UNION ALL SELECT up.village, up.recorded, up.first, up.restricted, t.joined_into, up.steps + 1
            FROM up JOIN aspiration t ON t.thing = up.goal
            WHERE t.joined_into IS NOT NULL AND up.steps < {_JOINS})
        SELECT up.village, up.recorded, up.first FROM up JOIN aspiration t ON t.thing = up.goal
        WHERE t.joined_into IS NULL AND t.outcome IS NOT NULL AND (up.restricted OR NOT t.restricted))"""
