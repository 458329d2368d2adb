"""Sending as a person thinks of it: to whom one can send, what each would get, files for all of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.actions.exchange import export
from desktop.actions.recipients import targets
from desktop.actions.sent_list import address_name
from desktop.actions.session import Session
from desktop.core.canonical import b64
from desktop.core.roster import describe
from desktop.errors import UserError
from desktop.store.outgoing import Outgoing
from desktop.sync.writing import Cancelled, Progress


def recipients(session: Session) -> dict[str, Any]:
    """Whom this laptop can send to, and which agencies with work have no laptop.

    Returns:
        ``{"items": [{"to", "desk", "name", "laptops", "last", "unanswered"}], "without": [names]}``: `last`
        is the moment of the last file, None before any; `unanswered` how many since the last receipt.
    """
    roster, items = session.roster, []
    others = [one for one in roster.of_desk("coordinator") if one.writer != session.writer]
    if others:
        items.append(_recipient(session, "coordinator", "coordinator", "", len(others)))
    if roster.induk != session.writer:
        return {"items": items, "without": []}
    laptops: dict[str, int] = {}
    for member in roster.members.values():
        for desk in member.desks:
            if member.active and desk.startswith("agency:"):
                laptops[desk] = laptops.get(desk, 0) + 1
    for desk in sorted(laptops, key=lambda one: address_name(session, one)):
        items.append(_recipient(session, desk, desk, address_name(session, desk), laptops[desk]))
    for member in sorted(roster.of_desk("officer"), key=describe):
        if member.writer != session.writer and not member.holds("coordinator"):
            writer = b64(member.writer)
            items.append(_recipient(session, f"writer:{writer}", f"officer:{writer}", describe(member), 1))
    return {"items": items, "without": _without(session, laptops)}


def waits_for(session: Session, to: str) -> dict[str, int]:
    """What a recipient would get now: ``{"events", "blobs"}``.

    Raises:
        UserError: as `targets`.
    """
    events = blobs = 0
    for target in targets(session, to):
        outgoing = Outgoing(session.log, target.audience, everything=False)
        events, blobs = events + outgoing.count, blobs + len(outgoing.blobs())
    return {"events": events, "blobs": blobs}


def send(
    session: Session,
    tos: Sequence[str],
    out: Path,
    everything: bool,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[str, Any]:
    """Writes the files for some recipients into a folder that is there: a stick, the desktop.

    Args:
        session: the open home.
        tos: as `export` takes them.
        out: the folder.
        everything: also what they are known to have.
        progress: told bytes done and in all of the present file.
        cancelled: asked often; files that are written stay.

    Returns:
        ``{"files": [...], "provisional", "error"}`` as `export`; provisional: nobody has accepted this laptop
        yet, so the voice codes must be read out; `error` (``{"code", "values"}``) is what stopped it after
        some files were written.

    Raises:
        UserError: ``place_gone``, ``recipient_none``, and as `export`.
    """
    if not tos:
        raise UserError("recipient_none")
    files: list[dict[str, Any]] = []
    error = None
    for to in tos:
        try:
            files += _send(session, to, out, everything, progress, cancelled)
        except UserError as problem:
            if not files:
                raise
            values = {name: str(value) for name, value in problem.values.items()}
            error = {"code": problem.code, "values": values}
            break
    return {"files": files, "provisional": session.provisional, "error": error}


def _send(
    session: Session,
    to: str,
    out: Path,
    everything: bool,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> list[dict[str, Any]]:
    gone = UserError("place_gone", folder=out.name or str(out))
    if not out.is_dir():
        # A folder that is made where a stick was would hide that the stick is gone.
        raise gone
    try:
        made = export(session, to, out, everything=everything, progress=progress, cancelled=cancelled)
    except OSError as error:
        raise gone from error
    except UserError as error:
        if error.code == "home_read_only":
            raise UserError("write_refused", file=out.name) from error
        raise
    return list(made["files"])


def _recipient(session: Session, to: str, address: str, name: str, laptops: int) -> dict[str, Any]:
    last, unanswered = session.store.connection.execute(
        """SELECT max(f.created), total(f.id > coalesce((SELECT max(k.file) FROM acknowledged k
        JOIN sent_file g ON g.id = k.file WHERE g.address = ?1), 0)) FROM sent_file f
        WHERE f.address = ?1 AND f.sequence IN ('main', 'restricted')""",
        (address,),
    ).fetchone()
    return {
        "to": to,
        "desk": address.partition(":")[0],
        "name": name,
        "laptops": laptops,
        "last": last,
        "unanswered": int(unanswered),
    }


def _without(session: Session, laptops: dict[str, int]) -> list[str]:
    """Agencies that have something to do and nobody a file could be sealed to."""
    rows = session.store.connection.execute(
        "SELECT DISTINCT agency FROM assignment WHERE running = 1 AND agency IS NOT NULL"
    ).fetchall()
    lacking = [f"agency:{code}" for (code,) in rows if f"agency:{code}" not in laptops]
    return sorted(address_name(session, address) for address in lacking)
