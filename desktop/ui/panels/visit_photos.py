"""Photos of the visit itself: the meeting, the hall, the signed list of who came."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.actions.attachments import Given
from desktop.actions.changes import Changes
from desktop.actions.photo_changes import Of
from desktop.actions.visits import show_visit
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.photo_box import PhotoBox
from desktop.ui.panels.photo_writer import PhotoWriter
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
        self.box.removed.connect(self.take_off)
        self._writer = PhotoWriter(place, self)
        self._writer.changed.connect(self.on_changed)
        self._writer.refused.connect(self.on_refused)
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

    def add_photos(self, given: Sequence[Given]) -> None:
        """Makes files ready and records them."""
        if self._may_write():
            self.box.show_busy(len(given))
            self._writer.add(Of("visit", self._visit["id"]), given, self._reason.text().strip())

    def take_off(self, sha256: str) -> None:
        """Takes a photo off."""
        if self._may_write():
            self._writer.take_off(Of("visit", self._visit["id"]), sha256, self._reason.text().strip())

    def on_changed(self, id: str) -> None:
        """It has other photos now."""
        if self._visit.get("id") == id:
            self.show_visit(show_visit(self._place.reader, id)["visit"])
        self._place.wrote(Changes({"visit": frozenset({UUID(id).bytes})}))

    def on_refused(self, _id: str, error: UserError) -> None:
        """What is wrong with a file."""
        self.box.complain(" ".join(self.look.words.sentence(error)))

    def _may_write(self) -> bool:
        """Once the visit is finished each change needs a reason."""
        lacks = bool(self._visit["finished"]) and not self._reason.text().strip()
        self._why.complain(self.look.text("editor_reason_needed") if lacks else "")
        if lacks:
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
        return not lacks
