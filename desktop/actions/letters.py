"""Letters made, one after the other, for one addressee or for every one that something waits for."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.actions.finding import checks
from desktop.actions.letter_files import finish_broken_off, open_folder
from desktop.actions.letter_items import find_letter
from desktop.actions.letter_maker import Maker, Order
from desktop.actions.letter_numbers import AUTO
from desktop.actions.letter_register import known_kind
from desktop.actions.letter_waiting import GATHERED, addressees, demand_may_have
from desktop.actions.session import Session
from desktop.core.pack_types import Agency
from desktop.core.profile import profile_of
from desktop.errors import WRONG_USE, UserError
from desktop.store.letters import RESERVED, VOID, Letter
from desktop.store.papers import paper_named

if TYPE_CHECKING:
    from reports.press import Press

__all__ = ["Order", "make_letters"]

_PLAIN = Order()


def make_letters(
    session: Session,
    press: "Press",
    agency: str | None,
    out: Path,
    order: Order = _PLAIN,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, Any]:
    """Makes letters and lays their files into a folder: PDF, for an agency's laptop the data, DOCX twin.

    Args:
        session: the open home of the laptop induk.
        press: what documents are set with.
        agency: code of the addressee; None = every one that something waits for.
        out: folder, made if it is missing.
        order: which letters.
        progress: told (letters done, letters in all).
        cancelled: asked before each letter; those made stay.

    Returns:
        ``{"letters": [{"id", "kind", "agency", "number", "date", "path", "pages", "aspirations", "data",
        "docx", "code", "warnings"}]}``; `data` and `docx` are paths or None, a warning is
        ``{"field", "signs"}``.

    Raises:
        UserError: ``not_induk``, ``letter_kind_unknown``, ``agency_unknown``, ``letter_agency_external``,
            ``letter_agency_internal``, ``letter_nothing_waiting``, ``letter_content_needed``,
            ``letter_content_surplus``, ``letter_agency_surplus``, ``letter_one_number``, ``number_taken`` …
    """
    session.demand_induk()
    earlier = _replaced(session, order)
    kind = (earlier.kind if earlier else order.kind) or "penugasan"
    known_kind(kind)
    recipients = _recipients(session, kind, agency or (earlier.agency if earlier else None), order)
    if order.number is not None and order.number.strip().casefold() != AUTO and len(recipients) > 1:
        raise UserError("letter_one_number", count=len(recipients), exit_code=WRONG_USE)
    open_folder(out)
    maker = Maker(session, press, profile_of(session.pack), out, kind, order, earlier)
    finish_broken_off(out, maker.beginning, lambda name: paper_named(session.store.connection, name))
    letters = list(_made(maker, recipients, progress, cancelled))
    if not letters and agency is not None and recipients[0] is not None:
        raise UserError("letter_nothing_waiting", agency=recipients[0].short, kind=kind)
    return {"letters": letters}


def _made(
    maker: Maker,
    recipients: Sequence[Agency | None],
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[dict[str, Any]]:
    for done, recipient in enumerate(recipients, 1):
        if cancelled is not None and cancelled():
            return
        yield from maker.make(recipient)
        if progress is not None:
            progress(done, len(recipients))


def _replaced(session: Session, order: Order) -> Letter | None:
    if order.instead_of is None:
        return None
    earlier = find_letter(session, order.instead_of)
    if earlier.standing == VOID:
        raise UserError("letter_is_void")
    if earlier.standing == RESERVED:
        raise UserError("letter_only_reserved", number=earlier.number)
    return earlier


def _recipients(session: Session, kind: str, agency: str | None, order: Order) -> list[Agency | None]:
    """To whom letters go; ``[None]`` for a letter that is written by hand."""
    if kind not in GATHERED:
        if order.content is None:
            raise UserError("letter_content_needed", kind=kind, exit_code=WRONG_USE)
        if agency is not None:
            raise UserError("letter_agency_surplus", kind=kind, exit_code=WRONG_USE)
        return [None]
    if order.content is not None or order.visits:
        raise UserError("letter_content_surplus", kind=kind, exit_code=WRONG_USE)
    if agency is None:
        return list(addressees(session, kind))
    found = checks(session).agency(agency)
    demand_may_have(found, kind)
    return [found]
