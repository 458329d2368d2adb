"""What an officer sees first: visits of today and to come, what to tell there, what waits on this laptop."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from desktop.actions.finding import is_author
from desktop.actions.session import Session
from desktop.actions.standing import condition, standing
from desktop.actions.telling import answers_to_tell, waiting_villages
from desktop.actions.visit_gaps import visit_gaps
from desktop.actions.visits import visit_items
from desktop.core.clock import implausible, stamp_ms
from desktop.core.codes import with_prefix
from desktop.core.events import thing_text
from desktop.store import listing
from desktop.store.listing import Filter
from desktop.store.queries import Visit

TELL, FILES, GAPS = 30, 3, 24
_VISITS, _OPEN_DAYS, _AHEAD = 20, 31, 30
_TOLERANCE = timedelta(minutes=5)


def today(session: Session, settled: int = 0) -> dict[str, Any]:
    """The day at a glance; everything in it is bounded, however large the home.

    Args:
        session: the open home; a reader will do.
        settled: as `standing.standing`.

    Returns:
        ``visits`` of today and older ones that were never finished, ``planned`` ones of the next 30 days,
        each as `visit_items` with ``own`` and ``answers`` (how many wait in its village); ``villages`` as
        `waiting_villages`; ``tell`` the answers for those villages, or all where none waits there; ``near``
        whether they are for those; ``unsent`` with ``photos``; ``files`` as `last_files`; ``gaps`` as
        `gaps_of`; ``laptop`` as `laptop`; ``known`` whether this laptop knows any visit at all; ``settled``.
    """
    now = session.today
    waiting = waiting_villages(session)
    counts = {entry["village"]: entry["count"] for entry in waiting}
    visits = _visits(session, now - timedelta(days=_OPEN_DAYS), now, counts, unfinished_before=now)
    planned = _visits(session, now + timedelta(days=1), now + timedelta(days=_AHEAD), counts)
    near = list(dict.fromkeys(one["village"] for one in [*visits, *planned] if one["village"]))
    tell = answers_to_tell(session, near, TELL)
    if near and not tell and waiting:
        # Nothing to tell where one goes next: what waits elsewhere is not kept quiet about.
        near, tell = [], answers_to_tell(session, [], TELL)
    stands = standing(session, settled)
    if stands["unsent"] is not None:
        stands["unsent"]["photos"] = _unsent_photos(session)
    return {
        "visits": visits,
        "planned": planned,
        "villages": waiting,
        "near": bool(near),
        "tell": tell,
        "unsent": stands["unsent"],
        "settled": stands["settled"],
        "files": last_files(session),
        "gaps": gaps_of(session, visits),
        "laptop": laptop(session),
        "known": bool(visits or planned or listing.visit_page(session.store.connection, [], 1)),
    }


def last_files(session: Session, limit: int = FILES) -> list[dict[str, Any]]:
    """The files that went out or came in last, newest first.

    Returns:
        ``[{"way": "out" | "in", "moment", "events", "news", "state"}]``; `news` counts aspirations going out
        or answers coming in, `state` of one that went out is ``received``, ``contained`` (a later file that
        was received held all of it) or ``waiting``.
    """
    connection = session.store.connection
    out = connection.execute(
        """SELECT f.id, f.created, f.events, EXISTS (SELECT 1 FROM acknowledged k WHERE k.file = f.id)
        FROM sent_file f WHERE f.sequence = 'main' AND f.created IS NOT NULL
        ORDER BY f.id DESC LIMIT ?""",
        (limit,),
    ).fetchall()
    found = [_sent(session, *row) for row in out]
    rows = connection.execute(
        """SELECT received, events FROM received_file WHERE sequence = 'main' AND received IS NOT NULL
        ORDER BY received DESC LIMIT ?""",
        (limit,),
    ).fetchall()
    found += [
        {
            "way": "in",
            "moment": moment,
            "events": events or 0,
            "news": _answers_in(session, moment),
            "state": "",
        }
        for moment, events in rows
    ]
    return sorted(found, key=lambda file: str(file["moment"]), reverse=True)[:limit]


def gaps_of(session: Session, visits: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is missing, the most pressing first: each ``{"gap", "village_name", "page", "what", …}``.

    ``gap`` is ``unfinished`` (an older visit; with ``date``), ``asked`` (the coordinator asks for data; with
    ``words``), or one of `visit_gaps` on a visit that is under way: with the ``number`` of its aspiration, or
    how many (``count``) lack the same; ``page`` and ``what`` say where it is mended.
    """
    now = session.today.isoformat()
    found: list[dict[str, Any]] = []
    for one in visits:
        if one["own"] and not one["finished"] and one["date"] < now:
            found.append({**_where(one), "gap": "unfinished", "date": one["date"]})
    found += _asked(session)
    for one in visits:
        if one["own"] and not one["finished"] and (one["aspirations"] or one["start"]):
            found += [{**_where(one), **gap} for gap in _gaps(session, one, over=one["date"] < now)]
    return found[:GAPS]


