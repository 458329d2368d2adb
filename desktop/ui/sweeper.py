"""Python's garbage is swept in the window's thread only: Qt's objects must die where they live."""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 1_000


class Sweeper(QObject):
    """Takes the collector's place while a window is open.

    Left to itself the collector runs in whichever thread happens to allocate. In the thread that writes it
    would destroy controls of the window that wait in a cycle: seen as crashes while events were read.
    """

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.sweep)
        self._timer.start(PAUSE_MS)

    def sweep(self) -> None:
        """Collects each generation that is due, as the collector would."""
        limits = gc.get_threshold()
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > limits[generation]:
                gc.collect(generation)
                return
