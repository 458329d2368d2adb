"""What happens to a letter after it was made: numbered, void, delivered, its signed scan attached."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop.actions.acts import reason_note
from desktop.actions.attachments import Files
from desktop.actions.letter_items import find_letter, letter_item
from desktop.actions.letter_numbers import Register
from desktop.actions.session import Session
from desktop.actions.shape_checks import line, present
from desktop.actions.writing import Act
from desktop.core import text
from desktop.core.letters import KINDS
from desktop.core.profile import profile_of
from desktop.errors import WRONG_USE, UserError
from desktop.store import letters as shelf
from desktop.store.letters import BLANK, RESERVED, VOID, Letter

MOST_RESERVED = 100


def reserve_numbers(session: Session, kind: str, count: int = 1, day: date | None = None) -> dict[str, Any]:
    """Takes numbers out of the register for letters that are still to come.

    Args:
        session: the open home of the laptop induk.
        kind: of letter; it names the register.
        count: how many, one after the other.
        day: whose year they belong to; None = today.

    Returns:
        ``{"items": [{"id", "number", "state", …}]}``; ``letter make --number NUMBER`` uses one.

    Raises:
        UserError: ``not_induk``, ``letter_kind_unknown``, ``number_range``.
    """
    session.demand_induk()
    known_kind(kind)
    if not 1 <= count <= MOST_RESERVED:
        raise UserError("number_range", key="count", least=1, most=MOST_RESERVED, exit_code=WRONG_USE)
    dated = day or session.today
    register = Register(session, profile_of(session.pack), kind)
    acts = []
    for skipped in range(count):
        given = register.following(dated, skipped=skipped)
        values = {"number": given.number, "serial": given.serial}
        values |= {"register": register.name, "date": dated.isoformat()}
        acts.append(Act("letter.numbered", session.new_thing(), values))
    session.write(acts)
    found = shelf.letters(session.store.connection, [act.thing for act in acts])
    return {"items": [letter_item(session, found[act.thing]) for act in acts]}


def number_letter(session: Session, typed: str, number: str, day: date | None = None) -> dict[str, Any]:
    """Records the number a letter got after signing; once, for a wrong one is mended by a new letter.

    Args:
        session: the open home of the laptop induk.
        typed: the letter.
        number: as it stands on paper, or ``auto`` for the next of the register.
        day: it was given; None = the day the letter is dated.

    Raises:
        UserError: ``not_induk``, ``letter_unknown``, ``letter_is_void``, ``letter_only_reserved``,
            ``letter_numbered``, ``number_taken``.
    """
    session.demand_induk()
    letter = _standing(find_letter(session, typed))
    if letter.standing != BLANK:
        raise UserError("letter_numbered", number=letter.number)
    dated = day or date.fromisoformat(letter.date or session.today.isoformat())
    register = Register(session, profile_of(session.pack), letter.kind or KINDS[0])
    given = register.choose(number, dated)
    if given.reserved:
        raise UserError("number_reserved", number=given.number)
    values = {"number": given.number, "date": dated.isoformat(), "register": register.name}
    session.write([Act("letter.numbered", letter.thing, present({**values, "serial": given.serial}))])
    return {"letter": letter_item(session, find_letter(session, typed))}


def void_letter(session: Session, typed: str, reason: str | None) -> dict[str, Any]:
    """Takes a letter or a reserved number out of force; what it named waits for a letter again.

    Raises:
        UserError: ``not_induk``, ``letter_unknown``, ``letter_is_void``, ``reason_needed``.
    """
    session.demand_induk()
    letter = find_letter(session, typed)
    if letter.standing == VOID:
        raise UserError("letter_is_void")
    session.write([void_act(letter, reason_note(reason))])
    return {"letter": letter_item(session, find_letter(session, typed))}


def void_act(letter: Letter, note: dict[str, str]) -> Act:
    """The act that takes a letter out of force."""
    return Act("letter.voided", letter.thing, {"voided": True}, note)


def deliver_letter(
    session: Session, typed: str, to: str, day: date | None = None, how: str | None = None
) -> dict[str, Any]:
    """Writes into the delivery book (buku ekspedisi) who took a letter, when and how.

    Raises:
        UserError: ``not_induk``, ``letter_unknown``, ``letter_is_void``, ``letter_only_reserved``,
            ``letter_delivered_future``, and what `text.clean` raises.
    """
    session.demand_induk()
    letter = _standing(find_letter(session, typed))
    dated = day or session.today
    if dated > session.today:
        raise UserError("letter_delivered_future", day=dated.isoformat())
    taker = text.clean(to, text.NAME, "to", lines=False, required=True)
    values = present({"date": dated.isoformat(), "to": taker, "how": line(how, "how")})
    session.write([Act("letter.delivered", letter.thing, {"delivered": values})])
    return {"letter": letter_item(session, find_letter(session, typed))}


def attach_scan(session: Session, typed: str, names: Sequence[str], base: Path) -> dict[str, Any]:
    """Keeps scans of the signed letter: PDF or pictures of at most 20 MiB; they travel with ordinary files.

    Args:
        session: the open home of the laptop induk.
        typed: the letter.
        names: the files.
        base: the folder that relative names start from.

    Raises:
        UserError: ``not_induk``, ``letter_unknown``, ``letter_is_void``, ``letter_only_reserved``,
            ``letter_scan_kind``, and what `attachments.Files.take` raises.
    """
    session.demand_induk()
    letter = _standing(find_letter(session, typed))
    before = [one for one in letter.values.get("attachments") or () if isinstance(one, dict)]
    with Files(session, base) as files:
        found = files.take(names, before)
        for one in found:
            if one["type"] not in ("application/pdf", "image/jpeg"):
                raise UserError("letter_scan_kind")
        files.write([Act("letter.attached", letter.thing, {"attachments": found})])
    return {"letter": letter_item(session, find_letter(session, typed))}


def known_kind(kind: str) -> None:
    """Refuses a kind of letter that is none: UserError ``letter_kind_unknown`` (exit 2)."""
    if kind not in KINDS:
        raise UserError("letter_kind_unknown", kind=kind[:40], known=", ".join(KINDS), exit_code=WRONG_USE)


def _standing(letter: Letter) -> Letter:
    """A letter that is in force; refuses one that is void or only a number."""
    if letter.standing == VOID:
        raise UserError("letter_is_void")
    if letter.standing == RESERVED:
        raise UserError("letter_only_reserved", number=letter.number)
    return letter
