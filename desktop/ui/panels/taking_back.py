"""Takes back what was recorded at a visit: the last lines with Ctrl+Z, the chosen one with Delete."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.ui.page import Workplace
from desktop.ui.panels.editor import Editor
from desktop.ui.panels.sheet_left import SheetLeft
from desktop.ui.panels.sheet_writer import SheetWriter

Item = Mapping[str, Any]


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
        self._batches: list[list[str]] = []
        self._words: dict[str, str] = {}
        self._asked = ""
        left.table.installEventFilter(self)
        left.table.moved.connect(lambda _item: self._ask_of(""))
        editor.withdrawal_wanted.connect(lambda item: self.take_off(item))
        writer.withdrawn.connect(self._on_withdrawn)

    def begin(self) -> None:
        """Another visit: nothing was recorded yet."""
        self._batches, self._words, self._asked = [], {}, ""

    def recorded(self, ids: list[str]) -> None:
        """These were recorded together."""
        self._batches.append(ids)

    def replaced(self, before: str, id: str) -> None:
        """One was recorded anew under another id."""
        self._batches = [[id if one == before else one for one in batch] for batch in self._batches]

    def take_back(self) -> None:
        """Withdraws what was recorded last, and puts its words back into the entry line if there is one."""
        if not self._batches:
            return
        model, ids = self._left.model, self._batches.pop()
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
        self._batches = [[one for one in batch if one != item["id"]] for batch in self._batches]
        self._batches = [batch for batch in self._batches if batch]
        self._words[item["id"]] = str(item["text"])
        self._writer.withdraw([item["id"]], reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z and Delete on the list."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        # Once the visit is finished each one is withdrawn by itself, with a reason: by Delete.
        going_on = bool(self._batches) and not self._left.entry.isHidden()
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
