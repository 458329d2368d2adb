"""Writes photos of what is recorded: puts them to it, takes one off, and puts it back on undo."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.actions.attachments import Given
from desktop.actions.photo_changes import Of, add_photos, put_back_photo, take_off_photo
from desktop.actions.session import Session
from desktop.errors import UserError
from desktop.ui.page import Workplace


class PhotoWriter(QObject):
    """Writes through the background.

    Args:
        place: the workplace.
        parent: whoever shows the photos.
    """

    changed = Signal(str)
    """Id of the thing that has other photos now."""
    refused = Signal(str, object)
    """Id and the error."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place

    def add(self, of: Of, given: Sequence[Given], reason: str) -> None:
        """Puts files, or what was pasted, to those there are."""
        self._run(of, lambda session: add_photos(session, of, given, reason or None))

    def take_off(self, of: Of, sha256: str, reason: str) -> None:
        """Takes one off; it can be undone."""

        def told(answer: Any) -> None:
            sentence = self._place.look.text("photos_taken_off")
            undo = partial(self._put_back, of, answer["entry"], answer["at"], reason)
            self._place.messages.tell(sentence, undo=undo)

        self._run(of, lambda session: take_off_photo(session, of, sha256, reason or None), told)

    def _put_back(self, of: Of, entry: Any, at: int, reason: str) -> None:
        self._run(of, lambda session: put_back_photo(session, of, entry, at, reason or None))

    def _run(self, of: Of, work: Callable[[Session], Any], told: Callable[[Any], None] | None = None) -> None:
        def done(answer: Any) -> None:
            self.changed.emit(of.id)
            if told is not None:
                told(answer)

        def failed(error: UserError) -> None:
            self.refused.emit(of.id, error)

        self._place.background.run(work, done, failed)
