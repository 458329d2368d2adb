"""What tests of letters share: the press, made once, and the shortest way to a letter."""

import functools
from pathlib import Path
from typing import Any

from desktop.actions.letter_papers import Printed, printed_here
from desktop.actions.letters import Order, make_letters
from desktop.actions.session import Session
from desktop.app import build
from desktop.core.events import thing_bytes
from desktop.store import letters as shelf
from reports.press import Press


@functools.cache
def press() -> Press:
    """What documents are set with."""
    return build().press()


def make(session: Session, out: Path, agency: str | None = "PUPR", **order: Any) -> list[dict[str, Any]]:
    """Letters with these wishes."""
    made: list[dict[str, Any]] = make_letters(session, press(), agency, out, Order(**order))["letters"]
    return made


def printed(session: Session, identity: str) -> Printed:
    """A letter's paper as it was kept."""
    letter = shelf.letters(session.store.connection, [thing_bytes(identity)])[thing_bytes(identity)]
    found = printed_here(session, letter)
    assert found is not None
    return found
