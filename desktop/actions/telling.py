"""The answers a desk still has to tell: per village, one by one, many at once, and taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.actions.acts import act_on, reason_note
from desktop.actions.feedback import answered
from desktop.actions.finding import code_of, demand_visitor, final_target, find_all, forbid, statuses
from desktop.actions.session import Session
from desktop.actions.shape_checks import line
from desktop.actions.writing import Act
from desktop.core.events import thing_text
from desktop.errors import UserError
from desktop.store import listing, queries
from desktop.store.listing import Filter
from desktop.store.queries import Aspiration

MOST = 2_000
"""So many of the newest answers are looked at; a desk rarely has more than some hundred untold."""

_WAITING = ("ditanggapi", "duplikat")
_TOLD = ("disampaikan", "belum_puas", "selesai", "duplikat")
_TELLABLE = frozenset({*_WAITING, *_TOLD})
_SATISFIED = (1, 4)
_TAKEN_BACK = {"reason": "diurungkan"}


def waiting_villages(session: Session) -> list[dict[str, Any]]:
    """Villages with answers nobody has told yet, the one that waits longest first.

    Returns:
        ``[{"village", "village_name", "district", "count", "since"}]``; `since` is the day the oldest of its
        answers was recorded in the village. Restricted ones are counted as all others.
    """
    names = {village.code: village for village in session.pack.villages}
    found: dict[str, dict[str, Any]] = {}
    for code, recorded in _untold_villages(session):
        village = names.get(code)
        entry = found.setdefault(
            code,
            {
                "village": code,
                "village_name": village.name if village else code,
                "district": village.district if village else "",
                "count": 0,
                "since": recorded,
            },
        )
        entry["count"] += 1
        entry["since"] = min(entry["since"], recorded)
    return sorted(found.values(), key=lambda entry: (entry["since"], entry["village"]))


def answer_villages(session: Session) -> list[dict[str, Any]]:
    """Villages with answers, those with something to tell first.

    Returns:
        as `waiting_villages` with ``told``: how many were told; ``since`` is None where nothing waits.
    """
    found = {entry["village"]: {**entry, "told": 0} for entry in waiting_villages(session)}
    names = {village.code: village for village in session.pack.villages}
    for one in _told(session, []):
        code = one.village or ""
        if code not in found:
            village = names.get(code)
            found[code] = {
                "village": code,
                "village_name": village.name if village else code,
                "district": village.district if village else "",
                "count": 0,
                "since": None,
                "told": 0,
            }
        found[code]["told"] += 1
    order = [*found.values()]
    return sorted(order, key=lambda entry: (not entry["count"], entry["since"] or "", entry["village_name"]))


def village_answers(session: Session, village: str, *, told: bool = False) -> list[dict[str, Any]]:
    """The answers of a village to be told, or those told already, newest first.

    Words of a citizen who asked to stay unknown are not among them, only the coordinator's summary.

    Returns:
        as `feedback.answers`, and of each ``{"id", "village", "village_name", "words", "restricted",
        "secret", "round", "how", "agency_name", "recorded", "same"}``: `same` is equal for those with the
        same answer.
    """
    where = [Filter("village", "=", village)]
    found = _told(session, where) if told else _untold(session, where)
    return _items(session, found)


def answers_to_tell(session: Session, villages: Sequence[str], limit: int) -> list[dict[str, Any]]:
    """The same over several villages (none = all), in their order, at most `limit`."""
    if not villages:
        return _items(session, _untold(session, [], limit))
    found: list[dict[str, Any]] = []
    for village in villages:
        found += village_answers(session, village)[: limit - len(found)]
    return found


def tell_many(
    session: Session,
    codes: Sequence[str],
    told: date,
    how: str | None = None,
    satisfied: int | None = None,
    reason: str | None = None,
) -> dict[str, Any]:
    """Records that citizens were told, all of them or none.

    Args:
        session: as `feedback.tell`.
        codes: of the aspirations.
        told: the day.
        how: in words.
        satisfied: 1 to 4; None when nobody asked.
        reason: why it is opened again; None leaves it as it is.

    Returns:
        ``{"items": [{"code", "status"}]}``.

    Raises:
        UserError: as `feedback.tell`.
    """
    if told > session.today:
        raise UserError("told_future", told=told.isoformat())
    if satisfied is not None and not _SATISFIED[0] <= satisfied <= _SATISFIED[1]:
        raise UserError("satisfied_range")
    note = reason_note(reason, required=False)
    value: dict[str, Any] = {"date": told.isoformat()}
    if way := line(how, "how"):
        value["how"] = way
    found = find_all(session, codes)
    acts: list[Act] = []
    for one in found:
        _demand_tellable(session, one)
        values: dict[str, Any] = {f"told.{one.round}": value}
        if satisfied is not None:
            values[f"satisfied.{one.round}"] = satisfied
        acts.append(act_on(one, "feedback.told", values))
        if note:
            acts.append(_reopening(one, note))
    session.write(acts)
    return statuses(session, found)


def untell(session: Session, codes: Sequence[str]) -> dict[str, Any]:
    """Takes back that citizens were told; the history keeps both.

    Raises:
        UserError: ``status_forbids`` where nothing was told in this round, ``not_visitor`` …
    """
    found = find_all(session, codes)
    acts = []
    for one in found:
        demand_visitor(session, one)
        if not one.values.get(f"told.{one.round}"):
            raise forbid(session, one)
        values = {f"told.{one.round}": None}
        if one.values.get(f"satisfied.{one.round}") is not None:
            values[f"satisfied.{one.round}"] = None
        acts.append(act_on(one, "feedback.told", values, _TAKEN_BACK))
    session.write(acts)
    return statuses(session, found)


def _demand_tellable(session: Session, one: Aspiration) -> None:
    demand_visitor(session, one)
    if one.status not in _TELLABLE:
        raise UserError("nothing_to_tell", code=code_of(session, one), status=one.status)


def _reopening(one: Aspiration, note: dict[str, str]) -> Act:
    fresh = {"round": one.round + 1, "withdrawn": False, "triage": "diverifikasi", "joined_into": None}
    return act_on(one, "aspiration.reopened", fresh, note)


def _untold_villages(session: Session) -> list[tuple[str, str]]:
    """Village and day of each answer nobody has told; most are counted without being read."""
    connection = session.store.connection
    marks = listing.told_marks(connection, _WAITING, MOST)
    joined = queries.aspirations(connection, [mark.thing for mark in marks if mark.joined and not mark.told])
    return [
        (mark.village or "", mark.recorded)
        for mark in marks
        if not mark.told
        and (_has_answer(session, joined[mark.thing]) if mark.joined else mark.outcome is not None)
    ]


def _untold(session: Session, where: list[Filter], wanted: int = MOST) -> list[Aspiration]:
    """Newest first: answered and not told; joined ones where what they were joined to is answered."""
    found: list[Aspiration] = []
    size, looked = min(MOST, 4 * wanted), 0
    after: listing.Key | None = None
    while len(found) < wanted and looked < MOST:
        page = _page(session, where, _WAITING, size, after)
        fresh = (one for _, one in page if not one.values.get(f"told.{one.round}"))
        found += [one for one in fresh if _has_answer(session, one)]
        if len(page) < size:
            break
        after, looked = page[-1][0], looked + size
    return found[:wanted]


def _told(session: Session, where: list[Filter]) -> list[Aspiration]:
    found = [one for _, one in _page(session, where, _TOLD, MOST, None)]
    return [one for one in found if one.values.get(f"told.{one.round}") and _has_answer(session, one)]


def _page(
    session: Session, where: list[Filter], statuses: Sequence[str], size: int, after: listing.Key | None
) -> list[tuple[listing.Key, Aspiration]]:
    """Newest first."""
    connection = session.store.connection
    if where:
        return listing.aspiration_page(connection, [*where, Filter("status", "in", statuses)], size, after)
    # One status is read in the order of an index; several at once would all be sorted.
    found: list[tuple[listing.Key, Aspiration]] = []
    for status in statuses:
        found += listing.aspiration_page(connection, [Filter("status", "=", status)], size, after)
    return sorted(found, key=lambda row: row[0], reverse=True)[:size]


def _has_answer(session: Session, one: Aspiration) -> bool:
    if not one.joined_into:
        return one.outcome is not None
    target = final_target(session, one)
    # The answer of a restricted one reaches nobody by a join.
    return target.outcome is not None and (one.restricted or not target.restricted)


def _items(session: Session, found: Sequence[Aspiration]) -> list[dict[str, Any]]:
    known = {code_of(session, one): one for one in found}
    villages = {village.code: village.name for village in session.pack.villages}
    agencies = {agency.code: agency.short or agency.name for agency in session.pack.agencies}
    items = []
    for item in answered(session, found):
        one = known[item["code"]]
        secret = one.mode == "secret"
        told = one.values.get(f"told.{one.round}")
        items.append(
            {
                **item,
                "id": thing_text(one.thing),
                "title": None if secret else one.title,
                "text": None if secret else one.text,
                "words": (one.summary if secret else one.title or one.summary or one.text) or "",
                "village": one.village,
                "village_name": villages.get(one.village or "", one.village),
                "agency_name": agencies.get(item["agency"] or "", item["agency"] or ""),
                "restricted": one.restricted,
                "secret": secret,
                "round": one.round,
                "how": told.get("how") if isinstance(told, dict) else None,
                "recorded": one.recorded,
                "same": item["duplicate_of"] or item["code"],
            }
        )
    return items
