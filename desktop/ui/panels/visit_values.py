"""Between a visit as it is recorded and the plain texts of its forms."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.actions.shape_types import AttendanceIn, CounterpartIn, PersonIn, ServiceIn
from desktop.actions.visit_changes import VisitChange
from desktop.core.dates import format_date
from desktop.errors import UserError

Visit = Mapping[str, Any]
_FACTS = ("place", "agenda", "notes")


def facts_of(visit: Visit) -> dict[str, str]:
    """When, where, with whom."""
    host = visit.get("counterpart") or {}
    values = {name: str(visit.get(name) or "") for name in _FACTS}
    values["date"] = format_date(date.fromisoformat(visit["date"]))
    values |= {name: str(visit.get(name) or "").replace(":", ".") for name in ("start", "end")}
    values |= {"host": str(host.get("name") or ""), "position": str(host.get("position") or "")}
    return {**values, "team": team_words(visit.get("team") or [])}


def attendance_of(visit: Visit) -> dict[str, str]:
    """Who came."""
    found = visit.get("attendance") or {}
    values = {name: str(found[name]) if found.get(name) is not None else "" for name in ("male", "female")}
    return {**values, "groups": "\n".join(str(group) for group in found.get("groups") or [])}


def facts_change(values: Mapping[str, str], edits: Mapping[str, str]) -> VisitChange:
    """The correction that writes these edits."""
    given: dict[str, Any] = {name: edits[name].strip() or None for name in _FACTS if name in edits}
    given |= {name: edits[name].strip() or None for name in ("start", "end") if name in edits}
    if "date" in edits:
        given["date"] = edits["date"]
    if "team" in edits:
        given["team"] = team_of(edits["team"])
    if "host" in edits or "position" in edits:
        name = values["host"].strip()
        position = values["position"].strip() or None
        given["counterpart"] = CounterpartIn(name=name, position=position) if name else None
    return VisitChange(**given)


def attendance_change(values: Mapping[str, str], edits: Mapping[str, str]) -> VisitChange:
    """The same for who came.

    Raises:
        UserError: ``number_wrong`` with the ``field``.
    """
    groups = [line.strip() for line in values["groups"].replace(",", "\n").splitlines() if line.strip()]
    counts = {name: count_of(name, values[name]) for name in ("male", "female")}
    if not any(counts.values()) and not groups:
        return VisitChange(attendance=None)
    return VisitChange(attendance=AttendanceIn(**counts, groups=groups))


def team_words(team: list[Mapping[str, Any]]) -> str:
    """One person a line, the NIP after a semicolon: names have commas."""
    return "\n".join("; ".join(filter(None, (one["name"], one.get("nip")))) for one in team)


def team_of(words: str) -> list[PersonIn]:
    """Persons of such lines."""
    found = []
    for line in words.splitlines():
        name, _, nip = line.partition(";")
        if name.strip():
            found.append(PersonIn(name=name.strip(), nip=nip.strip() or None))
    return found


def service_of(typed: str) -> ServiceIn | None:
    """A service and its number from "cetak KTP 12"; without a number it was once; None for nothing."""
    words = typed.split()
    if not words:
        return None
    count = 1
    if len(words) > 1 and words[-1].isascii() and words[-1].isdigit() and len(words[-1]) < 7:
        count = int(words.pop())
    return ServiceIn(service=" ".join(words), count=count)


def count_of(field: str, typed: str) -> int:
    """A number of people.

    Raises:
        UserError: ``number_wrong``.
    """
    said = typed.strip().replace(".", "")
    if not said:
        return 0
    if not (said.isascii() and said.isdigit()) or len(said) > 7:
        raise UserError("number_wrong", field=field, typed=typed[:20])
    return int(said)


def attended(visit: Visit) -> int:
    """How many came."""
    found = visit.get("attendance") or {}
    return int(found.get("male") or 0) + int(found.get("female") or 0)


def served(visit: Visit) -> int:
    """How many services were given."""
    return sum(int(one.get("count") or 0) for one in visit.get("services") or [])
