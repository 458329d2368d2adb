"""The answer sheet of a village: what is told there on the next visit, and what still waits."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop.actions.feedback import answered
from desktop.actions.finding import checks, code_of, final_target
from desktop.actions.printing import discreet, save, village_of
from desktop.actions.session import Session
from desktop.core.profile import profile_of
from desktop.store import listing
from desktop.store.listing import Filter
from desktop.store.queries import Aspiration
from reports.answer_sheet import Answered, AnswerRows, Waiting, answer_sheet
from reports.press import Press

MOST = 10_000
_OVER = frozenset({"ditarik", "selesai", "disampaikan"})


def print_answers(session: Session, press: Press, village: str, out: Path | None) -> dict[str, Any]:
    """Prints a village's answers that nobody has told yet, with room for the citizens' verdicts.

    Args:
        session: the open home.
        press: fonts and words.
        village: code or name.
        out: the file; None for a paper in memory.

    Returns:
        ``{"path", "pages", "warnings", "village", "answered", "waiting"}``, see `printing.save`.

    Raises:
        UserError: ``village_unknown``, ``village_ambiguous``, and what `printing.save` raises.
    """
    code = checks(session).village(village)
    rows = answer_rows(session, code)
    made = save(session, out, answer_sheet(press, profile_of(session.pack), rows), f"answers {code}")
    return {**made, "village": code, "answered": len(rows.answered), "waiting": len(rows.waiting)}


def answer_rows(session: Session, code: str) -> AnswerRows:
    """A village's aspirations, latest first; restricted ones are not among them."""
    where = [Filter("village", "=", code), Filter("restricted", "=", 0)]
    page = listing.aspiration_page(session.store.connection, where, MOST)
    found = [one for _, one in page if one.status != "ditarik"]
    items = {item["code"]: item for item in answered(session, _unhidden(session, found))}
    village = village_of(session, code)
    names = {agency.code: agency.short for agency in session.pack.agencies}
    ready, waiting, told = [], [], 0
    for one in found:
        item = items.get(code_of(session, one))
        if item and item["told"] is None:
            ready.append(_answered(one, item, names))
        elif item:
            told += 1
        elif one.status not in _OVER:
            waiting.append(_waiting(session, one, names))
    owner = session.home.owner
    return AnswerRows(
        moment=session.now(),
        village=village.name,
        kind=village.kind,
        district=village.district,
        answered=tuple(ready),
        waiting=tuple(waiting),
        told=told,
        officer=owner.name,
        nip=owner.nip or "",
    )


def _unhidden(session: Session, found: Sequence[Aspiration]) -> list[Aspiration]:
    """Those whose answer is not that of a restricted one they were joined into."""
    return [one for one in found if not (one.joined_into and final_target(session, one).restricted)]


def _answered(one: Aspiration, item: dict[str, Any], names: dict[str, str]) -> Answered:
    answer = item["answer"]
    return Answered(
        code=item["code"],
        words=_brief(one),
        agency=names.get(item["agency"] or "", item["agency"] or ""),
        answer=discreet(answer.get("text") or ""),
        outcome=answer.get("outcome") or "",
        photos=len(answer.get("attachments") or ()),
        cost=answer.get("cost"),
        funding=answer.get("funding") or "",
        year=answer.get("year"),
        signs=one.mode == "open",
    )


def _waiting(session: Session, one: Aspiration, names: dict[str, str]) -> Waiting:
    return Waiting(
        code=code_of(session, one),
        words=_brief(one),
        status=one.status,
        agency=names.get(one.agency or "", one.agency or ""),
        due=date.fromisoformat(one.due) if one.due else None,
    )


def _brief(one: Aspiration) -> str:
    """The title; of a secret one only the summary its coordinator wrote."""
    if one.mode == "secret":
        return discreet(one.summary or "")
    return discreet(one.title or one.summary or one.text or "")
