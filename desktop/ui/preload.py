"""Makes ready what lies behind the gate while somebody types, or while the key is derived."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

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
    """Takes one step at each turn of Qt's loop, once the gate is seen and nothing else is to be done.

    Not in a thread: Qt's classes are made where they are used.

    Args:
        window: it goes on no longer than that lives.
        gate: what has to be seen first.
        look: of the window.
        read: reads every sentence.
    """

    def __init__(self, window: QWidget, gate: QWidget, look: Look, read: Callable[[], object]) -> None:
        super().__init__(window)
        self._look = look
        modules = [partial(import_module, name) for name in MODULES]
        self._left: list[Callable[[], object]] = [self._draw_list, self._draw_rail, read, *reversed(modules)]
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)
        gate.installEventFilter(self)

    @property
    def done(self) -> bool:
        """Whether nothing is left to be done."""
        return not self._left

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begins with the first time the gate is painted: what comes after that waits for the whole of it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def stop(self) -> None:
        """Leaves the rest: somebody waits for the first page, which takes what it needs itself."""
        self._left.clear()
        self._timer.stop()

    def _on_turn(self) -> None:
        if self._left:
            self._left.pop()()
        else:
            self._timer.stop()

    def _draw_rail(self) -> None:
        """Paints a rail nobody sees, with the icons of every page."""
        from desktop.ui.navigation import ICONS, entries  # noqa: PLC0415
        from desktop.ui.widgets.rail import Rail  # noqa: PLC0415

        rail = Rail(self._look, "", [("", entries(self._look, tuple(ICONS)))], [])
        rail.resize(rail.sizeHint())
        rail.grab()
        rail.deleteLater()

    def _draw_list(self) -> None:
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
