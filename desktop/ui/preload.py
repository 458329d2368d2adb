"""Loads what lies behind the gate while somebody types, or while the key is derived."""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

# In steps that a key press never waits long for: first what the others rest on.
MODULES = (
    "desktop.actions.home",
    "desktop.core.trust",
    "desktop.actions.writing",
    "desktop.actions.session",
    "desktop.actions.opening",
    "desktop.ui.background",
    "desktop.ui.page",
    "desktop.ui.navigation",
    "desktop.ui.inside",
)


class Preload(QObject):
    """Imports one module at each turn of Qt's loop, when nothing else is to be done.

    Not in a thread: Qt's classes are made where they are used.

    Args:
        parent: goes on no longer than that lives.
        names: of the modules.
    """

    def __init__(self, parent: QObject, names: Sequence[str] = MODULES) -> None:
        super().__init__(parent)
        self._left = list(reversed(names))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start(0)

    def _on_turn(self) -> None:
        if self._left:
            import_module(self._left.pop())
        else:
            self._timer.stop()
