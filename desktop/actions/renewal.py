"""A restored home is a new writer: new keys, vouched for by the old ones (sync.md 1.7)."""

import json

from desktop.actions.erasure import apply_remembered
from desktop.actions.session import Session
from desktop.actions.writing import Act, Link
from desktop.core.acceptance import base_verdict
from desktop.core.canonical import b64
from desktop.core.clock import StampClock, local_iso
from desktop.core.events import ZERO
from desktop.store.event_log import NewRow
from desktop.store.projection import Projector
from desktop.store.rolling import RESTORED
from desktop.sync.keys import Keys

# Numbers the lost installation may have issued after the copy was made are skipped by far.
_JUMP = 1_000_000
_FORGOTTEN = ("sent_event", "sent_blob", "acknowledged", "sent_file")


def renew(session: Session) -> Session:
    """Gives a restored home its new epoch, in one transaction.

    The old key signs ``writer.continued`` with the new key's proof. Nothing that was sent counts as sent any
    more: the new writer has no number and no receipt yet, so every pair starts with everything.
    """
    old, new = session.keys, Keys.generate()
    with session.store.transaction() as connection:
        if session.root is not None:
            _continue(session, old, new)
        session.store.set_meta("keys", json.dumps(new.secret()).encode())
        for table in _FORGOTTEN:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
        # An officer's files are numbered for one writer, and the new one has had none.
        connection.execute("DELETE FROM received_file WHERE address = 'officer'")
        connection.execute("DELETE FROM meta WHERE key = ?", (RESTORED,))
        session.adopt(new)
        if session.root is not None:
            things = session.rejudge_all() | apply_remembered(session)
            Projector(session.store, session.log, session.roster).project(things)
    session.refresh()
    return session


def _continue(session: Session, old: Keys, new: Keys) -> None:
    last = session.log.last_of(old.writer)
    prev, seq = last if last else (ZERO, 0)
    proof = new.sign(old.writer)
    values = {"key": b64(new.verify_key), "age": new.recipient, "proof": b64(proof)}
    link = Link(old.writer, seq + _JUMP, prev, StampClock(old.writer, session.store.meta("stamp")), old.sign)
    event = session.pen().compose(Act("writer.continued", new.writer, values), link, [])
    verdict = base_verdict(event, session.roster)
    session.log.append([NewRow(event, verdict.state, verdict.why, old.writer, local_iso(session.now()))])
