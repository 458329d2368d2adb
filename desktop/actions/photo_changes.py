"""Photos of what is recorded already: put to it, taken off again, put back where they were."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from desktop.actions.acts import act_on, reason_note
from desktop.actions.attachments import Files, Given
from desktop.actions.corrections import is_final
from desktop.actions.finding import code_of, find, find_visit, is_author
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core.text import ATTACHMENTS
from desktop.errors import UserError

Noun = Literal["aspiration", "visit"]


@dataclass(frozen=True, slots=True)
class Of:
    """Whose photos: an aspiration (by code or id) or a visit (by id)."""

    noun: Noun
    id: str


def add_photos(session: Session, of: Of, given: Sequence[Given], reason: str | None = None) -> dict[str, Any]:
    """Puts files to those there are; what was pasted comes as bytes and never lies open anywhere.

    Args:
        session: the open home of whoever recorded the thing.
        of: whose photos.
        given: names of files, or bytes.
        reason: demanded once the visit is finished.

    Returns:
        ``{"attachments": […]}`` as the event says them.

    Raises:
        UserError: ``words_of_author``, ``visit_not_yours``, ``reason_needed``, ``attachments_many``, and what
            files and store raise.
    """
    before, act = _owned(session, of, reason)
    with Files(session, Path()) as files:
        after = files.take(given, before)
        files.write([act(after)])
    return {"attachments": after}


def take_off_photo(session: Session, of: Of, sha256: str, reason: str | None = None) -> dict[str, Any]:
    """Takes one photo off; the event that put it there stays, and so do copies that went out with it.

    Returns:
        ``{"entry", "at", "attachments"}``: what was said of it and where it stood, for `put_back_photo`.

    Raises:
        UserError: ``nothing_to_change`` when there is no such photo (any more), and as `add_photos`.
    """
    before, act = _owned(session, of, reason)
    at = next((at for at, one in enumerate(before) if one["sha256"] == sha256), None)
    if at is None:
        raise UserError("nothing_to_change")
    after = [*before[:at], *before[at + 1 :]]
    session.write([act(after)])
    return {"entry": before[at], "at": at, "attachments": after}


def put_back_photo(
    session: Session, of: Of, entry: Mapping[str, Any], at: int, reason: str | None = None
) -> dict[str, Any]:
    """Undoes `take_off_photo`: its file is still here.

    Raises:
        UserError: ``nothing_to_change`` when it stands there already, and as `add_photos`.
    """
    before, act = _owned(session, of, reason)
    if any(one["sha256"] == entry["sha256"] for one in before):
        raise UserError("nothing_to_change")
    if len(before) >= ATTACHMENTS:
        raise UserError("attachments_many", limit=ATTACHMENTS, count=len(before) + 1)
    after = [*before[:at], dict(entry), *before[at:]]
    session.write([act(after)])
    return {"attachments": after}


def _owned(session: Session, of: Of, reason: str | None) -> tuple[list[Any], Callable[[list[Any]], Act]]:
    """The photos there are, and what makes an act of those that shall be."""
    session.demand("officer", "coordinator")
    if of.noun == "visit":
        visit = find_visit(session, of.id)
        if not is_author(session, visit.writer):
            raise UserError("visit_not_yours")
        note = reason_note(reason, required=visit.finished)
        before = visit.values.get("attachments") or []
        return before, lambda after: Act("visit.corrected", visit.thing, {"attachments": after}, note)
    one = find(session, of.id)
    if not is_author(session, one.writer):
        raise UserError("words_of_author", code=code_of(session, one))
    note = reason_note(reason, required=is_final(session, one))
    before = one.values.get("attachments") or []
    return before, lambda after: act_on(one, "aspiration.corrected", {"attachments": after}, note)