def laptop(session: Session) -> dict[str, Any]:
    """How the laptop stands.

    Returns:
        ``{"now", "clock", "free", "backed_up"}``: `clock` is ``good``, ``behind`` (something here was written
        later than it shows) or ``odd``.
    """
    now = session.now()
    state = condition(session)
    clock = "good"
    if implausible(now, now):
        clock = "odd"
    elif _latest(session) > now + _TOLERANCE:
        clock = "behind"
    moment = now.isoformat(timespec="seconds")
    return {"now": moment, "clock": clock, "free": state["free"], "backed_up": state["backed_up"]}


def _visits(
    session: Session, since: date, until: date, counts: dict[str, int], unfinished_before: date | None = None
) -> list[dict[str, Any]]:
    where = [Filter("date", ">=", since.isoformat()), Filter("date", "<=", until.isoformat())]
    page = [one for _, one in listing.visit_page(session.store.connection, where, 10 * _VISITS)]
    if unfinished_before is not None:
        page = [one for one in page if one.date == until.isoformat() or _open(session, one)]
    # Earliest first, but today's before what was left open.
    page.sort(key=lambda one: (one.date != until.isoformat() and unfinished_before is not None, *_when(one)))
    shown = page[:_VISITS]
    own = {thing_text(one.thing): is_author(session, one.writer) for one in shown}
    return [
        {**item, "own": own[item["id"]], "answers": counts.get(item["village"], 0)}
        for item in visit_items(session, shown)
    ]


def _open(session: Session, one: Visit) -> bool:
    return not one.finished and is_author(session, one.writer)


def _when(one: Visit) -> tuple[str, str, bytes]:
    return one.date or "", str(one.values.get("start") or "99"), one.thing


def _where(visit: dict[str, Any]) -> dict[str, Any]:
    return {"village_name": visit["village_name"] or visit["village"], "page": "visit", "what": visit["id"]}


def _gaps(session: Session, visit: dict[str, Any], *, over: bool) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for gap in visit_gaps(session, visit["id"]):
        if gap["gap"] == "end" and not over:
            continue
        entry = found.setdefault(gap["gap"], {"gap": gap["gap"], "number": gap["number"], "count": 0})
        entry["count"] += 1
    return list(found.values())


def _asked(session: Session) -> list[dict[str, Any]]:
    names = {village.code: village.name for village in session.pack.villages}
    where = [Filter("status", "=", "perlu_data"), Filter("restricted", "=", 0)]
    page = listing.aspiration_page(session.store.connection, where, GAPS)
    return [
        {
            "gap": "asked",
            "words": "" if one.mode == "secret" else one.title or one.summary or "",
            "village_name": names.get(one.village or "", one.village),
            "page": "aspirations",
            "what": with_prefix(one.code, session.pack.prefix),
        }
        for _, one in page
        if is_author(session, one.writer)
    ]


def _sent(session: Session, file: int, created: str, events: int, seen: int) -> dict[str, Any]:
    connection = session.store.connection
    news = connection.execute(
        """SELECT count(*) FROM sent_event s JOIN event e ON e.id = s.event
        WHERE s.file = ? AND e.kind = 'aspiration.recorded'""",
        (file,),
    ).fetchone()[0]
    state = "received" if seen else "waiting"
    if not seen and events:
        left = connection.execute(
            """SELECT 1 FROM sent_event s WHERE s.file = ? AND NOT EXISTS (SELECT 1 FROM sent_event t
            JOIN acknowledged k ON k.file = t.file WHERE t.event = s.event) LIMIT 1""",
            (file,),
        ).fetchone()
        state = "contained" if left is None else "waiting"
    return {"way": "out", "moment": created, "events": events or 0, "news": news, "state": state}


def _answers_in(session: Session, moment: str) -> int:
    """Answers that came in with what was taken in at that moment: the newest rows are looked at first."""
    row = session.store.connection.execute(
        """SELECT count(*) FROM event WHERE kind = 'answer.given' AND state = 0 AND received = ?1
        AND id > coalesce((SELECT id FROM event WHERE received < ?1 ORDER BY id DESC LIMIT 1), 0)""",
        (moment,),
    ).fetchone()
    return int(row[0])


def _unsent_photos(session: Session) -> int:
    """Photos made here that no file has carried yet; one that was taken off goes nowhere."""
    row = session.store.connection.execute(
        """SELECT count(*) FROM blob b WHERE b.present = 1 AND b.source IS NULL
        AND NOT EXISTS (SELECT 1 FROM sent_blob s WHERE s.sha256 = b.sha256)
        AND EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = lower(hex(b.sha256)))"""
    ).fetchone()
    return int(row[0])


def _latest(session: Session) -> datetime:
    """The latest moment anything on this laptop was stamped with, its own clock or a file's."""
    zone = session.now().tzinfo
    stamp = session.store.meta("stamp")
    found = datetime.fromtimestamp(stamp_ms(stamp) / 1000 if stamp else 0, zone)
    row = session.store.connection.execute("SELECT max(received) FROM received_file").fetchone()
    return max(found, datetime.fromisoformat(row[0])) if row[0] else found
