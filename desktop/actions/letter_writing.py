"""Letters that are written by hand, before they are issued: as they would print, and an earlier one anew."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.actions.finding import find_visit
from desktop.actions.letter_content import Draft, reference, typed_content
from desktop.actions.letter_items import find_letter
from desktop.actions.letter_numbers import Register
from desktop.actions.letter_papers import Printed, printed_here
from desktop.actions.letter_preview import NOBODY, letter_told
from desktop.actions.letter_register import known_kind
from desktop.actions.letter_shapes import LetterIn, LetterPerson
from desktop.actions.session import Session
from desktop.core.profile import profile_of
from desktop.errors import UserError
from desktop.store.letters import RESERVED, VOID

if TYPE_CHECKING:
    from reports.press import Press

WRITTEN = ("nota_dinas", "surat_tugas")
"""Kinds that nothing waits for: somebody writes them."""


def preview_written(
    session: Session,
    press: "Press",
    kind: str,
    typed: LetterIn,
    number: str | None = None,
    day: date | None = None,
    *,
    visits: Sequence[str] = (),
    instead_of: str | None = None,
) -> dict[str, Any]:
    """The PDF that `make_letters` would write for what was typed; nothing is written, so a reader will do.

    Args:
        session: the open home of the laptop induk.
        press: what documents are set with.
        kind: of `WRITTEN`.
        typed: what it says.
        number: None leaves it open, ``auto`` takes the next, else the number.
        day: the letter is dated; None = today.
        visits: whose teams a surat tugas sends.
        instead_of: the letter it would replace.

    Returns:
        as `letter_preview.preview_letter`.

    Raises:
        UserError: ``letter_kind_unknown``, ``missing_key``, ``number_taken``, ``number_other_year``,
            ``letter_unknown``, and what `letter_content.typed_content` raises.
    """
    from desktop.actions.letter_press import wording  # noqa: PLC0415

    known_kind(kind)
    earlier = find_letter(session, instead_of) if instead_of else None
    draft = Draft(
        kind=kind,
        letter=NOBODY,
        day=day or session.today,
        earlier=earlier,
        version=int(earlier.values.get("version") or 1) + 1 if earlier else 1,
        refers=[reference(earlier)] if earlier else [],
    )
    profile = profile_of(session.pack)
    given = Register(session, profile, kind).choose(number, draft.day, typed.security)
    found = [find_visit(session, one) for one in visits]
    content = typed_content(session, wording(press, profile), profile, draft, typed, found)
    moment = session.now().replace(microsecond=0)
    document = Printed(content, profile, moment, None, "").pdf(press, given.number)
    return {**letter_told(document, content, profile), "number": given.number, "aspirations": 0}


def written_before(session: Session, typed: str) -> dict[str, Any]:
    """What a letter said that was written by hand, to begin another from it.

    Returns:
        ``{"id", "kind", "number", "content": LetterIn}``; where it was printed on another laptop the content
        has its subject alone.

    Raises:
        UserError: ``letter_unknown``, ``letter_is_void``, ``letter_only_reserved``.
    """
    letter = find_letter(session, typed)
    if letter.standing == VOID:
        raise UserError("letter_is_void")
    if letter.standing == RESERVED:
        raise UserError("letter_only_reserved", number=letter.number)
    printed = printed_here(session, letter)
    if printed is None:
        content = LetterIn(subject=str(letter.values.get("subject") or ""))
    else:
        said = printed.content
        content = LetterIn(
            subject=said.subject,
            to=said.to,
            to_place=said.to_place,
            points=said.points,
            basis=said.basis,
            persons=[LetterPerson(**msgspec.structs.asdict(one)) for one in said.persons],
            visits=said.visits,
            copies=said.copies,
            urgency=said.urgency,  # type: ignore[arg-type]  # it was one of them when it was issued
            security=said.security,  # type: ignore[arg-type]
            due=date.fromisoformat(said.due) if said.due else None,
        )
    return {"id": typed, "kind": letter.kind, "number": letter.number, "content": content}
