"""One writer per home: a lock the operating system drops by itself when the process ends, however it ends."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.errors import UserError
from desktop.store.durable import make_folder, storage_errors

if sys.platform == "win32":
    import msvcrt

    def _claim(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _claim(descriptor: int) -> None:
        # flock and not lockf: a second opening inside the same process is refused too.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class HomeLock:
    """Holds a home until `release` (or the end of the process; a file left behind locks nothing).

    A forked child shares the lock: start workers by spawning.

    Raises:
        UserError: ``home_in_use`` when another program holds it, ``home_read_only``, ``disk_full``.
    """

    def __init__(self, path: Path) -> None:
        with storage_errors():
            make_folder(path.parent)
            self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _claim(self._descriptor)
        except OSError as error:
            self.release()
            raise UserError("home_in_use") from error

    def release(self) -> None:
        """Lets the next one in. Twice does no harm."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
