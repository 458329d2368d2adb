"""Acts as every action makes them: in the aspiration's own channel, with the reason that is demanded."""

from collections.abc import Mapping
from typing import Any

from desktop.actions.writing import Act
from desktop.core import text
from desktop.errors import UserError
from desktop.store.queries import Aspiration


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
