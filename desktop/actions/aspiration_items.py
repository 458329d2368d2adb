"""Aspirations as lists and screens show them, with the names of cli.md; side facts are asked page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.actions.finding import owner_name
from desktop.actions.items import answer_item, degrees
from desktop.actions.session import Session
from desktop.core.citizens import mask_nik, mask_phone
from desktop.core.codes import with_prefix
from desktop.core.events import thing_text
from desktop.store import queries
from desktop.store.queries import Aspiration, Assignment

_PLAIN = (
    "kind",
    "text",
    "title",
    "summary",
    "village",
    "status",
    "outcome",
    "category",
    "urgency",
    "authority",
)


@dataclass(slots=True)
class _Facts:
    """What belongs to the aspirations of one page and stands in other tables."""

    villages: dict[str, str] = field(default_factory=dict)
    sent: dict[bytes, tuple[int, bool]] = field(default_factory=dict)
    conflicts: dict[bytes, int] = field(default_factory=dict)
    citizens: dict[bytes, dict[str, Any]] = field(default_factory=dict)
    targets: dict[bytes, Aspiration] = field(default_factory=dict)
    awaited: set[str] = field(default_factory=set)


def aspiration_items(session: Session, found: Sequence[Aspiration]) -> list[dict[str, Any]]:
    """Aspirations with the names of cli.md.

    ``sent`` = number of the last file to the coordinator that held it, ``acknowledged`` = such a file was
    receipted; ``photos_awaited`` = attachments not on this laptop yet; NIK and phone are masked.
    """
    facts = _facts(session, found)
    return [_item(session, one, facts) for one in found]


def visited_items(session: Session, found: Sequence[Aspiration]) -> list[dict[str, Any]]:
    """The same with ``visited``, the day of the visit where it is known."""
    known = queries.visits(session.store.connection, {one.visit for one in found if one.visit})
    days = {thing: visit.date for thing, visit in known.items()}
    return [
        {**item, "visited": days.get(one.visit or b"")}
        for item, one in zip(aspiration_items(session, found), found, strict=True)
    ]


def assignment_items(session: Session, rows: Sequence[Assignment]) -> list[dict[str, Any]]:
    """Assignments with the state and the answer of the latest round in them."""
    names = {agency.code: agency.short for agency in session.pack.agencies}
    return [
        {
            "id": thing_text(row.thing),
            "agency": row.agency,
            "agency_name": names.get(row.agency or ""),
            "role": row.role,
            "round": row.round,
            "due": row.due,
            "contact": row.contact,
            "joined": row.values.get("joined"),
            "instruction": row.values.get("instruction"),
            "running": row.running,
            "state": latest(row.values, "state") or "ditugaskan",
            "answer": answer_item(latest(row.values, "answer")),
            "made": row.made,
        }
        for row in rows
    ]


def latest(values: dict[str, Any], name: str) -> Any:
    """The value of a field's latest round (``answer.2`` before ``answer.1``), None without one."""
    found = (key.partition(".") for key in values)
    rounds = [int(tail) for head, _, tail in found if head == name and tail.isdigit()]
    return values[f"{name}.{max(rounds)}"] if rounds else None


def citizen_item(mode: str | None, values: dict[str, Any]) -> dict[str, Any]:
    """Who said it, as far as this home may know: NIK and phone masked (domain.md B.9)."""
    shown: dict[str, Any] = {"mode": mode}
    for name in ("name", "gender", "group"):
        if values.get(name) is not None:
            shown[name] = values[name]
    for name, mask in (("nik", mask_nik), ("phone", mask_phone)):
        if isinstance(values.get(name), str):
            shown[name] = mask(values[name])
    consent = values.get("consent")
    if isinstance(consent, dict):
        shown["consent"] = consent.get("given") is True
    return shown


def place_item(values: dict[str, Any]) -> dict[str, Any] | None:
    """The place with its point in degrees."""
    place = values.get("place")
    if not isinstance(place, dict):
        return None
    return {**place, "point": degrees(place["point"])} if "point" in place else place


def proposal_item(values: dict[str, Any]) -> dict[str, Any] | None:
    """The proposal with its volume as a number again."""
    proposal = values.get("proposal")
    if not isinstance(proposal, dict):
        return None
    volume = proposal.get("volume")
    if not isinstance(volume, str):
        return proposal
    try:
        number = float(volume)
    except ValueError:
        return proposal
    return {**proposal, "volume": int(number) if number.is_integer() else number}


def _facts(session: Session, found: Sequence[Aspiration]) -> _Facts:
    connection = session.store.connection
    things = [one.thing for one in found]
    shas = [entry["sha256"] for one in found for entry in _photos(one)]
    return _Facts(
        villages={village.code: village.name for village in session.pack.villages},
        sent=queries.sent_numbers(connection, things, "aspiration.recorded"),
        conflicts=queries.conflict_counts(connection, [*things, *(one.lead for one in found if one.lead)]),
        citizens=queries.citizen_values(connection, [one.citizen for one in found if one.citizen]),
        targets=queries.aspirations(connection, [one.joined_into for one in found if one.joined_into]),
        awaited=queries.awaited(connection, shas),
    )


def _item(session: Session, one: Aspiration, facts: _Facts) -> dict[str, Any]:
    prefix = session.pack.prefix
    photos = _photos(one)
    number, seen = facts.sent.get(one.thing, (None, False))
    target = facts.targets.get(one.joined_into or b"")
    return {
        "code": with_prefix(one.code, prefix),
        "id": thing_text(one.thing),
        **{name: getattr(one, name) for name in _PLAIN},
        "village_name": facts.villages.get(one.village or ""),
        "visit": thing_text(one.visit) if one.visit else None,
        "mode": one.mode,
        "agency": one.agency,
        "due": one.due,
        "lead": thing_text(one.lead) if one.lead else None,
        "round": one.round,
        "triage": one.triage,
        "restricted": one.restricted,
        "recorded": one.recorded,
        "by": owner_name(session, one.writer),
        "sent": number,
        "acknowledged": seen,
        "photos": len(photos),
        "photos_awaited": sum(entry["sha256"] in facts.awaited for entry in photos),
        "conflicts": facts.conflicts.get(one.thing, 0) + facts.conflicts.get(one.lead or b"", 0),
        "duplicate_of": with_prefix(target.code, prefix) if target else None,
        "citizen": citizen_item(one.mode, facts.citizens.get(one.citizen or b"", {})),
    }


def _photos(one: Aspiration) -> list[dict[str, Any]]:
    listed = one.values.get("attachments")
    if not isinstance(listed, list):
        return []
    return [entry for entry in listed if isinstance(entry, dict) and _is_sha(entry.get("sha256"))]


def _is_sha(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")
