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
_STRAIGHT = {"untold": ("ditanggapi",), "told": ("disampaikan", "belum_puas", "selesai")}
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
    parts = [_straight(part, status) for status in _STRAIGHT[part]] + [_joined(part)]
    sql = f"SELECT count(*) FROM (SELECT 1 FROM ({' UNION ALL '.join(parts)}) LIMIT ?)"
    return int(connection.execute(sql, (most,)).fetchone()[0])


def answers_by_village(connection: Connection, part: Part) -> list[VillageAnswers]:
    """How many each village has, in no order."""
    found: dict[str, VillageAnswers] = {}
    # Each by itself stands in the order of the index; all together would be sorted first.
    for lying in (*(_straight(part, status) for status in _STRAIGHT[part]), _joined(part)):
        sql = f"SELECT ifnull(village, ''), count(*), min(recorded) FROM ({lying}) GROUP BY village"
        for village, answers, since in connection.execute(sql):
            _, known, earlier = found.get(village, (village, 0, since))
            found[village] = VillageAnswers(village, known + answers, min(earlier, since))
    return list(found.values())


def newest_answers(connection: Connection, part: Part, most: int, village: str | None = None) -> list[bytes]:
    """Things of the newest of them, in one village or in all."""
    found: list[tuple[str, bytes]] = []
    for status in (*_STRAIGHT[part], None):
        if village is not None:
            lying = _straight(part, status, "AND village = ?") if status else _joined(part, "AND village = ?")
        elif status:
            # In the order of moments: of these statuses all but a few were told, or none, so few are skipped.
            lying = _straight(part, status, index="aspiration_status")
        else:
            lying = _joined(part)
        sql = f"SELECT recorded, thing FROM ({lying}) ORDER BY recorded DESC, thing DESC LIMIT ?"
        found += connection.execute(sql, (most,) if village is None else (village, most)).fetchall()
    return [thing for _, thing in sorted(found, reverse=True)[:most]]


def _straight(part: Part, status: str, where: str = "", index: str = "aspiration_telling") -> str:
    """Village, moment and thing of each that was answered itself."""
    return f"""SELECT village, recorded, thing FROM aspiration INDEXED BY {index}
        WHERE {_KNOWN} AND {_IS_TOLD} = {part == "told":d} AND status = '{status}' AND outcome IS NOT NULL
        {where}"""


def _joined(part: Part, where: str = "") -> str:
    """The same of each whose chain of joins ends in one that was; a restricted one answers nobody else."""
    return f"""SELECT * FROM (WITH RECURSIVE up (village, recorded, thing, restricted, goal, steps) AS (
            SELECT village, recorded, thing, restricted, joined_into, 1
            FROM aspiration INDEXED BY aspiration_telling
            WHERE {_KNOWN} AND {_IS_TOLD} = {part == "told":d} AND status = 'duplikat' {where}
            UNION ALL SELECT up.village, up.recorded, up.thing, up.restricted, t.joined_into, up.steps + 1
            FROM up JOIN aspiration t ON t.thing = up.goal
            WHERE t.joined_into IS NOT NULL AND up.steps < {_JOINS})
        SELECT up.village, up.recorded, up.thing FROM up JOIN aspiration t ON t.thing = up.goal
        WHERE t.joined_into IS NULL AND t.outcome IS NOT NULL AND (up.restricted OR NOT t.restricted))"""
