"""The aspirations of a visit while people talk: list, entry line, earlier ones alike, the form beside."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions.attachments import Given
from desktop.actions.drafting import kept_under
from desktop.actions.visit_sheet import sheet_items, visit_sheet
from desktop.core.routing import Router
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.beside import Beside
from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.panels.editor import Editor
from desktop.ui.panels.editor_values import offered_point
from desktop.ui.panels.read_aloud import ReadAloud
from desktop.ui.panels.sheet_left import SheetLeft, unrecorded
from desktop.ui.panels.sheet_writer import SheetWriter
from desktop.ui.panels.taking_back import TakingBack

Item = Mapping[str, Any]


class Sheet(QWidget):
    """The part of the visit page that is open while people talk.

    Args:
        place: the workplace.
        drafts: keep what is typed.
    """

    counted = Signal(int)
    receipt_wanted = Signal(object)

    def __init__(self, place: Workplace, drafts: DraftKeeper) -> None:
        super().__init__()
        self._place, self.look, self._drafts = place, place.look, drafts
        self._visit: Mapping[str, Any] = {}
        self._pending, self._leaving = 0, False
        self._typed_over: tuple[str, dict[str, str]] = ("", {})
        router = Router(place.reader.pack.agencies, place.reader.pack.categories)
        self.left = SheetLeft(place, router, self._fetch)
        self.model, self.table, self.entry = self.left.model, self.left.table, self.left.entry
        self.reading = ReadAloud(self.look)
        self.editor = Editor(place, drafts, router)
        self.writer = SheetWriter(place, self)
        self.back = TakingBack(place, self.left, self.editor, self.writer)
        self._right = QStackedWidget()
        self._right.addWidget(self.editor)
        self._right.addWidget(self.reading)
        self._right.setFocusProxy(self.editor)
        self.parts = Beside(self.look, self.left, self._right, 448, 480)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.parts)
        self._listen()

    def show_visit(self, visit: Mapping[str, Any]) -> None:
        """Another visit, or the same one as it is now."""
        another = visit.get("id") != self._visit.get("id")
        self._visit = visit
        self.left.show_visit(visit)
        if not another:
            return
        self._pending, self._leaving = 0, False
        self.back.begin()
        self._read()
        self.table.go_to(self.model.rowCount() - 1)
        self._show_current()
        self.left.show_typed(self._drafts.read(self._key()))

    def refresh(self) -> None:
        """Reads the list again and stays on the same aspiration."""
        before = self.table.item()
        self._read()
        row = self.model.row_of("id", before["id"]) if before else -1
        self.table.go_to(row if row >= 0 else self.model.rowCount() - 1)

    def leave(self) -> None:
        """Records what is in the form and keeps what is in the entry line."""
        self.editor.gathered.flush()
        self._drafts.flush()

    def enter_rest(self) -> None:
        """Records what still stands in the entry line: a finished visit has none to find it in."""
        if typed := [line for line in (*self.left.paste.lines, self.entry.text().strip()) if line]:
            self.left.paste.put_away()
            self.entry.put("")
            self._enter(typed)

    def first(self) -> QWidget:
        """What has the focus first."""
        if self.left.paste.lines:
            return self.left.paste
        return self.table if self._visit.get("finished") else self.entry

    def turn(self) -> None:
        """To the form and back."""
        self.parts.turn()
        if not self.parts.both:
            target = self._right if self._right.isVisible() else self.first()
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def unrecorded(self) -> list[dict[str, Any]]:
        """Gaps that are only here: a line without Enter, identities that wait for the citizen's word."""
        drafts = kept_under(self._place.reader, self._key("edit/"))
        return unrecorded(self.left, {key.rpartition("/")[2]: draft for key, draft in drafts.items()})

    def go_to(self, id: str, field: str = "text") -> None:
        """Goes to a field of one aspiration."""
        self.table.go_to(self.model.row_of("id", id))
        if not self.parts.both and not self._right.isVisible():
            self.parts.turn()
        self.editor.focus_field(field)

    def read_aloud(self) -> None:
        """Shows the answers of the similar ones whole, or hides them again."""
        if self._right.currentWidget() is self.reading:
            self.stop_reading()
        elif self.left.similar.items:
            self.reading.show_items(self.left.similar.items, self._place.reader.today)
            self._right.setCurrentWidget(self.reading)
            if not self.parts.both:
                self.turn()

    def stop_reading(self) -> None:
        """Back to the form."""
        self._right.setCurrentWidget(self.editor)
        self._to_entry()

    def step_back(self) -> bool:
        """One step towards the entry line; False when one is there already."""
        if self.left.paste.lines:
            self.left.paste.refuse()
        elif self._right.currentWidget() is self.reading:
            self.stop_reading()
        elif self._right.isAncestorOf(QApplication.focusWidget() or self) or not self.left.isVisible():
            self.editor.gathered.flush()
            self._to_entry()
        elif self.entry.text() and not self._leaving:
            self._leaving = True  # whoever meant only to stop typing would type on into another page
            self._place.messages.tell(self.look.text("sheet_leaving"))
        else:
            return False
        return True

    def _to_entry(self) -> None:
        if not self.parts.both and self._right.isVisible():
            self.parts.turn()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def add_photos(self, given: Sequence[Given]) -> None:
        """Adds files to the current aspiration."""
        if self.editor.item is not None:
            self.editor.photos.show_busy(len(given))
            self.writer.add_photos(self.editor.item, given, self.editor.reason)

    def _listen(self) -> None:
        entry, writer, editor = self.entry, self.writer, self.editor
        entry.entered.connect(lambda words: self._enter([words]))
        entry.typed.connect(self._on_typed)
        entry.stepped.connect(self.table.step)
        entry.undone.connect(self.back.take_back)
        entry.pasted_lines.connect(self._on_pasted)
        entry.pasted_photo.connect(editor.photos.paste)
        self.left.paste.many.connect(self._enter)
        self.left.paste.one.connect(self._on_one)
        self.reading.closed.connect(self.stop_reading)
        self.table.moved.connect(lambda _item: self._show_current())
        self.table.opened.connect(lambda _item: self.turn())
        writer.entered.connect(self._on_entered)
        writer.not_entered.connect(self._on_not_entered)
        writer.corrected.connect(self._on_corrected)
        writer.replaced.connect(self._on_replaced)
        self.back.withdrawn.connect(self.refresh)
        self.back.words_back.connect(self._on_words_back)
        writer.refused.connect(self._on_refused)
        editor.edited.connect(self._on_edited)
        editor.photos_chosen.connect(self.add_photos)
        editor.photo_removed.connect(writer.take_off_photo)
        editor.point_wanted.connect(self._on_point)
        editor.receipt_wanted.connect(self.receipt_wanted)

    def _fetch(self, _after: str | None) -> Mapping[str, Any]:
        if not self._visit:
            return {"items": [], "next": None}
        return {**visit_sheet(self._place.reader, self._visit["id"]), "next": None}

    def _read(self) -> None:
        self.model.ask(self._fetch)
        self._count()

    def _count(self) -> None:
        total = self.left.last_number()
        self.left.show_count(total, self._pending)
        self.counted.emit(total)

    def _key(self, part: str = "entry") -> str:
        return f"visit/{self._visit['id']}/{part}"

    def _on_typed(self) -> None:
        self._leaving = False
        self._drafts.note(self._key(), self.left.typed)
        self.left.seek()

    def _enter(self, lines: list[str]) -> None:
        self.editor.gathered.flush()
        self._drafts.forget(self._key())
        self._pending += len(lines)
        self._count()
        self.left.seek()
        self.writer.enter(self._visit["id"], lines, self._key())
        if self.entry.text():
            self._drafts.note(self._key(), self.left.typed)
        self._to_entry()

    def _on_entered(self, ids: list[str]) -> None:
        self._pending = max(0, self._pending - len(ids))
        self.back.recorded(ids)
        first = self.left.last_number() + 1
        items = sheet_items(self._place.reader, ids)
        self.model.add([{**item, "number": first + at} for at, item in enumerate(items)])
        self._count()
        self.table.go_to(self.model.rowCount() - 1)
        self.table.scrollToBottom()

    def _on_not_entered(self, lines: list[str]) -> None:
        self._pending -= len(lines)
        self._count()
        if len(lines) > 1:
            self.left.paste.ask(lines)
        else:
            self.entry.put(" ".join([*lines, self.entry.text()]).strip())
        self._drafts.note(self._key(), self.left.typed)

    def _on_pasted(self, lines: list[str]) -> None:
        self.left.paste.ask(lines)
        self._drafts.note(self._key(), self.left.typed)

    def _on_one(self, words: str) -> None:
        self.entry.put(f"{self.entry.text()} {words}".strip())
        self._to_entry()
        self._on_typed()

    def _show_current(self) -> None:
        item, final = self.table.item(), bool(self._visit.get("finished"))
        if item is not None and self._is_shown(item["id"]) and final == self.editor.final:
            return
        self.editor.gathered.flush()
        key = self._key(f"edit/{item['id']}") if item else ""
        id, typed = self._typed_over
        self._typed_over = ("", {})
        over = typed if item and id == item["id"] else None
        self.editor.show_item(item, final=final, key=key, typed=over)

    def _on_edited(self, item: Item, values: dict[str, str], edits: dict[str, str]) -> None:
        self.writer.edit(self.editor.gathered, item, values, edits, self.editor.reason)

    def _on_point(self, item: Item) -> None:
        if (offered := offered_point(item["attachments"])) is not None:
            self.writer.take_point(item, offered["point"], self.editor.reason)

    def _on_corrected(self, id: str) -> None:
        row = self.model.row_of("id", id)
        found = sheet_items(self._place.reader, [id])
        before = self.model.item(row)
        if not found or before is None:
            return
        self.model.put(row, item := {**found[0], "number": before["number"]})
        if self._is_shown(id):
            self.editor.show_again(item)

    def _on_replaced(self, before: str, id: str) -> None:
        """What was typed meanwhile, or still waits for the citizen's word, goes over to the new one."""
        self.back.replaced(before, id)
        shown = self._is_shown(before)
        if shown:
            self._typed_over = (id, self.editor.gathered.hand_over())
            self.editor.item = None
        here = self.table.item()
        self._read()
        at = id if shown or here is None else here["id"]
        self.table.go_to(self.model.row_of("id", at))
        self._show_current()

    def _on_words_back(self, words: str) -> None:
        self.entry.put(words)
        self._on_typed()

    def _on_refused(self, id: str, field: str, error: UserError) -> None:
        if self._is_shown(id) and field and self.editor.can_complain(field):
            self.editor.complain(field, " ".join(self.look.words.sentence(error)))
        else:
            self._place.messages.complain(error)

    def _is_shown(self, id: str) -> bool:
        return self.editor.item is not None and self.editor.item["id"] == id
