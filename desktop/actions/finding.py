"""From what a person typed to the thing meant: codes, ids, villages, and who may touch it."""

import uuid
from collections.abc import Sequence
from typing import Any

from desktop.actions.session import Session
from desktop.actions.shape_checks import Checks
from desktop.core.codes import normalise_code, with_prefix
from desktop.core.roster import describe
from desktop.errors import UserError
from desktop.store import queries
from desktop.store.queries import Aspiration, Assignment, Visit

AGENCY_OF_RESTRICTED = "INSPEKTORAT"
"""The one agency that restricted aspirations go to (sync.md 3, recipients)."""

_MOST_JOINS = 1_000


def checks(session: Session) -> Checks:
    """The checks of input by this home's pack and clock."""
    return Checks(session.pack, session.today)


def find(session: Session, typed: str) -> Aspiration:
    """The one aspiration of a code typed loosely, or of its id.

    Raises:
        UserError: ``code_unknown``, ``code_ambiguous`` (naming village and date of each: never guessed).
    """
    connection = session.store.connection
    thing = thing_of(typed)
    if thing:
        found = list(queries.aspirations(connection, [thing]).values())
    else:
        symbols = normalise_code(typed)
        found = queries.aspirations_of_code(connection, symbols) if symbols else []
    if not found:
        raise UserError("code_unknown", code=typed.strip()[:40])
    if len(found) > 1:
        raise UserError("code_ambiguous", code=typed.strip()[:40], places=_places(session, found))
    return found[0]


def find_all(session: Session, typed: Sequence[str]) -> list[Aspiration]:
    """Several aspirations in the order they were named, each once.

    Raises:
        UserError: ``codes_missing`` for none at all, and as `find`.
    """
    found: dict[bytes, Aspiration] = {}
    for one in typed:
        aspiration = find(session, one)
        found.setdefault(aspiration.thing, aspiration)
    if not found:
        raise UserError("codes_missing")
    return list(found.values())


def find_visit(session: Session, typed: str) -> Visit:
    """The visit of an id.

    Raises:
        UserError: ``visit_unknown``.
    """
    thing = thing_of(typed)
    found = queries.visits(session.store.connection, [thing]) if thing else {}
    if not found:
        raise UserError("visit_unknown", id=typed.strip()[:40])
    return next(iter(found.values()))


def thing_of(typed: str) -> bytes | None:
    """The 16 bytes of an id; None when it is none."""
    try:
        return uuid.UUID(typed.strip()).bytes if len(typed.strip()) >= 32 else None
    except ValueError:
        return None


def code_of(session: Session, aspiration: Aspiration) -> str:
    """The code with its prefix."""
    return with_prefix(aspiration.code, session.pack.prefix)


def words_of(aspiration: Aspiration) -> str:
    """Everything that says what an aspiration is about, as far as it is here."""
    return " ".join(filter(None, (aspiration.title, aspiration.summary, aspiration.text)))


def assignments_of(session: Session, aspiration: Aspiration) -> list[Assignment]:
    """Every assignment of an aspiration, in the order they were made."""
    return queries.assignments(session.store.connection, [aspiration.thing]).get(aspiration.thing, [])


def lead_of(aspiration: Aspiration, assignments: Sequence[Assignment]) -> Assignment | None:
    """The assignment that leads, whether it still runs or not."""
    return next((one for one in assignments if one.thing == aspiration.lead), None)


def is_author(session: Session, writer: bytes) -> bool:
    """Whether what this writer recorded was recorded on this laptop."""
    return session.roster.same_installation(session.writer, writer)


def own_agencies(session: Session) -> list[str]:
    """Codes of the agencies whose desk this home has."""
    return [desk.partition(":")[2] for desk in session.home.desks if desk.startswith("agency:")]


def demand_visitor(session: Session, aspiration: Aspiration) -> None:
    """Refuses whoever may not tell or reopen (sync.md 2, table).

    The coordinator may, its author, an officer who has been in the village, an agency that ever had it.

    Raises:
        UserError: ``not_visitor``, ``wrong_desk``.
    """
    if session.holds("coordinator") or is_author(session, aspiration.writer):
        return
    agencies = {one.agency for one in assignments_of(session, aspiration)}
    if not agencies.isdisjoint(own_agencies(session)):
        return
    session.demand("officer")
    if not queries.has_visited(session.store.connection, session.writer, aspiration.village):
        raise UserError("not_visitor", code=code_of(session, aspiration))


def statuses(session: Session, found: Sequence[Aspiration]) -> dict[str, Any]:
    """``{"items": [{"code", "status"}]}`` as it is now."""
    now = queries.aspirations(session.store.connection, [one.thing for one in found])
    items = [{"code": code_of(session, one), "status": now[one.thing].status} for one in found]
    return {"items": items}


def forbid(session: Session, aspiration: Aspiration) -> UserError:
    """The refusal of an act that the present status rules out, to be raised."""
    return UserError("status_forbids", code=code_of(session, aspiration), status=aspiration.status)


def final_target(session: Session, aspiration: Aspiration) -> Aspiration:
    """The aspiration a chain of "same as" ends in, as far as it is here; itself when it is not joined."""
    seen = {aspiration.thing}
    while aspiration.joined_into and aspiration.joined_into not in seen and len(seen) < _MOST_JOINS:
        seen.add(aspiration.joined_into)
        found = queries.aspirations(session.store.connection, [aspiration.joined_into])
        if not found:
            break
        aspiration = found[aspiration.joined_into]
    return aspiration


def owner_name(session: Session, writer: bytes) -> str | None:
    """The name of whoever works on a laptop, as the roster has it."""
    member = session.roster.members.get(writer)
    return describe(member) if member else None


def _places(session: Session, found: Sequence[Aspiration]) -> str:
    names = {village.code: village.name for village in session.pack.villages}
    visits = queries.visits(session.store.connection, [one.visit for one in found if one.visit])
    told = []
    for one in found:
        visit = visits.get(one.visit or b"")
        day = visit.date if visit else one.recorded[:10]
        told.append(f"{names.get(one.village or '', one.village)} {day} ({uuid.UUID(bytes=one.thing)})")
    return "; ".join(told)
