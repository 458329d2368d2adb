"""What is typed and not yet recorded: kept for this laptop alone, given up the moment it is recorded."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.actions.aspirations import named, recorded
from desktop.actions.attachments import Files
from desktop.actions.finding import find_visit
from desktop.actions.session import Session
from desktop.actions.shape_types import AspirationIn
from desktop.core.clock import local_iso
from desktop.errors import UserError
from desktop.store import drafts


def keep(session: Session, key: str, body: Any) -> None:
    """Keeps what was typed under a key; what was kept there before is replaced.

    Args:
        session: the open home.
        key: says where it was typed and nothing about what: "visit/…/entry".
        body: any JSON value.

    Raises:
        UserError: ``disk_full``; what was kept before stands.
    """
    drafts.save_draft(session.store, key, body, local_iso(session.now()))


def kept(session: Session, key: str) -> Any:
    """What is kept under a key, None for nothing; for readers too."""
    found = drafts.load_draft(session.store, key)
    return None if found is None else found.body


def kept_under(session: Session, prefix: str) -> dict[str, Any]:
    """Everything kept under keys that begin like this."""
    return {one.key: one.body for one in drafts.list_drafts(session.store, prefix)}


def drop(session: Session, key: str) -> bool:
    """Gives up what is kept; False when nothing was."""
    return drafts.delete_draft(session.store, key)


def enter(session: Session, visit_id: str, lines: Sequence[str], key: str) -> dict[str, Any]:
    """Records what was typed, each line one aspiration, and gives up its draft in the same transaction.

    A crash in between can therefore neither lose a line nor record it twice.

    Args:
        session: the open home of an officer, or of a coordinator at the office's own intake.
        visit_id: of the visit.
        lines: what was said.
        key: where it was kept while it was typed.

    Returns:
        ``{"aspirations": [{"id", "code"}]}`` in the order given.

    Raises:
        UserError: ``visit_unknown``, ``rows_missing``, ``rows_many``, and what checks and store raise.
    """
    session.demand("officer", "coordinator")
    visit = find_visit(session, visit_id)
    if not lines:
        raise UserError("rows_missing")
    rows = [AspirationIn(text=line) for line in lines]
    with Files(session, Path()) as files:
        things, acts = recorded(session, visit.thing, visit.village or "", rows, files)

    def give_up() -> None:
        drafts.delete_draft(session.store, key)

    session.write(acts, within=give_up)
    return {"aspirations": named(session, things)}
