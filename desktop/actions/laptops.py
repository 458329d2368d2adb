"""The laptops of a district: whose they are, at which desk, when something last came from them."""

from typing import Any

from desktop.actions.session import Session
from desktop.core.canonical import b64
from desktop.core.roster import Member, describe


def list_laptops(session: Session) -> dict[str, Any]:
    """Every accepted laptop: those at work first, by desk and name; a district has some dozens.

    Returns:
        ``{"items": [{"writer", "name", "nip", "desks", "active", "continued", "induk", "own", "keeper",
        "villages", "heard"}]}``; `villages` None = where the officer has been, `heard` the moment of the last
        file taken in, None without one.
    """
    rows = session.store.connection.execute(
        """SELECT w.writer, max(f.received) FROM received_file f JOIN writer w ON w.id = f.sender
        GROUP BY w.writer"""
    )
    heard = {bytes(writer): received for writer, received in rows}
    found = sorted(
        session.roster.members.values(),
        key=lambda one: (not one.active, one.desks, describe(one), one.writer),
    )
    return {"items": [_item(session, one, heard.get(one.writer)) for one in found]}


def _item(session: Session, member: Member, heard: str | None) -> dict[str, Any]:
    return {
        "writer": b64(member.writer),
        "name": describe(member),
        "nip": str(member.owner.get("nip") or ""),
        "desks": list(member.desks),
        "active": member.active,
        "continued": member.continued,
        "induk": member.writer == session.roster.induk,
        "own": member.writer == session.writer,
        "keeper": member.writer in session.roster.keepers,
        "villages": None if member.villages is None else list(member.villages),
        "heard": heard,
    }
