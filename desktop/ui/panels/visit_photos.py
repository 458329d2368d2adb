"""Photos of the visit itself: the meeting, the hall, the signed list of who came."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.actions.changes import Changes
from desktop.actions.visit_changes import VisitChange, correct_visit
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.photo_box import PhotoBox
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Field, Line
from desktop.ui.widgets.labels import Label


class VisitPhotos(Card):
    """The photos and how to add some.

    Args:
        place: the workplace.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.look)
        self._place, self.look = place, place.look
        self._visit: Mapping[str, Any] = {}
        text = self.look.text
        self.body.addWidget(Label(self.look, text("visit_photos"), "h2"))
        self.body.addWidget(Label(self.look, text("visit_photos_hint"), "body", "muted", wrap=True))
        self.box = PhotoBox(place, text("visit_photos"))
        self.box.field.label.hide()
        self.box.chosen.connect(self.add_photos)
        self.body.addWidget(self.box)
        self._reason = Line(self.look)
        self._why = Field(self.look, text("editor_reason"), self._reason, text("editor_reason_hint"))
        self.body.addWidget(self._why)
        self.body.addStretch(1)

    def show_visit(self, visit: Mapping[str, Any]) -> None:
        """The photos of a visit."""
        self._visit = visit
        self._why.setVisible(bool(visit["finished"]))
        self.box.show_photos(visit.get("attachments") or [])

    def first(self) -> QWidget:
        """The button."""
        return self.box.button

    def leave(self) -> None:
        """Nothing waits here."""

    def add_photos(self, paths: Sequence[str]) -> None:
        """Makes files ready and records them."""
        visit, why = self._visit, self._reason.text().strip()
        self._why.complain("")
        if visit["finished"] and not why:
            self._why.complain(self.look.text("editor_reason_needed"))
            return
        self.box.show_busy(len(paths))
        change = VisitChange(attachments=list(paths))

        def done(answer: Any) -> None:
            self.show_visit(answer["visit"])
            self._place.wrote(Changes({"visit": frozenset({UUID(visit["id"]).bytes})}))

        def failed(error: UserError) -> None:
            self.box.complain(" ".join(self.look.words.sentence(error)))

        self._place.background.run(
            lambda session: correct_visit(session, visit["id"], change, why or None), done, failed
        )
