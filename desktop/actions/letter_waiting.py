"""What still waits for a letter: assignments, matters of others, and what is overdue."""

from collections.abc import Sequence

from desktop.actions.letter_rows import Matter
from desktop.actions.named_recipients import named_recipients
from desktop.actions.session import Session
from desktop.core.events import thing_text
from desktop.core.pack_types import Agency
from desktop.errors import UserError
from desktop.store import letters as shelf
from desktop.store import queries
from desktop.store.letters import Letter
from desktop.store.queries import Assignment
from desktop.store.unwritten import named_outside

GATHERED = ("penugasan", "koordinasi", "pengingat")
"""Kinds whose annex comes from the store; the others are written by hand."""


def addressees(session: Session, kind: str) -> list[Agency]:
    """Agencies that a letter of this kind may be waiting for, in the order of the pack."""
    if kind == "koordinasi":
        codes = set(_recipients(session).values())
    else:
        codes = set(shelf.working_agencies(session.store.connection))
    return [one for one in session.pack.agencies if one.code in codes and may_have(one, kind)]


def addressees_outside(session: Session) -> list[Agency]:
    """Bodies outside the kabupaten that a letter would ask for something no letter asks them for yet."""
    done = named_outside(session.store.connection)
    codes = {code for thing, code in _recipients(session).items() if (code, thing) not in done}
    return [one for one in session.pack.agencies if one.code in codes and may_have(one, "koordinasi")]


def may_have(agency: Agency, kind: str) -> bool:
    """Whether an agency can get this kind of letter: outside bodies are asked, own ones assigned."""
    return agency.external == (kind == "koordinasi")


def demand_may_have(agency: Agency, kind: str) -> None:
    """Refuses the wrong kind: UserError ``letter_agency_external``, ``letter_agency_internal``."""
    if not may_have(agency, kind):
        code = "letter_agency_external" if agency.external else "letter_agency_internal"
        raise UserError(code, agency=agency.short, kind=kind)


def waiting(session: Session, agency: Agency, kind: str) -> list[Matter]:
    """What an agency's next letter of a kind would name, in the order of its annex.

    Restricted aspirations never; nor those about which nothing can be done any more. What a letter that is
    not void names already is left out, but for reminders.
    """
    connection = session.store.connection
    if kind == "koordinasi":
        done = shelf.named(connection, kind, agency.code)
        codes = _recipients(session)
        things = [one for one, code in codes.items() if code == agency.code and thing_text(one) not in done]
        found = queries.aspirations(connection, things)
        return [Matter(found[thing], None) for thing in things]
    if kind == "pengingat":
        return _matters(session, shelf.overdue(connection, agency.code, session.today.isoformat()))
    done = shelf.named(connection, kind, agency.code)
    pairs = shelf.running(connection, agency.code)
    return _matters(session, [pair for pair in pairs if thing_text(pair[0]) not in done])


def named_by(kind: str, matters: Sequence[Matter]) -> list[str]:
    """What the letter says it is about: its assignments; a surat koordinasi has none, so its aspirations."""
    if kind == "koordinasi":
        return [thing_text(one.aspiration.thing) for one in matters]
    return [thing_text(one.assignment.thing) for one in matters if one.assignment]


def assigning(session: Session, agency: Agency, matters: Sequence[Matter]) -> list[Letter]:
    """The letters that assigned these matters, each once, oldest first."""
    wanted = {thing_text(one.assignment.thing) for one in matters if one.assignment}
    named = shelf.naming(session.store.connection, "penugasan", agency.code)
    return list({letter.thing: letter for one, letter in named if one in wanted}.values())


def _matters(session: Session, pairs: Sequence[tuple[bytes, bytes]]) -> list[Matter]:
    connection, things = session.store.connection, [aspiration for _, aspiration in pairs]
    aspirations = queries.aspirations(connection, things)
    assigned: dict[bytes, Assignment] = {
        one.thing: one for listed in queries.assignments(connection, things).values() for one in listed
    }
    return [Matter(aspirations[aspiration], assigned[assignment]) for assignment, aspiration in pairs]


def _recipients(session: Session) -> dict[bytes, str]:
    """Aspirations that are others' to settle → code of whoever the triage names, in the annex's order."""
    return named_recipients(session, shelf.elsewhere(session.store.connection))
