"""How actions write: in an aspiration's own channel, with reasons; either all acts or none."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.actions.changes import Changes
from desktop.actions.session import Session
from desktop.actions.writing import Act
from desktop.core import text
from desktop.errors import UserError
from desktop.store.queries import Aspiration


def write(session: Session, acts: Sequence[Act], *, within: Callable[[], None] | None = None) -> Changes:
    """Writes acts, or nothing of them when one would not count.

    Raises:
        UserError: ``act_not_allowed``, and what `Session.write` raises.
    """
    last = session.log.last_of(session.writer)
    before = last[1] if last else 0

    def check() -> None:
        if within:
            within()
        row = session.store.connection.execute(
            """SELECT kind, why FROM event WHERE writer = ? AND seq > ?
            AND (state = 2 OR why IN ('not_allowed', 'writer_retired')) LIMIT 1""",
            (session.log.writer_row(session.writer), before),
        ).fetchone()
        if row:
            raise UserError(
                "writer_retired_here" if row[1] == "writer_retired" else "act_not_allowed", kind=row[0]
            )

    return session.write(acts, within=check)


def act_on(
    aspiration: Aspiration, kind: str, values: Mapping[str, Any], note: Mapping[str, Any] | None = None
) -> Act:
    """An act on an aspiration: what is secret or restricted stays so in everything that follows."""
    return Act(
        kind,
        aspiration.thing,
        values,
        note or {},
        secret=aspiration.mode == "secret",
        restricted=aspiration.restricted,
    )


def reason_note(reason: str | None, *, required: bool = True) -> dict[str, str]:
    """The note that carries a reason, empty without one.

    Raises:
        UserError: ``reason_needed``, and what `text.clean` raises.
    """
    said = text.clean(reason or "", text.TEXT, "reason")
    if not said and required:
        raise UserError("reason_needed")
    return {"reason": said} if said else {}
