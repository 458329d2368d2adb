"""Corrections of what was recorded: who may change what, until when, and whether a reason is needed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET

from desktop.actions import shape_types as types
from desktop.actions.acts import act_on, reason_note
from desktop.actions.attachments import Files
from desktop.actions.finding import checks, code_of, find, is_author, statuses
from desktop.actions.session import Session
from desktop.actions.shape_checks import (
    RESTRICTED_KIND,
    at,
    citizen,
    line,
    lines,
    place,
    proposal,
)
from desktop.actions.writing import Act
from desktop.core import text
from desktop.core.clock import local_iso
from desktop.core.events import thing_text
from desktop.core.kinds import COORDINATED
from desktop.errors import UserError
from desktop.store import queries
from desktop.store.queries import Aspiration


def correct(
    session: Session,
    code: str,
    changes: types.AspirationChange,
    reason: str | None,
    base: Path = Path(),
) -> dict[str, Any]:
    """Writes fields of an aspiration anew; what is left out stays as it is.

    The citizen's words belong to the laptop that recorded them; title, category, urgency and authority too,
    until it is triaged, then to the coordinator; the summary always to the coordinator (sync.md 2).

    Raises:
        UserError: ``nothing_to_change``, ``words_of_author``, ``not_author``, ``already_triaged``,
            ``summary_by_coordinator``, ``mode_fixed``, ``restricted_fixed``, ``reason_needed`` once the visit
            is finished, and what checks, files and store raise.
    """
    session.demand("officer", "coordinator")
    aspiration = find(session, code)
    given = {name for name in changes.__struct_fields__ if getattr(changes, name) is not UNSET}
    if not given:
        raise UserError("nothing_to_change")
    _permit(session, aspiration, given)
    note = reason_note(reason, required=is_final(session, aspiration))
    with Files(session, base) as files:
        values, citizens = _values(session, aspiration, changes, files)
        restricted = aspiration.restricted or values.get("restricted") is True
        acts = [replace(act, restricted=restricted) for act in citizens]
        act = act_on(aspiration, "aspiration.corrected", values, note)
        files.write([*acts, replace(act, restricted=restricted)])
    return statuses(session, [aspiration])


def _permit(session: Session, aspiration: Aspiration, given: set[str]) -> None:
    coordinator, author = session.holds("coordinator"), is_author(session, aspiration.writer)
    if "summary" in given and not coordinator:
        raise UserError("summary_by_coordinator")
    if given - COORDINATED and not author:
        raise UserError("words_of_author", code=code_of(session, aspiration))
    if coordinator:
        return
    if not author:
        raise UserError("not_author", code=code_of(session, aspiration))
    triaged = aspiration.triage not in (None, "baru") or aspiration.lead is not None
    if given & COORDINATED and triaged:
        raise UserError("already_triaged", code=code_of(session, aspiration))


def is_final(session: Session, aspiration: Aspiration) -> bool:
    """Whether its visit is finished, so that each correction needs a reason."""
    found = queries.visits(session.store.connection, [aspiration.visit] if aspiration.visit else [])
    return any(visit.finished for visit in found.values())


def _values(
    session: Session, aspiration: Aspiration, changes: types.AspirationChange, files: Files
) -> tuple[dict[str, Any], list[Act]]:
    """The fields to write, and the acts on the citizen that go before."""
    given = {name: value for name, value in msgspec.structs.asdict(changes).items() if value is not UNSET}
    values: dict[str, Any] = {name: given[name] for name in ("kind", "urgency", "authority") if name in given}
    values |= _words(aspiration, given)
    if "place" in given:
        values["place"] = place(given["place"])
    if "proposal" in given:
        values["proposal"] = proposal(given["proposal"])
    restricted = given.get("restricted") is True or values.get("kind") == RESTRICTED_KIND
    if "category" in given:
        category = checks(session).category(given["category"]) if given["category"] else None
        values["category"] = category.code if category else None
        restricted = restricted or (category is not None and category.restricted)
    if given.get("restricted") is False and aspiration.restricted:
        raise UserError("restricted_fixed")
    if restricted and not aspiration.restricted:
        values["restricted"] = True
    if "attachments" in given:
        values["attachments"] = files.take(given["attachments"], aspiration.values.get("attachments") or [])
    more, acts = _citizen(session, aspiration, given.get("citizen"))
    values |= more
    if not values and not acts:
        raise UserError("nothing_to_change")
    return values, acts


def _words(aspiration: Aspiration, given: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "text" in given:
        values["text"] = text.clean(given["text"], text.TEXT, "text", required=True)
    if "title" in given:
        words = values.get("text") or aspiration.text or ""
        values["title"] = line(given["title"], "title", text.TITLE) or text.short_title(words)
    if "summary" in given:
        values["summary"] = lines(given["summary"], "summary", required=True)
    return values


def _citizen(
    session: Session, aspiration: Aspiration, shape: types.CitizenIn | None
) -> tuple[dict[str, Any], list[Act]]:
    if shape is None:
        return {}, []
    mode = aspiration.mode or "open"
    # What was once written for agencies cannot be taken back from them; what was kept from them needs the
    # citizen's word, and that is a new recording.
    if shape.mode != mode and (mode, shape.mode) != ("anonymous", "open"):
        raise UserError("mode_fixed", code=code_of(session, aspiration), mode=mode)
    with at("citizen"):
        person = citizen(shape, local_iso(session.now()))
    values: dict[str, Any] = {} if shape.mode == mode else {"mode": shape.mode}
    if not person:
        return values, []
    if aspiration.citizen:
        return values or {"mode": mode}, [Act("citizen.corrected", aspiration.citizen, person)]
    who = session.new_citizen()
    return {**values, "citizen": thing_text(who)}, [Act("citizen.recorded", who, person)]
