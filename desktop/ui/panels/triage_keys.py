"""Keys of the triage desk that need nothing but a part of it: moving, marking, choosing, taking back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.panels.triage_list import TriageList
from desktop.ui.panels.triage_record import TriagePanel

Bound = tuple[str, str, Callable[[], object]]

DECIDING = (
    ("V", "triage_key_verify"),
    ("A", "triage_key_assign"),
    ("D", "triage_key_same"),
    ("T", "triage_key_ask"),
    ("X", "triage_key_outside"),
    ("R", "triage_key_archive"),
    ("E", "triage_key_correct"),
    ("S", "triage_key_sure"),
    ("Z", "triage_key_undo"),
    ("L", "triage_key_free"),
)
"""Keys of the list that decide something, with the code of their words."""


class UndoKey(QObject):
    """Ctrl+Z in a part, where its own editors have nothing to take back."""

    pressed = Signal()

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before the shortcut of the message that offers the same: that one may have gone."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.pressed.emit()
                return True
        return super().eventFilter(watched, event)


def bind_inside(part: QWidget, keys: str, act: Callable[[], object]) -> None:
    """A key that works while the focus is somewhere inside a part."""
    shortcut = QShortcut(QKeySequence(keys), part)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)


def moving_keys(listed: TriageList, panel: TriagePanel) -> tuple[Bound, ...]:
    """Key, code of its words, what it does."""
    step, choose = listed.table.step, panel.form.agency.choose_number
    return (
        ("J", "triage_key_down", lambda: step(1)),
        ("K", "triage_key_up", lambda: step(-1)),
        ("Space", "triage_key_mark", listed.mark),
        ("Shift+J", "triage_key_mark_down", lambda: listed.mark_and_step(1)),
        ("Shift+K", "triage_key_mark_up", lambda: listed.mark_and_step(-1)),
        ("Ctrl+A", "triage_key_mark_shown", listed.mark_shown),
        ("H", "triage_key_history", panel.turn_history),
        ("1", "triage_key_first", lambda: choose(1)),
        ("2", "triage_key_second", lambda: choose(2)),
        ("3", "triage_key_third", lambda: choose(3)),
    )
