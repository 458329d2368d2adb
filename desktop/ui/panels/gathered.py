"""Edits of a form gathered into one correction: kept at each key, written when the form is left."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.panels.draft_keeper import DraftKeeper
from desktop.ui.widgets.fields import Choice, Segments

IDLE_MS = 15_000
"""Whoever stops typing for so long has left the form in thought."""

Write = Callable[[dict[str, str]], None]


def value_of(editor: QWidget) -> str:
    """What stands in a control, as text; a tick is "on"."""
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QCheckBox):
        return "on" if editor.isChecked() else ""
    if isinstance(editor, Choice | Segments):
        return editor.code()
    raise TypeError(type(editor).__name__)


def put(editor: QWidget, value: str) -> None:
    """Shows a value in a control."""
    if isinstance(editor, QLineEdit):
        editor.setText(value)
        editor.setCursorPosition(0)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(value)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(value == "on")
    elif isinstance(editor, Choice | Segments):
        editor.choose(value)


class Gathered(QObject):
    """The values of a form against what is recorded.

    Args:
        drafts: keeps them meanwhile.
        editors: name → control.
        write: gets what changed when the form is left; calls `settled` or `refused`.
        parent: the form.
    """

    changed = Signal(str)

    def __init__(
        self, drafts: DraftKeeper, editors: Mapping[str, QWidget], write: Write, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._drafts, self._editors, self._write = drafts, dict(editors), write
        self._key = ""
        self._recorded: dict[str, str] = {}
        self._shown = False
        self._under_way: dict[str, dict[str, str]] = {}
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.flush)
        for name, editor in self._editors.items():
            self._listen(name, editor)

    def show_values(
        self, key: str, recorded: Mapping[str, str], typed: Mapping[str, str] | None = None
    ) -> None:
        """Shows what is recorded, and over it what was typed and not recorded yet.

        Args:
            key: of the draft.
            recorded: name → value.
            typed: not recorded yet; None = what the draft says.
        """
        # While the form still shows the one before: its draft is what stands in the form.
        self._drafts.flush()
        self._key, self._recorded = key, dict(recorded)
        if typed:
            self._drafts.note(key, lambda: self.edits() or None)
        elif typed is None:
            draft = self._drafts.read(key) if key else None
            typed = draft if isinstance(draft, dict) else {}
        self._shown = False
        for name, editor in self._editors.items():
            value = str(typed.get(name, self._recorded.get(name, "")))
            if value_of(editor) != value:
                put(editor, value)
        self._shown = True

    def values(self) -> dict[str, str]:
        """Everything as it stands in the form."""
        return {name: value_of(editor) for name, editor in self._editors.items()}

    def edits(self) -> dict[str, str]:
        """What differs from what is recorded."""
        found = self.values()
        return {name: value for name, value in found.items() if value != self._recorded.get(name, "")}

    def hand_over(self) -> dict[str, str]:
        """Gives up the form without writing: what differs from what is recorded goes on elsewhere."""
        self._idle.stop()
        edits, key, self._key = self.edits(), self._key, ""
        self._drafts.drop(key)
        return edits

    def flush(self) -> None:
        """Writes what changed, if anything did."""
        self._idle.stop()
        edits = self.edits() if self._key else {}
        if edits and edits != self._under_way.get(self._key):
            self._drafts.flush()
            self._write(edits)

    def going(self, key: str, edits: Mapping[str, str]) -> None:
        """These edits are being recorded: they are not handed on a second time meanwhile."""
        self._under_way[key] = dict(edits)

    def refused(self, key: str) -> None:
        """They were not recorded; they stay in the form and in the draft."""
        self._under_way.pop(key, None)

    def settled(self, key: str, written: Mapping[str, str]) -> None:
        """It is recorded: its draft is given up, but for what was typed since."""
        self._under_way.pop(key, None)
        if key != self._key:
            self._drafts.drop(key)
            return
        self._recorded |= written
        if self.edits():
            self._drafts.note(key, self.edits)
        else:
            self._drafts.drop(key)

    def moved(self, key: str, written: Mapping[str, str], to: str) -> None:
        """It is recorded under another key: what was not written goes over, an identity above all.

        Args:
            key: of the form as it was.
            written: what was recorded.
            to: the key it has from now on.
        """
        if key == self._key:
            # Still shown: the page takes the form over with `hand_over`.
            self.settled(key, written)
            return
        draft = self._drafts.read(key)
        self._under_way.pop(key, None)
        self._drafts.drop(key)
        if rest := {name: value for name, value in (draft or {}).items() if name not in written}:
            self._drafts.note(to, lambda: rest)

    @property
    def key(self) -> str:
        """Under which the form is kept."""
        return self._key

    def _listen(self, name: str, editor: QWidget) -> None:
        def on_edited(*_: Any) -> None:
            self._on_edited(name)

        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(on_edited)
        elif isinstance(editor, QCheckBox):
            editor.toggled.connect(on_edited)
        elif isinstance(editor, Choice | Segments):
            editor.chosen.connect(on_edited)

    def _on_edited(self, name: str) -> None:
        if not self._shown or not self._key:
            return
        # The draft is the differences only: what is recorded anew elsewhere is not overwritten by it.
        self._drafts.note(self._key, lambda: self.edits() or None)
        self._idle.start()
        self.changed.emit(name)
