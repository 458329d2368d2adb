"""Receipts for citizens: of one aspiration, or of everybody heard at a visit."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop.actions.finding import code_of, find, find_visit
from desktop.actions.print_visit import of_visit
from desktop.actions.printing import discreet, save, village_of
from desktop.actions.session import Session
from desktop.core.deadlines import DEFAULT_DEADLINES, add_working_days, default_due
from desktop.core.events import thing_text
from desktop.core.profile import profile_of
from desktop.core.text import short_title
from desktop.errors import WRONG_USE, UserError
from desktop.store import queries
from desktop.store.queries import Aspiration
from reports.press import Press
from reports.receipt import CUT as CUT
from reports.receipt import PAPERS as PAPERS
from reports.receipt import Receipt, ReceiptRows, receipts

FIRST_WORDS = 140


def print_receipt(
    session: Session, press: Press, code: str, out: Path | None, paper: str = "a6"
) -> dict[str, Any]:
    """Prints the receipt of one aspiration, for the citizen to take home.

    Args:
        session: the open home.
        press: fonts and words.
        code: tracking code.
        out: the file; None for a paper in memory.
        paper: a6, roll58, roll80, or sheet: four on a sheet to be cut.

    Returns:
        ``{"path", "pages", "warnings", "code"}``, see `printing.save`.

    Raises:
        UserError: ``paper_unknown``, ``code_unknown``, ``code_ambiguous``, and what `printing.save` raises.
    """
    _check(paper)
    one = find(session, code)
    made = _print(session, press, [one], out, paper, f"receipt {thing_text(one.thing)}")
    return {**made, "code": code_of(session, one)}


def print_receipts(
    session: Session, press: Press, id: str, out: Path | None, paper: str = CUT
) -> dict[str, Any]:
    """Prints the receipts of a visit, in the order things were said; restricted ones only one by one.

    Returns:
        ``{"path", "pages", "warnings", "count"}``.

    Raises:
        UserError: ``visit_unknown``, ``receipts_none``, and as `print_receipt`.
    """
    _check(paper)
    visit = find_visit(session, id)
    found = of_visit(session, visit)
    if not found:
        raise UserError("receipts_none")
    made = _print(session, press, found, out, paper, f"receipts {thing_text(visit.thing)}")
    return {**made, "count": len(found)}


def _check(paper: str) -> None:
    if paper not in PAPERS:
        raise UserError("paper_unknown", paper=paper, known=", ".join(PAPERS), exit_code=WRONG_USE)


def _print(
    session: Session, press: Press, found: Sequence[Aspiration], out: Path | None, paper: str, what: str
) -> dict[str, Any]:
    session.demand("officer", "coordinator")
    days = _days(session, found)
    made = [_receipt(session, one, days.get(one.visit or b"")) for one in found]
    document = receipts(press, profile_of(session.pack), ReceiptRows(session.now(), tuple(made), paper))
    return save(session, out, document, what)


def _days(session: Session, found: Sequence[Aspiration]) -> dict[bytes, date]:
    visits = queries.visits(session.store.connection, {one.visit for one in found if one.visit})
    return {thing: date.fromisoformat(visit.date) for thing, visit in visits.items() if visit.date}


def _receipt(session: Session, one: Aspiration, visited: date | None) -> Receipt:
    day = visited or date.fromisoformat(one.recorded[:10])
    code = code_of(session, one)
    if one.restricted or one.mode == "secret":
        # Whoever finds such a receipt learns nothing, not even which of the two it is.
        return Receipt(code, day, discreet=True)
    village = village_of(session, one.village)
    checked, answered = _expected(session, one, day)
    return Receipt(
        code,
        day,
        village.name,
        village.kind,
        village.district,
        short_title(discreet(one.title or one.text or ""), FIRST_WORDS),
        one.mode or "",
        checked,
        answered,
    )


def _expected(session: Session, one: Aspiration, start: date) -> tuple[date, date]:
    """By when it is looked at, and by when a first answer is promised: what comes first of the two limits."""
    limits = {**DEFAULT_DEADLINES, **session.pack.deadlines}
    holidays = [holiday.date for holiday in session.pack.holidays]
    checked = add_working_days(start, limits["verify"], holidays)
    whole = default_due(
        one.kind or "",
        one.urgency or "biasa",
        one.values.get("supervision") is True,
        checked,
        session.pack.deadlines,
        holidays,
    )
    return checked, min(whole, add_working_days(checked, limits["respond"], holidays))
