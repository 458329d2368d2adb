"""Everything the sheet of a visit writes: lines, corrections, photos, points, and taking back."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from desktop.actions.aspirations import correct, withdraw
from desktop.actions.attachments import Given
from desktop.actions.changes import Changes
from desktop.actions.drafting import enter
from desktop.actions.photo_changes import Of
from desktop.actions.recording_anew import identity_of, record_anew, still_known
from desktop.actions.session import Session
from desktop.actions.shape_types import AspirationChange, CitizenIn, PlaceIn
from desktop.actions.visit_sheet import sheet_items
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.editor_values import (
    IDENTITY,
    change_of,
    needs_consent,
    recorded_anew,
    row_of,
    values_of,
)
from desktop.ui.panels.gathered import Gathered
from desktop.ui.panels.photo_writer import PhotoWriter

Item = Mapping[str, Any]
Done = Callable[[], None]

# What a refusal is about, by the beginning of its code.
_FIELDS = {
    "nik_": "nik", "phone_": "phone", "name_": "name", "anonymous_named": "name",
    "consent_": "consent", "rt_": "place", "point_": "place", "category_": "category",
    "reason_": "reason", "mode_fixed": "mode", "restricted_fixed": "restricted",
    "photo_": "photos", "attachment": "photos",
}  # fmt: skip


def field_of(error: UserError, known: Sequence[str]) -> str:
    """The field a refusal belongs to, empty when it belongs to none."""
    named = str(error.values.get("field", ""))
    if named in known:
        return named
    return next((name for start, name in _FIELDS.items() if error.code.startswith(start)), "")


class SheetWriter(QObject):
    """Writes through the background; says what is to be shown anew.

    Args:
        place: the workplace.
        parent: the sheet.
    """

    entered = Signal(list)
    """Ids of what was recorded."""
    not_entered = Signal(list)
    """Lines that could not be recorded."""
    corrected = Signal(str)
    """Id of an aspiration that is to be read again."""
    replaced = Signal(str, str)
    """Id of an aspiration, and of what was recorded anew in its place."""
    withdrawn = Signal(list, str)
    """Ids of what was taken back, and the reason that was recorded with them."""
    refused = Signal(str, str, object)
    """Id, field (perhaps empty) and the error."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._photos = PhotoWriter(place, self)
        self._photos.changed.connect(self._on_photos)
        self._photos.refused.connect(lambda id, error: self.refused.emit(id, field_of(error, ()), error))

    def enter(self, visit: str, lines: Sequence[str], key: str) -> None:
        """Records lines, each one aspiration."""

        def failed(error: UserError) -> None:
            self.not_entered.emit(list(lines))
            self._place.messages.complain(error)

        def done(answer: Any) -> None:
            ids = [row["id"] for row in answer["aspirations"]]
            self.entered.emit(ids)
            self._tell(ids)

        self._place.background.run(lambda session: enter(session, visit, lines, key), done, failed)

    def edit(
        self, gathered: Gathered, item: Item, values: Mapping[str, str], edits: Mapping[str, str], reason: str
    ) -> None:
        """Records the edits of the form: a correction, or another recording where nothing else will do."""
        values, edits, key = dict(values), dict(edits), gathered.key
        if needs_consent(item, values):
            # The rest is recorded; the identity waits in the draft for the citizen's word.
            values |= dict.fromkeys(IDENTITY, "")
            edits = {name: edit for name, edit in edits.items() if name not in {*IDENTITY, "consent"}}
        if not edits:
            return
        anew = recorded_anew(item, values)
        try:
            work = self._anew(item, values) if anew else self._correction(item, values, edits, reason)
        except UserError as error:
            self.refused.emit(item["id"], field_of(error, list(values)), error)
            return
        gathered.going(key, edits)

        def done(answer: Any) -> None:
            if anew:
                gathered.moved(key, edits, key.replace(item["id"], answer["id"]))
                self.replaced.emit(item["id"], answer["id"])
                told = self._place.look.text("sheet_anew", code=answer["code"])
                self._place.messages.tell(told)
            else:
                gathered.settled(key, edits)
                self.corrected.emit(item["id"])
            self._tell([item["id"]])

        def failed(error: UserError) -> None:
            gathered.refused(key)
            self.refused.emit(item["id"], field_of(error, list(values)), error)

        self._place.background.run(work, done, failed)

    def put_back(
        self, gathered: Gathered, id: str, identity: str | CitizenIn, given: Mapping[str, Any]
    ) -> None:
        """Gives an aspiration the identity it had; only another recording can do that.

        Args:
            gathered: the form that shows it; what is typed there goes over.
            id: of the aspiration.
            identity: that of another recording, by its id, or what it was.
            given: what is known of the citizen since then; with anything else nothing is done.
        """
        key, why = gathered.key, self._place.look.text("sheet_back_reason")

        def work(session: Session) -> dict[str, Any]:
            # Not as the list shows it: what was written a moment ago may not stand there yet.
            now = sheet_items(session, [id])
            if not now or now[0]["citizen"] != given:
                raise UserError("identity_since")
            citizen = identity_of(session, identity) if isinstance(identity, str) else identity
            row = replace(row_of(now[0], values_of(now[0])), citizen=citizen)
            return record_anew(session, id, row, why)

        def done(answer: Any) -> None:
            gathered.moved(key, {}, key.replace(id, answer["id"]))
            self.replaced.emit(id, answer["id"])
            self._place.messages.tell(self._place.look.text("sheet_identity_back", code=answer["code"]))
            self._tell([id])

        def failed(error: UserError) -> None:
            self.refused.emit(id, "", error)

        self._place.background.run(work, done, failed)

    def add_photos(self, item: Item, given: Sequence[Given], reason: str) -> None:
        """Adds files to an aspiration."""
        self._photos.add(Of("aspiration", item["id"]), given, reason)

    def take_off_photo(self, item: Item, sha256: str, reason: str) -> None:
        """Takes a photo off an aspiration."""
        self._photos.take_off(Of("aspiration", item["id"]), sha256, reason)

    def take_point(self, item: Item, point: Sequence[float], reason: str) -> None:
        """The place of a photo becomes that of the aspiration."""
        known = {
            name: value
            for name, value in (item.get("place") or {}).items()
            if name in ("dusun", "rt", "rw", "landmark")
        }
        place = PlaceIn(**known, point=(point[0], point[1]))
        self._correct(item, AspirationChange(place=place), reason)

    def withdraw(self, ids: Sequence[str], reason: str) -> None:
        """Takes back what was recorded; the record of it stays."""

        def done(_answer: Any) -> None:
            self.withdrawn.emit(list(ids), reason)
            self._tell(ids)

        self._place.background.run(lambda session: withdraw(session, ids, reason), done)

    def _correct(self, item: Item, change: AspirationChange, reason: str) -> None:
        def done(_answer: Any) -> None:
            self.corrected.emit(item["id"])
            self._tell([item["id"]])

        def failed(error: UserError) -> None:
            self.refused.emit(item["id"], field_of(error, ()), error)

        work = self._corrector(item, change, reason)
        self._place.background.run(work, done, failed)

    def _correction(
        self, item: Item, values: Mapping[str, str], edits: Mapping[str, str], reason: str
    ) -> Callable[[Session], Any]:
        return self._corrector(item, change_of(item, values, edits), reason)

    def _corrector(self, item: Item, change: AspirationChange, reason: str) -> Callable[[Session], Any]:
        return lambda session: correct(session, item["id"], change, reason or None, Path())

    def _anew(self, item: Item, values: Mapping[str, str]) -> Callable[[Session], Any]:
        row_of(item, values)  # What is wrong is said before anything is under way.
        why = self._place.look.text("sheet_anew_reason")

        def work(session: Session) -> dict[str, Any]:
            # A point or a title written a moment ago may not stand in the list yet.
            row = row_of(next(iter(sheet_items(session, [item["id"]])), item), values)
            citizen = still_known(session, item["id"], row.citizen)
            return record_anew(session, item["id"], replace(row, citizen=citizen), why)

        return work

    def _on_photos(self, id: str) -> None:
        self.corrected.emit(id)
        self._tell([id])

    def _tell(self, ids: Sequence[str]) -> None:
        things = frozenset(UUID(one).bytes for one in ids)
        self._place.wrote(Changes({"aspiration": things}))
