"""How many letters are waiting to be made: the figure of `letter_desk.waiting_letters`, quicker to know."""

from desktop.actions.letter_waiting import addressees_outside, may_have
from desktop.actions.session import Session
from desktop.store.unwritten import waits_for_order, waits_for_reminder


def wanted_letters(session: Session) -> int:
    """Letters that would be made now, one for each kind and addressee; reminders of what is newly late.

    Only for the laptop induk: elsewhere nothing waits.
    """
    if session.roster.induk != session.writer:
        return 0
    connection, today = session.store.connection, session.today.isoformat()
    inside = [one.code for one in session.pack.agencies if may_have(one, "penugasan")]
    found = sum(waits_for_order(connection, code) for code in inside)
    found += sum(waits_for_reminder(connection, code, today) for code in inside)
    return found + len(addressees_outside(session))
