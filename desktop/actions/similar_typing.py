"""What is compared while somebody types: a village's words read once, then only what was found."""

from collections.abc import Sequence
from typing import Any

from desktop.actions.aspiration_lists import COMPARED
from desktop.actions.feedback import answered
from desktop.actions.finding import code_of, thing_of, words_of
from desktop.actions.session import Session
from desktop.core.events import thing_text
from desktop.store import listing, queries
from desktop.store.listing import Filter


def village_words(session: Session, village: str, but_visit: str = "") -> list[tuple[str, str]]:
    """Id and words of the newest aspirations of a village, restricted and withdrawn ones left out.

    Args:
        session: an open home; a reader will do.
        village: its code.
        but_visit: what was heard at this visit is left out.
    """
    where = [Filter("village", "=", village), Filter("restricted", "=", 0)]
    page = listing.aspiration_page(session.store.connection, where, COMPARED)
    here = thing_of(but_visit)
    return [
        (thing_text(one.thing), words_of(one))
        for _, one in page
        if one.status != "ditarik" and (here is None or one.visit != here)
    ]


def earlier(session: Session, ids: Sequence[str]) -> list[dict[str, Any]]:
    """What became of earlier aspirations, in the order asked: code, title, status, agency, due, answer."""
    things = [thing for one in ids if (thing := thing_of(one))]
    known = queries.aspirations(session.store.connection, things)
    found = [known[thing] for thing in things if thing in known]
    told = {item["code"]: item for item in answered(session, found)}
    names = {agency.code: agency for agency in session.pack.agencies}
    items = []
    for one in found:
        code = code_of(session, one)
        agency = names.get(one.agency or "")
        items.append(
            {
                "id": thing_text(one.thing),
                "code": code,
                "title": one.title,
                "text": one.text,
                "status": one.status,
                "agency": agency.short if agency else one.agency,
                "agency_name": agency.name if agency else one.agency,
                "due": one.due,
                "recorded": one.recorded,
                "answer": (told.get(code) or {}).get("answer"),
                "outcome": (told.get(code) or {}).get("outcome"),
            }
        )
    return items
