"""The least that can be seen of Qt, which the window is measured against; and how painting is watched."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from tests.bench.measure import Figures, memory

_PATIENCE = 60.0


class Watch(QObject):
    """Sees when a widget has painted for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[float] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets it paint, then looks at the clock."""
        if event.type() != QEvent.Type.Paint:
            return False
        watched.removeEventFilter(self)
        watched.event(event)
        self.seen.append(time.perf_counter())
        return True


def bare(begun: float) -> Figures:
    """One line in Qt's own window.

    Args:
        begun: `time.monotonic` of whoever started this process.
    """
    qt = QApplication([])
    window, label = QMainWindow(), QLabel("Jemput Bola")
    window.setCentralWidget(label)
    with painted(label) as seen:
        window.show()
        until(qt, lambda: bool(seen))
    return so_far(begun)


def so_far(begun: float) -> Figures:
    """Seconds since a process was begun, those of the processor, and what it holds."""
    return {"seconds": time.monotonic() - begun, "cpu": time.process_time(), "memory": memory()}


@contextmanager
def painted(widget: QWidget) -> Iterator[list[float]]:
    """The moment at which a widget has painted, once it has."""
    watch = Watch()
    widget.installEventFilter(watch)
    try:
        yield watch.seen
    finally:
        widget.removeEventFilter(watch)


def until(qt: QApplication, so: Callable[[], bool]) -> None:
    """Turns Qt's loop until something is so."""
    end = time.monotonic() + _PATIENCE
    while not so():
        if time.monotonic() > end:
            raise TimeoutError("the window did not come to it")
        qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
