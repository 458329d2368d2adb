"""Between an aspiration as it is recorded and the plain texts of the form beside the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.actions.shape_types import (
    AspirationChange,
    AspirationIn,
    CitizenIn,
    PlaceIn,
    ProposalIn,
)
from desktop.core.places import loose_place
from desktop.core.text import short_title
from desktop.errors import UserError

Item = Mapping[str, Any]
Values = Mapping[str, str]

CITIZEN = frozenset({"mode", "name", "nik", "phone", "gender", "consent"})
IDENTITY = frozenset({"name", "nik", "phone"})
PROPOSAL = ("volume", "unit", "cost", "priority")
_PLAIN = ("text", "kind", "category", "urgency", "authority", "mode")


def values_of(item: Item) -> dict[str, str]:
    """What the form shows; NIK and telephone stay masked and are not in it."""
    citizen, proposal = item.get("citizen") or {}, item.get("proposal") or {}
    values = {name: str(item.get(name) or "") for name in _PLAIN}
    values |= {name: str(citizen.get(name) or "") for name in ("name", "gender")}
    values |= {"nik": "", "phone": "", "consent": "on" if citizen.get("consent") else ""}
    values |= {name: _number_words(proposal.get(name)) for name in PROPOSAL}
    values["place"] = spot_words(item.get("place"))
    values["restricted"] = "on" if item.get("restricted") else ""
    return values


def spot_words(place: Any) -> str:
    """RT, RW, dusun and landmark as one types them."""
    found = place if isinstance(place, Mapping) else {}
    parts = [f"RT {found['rt']}" if found.get("rt") else "", f"RW {found['rw']}" if found.get("rw") else ""]
    parts += [f"Dusun {found['dusun']}" if found.get("dusun") else "", str(found.get("landmark") or "")]
    return ", ".join(part for part in parts if part)


def needs_consent(item: Item, values: Values) -> bool:
    """Whether an identity stands in the form that the citizen has not agreed to."""
    given = any(values[name].strip() for name in IDENTITY)
    return given and values["mode"] != "anonymous" and values["consent"] != "on"


def recorded_anew(item: Item, values: Values) -> bool:
    """Whether the chosen mode can only be had by another recording."""
    before, now = item.get("mode") or "open", values["mode"]
    return before != now and (before, now) != ("anonymous", "open")


def change_of(item: Item, values: Values, edits: Values) -> AspirationChange:
    """The correction that writes these edits.

    Raises:
        UserError: ``number_wrong``, and what `loose_place` raises.
    """
    given: dict[str, Any] = {name: edits[name] for name in ("text", "kind", "urgency") if name in edits}
    given |= {name: edits[name] or None for name in ("category", "authority") if name in edits}
    if "text" in edits and item.get("title") == short_title(str(item.get("text") or "")):
        given["title"] = None
    if CITIZEN & edits.keys():
        given["citizen"] = citizen_of(values)
    if "place" in edits:
        given["place"] = place_of(item, values)
    if edits.keys() & set(PROPOSAL):
        given["proposal"] = proposal_of(values)
    if edits.get("restricted") == "on":
        given["restricted"] = True
    return AspirationChange(**given)


def row_of(item: Item, values: Values) -> AspirationIn:
    """The whole aspiration as it shall be recorded anew.

    Raises:
        UserError: as `change_of`.
    """
    title = item.get("title")
    own = title if title != short_title(str(item.get("text") or "")) else None
    return AspirationIn(
        text=values["text"],
        title=own,
        kind=values["kind"] or "keluhan",  # type: ignore[arg-type]
        category=values["category"] or None,
        citizen=citizen_of(values),
        place=place_of(item, values),
        urgency=values["urgency"] or "biasa",  # type: ignore[arg-type]
        authority=values["authority"] or None,  # type: ignore[arg-type]
        restricted=values["restricted"] == "on",
        proposal=proposal_of(values) if values["kind"] == "usulan" else None,
    )


def citizen_of(values: Values) -> CitizenIn:
    """Who said it; somebody anonymous leaves nothing but man or woman."""
    mode = values["mode"] or "open"
    named = mode != "anonymous"
    return CitizenIn(
        mode=mode,  # type: ignore[arg-type]
        name=(values["name"].strip() or None) if named else None,
        nik=(values["nik"].strip() or None) if named else None,
        phone=(values["phone"].strip() or None) if named else None,
        gender=values["gender"] or None,  # type: ignore[arg-type]
        consent=values["consent"] == "on",
    )


def place_of(item: Item, values: Values) -> PlaceIn | None:
    """The place as it was said, with the point that is known already."""
    found = loose_place(values["place"]) if values["place"].strip() else {}
    point = (item.get("place") or {}).get("point")
    known = tuple(point) if point else None
    return PlaceIn(**found, point=known) if found or known else None


def proposal_of(values: Values) -> ProposalIn | None:
    """What is asked for.

    Raises:
        UserError: ``number_wrong`` with the ``field``.
    """
    found = ProposalIn(
        volume=_decimal(values["volume"]),
        unit=values["unit"].strip() or None,
        cost=_whole("cost", values["cost"]),
        priority=_whole("priority", values["priority"]),
    )
    return found if any((found.volume, found.unit, found.cost, found.priority)) else None


def _decimal(typed: str) -> float | None:
    said = typed.strip().replace(" ", "")
    if not said:
        return None
    if "," in said:
        said = said.replace(".", "").replace(",", ".")
    try:
        return float(said)
    except ValueError:
        raise UserError("number_wrong", field="volume", typed=typed[:20]) from None


def _whole(field: str, typed: str) -> int | None:
    said = typed.strip().lower().removeprefix("rp").replace(".", "").replace(" ", "").partition(",")[0]
    if not said:
        return None
    if not (said.isascii() and said.isdigit()) or len(said) > 15:
        raise UserError("number_wrong", field=field, typed=typed[:20])
    return int(said)


def _number_words(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return "" if value is None else str(value)


def offered_point(attachments: Sequence[Item]) -> Item | None:
    """The first photo that knows where it was taken."""
    return next((one for one in attachments if one.get("point")), None)


def point_words(point: Sequence[float]) -> str:
    """Latitude and longitude as one reads them: "-3,74120; 115,61550"."""
    return "; ".join(f"{part:.5f}".replace(".", ",") for part in point)
