"""A letter as it would be printed, without issuing it; and a sample of how the district's letters look."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.actions.finding import checks
from desktop.actions.letter_content import Draft, addressee, gathered, reference
from desktop.actions.letter_data import laptops
from desktop.actions.letter_numbers import Register
from desktop.actions.letter_papers import Printed
from desktop.actions.letter_register import known_kind
from desktop.actions.letter_waiting import assigning, demand_may_have, waiting
from desktop.actions.session import Session
from desktop.core.deadlines import add_working_days
from desktop.core.events import thing_text
from desktop.core.letter_numbers import format_number
from desktop.core.letters import Content, Row
from desktop.core.profile import Profile, profile_of
from desktop.errors import UserError

if TYPE_CHECKING:
    from reports.document import Document
    from reports.press import Press

NOBODY = bytes(16)
"""The thing of a letter that is not issued: its code is in no register, so a copy of it never verifies."""

_SAMPLE_DAYS = 10


def preview_letter(
    session: Session,
    press: "Press",
    kind: str,
    agency: str,
    number: str | None = None,
    day: date | None = None,
    *,
    subject: str | None = None,
    letter: bytes = NOBODY,
    moment: datetime | None = None,
) -> dict[str, Any]:
    """The PDF that `make_letters` would write for one addressee; nothing is written, so a reader will do.

    It carries no file. With the thing and the moment of a letter that was made, and where that one carries
    none either, the bytes are the same.

    Args:
        session: the open home of the laptop induk.
        press: what documents are set with.
        kind: of `letter_waiting.GATHERED`.
        agency: code of the addressee.
        number: None leaves it open, ``auto`` takes the next, else the number.
        day: the letter is dated; None = today.
        subject: instead of the one that follows from its annex.
        letter: its thing.
        moment: it was made; None = now.

    Returns:
        ``{"data", "pages", "warnings", "kind", "agency", "number", "date", "urgency", "security", "subject",
        "due", "to", "signer", "copies", "paper", "aspirations", "carries_data"}``; a warning is
        ``{"field", "signs"}``.

    Raises:
        UserError: ``letter_kind_unknown``, ``agency_unknown``, ``letter_agency_external``,
            ``letter_agency_internal``, ``letter_nothing_waiting``, ``number_taken``, ``number_other_year``,
            and what `text.clean` raises for the subject.
    """
    draft = replace(_draft(session, kind, agency, day or session.today, letter), subject=subject)
    profile = profile_of(session.pack)
    given = Register(session, profile, kind).choose(number, draft.day)
    content = gathered(session, _say(press, profile), profile, draft)
    printed = Printed(content, profile, moment or session.now().replace(microsecond=0), None, "")
    document = printed.pdf(press, given.number)
    about = len({one.aspiration.thing for one in draft.matters})
    return {**letter_told(document, content, profile), "number": given.number, "aspirations": about}


def _draft(session: Session, kind: str, agency: str, day: date, letter: bytes) -> Draft:
    known_kind(kind)
    found = checks(session).agency(agency)
    demand_may_have(found, kind)
    matters = waiting(session, found, kind)
    if not matters:
        raise UserError("letter_nothing_waiting", agency=found.short, kind=kind)
    before = assigning(session, found, matters) if kind == "pengingat" else []
    return Draft(
        kind=kind,
        letter=letter,
        day=day,
        agency=found,
        matters=matters,
        refers=[reference(one) for one in before],
        carries_data=kind == "penugasan" and bool(laptops(session, found.code)),
    )


def next_number(session: Session, kind: str, day: date | None = None) -> str:
    """The number the register would give next; it is taken only when the letter is made.

    Raises:
        UserError: ``letter_kind_unknown``.
    """
    known_kind(kind)
    register = Register(session, profile_of(session.pack), kind)
    return register.following(day or session.today).number or ""


def preview_sample(
    session: Session, press: "Press", letterhead: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    """A made-up letter, set as a letterhead says; what of it cannot be used falls back to its default.

    Args:
        session: the open home; a reader will do.
        press: what documents are set with.
        letterhead: as it would stand in the pack.
        words: ``subject``, ``words``, ``place`` and ``by`` of the sample.

    Returns:
        as `preview_letter`.
    """
    pack = msgspec.structs.replace(session.pack, letterhead=dict(letterhead))
    profile, kind, today = profile_of(pack), "penugasan", session.today
    say = _say(press, profile)
    village = next(iter(pack.villages), None)
    where = say("letter_village_desa", name=village.name) if village else ""
    own = next((one for one in pack.agencies if not one.external), None)
    due = add_working_days(today, _SAMPLE_DAYS, {one.date for one in pack.holidays}).isoformat()
    row = Row(
        code=f"{pack.prefix}-00000-00000",
        village=where,
        words=words["words"],
        place=words["place"],
        by=words["by"],
        due=due,
    )
    content = Content(
        kind=kind,
        letter=thing_text(NOBODY),
        agency=own.code if own else "",
        to=addressee(say, profile, own) if own else [],
        to_place=profile.seat,
        date=today.isoformat(),
        subject=words["subject"],
        visits=[f"{today.isoformat()} {where}"] if where else [],
        rows=[row],
        due=due,
        signer=profile.signer(kind),
        copies=list(profile.copies),
    )
    number = _sample_number(profile, kind, today)
    moment = session.now().replace(microsecond=0)
    document = Printed(content, profile, moment, None, "").pdf(press, number)
    return {**letter_told(document, content, profile), "number": number, "aspirations": 1}


def _sample_number(profile: Profile, kind: str, day: date) -> str:
    """How a first number of the year would look with a profile."""
    unit, klas = profile.unit_code, profile.klas(kind)
    return format_number(profile.numbers(kind).pattern, 1, day=day, classification=klas, unit=unit)


def _say(press: "Press", profile: Profile) -> Any:
    from desktop.actions.letter_press import wording  # noqa: PLC0415

    return wording(press, profile)


def letter_told(document: "Document", content: Content, profile: Profile) -> dict[str, Any]:
    """A letter's paper and fields as the window shows them; see `preview_letter`."""
    signer = content.signer
    return {
        "data": document.data,
        "pages": document.pages,
        "warnings": [{"field": one.field, "signs": one.signs} for one in document.missing],
        "kind": content.kind,
        "agency": content.agency,
        "date": content.date,
        "urgency": content.urgency,
        "security": content.security,
        "subject": content.subject,
        "due": content.due,
        "to": content.to,
        "signer": {
            "name": signer.titled_name or signer.name,
            "title": signer.title,
            "basis": signer.basis,
            "behalf": signer.behalf,
            "standing": signer.standing,
        },
        "copies": content.copies,
        "paper": profile.paper,
        "carries_data": content.carries_data,
    }
