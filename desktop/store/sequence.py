"""The highest event number ever issued, kept beside the database: an old copy cannot reuse numbers."""

import hashlib
from pathlib import Path

from desktop.errors import UserError
from desktop.store.durable import Checkpoint, no_checkpoint, storage_errors, write_atomically

_WORD = "jb.sequence.1"
_LONGEST = 128


class Sequence:
    """The ceiling below which numbers may have been used (sync.md 1.7). Nobody else may write its file."""

    def __init__(self, path: Path, *, checkpoint: Checkpoint = no_checkpoint) -> None:
        self._path = path
        self._checkpoint = checkpoint

    def ceiling(self) -> int:
        """The highest number that may have been issued; 0 in a new home.

        Raises:
            UserError: ``sequence_damaged``.
        """
        try:
            with storage_errors(), self._path.open("rb") as handle:
                data = handle.read(_LONGEST)
        except FileNotFoundError:
            return 0
        number = data.decode("ascii", "replace").split(" ")[1:2]
        if number and number[0].isdecimal() and data == _line(int(number[0])):
            return int(number[0])
        raise UserError("sequence_damaged")

    def reserve(self, upto: int) -> None:
        """Numbers up to `upto` may be used once this returns; the ceiling never goes down.

        Raises:
            UserError: ``sequence_damaged``, ``disk_full``, ``home_read_only``; the old ceiling stands.
        """
        if upto > self.ceiling():
            write_atomically(self._path, _line(upto), checkpoint=self._checkpoint)

    def replace_damaged(self, upto: int) -> None:
        """Repair: writes a ceiling well above all known numbers; one that can be read is only raised."""
        try:
            self.reserve(upto)
        except UserError as error:
            if error.code != "sequence_damaged":
                raise
            write_atomically(self._path, _line(upto), checkpoint=self._checkpoint)


def _line(number: int) -> bytes:
    check = hashlib.sha256(f"{_WORD} {number}".encode()).hexdigest()[:16]
    return f"{_WORD} {number} {check}\n".encode()
