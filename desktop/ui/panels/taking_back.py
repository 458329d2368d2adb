"""Takes back what was done at a visit: the last lines or identity with Ctrl+Z, the chosen one with Delete."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.actions.shape_types import CitizenIn
from desktop.actions.visit_sheet import sheet_items
from desktop.errors import UserError
from desktop.ui.page import Workplace
from desktop.ui.panels.editor import Editor
from desktop.ui.panels.editor_values import CITIZEN
from desktop.ui.panels.sheet_left import SheetLeft
from desktop.ui.panels.sheet_writer import SheetWriter

Item = Mapping[str, Any]


class Identity(NamedTuple):
    """Another identity that an aspiration was given.

    Attributes:
        id: of the aspiration since then.
        before: the recording that has its earlier identity, or that identity itself.
        given: what is known of the citizen since then.
    """

    id: str
    before: str | CitizenIn
    given: Mapping[str, Any]


class TakingBack(QObject):
    """Knows what this page recorded, in the order it did.

    Args:
        place: the workplace.
        left: the list and the entry line, which gets the words of a single line back.
        editor: knows the reason, once the visit is finished.
        writer: withdraws.
    """

    withdrawn = Signal()
    words_back = Signal(str)
    """Words for the entry line."""

    def __init__(self, place: Workplace, left: SheetLeft, editor: Editor, writer: SheetWriter) -> None:
        super().__init__(left)
        self._place, self._left, self._editor, self._writer = place, left, editor, writer
        self._done: list[list[str] | Identity] = []
        self._words: dict[str, str] = {}
        self._asked = ""
        self._putting: Identity | None = None
        left.table.installEventFilter(self)
        left.table.moved.connect(lambda _item: self._ask_of(""))
        editor.withdrawal_wanted.connect(lambda item: self.take_off(item))
        writer.withdrawn.connect(self._on_withdrawn)
        # Before the list shows it: what it was still stands there.
        writer.corrected.connect(self._on_corrected)
        writer.refused.connect(self._on_refused)

    def begin(self) -> None:
        """Another visit: nothing was recorded yet."""
        self._done, self._words, self._asked, self._putting = [], {}, "", None

    def recorded(self, ids: list[str]) -> None:
        """These were recorded together."""
        self._done.append(ids)

    def replaced(self, before: str, id: str) -> None:
        """One was recorded anew under another id, with another identity or with the one it had."""
        putting = self._putting if self._putting and self._putting.id == before else None
        if putting:
            self._done = [act for act in self._done if act is not putting]
        renamed: list[list[str] | Identity] = []
        for act in self._done:
            if isinstance(act, Identity):
                renamed.append(act._replace(id=id) if act.id == before else act)
            else:
                renamed.append([id if one == before else one for one in act])
        self._done = renamed
        if putting:
            self._putting = None
        elif now := sheet_items(self._place.reader, [id]):
            self._done.append(Identity(id, before, now[0]["citizen"]))

    def take_back(self) -> None:
        """Takes back what was done last.

        Another identity is put back as it was; lines are withdrawn, and the words of a single one come back
        into the entry line.
        """
        if not self._done or self._putting:
            return
        last = self._done[-1]
        if isinstance(last, Identity):
            self._put_back(last)
            return
        model, ids = self._left.model, last
        self._done.pop()
        item = model.item(model.row_of("id", ids[0])) if len(ids) == 1 else None
        self._words[ids[0]] = str(item["text"]) if item else ""
        self._writer.withdraw(ids, self._place.look.text("sheet_typo"))

    def take_off(self, item: Item | None) -> None:
        """Withdraws one aspiration when it is asked for twice; a finished visit wants a reason too."""
        text = self._place.look.text
        if item is None:
            return
        reason = text("sheet_typo")
        if self._editor.final:
            reason = self._editor.reason
            if not reason:
                self._editor.complain("reason", text("sheet_reason_first"))
                self._editor.focus_reason()
                return
        if self._asked != item["id"]:
            self._ask_of(item["id"])
            self._place.messages.tell(text("sheet_take_off", number=item.get("number", "")))
            return
        self._ask_of("")
        self._forget(item["id"])
        self._words[item["id"]] = str(item["text"])
        self._writer.withdraw([item["id"]], reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z and Delete on the list."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        # Once the visit is finished each one is withdrawn by itself, with a reason: by Delete.
        going_on = bool(self._done) and not self._left.entry.isHidden()
        undo = going_on and event.matches(QKeySequence.StandardKey.Undo)
        delete = event.key() == Qt.Key.Key_Delete
        if (undo or delete) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if (undo or delete) and event.type() == QEvent.Type.KeyPress:
            if undo:
                self.take_back()
            else:
                self.take_off(self._left.table.item())
            return True
        return super().eventFilter(watched, event)

    def _put_back(self, act: Identity) -> None:
        row = self._left.model.row_of("id", act.id)
        # To be seen, and so that what is typed in its form goes along.
        self._left.table.go_to(row)
        item, edits = self._left.model.item(row), self._editor.gathered.edits()
        if item is None or CITIZEN & edits.keys():
            self._place.messages.complain(UserError("identity_since"))
            return
        self._putting = act
        self._writer.put_back(self._editor.gathered, act.id, act.before, act.given)

    def _on_corrected(self, id: str) -> None:
        before, now = self._left.model.item(self._left.model.row_of("id", id)), []
        if before is not None:
            now = sheet_items(self._place.reader, [id])
        if before is not None and now and now[0]["mode"] != before["mode"]:
            gender = (before["citizen"] or {}).get("gender")
            was = CitizenIn(mode=before["mode"] or "open", gender=gender)
            self._done.append(Identity(id, was, now[0]["citizen"]))

    def _on_refused(self, id: str, _field: str, _error: object) -> None:
        if self._putting and self._putting.id == id:
            self._putting = None

    def _forget(self, id: str) -> None:
        left = [
            act if isinstance(act, Identity) else [one for one in act if one != id]
            for act in self._done
            if not isinstance(act, Identity) or act.id != id
        ]
        self._done = [act for act in left if act]

    def _ask_of(self, id: str) -> None:
        self._asked = id

    def _on_withdrawn(self, ids: list[str], reason: str) -> None:
        self.withdrawn.emit()
        words, entry, text = self._words.pop(ids[0], ""), self._left.entry, self._place.look.text
        # A finished visit has no entry line: words put there would only come up again as a draft.
        back = bool(words) and not entry.isHidden() and not entry.text()
        told = text("sheet_withdrawn", count=len(ids), reason=reason)
        self._place.messages.tell(f"{told} {text('sheet_words_back')}" if back else told)
        if back:
            self.words_back.emit(words)
