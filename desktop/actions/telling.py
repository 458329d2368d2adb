"""The answers a desk still has to tell: per village, one by one, many at once, and taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.actions.acts import act_on, reason_note
from desktop.actions.feedback import answered
from desktop.actions.finding import code_of, demand_visitor, find_all, forbid, statuses
from desktop.actions.session import Session
from desktop.actions.shape_checks import line
from desktop.actions.writing import Act
from desktop.core.events import thing_text
from desktop.errors import UserError
from desktop.store import queries
from desktop.store.queries import Aspiration
from desktop.store.telling import Part, answers_by_village, newest_answers

MOST = 2_000
"""So many of a village are shown at once, the newest; all of them are counted."""

_TELLABLE = frozenset({"ditanggapi", "duplikat", "disampaikan", "belum_puas", "selesai"})
_SATISFIED = (1, 4)
_TAKEN_BACK = {"reason": "diurungkan"}


def waiting_villages(session: Session) -> list[dict[str, Any]]:
    """Villages with answers nobody has told yet, the one that waits longest first.

    Returns:
        ``[{"village", "village_name", "district", "count", "since"}]``; `since` is the day the oldest of its
        answers was recorded in the village. Restricted ones are counted as all others.
    """
    found = _villages(session, "untold").values()
    return sorted(found, key=lambda entry: (entry["since"], entry["village"]))


def answer_villages(session: Session) -> list[dict[str, Any]]:
    """Villages with answers, those with something to tell first.

    Returns:
        as `waiting_villages` with ``told``: how many were told; ``since`` is None where nothing waits.
    """
    found = {code: {**entry, "told": 0} for code, entry in _villages(session, "untold").items()}
    for code, entry in _villages(session, "told").items():
        nothing = {**entry, "count": 0, "since": None}
        found.setdefault(code, nothing)["told"] = entry["count"]
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
    return _items(session, _newest(session, "told" if told else "untold", MOST, village))


def answers_to_tell(session: Session, villages: Sequence[str], limit: int) -> list[dict[str, Any]]:
    """The same over several villages (none = all), in their order, at most `limit`."""
    if not villages:
        return _items(session, _newest(session, "untold", limit))
    found: list[Aspiration] = []
    for village in villages:
        found += _newest(session, "untold", limit - len(found), village)
    return _items(session, found)


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


def _villages(session: Session, part: Part) -> dict[str, dict[str, Any]]:
    names = {village.code: village for village in session.pack.villages}
    found: dict[str, dict[str, Any]] = {}
    for row in answers_by_village(session.store.connection, part):
        village = names.get(row.village)
        found[row.village] = {
            "village": row.village,
            "village_name": village.name if village else row.village,
            "district": village.district if village else "",
            "count": row.answers,
            "since": row.since,
        }
    return found


def _newest(session: Session, part: Part, most: int, village: str | None = None) -> list[Aspiration]:
    things = newest_answers(session.store.connection, part, most, village)
    found = queries.aspirations(session.store.connection, things)
    return [found[thing] for thing in things]


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
