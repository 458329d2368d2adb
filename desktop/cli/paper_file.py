"""A file of secrets for paper: its name claimed first, filled at once, only its owner may read it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.errors import UserError

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class PaperFile:
    """A claimed file name; `write` fills it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, content: str | bytes) -> None:
        """Puts the whole content there, or nothing: a new file beside it takes its place.

        Raises:
            UserError: ``paper_failed``.
        """
        beside = self.path.with_name(self.path.name + ".tmp")
        try:
            with os.fdopen(os.open(beside, _FLAGS, 0o600), "wb") as stream:
                stream.write(content.encode() if isinstance(content, str) else content)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(beside, self.path)
            _sync(self.path.parent)
        except OSError as error:
            with suppress(OSError):
                beside.unlink()
            raise UserError("paper_failed", file=self.path.name) from error


@contextmanager
def claimed(path: Path | None) -> Iterator[PaperFile | None]:
    """Claims a name before the secret exists; given up again if what follows fails.

    Raises:
        UserError: ``paper_exists``, ``paper_failed``.
    """
    if path is None:
        yield None
        return
    try:
        os.close(os.open(path, _FLAGS, 0o600))
    except FileExistsError:
        raise UserError("paper_exists", file=path.name) from None
    except OSError as error:
        raise UserError("paper_failed", file=path.name) from error
    try:
        yield PaperFile(path)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _sync(folder: Path) -> None:
    """Returns when the name is on the disk itself; Windows journals its names and opens no folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
