"""How far work over files is, in bytes of all of them together, and whether it shall stop."""

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.errors import UserError

Told = Callable[[int, int], None]
"""(done, in all), in whatever is counted."""

_STEPS = 1_000
_PERCENT = 100


class Gauge:
    """Turns the progress of parts of the work on one file into that of the whole.

    Args:
        paths: the files, in the order they are worked on.
        progress: told (bytes done, bytes in all), a thousand times at most.
        cancelled: asked at every piece.
        stopped: code of the `UserError` when it says so.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        progress: Told | None = None,
        cancelled: Callable[[], bool] | None = None,
        stopped: str = "import_cancelled",
    ) -> None:
        self._progress, self._cancelled, self._stopped = progress, cancelled, stopped
        # In hundredths of a byte: parts of a file, told in percent, are whole numbers of them.
        sizes = [_PERCENT * _size(path) for path in paths]
        self._before = [sum(sizes[:number]) for number in range(len(sizes) + 1)]
        self._number, self._told = 0, -1

    @property
    def stops(self) -> bool:
        """Whether it was cancelled."""
        return self._cancelled is not None and self._cancelled()

    def next(self) -> None:
        """A file is done with."""
        self._number += 1
        self._tell(self._before[self._number])

    def part(self, begin: int, end: int) -> Told:
        """What a part of the work on the present file tells, which fills so many percent of it.

        The part is broken off by a `UserError` when the work shall stop.
        """
        start, size = self._before[self._number], self._before[self._number + 1] - self._before[self._number]

        def told(done: int, total: int) -> None:
            if self.stops:
                raise UserError(self._stopped)
            share = min(done, total) / total if total else 1
            self._tell(start + int(size * (begin + (end - begin) * share) / _PERCENT))

        return told

    def pieces(self, begin: int, end: int, total: int) -> Callable[[int], None]:
        """The same, told how many pieces come next."""
        part, done = self.part(begin, end), 0

        def told(coming: int) -> None:
            nonlocal done
            part(done, total)
            done += coming

        return told

    def _tell(self, done: int) -> None:
        total = self._before[-1]
        step = done * _STEPS // total if total else _STEPS
        if self._progress is not None and step > self._told:
            self._told = step
            self._progress(done // _PERCENT, total // _PERCENT)


def _size(path: Path) -> int:
    try:
        return max(1, path.stat().st_size)
    except OSError:
        return 1
