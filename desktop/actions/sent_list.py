"""What went out and what came in, file by file, with what is known of it; and the numbers that never came."""

from datetime import date
from typing import Any

from desktop.actions.session import Session
from desktop.core.canonical import NotCanonical, b64, unb64
from desktop.core.roster import describe
from desktop.errors import WRONG_USE, UserError
from desktop.store.outgoing import missing_numbers

_LONGEST_PAGE = 500
_ANSWERED = ("main", "restricted")
"""Sequences whose receipt is waited for: the others are answered by what people do."""


def list_sent(session: Session, limit: int = 50, after: str | None = None) -> dict[str, Any]:
    """Files that went out, newest first.

    Args:
        session: the open home; a reader will do.
        limit: rows of a page, 1 to 500.
        after: the cursor ``next`` of the page before.

    Returns:
        ``{"items": [{"id", "to", "desk", "sequence", "number", "created", "events", "blobs", "bytes", "name",
        "received", "awaits", "days"}], "next"}``. `received` says that a receipt came back, `awaits` that one
        is still to come, `days` since it was made. `to` is a person or an agency, empty for the coordinator.

    Raises:
        UserError: ``cursor_wrong``, ``limit_range``.
    """
    rows = session.store.connection.execute(
        """SELECT f.id, f.address, f.sequence, f.number, f.created, f.events, f.blobs, f.bytes, f.name,
        EXISTS (SELECT 1 FROM acknowledged k WHERE k.file = f.id) FROM sent_file f
        WHERE ? IS NULL OR f.id < ? ORDER BY f.id DESC LIMIT ?""",
        (_key(after), _key(after), _page(limit) + 1),
    ).fetchall()
    items = [_sent(session, *row) for row in rows[:limit]]
    return {"items": items, "next": str(items[-1]["id"]) if len(rows) > limit else None}


def list_received(session: Session, limit: int = 50, after: str | None = None) -> dict[str, Any]:
    """Files that were taken in, newest first.

    Args:
        session: the open home; a reader will do.
        limit: rows of a page, 1 to 500.
        after: the cursor ``next`` of the page before.

    Returns:
        ``{"items": [{"id", "from", "desk", "sequence", "number", "received", "events"}], "next"}``.

    Raises:
        UserError: ``cursor_wrong``, ``limit_range``.
    """
    rows = session.store.connection.execute(
        """SELECT f.rowid, w.writer, f.sequence, f.number, f.received, f.events FROM received_file f
        JOIN writer w ON w.id = f.sender WHERE ? IS NULL OR f.rowid < ? ORDER BY f.rowid DESC LIMIT ?""",
        (_key(after), _key(after), _page(limit) + 1),
    ).fetchall()
    names = ("id", "from", "desk", "sequence", "number", "received", "events")
    items = [
        dict(zip(names, (row, *sender_of(session, writer), *rest), strict=True))
        for row, writer, *rest in rows[:limit]
    ]
    return {"items": items, "next": str(items[-1]["id"]) if len(rows) > limit else None}


def gaps(session: Session) -> dict[str, Any]:
    """Numbers that were skipped, by sender: a stick that was lost, or a file not handed over yet.

    Returns:
        ``{"items": [{"from", "desk", "sequence", "numbers"}]}``, `numbers` ascending, at most 100.
    """
    kinds = session.store.connection.execute(
        """SELECT DISTINCT f.sender, f.address, f.sequence, w.writer FROM received_file f
        JOIN writer w ON w.id = f.sender WHERE f.sequence <> 'letter' ORDER BY f.sender, f.sequence"""
    ).fetchall()
    found = []
    for sender, address, sequence, writer in kinds:
        numbers = missing_numbers(session.store.connection, sender, address, sequence)
        if numbers:
            name, desk = sender_of(session, writer)
            found.append({"from": name, "desk": desk, "sequence": sequence, "numbers": numbers})
    return {"items": found}


def sender_of(session: Session, writer: bytes) -> tuple[str, str]:
    """A writer's name and desk as this laptop knows them."""
    member = session.roster.members.get(writer)
    return (describe(member), member.desks[0]) if member else (b64(writer)[:6], "")


def address_name(session: Session, address: str) -> str:
    """Whom an address stands for: a person or an agency; empty for the coordinator and for everyone."""
    kind, _, rest = address.partition(":")
    if kind == "agency":
        return next((one.short or one.name for one in session.pack.agencies if one.code == rest), rest)
    if kind == "officer":
        try:
            return sender_of(session, unb64(rest, 16))[0]
        except NotCanonical:
            return rest[:6]
    return ""


def _sent(
    session: Session,
    row: int,
    address: str,
    sequence: str,
    number: int,
    created: str,
    events: int,
    blobs: int,
    size: int,
    name: str,
    received: int,
) -> dict[str, Any]:
    return {
        "id": row,
        "to": address_name(session, address),
        "desk": address.partition(":")[0],
        "sequence": sequence,
        "number": number,
        "created": created,
        "events": events,
        "blobs": blobs,
        "bytes": size,
        "name": name,
        "received": bool(received),
        "awaits": sequence in _ANSWERED and not received,
        "days": max(0, (session.today - date.fromisoformat(created[:10])).days),
    }


def _key(after: str | None) -> int | None:
    if after is None:
        return None
    if not (after.isascii() and after.isdigit()):
        raise UserError("cursor_wrong", exit_code=WRONG_USE)
    return int(after)


def _page(limit: int) -> int:
    if not 1 <= limit <= _LONGEST_PAGE:
        raise UserError("limit_range", most=_LONGEST_PAGE, exit_code=WRONG_USE)
    return limit
