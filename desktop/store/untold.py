"""How many answers nobody has told yet, counted in the index and without reading what they say."""

from desktop.store.connection import Connection

_UNTOLD = """json_extract(a.state, '$.values."told.' || a.round || '"') IS NULL"""
_JOINS = 1_000


def untold_count(connection: Connection, most: int) -> int:
    """Answered and not told, those too that were joined to an answered one; at most `most`.

    The answer of a restricted one reaches nobody by a join.
    """
    straight = connection.execute(
        f"""SELECT count(*) FROM (SELECT 1 FROM aspiration a WHERE a.status = 'ditanggapi'
        AND a.outcome IS NOT NULL AND {_UNTOLD} LIMIT ?)""",
        (most,),
    ).fetchone()[0]
    # Joins may go on from one to the next; what a chain ends in has the answer.
    joined = connection.execute(
        f"""WITH RECURSIVE up (first, restricted, goal, steps) AS (
            SELECT a.thing, a.restricted, a.joined_into, 1 FROM aspiration a
            WHERE a.status = 'duplikat' AND {_UNTOLD}
            UNION SELECT up.first, up.restricted, t.joined_into, up.steps + 1
            FROM up JOIN aspiration t ON t.thing = up.goal
            WHERE t.joined_into IS NOT NULL AND up.steps < {_JOINS})
        SELECT count(*) FROM (SELECT 1 FROM up JOIN aspiration t ON t.thing = up.goal
        WHERE t.joined_into IS NULL AND t.outcome IS NOT NULL AND (up.restricted OR NOT t.restricted)
        LIMIT ?)""",
        (most - straight,),
    ).fetchone()[0]
    return int(straight + joined)
