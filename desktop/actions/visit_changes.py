"""Corrections of a visit: when, where, with whom, who came, what was done on the spot, its photos."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from desktop.actions import shape_types as types
from desktop.actions.acts import reason_note
from desktop.actions.attachments import Files
from desktop.actions.finding import checks, find_visit, is_author
from desktop.actions.session import Session
from desktop.actions.visits import visit_items
from desktop.actions.writing import Act
from desktop.errors import UserError
from desktop.store.queries import Visit


class VisitChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a correction writes anew; what is left out stays. Attachments are added to those there are.

    The village stays: every aspiration heard there carries it.
    """

    date: str | UnsetType = UNSET
    start: str | UnsetType | None = UNSET
    end: str | UnsetType | None = UNSET
    place: str | UnsetType | None = UNSET
    point: types.Point | UnsetType | None = UNSET
    team: list[types.PersonIn] | UnsetType = UNSET
    counterpart: types.CounterpartIn | UnsetType | None = UNSET
    agenda: str | UnsetType | None = UNSET
    attendance: types.AttendanceIn | UnsetType | None = UNSET
    services: list[types.ServiceIn] | UnsetType = UNSET
    notes: str | UnsetType | None = UNSET
    attachments: list[str] | UnsetType = UNSET


def correct_visit(
    session: Session, id: str, changes: VisitChange, reason: str | None = None, base: Path = Path()
) -> dict[str, Any]:
    """Writes fields of a visit anew; only on the laptop that recorded it (sync.md 2).

    Returns:
        ``{"visit": …}`` as lists show it.

    Raises:
        UserError: ``visit_unknown``, ``visit_not_yours``, ``nothing_to_change``, ``reason_needed`` once the
            visit is finished, and what checks, files and store raise.
    """
    session.demand("officer", "coordinator")
    visit = find_visit(session, id)
    if not is_author(session, visit.writer):
        raise UserError("visit_not_yours")
    given = {
        name: value for name in changes.__struct_fields__ if (value := getattr(changes, name)) is not UNSET
    }
    if not given:
        raise UserError("nothing_to_change")
    note = reason_note(reason, required=visit.finished)
    values = _values(session, visit, given)
    with Files(session, base) as files:
        if given.get("attachments"):
            values["attachments"] = files.take(given["attachments"], visit.values.get("attachments") or [])
        files.write([Act("visit.corrected", visit.thing, values, note)])
    return {"visit": visit_items(session, [find_visit(session, id)])[0]}


def _values(session: Session, visit: Visit, given: dict[str, Any]) -> dict[str, Any]:
    """What was given, checked as in a new visit; what was emptied is None."""
    before = {name: visit.values.get(name) for name in ("start", "end")}
    whole = {"village": visit.village, "date": visit.date, **before, **given, "attachments": []}
    checked = checks(session).visit(types.VisitIn(**whole))
    return {name: checked.get(name) for name in given if name != "attachments"}
