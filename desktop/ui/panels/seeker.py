"""Finds what says the same as the words being typed, a few texts at a time between two keys."""

from heapq import nlargest

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.similar import score

_AT_ONCE = 40
"""Texts compared before the window may paint again: some 2 ms."""
_ENOUGH = 0.4
_PAUSE_MS = 180
SHOWN = 3


class Seeker(QObject):
    """Compares in slices, so that no key waits; a new key begins anew."""

    found = Signal(list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._texts: list[tuple[str, str]] = []
        self._words = ""
        self._next = 0
        self._near: list[tuple[float, str]] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self._slice = QTimer(self)
        self._slice.setInterval(0)
        self._slice.timeout.connect(self._on_slice)

    def compare_with(self, texts: list[tuple[str, str]]) -> None:
        """Id and words of everything that is compared."""
        self._texts = texts
        self.seek(self._words)

    def seek(self, words: str) -> None:
        """Other words; empty ones find nothing at once."""
        self._words = words
        self._slice.stop()
        if words.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.found.emit([])

    def _on_paused(self) -> None:
        self._next, self._near = 0, []
        self._slice.start()

    def _on_slice(self) -> None:
        part = self._texts[self._next : self._next + _AT_ONCE]
        self._next += _AT_ONCE
        for one, words in part:
            near, _ = score(self._words, words)
            if near >= _ENOUGH:
                self._near.append((near, one))
        if self._next >= len(self._texts):
            self._slice.stop()
            self.found.emit([one for _, one in nlargest(SHOWN, self._near)])
