"""Has a paper made behind the window."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.page import Workplace

if TYPE_CHECKING:
    from reports.press import Press  # only its name: it is handed on, never looked into

Maker = Callable[[Session, "Press", Path], dict[str, Any]]
"""A printing action: session, press and file in, ``{"path", "pages", "warnings", …}`` out."""


def make_paper(
    place: Workplace,
    make: Maker,
    done: Callable[[bytes, dict[str, Any]], None],
    failed: Callable[[UserError], None] | None = None,
) -> None:
    """Has a paper made behind the window; it stays in memory until the person saves it somewhere.

    Args:
        place: the workplace.
        make: a printing action.
        done: gets the PDF and what the action answered.
        failed: as `Background.run`.
    """

    def work(session: Session) -> tuple[bytes, dict[str, Any]]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "paper.pdf"
            answer = make(session, place.press(), path)
            return path.read_bytes(), answer

    place.background.run(work, lambda made: done(*made), failed)
