"""What "Cari" finds beside pages and commands: persons, and aspirations by code or words."""

from typing import Any

from desktop.actions.aspiration_lists import list_aspirations
from desktop.actions.finding import is_author
from desktop.actions.lists import Query
from desktop.actions.session import Session
from desktop.core.codes import with_prefix
from desktop.errors import UserError
from desktop.store.names import citizens_named

_LEAST_LETTERS = 3


def seek_aspirations(session: Session, words: str, limit: int = 8) -> list[dict[str, Any]]:
    """Aspirations of a code typed loosely, or whose words begin like these; never restricted ones."""
    try:
        items: list[dict[str, Any]] = list_aspirations(session, Query(search=words, limit=limit))["items"]
    except UserError:
        return []
    return items


def seek_people(session: Session, words: str, limit: int = 6) -> list[dict[str, Any]]:
    """Persons whose name holds these letters, by name, with their latest aspiration.

    Only where names belong: at the coordinator's desk, and with the officer who wrote them down. Nobody of
    the restricted channel.

    Returns:
        ``[{"name", "code", "village"}]``; nothing for fewer than three letters or at an agency.
    """
    typed = " ".join(words.split())
    everybody = session.holds("coordinator")
    if sum(sign.isalpha() for sign in typed) < _LEAST_LETTERS or not (everybody or session.holds("officer")):
        return []
    connection = session.store.connection
    found: list[dict[str, Any]] = []
    for thing, name, writer in citizens_named(connection, typed):
        if not everybody and not is_author(session, writer):
            continue
        last = connection.execute(
            "SELECT code, village FROM aspiration WHERE citizen = ? AND restricted = 0"
            " ORDER BY recorded DESC LIMIT 1",
            (thing,),
        ).fetchone()
        if last is not None:
            code = with_prefix(last[0], session.pack.prefix)
            found.append({"name": name, "code": code, "village": last[1]})
        if len(found) == limit:
            break
    return found
