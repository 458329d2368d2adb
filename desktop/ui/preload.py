"""Makes ready what lies behind the gate while somebody types, or while the key is derived."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from desktop.ui.look import Look

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
    # The first pages of the desks: which of them it will be is written in the home.
    "desktop.ui.pages.officer.today",
    "desktop.ui.pages.coordinator.overview",
    "desktop.ui.pages.agency.incoming",
)


class Preload(QObject):
    """Takes one step at each turn of Qt's loop, when nothing else is to be done.

    Not in a thread: Qt's classes are made where they are used.

    Args:
        parent: goes on no longer than that lives.
        look: of the window.
        read: reads every sentence.
    """

    def __init__(self, parent: QObject, look: Look, read: Callable[[], object]) -> None:
        super().__init__(parent)
        self._look = look
        modules = [partial(import_module, name) for name in MODULES]
        self._left: list[Callable[[], object]] = [self._draw, read, *reversed(modules)]
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start(0)

    @property
    def done(self) -> bool:
        """Whether nothing is left to be done."""
        return not self._timer.isActive()

    def stop(self) -> None:
        """Leaves the rest: somebody waits for the first page, which takes what it needs itself."""
        self._left.clear()
        self._timer.stop()

    def _on_turn(self) -> None:
        if self._left:
            self._left.pop()()
        else:
            self._timer.stop()

    def _draw(self) -> None:
        """Paints a list nobody sees: what Qt hands to Python on the way is made for it when first handed."""
        from desktop.ui.models.paged import Cell, Column, PagedModel  # noqa: PLC0415
        from desktop.ui.widgets.table import Table  # noqa: PLC0415

        column = Column(
            "words", "-", lambda item: Cell(str(item["words"]), icon="sun", chip=("sun", "-", "warn"))
        )
        model = PagedModel([column], lambda _after: {"items": [{"words": "-"}], "next": None})
        table = Table(self._look, model, "-")
        model.reload()
        table.resize(200, 100)
        table.grab()
        table.deleteLater()
