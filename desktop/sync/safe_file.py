"""Files that are there whole or not at all, and the sentences for what the disk refuses."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from desktop.errors import UserError
from desktop.sync.limits import Refused

# EFBIG: a limit on the size of files (quota of the process, FAT) is a full disk to the person.
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}

_Result = TypeVar("_Result")


def write_whole(target: Path, fill: Callable[[BinaryIO], _Result], verify: Callable[[Path], None]) -> _Result:
    """Writes beside ``target``, syncs, reads back, and only then takes the target's place.

    On any failure the half-written file is gone and an earlier file of that name is untouched.

    Args:
        target: the file to be; its folder exists.
        fill: writes everything into the open file.
        verify: looks at the synced file by its temporary name; refuses by raising.

    Raises:
        UserError: ``write_disk_full`` or ``write_refused``; what ``fill`` and ``verify`` raise.
    """
    # One fixed name: what a killed run leaves is overwritten by the next and never piles up.
    temporary = target.with_name(f".{target.name}.part")
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            result = fill(file)
            file.flush()
            os.fsync(file.fileno())
            _forget_cached(file)
        verify(temporary)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        _discard(temporary)
        code = "write_disk_full" if error.errno in _FULL else "write_refused"
        raise UserError(code, file=target.name) from error
    except BaseException:
        _discard(temporary)
        raise
    return result


def _discard(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _forget_cached(file: BinaryIO) -> None:
    """Asks that reading back reads the stick, not memory; only a hint, and only where there is one."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    """Makes the new name survive a power cut; Windows has no such call and does not need it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems of sticks and network folders cannot sync a folder at all.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


class SourceFile:
    """An open file whose own reading errors are told apart from those of whoever takes the bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes from where the file stands.

        Raises:
            Refused: ``file_unreadable``, e.g. the stick was pulled.
        """
        try:
            return self._file.read(size)
        except OSError as error:
            raise Refused("file_unreadable") from error

    def seek(self, offset: int, whence: int = 0) -> int:
        """Moves as ``io`` does; the new position."""
        try:
            return self._file.seek(offset, whence)
        except OSError as error:
            raise Refused("file_unreadable") from error

    def tell(self) -> int:
        """Where the file stands."""
        return self._file.tell()


@contextmanager
def reading(path: Path) -> Iterator[SourceFile]:
    """The open file; a refusal from inside is given the file's name.

    Raises:
        UserError: ``file_not_found`` or ``file_unreadable``.
    """
    try:
        # Opening a pipe would wait for ever for somebody to write into it.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError("file_unreadable", file=path.name)
        file = path.open("rb")
    except FileNotFoundError:
        raise UserError("file_not_found", file=path.name) from None
    except OSError as error:
        raise UserError("file_unreadable", file=path.name) from error
    with file:
        try:
            yield SourceFile(file)
        except Refused as refused:
            refused.values.setdefault("file", path.name)
            raise
