"""Where a file may be laid: sticks that are plugged in, and the desktop."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

_LAST: list[Path] = []
_MOUNTS = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class Drive:
    """A stick, or another disk one can take along.

    Attributes:
        path: its folder. name: as its owner called it, else where it is.
        free: bytes. locked: nothing can be written there.
    """

    path: Path
    name: str
    free: int
    locked: bool


def drives() -> list[Drive]:
    """What is plugged in now, beside the computer's own disk."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        if volume.isValid() and volume.isReady() and not volume.isRoot() and _removable(volume.rootPath()):
            path = Path(volume.rootPath())
            name = volume.name() or path.name or str(path)
            found.append(Drive(path, name, max(0, volume.bytesAvailable()), volume.isReadOnly()))
    return sorted(found, key=lambda drive: (drive.locked, drive.name))


def desktop_folder() -> Path:
    """The desktop, or the home folder of a computer that has none."""
    shown = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    return Path(shown) if shown and Path(shown).is_dir() else Path.home()


def begin_at() -> Path:
    """Where a dialog for files begins: at the first stick, else where one was last, else at home."""
    stick = next(iter(drives()), None)
    if stick is not None:
        return stick.path
    last = _LAST[-1] if _LAST else Path.home()
    return last if last.is_dir() else Path.home()


def was_at(folder: Path) -> None:
    """Remembers, until the program ends, the folder something was chosen in."""
    _LAST[:] = [folder]


def _removable(root: str) -> bool:
    if sys.platform == "win32":
        return not root.upper().startswith(Path.home().drive.upper())
    return root.startswith(_MOUNTS)
