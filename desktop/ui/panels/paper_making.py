"""Has a paper made behind the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.page import Workplace

if TYPE_CHECKING:
    from reports.press import Press  # only its name: it is handed on, never looked into

Maker = Callable[[Session, "Press"], dict[str, Any]]
"""A printing action that writes no file: session and press in, ``{"data", "pages", "warnings", …}`` out."""


def make_paper(
    place: Workplace,
    make: Maker,
    done: Callable[[bytes, dict[str, Any]], None],
    failed: Callable[[UserError], None] | None = None,
) -> None:
    """Has a paper made behind the window; it is in memory alone until the person saves it somewhere.

    Args:
        place: the workplace.
        make: a printing action.
        done: gets the PDF and what the action answered.
        failed: as `Background.run`.
    """

    def work(session: Session) -> tuple[bytes, dict[str, Any]]:
        answer = make(session, place.press())
        return answer["data"], answer

    place.background.run(work, lambda made: done(*made), failed)
