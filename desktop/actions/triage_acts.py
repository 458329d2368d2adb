"""What the triage desk does to many at once, and how the last of it is taken back."""

from collections.abc import Callable, Sequence
from typing import Any

from desktop.actions import assignments
from desktop.actions.acts import act_on
from desktop.actions.assigning import end_act
from desktop.actions.finding import assignments_of, code_of, find, find_all, statuses, words_of
from desktop.actions.session import Session
from desktop.actions.shape_types import AssignRow
from desktop.actions.writing import Act
from desktop.core.events import thing_text
from desktop.core.routing import Router
from desktop.store import listing
from desktop.store.listing import Filter
from desktop.store.queries import Aspiration

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

SURE = 0.8
LOOKED_AT = 5_000
"""So many verified ones are looked through for sure suggestions at a time."""

_BATCH = 50
_TAKEN_BACK = {"reason": "diurungkan"}


def sure_ones(session: Session, least: float = SURE) -> dict[str, Any]:
    """Which verified aspirations have a suggestion that is sure enough; nothing is written.

    Passed over: restricted ones, secret ones without a summary, suggestions outside the kabupaten.

    Returns:
        ``{"rows": [(code, agency)], "left": how many remain for a person, "more": whether there are more
        than were looked at}``.
    """
    own = {agency.code for agency in session.pack.agencies if not agency.external}
    router = Router(session.pack.agencies, session.pack.categories)
    rows, left = [], 0
    where = [Filter("status", "=", "diverifikasi")]
    page = listing.aspiration_page(session.store.connection, where, LOOKED_AT + 1)
    for _, one in page[:LOOKED_AT]:
        best = next(iter(router.suggest(words_of(one), one.category, 1)), None)
        sure = best is not None and best.confidence >= least and best.agency in own
        if best is None or not sure or one.restricted or (one.mode == "secret" and not one.summary):
            left += 1
        else:
            rows.append((code_of(session, one), best.agency))
    return {"rows": rows, "left": left, "more": len(page) > LOOKED_AT}


def assign_listed(
    session: Session,
    rows: Sequence[AssignRow],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[str, Any]:
    """Assigns each row, in handfuls: what is done when somebody cancels stays done.

    Returns:
        ``{"items": as `assignments.assign`, "made": ids of the new assignments by code, "undo": whether
        `unassign` brings back what was before}``: not where another agency had it.

    Raises:
        UserError: as `assignments.assign_rows`.
    """
    items: list[dict[str, Any]] = []
    made: dict[str, list[str]] = {}
    undo = True
    for start in range(0, len(rows), _BATCH):
        if cancelled and cancelled():
            break
        batch = rows[start : start + _BATCH]
        before = find_all(session, [row.code for row in batch])
        known = _running(session, before)
        undo = undo and all(one.lead is None for one in before)
        items += assignments.assign_rows(session, batch)["items"]
        now = _running(session, before)
        made |= {code: sorted(now[code] - known[code]) for code in now}
        if progress:
            progress(min(start + _BATCH, len(rows)), len(rows))
    return {"items": items, "made": made, "undo": undo}


def unassign(
    session: Session,
    made: dict[str, list[str]],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[str, Any]:
    """Ends the assignments that `assign_listed` has made; the aspirations wait for an agency again."""
    done = 0
    codes = list(made)
    for start in range(0, len(codes), _BATCH):
        if cancelled and cancelled():
            break
        acts: list[Act] = []
        for code in codes[start : start + _BATCH]:
            acts += _ending(session, find(session, code), set(made[code]))
        if acts:
            session.write(acts)
        done += len(codes[start : start + _BATCH])
        if progress:
            progress(done, len(codes))
    return {"codes": codes[:done]}


def restore(session: Session, before: Sequence[tuple[str, str | None]]) -> dict[str, Any]:
    """Takes a decision of the triage back: each aspiration as it was judged before (None = not at all).

    Raises:
        UserError: ``wrong_desk``, ``code_unknown`` …
    """
    session.demand("coordinator")
    found = find_all(session, [code for code, _ in before])
    acts = [
        act_on(one, "aspiration.triaged", {"triage": judged or "baru"}, _TAKEN_BACK)
        for one, (_, judged) in zip(found, before, strict=True)
    ]
    session.write(acts)
    return statuses(session, found)


def _running(session: Session, found: Sequence[Aspiration]) -> dict[str, set[str]]:
    return {
        code_of(session, one): {thing_text(row.thing) for row in assignments_of(session, one) if row.running}
        for one in found
    }


def _ending(session: Session, one: Aspiration, made: set[str]) -> list[Act]:
    acts = []
    for row in assignments_of(session, one):
        if row.running and thing_text(row.thing) in made:
            acts.append(end_act(one, row, _TAKEN_BACK))
            if row.thing == one.lead:
                acts.append(act_on(one, "aspiration.led", {"lead": None}))
    return acts
