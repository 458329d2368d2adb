"""Which aspirations may say the same as one: near in words, of the same visit, or found by a word."""

from typing import Any

from desktop.actions.aspiration_items import aspiration_items
from desktop.actions.aspiration_lists import list_aspirations, similar
from desktop.actions.finding import find
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.store import listing
from desktop.store.listing import Filter
from desktop.store.queries import Aspiration

_HEARD = 200
"""So many of a visit are looked at: far more than one evening hears."""


def alike(session: Session, code: str) -> dict[str, Any]:
    """First those near in words (as `similar`), then those of the same visit, those of the same RT first.

    What stands there only for the visit has no words in common: its ``near`` is ``rt`` or ``visit``.

    Raises:
        UserError: ``code_unknown``, ``code_ambiguous``.
    """
    one = find(session, code)
    found = [{**item, "near": "words"} for item in similar(session, code)["similar"]]
    if not one.visit or one.restricted:
        return {"alike": found}
    where = [Filter("visit", "=", one.visit), Filter("restricted", "=", 0)]
    heard = [other for _, other in listing.aspiration_page(session.store.connection, where, _HEARD)]
    others = [
        other
        for other in heard
        if other.thing != one.thing and other.village == one.village and other.status != "ditarik"
    ]
    others.sort(key=lambda other: not _same_rt(one, other))
    known = {item["code"] for item in found}
    for other, item in zip(others, aspiration_items(session, others), strict=True):
        if item["code"] not in known:
            found.append({**item, "near": "rt" if _same_rt(one, other) else "visit"})
    return {"alike": found}


def alike_by_word(session: Session, words: str, but: str, limit: int) -> list[dict[str, Any]]:
    """What a person means who types words or a code, never the one with the id `but` itself."""
    found = list_aspirations(session, Query({}, words, limit + 1))["items"]
    return [{**item, "near": "found"} for item in found if item["id"] != but][:limit]


def _same_rt(one: Aspiration, other: Aspiration) -> bool:
    mine, theirs = (_rt(each) for each in (one, other))
    return mine is not None and mine == theirs


def _rt(one: Aspiration) -> tuple[str, str] | None:
    place = one.values.get("place")
    if not isinstance(place, dict) or not place.get("rt"):
        return None
    return str(place["rt"]).lstrip("0"), str(place.get("rw") or "").lstrip("0")
