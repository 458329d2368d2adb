"""The files of a letter in a folder: whole or not at all, and never under a name before they count."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from desktop.errors import UserError
from desktop.store.durable import rename, storage_errors, sync_file, sync_folder, write_new

WAITING = ".belum"


def open_folder(out: Path) -> None:
    """Makes the folder, and those above it that are missing.

    Raises:
        UserError: ``letter_out_refused`` when it is a file or may not be written.
    """
    try:
        with storage_errors(full="print_no_room", refused="letter_out_refused"):
            missing = [folder for folder in (out, *out.parents) if not folder.is_dir()]
            out.mkdir(parents=True, exist_ok=True)
            for folder in missing:
                sync_folder(folder.parent)
    except (FileExistsError, NotADirectoryError):
        raise UserError("letter_out_refused") from None


def waiting_path(out: Path, name: str) -> Path:
    """Where a file lies until it counts."""
    return out / f".{name}{WAITING}"


def write_waiting(out: Path, name: str, data: bytes) -> None:
    """Writes a file under the name it waits under; on the disk when this returns."""
    path = waiting_path(out, name)
    with storage_errors(full="print_no_room", refused="letter_out_refused"):
        write_new(path, data)
        sync_file(path)


def give_names(out: Path, names: list[str]) -> None:
    """Gives the files that waited their own names."""
    with storage_errors(full="print_no_room", refused="letter_out_refused"):
        for name in names:
            rename(waiting_path(out, name), out / name)
        sync_folder(out)


def drop_waiting(out: Path, names: list[str]) -> None:
    """Removes what will never count."""
    for name in names:
        with suppress(OSError):
            waiting_path(out, name).unlink(missing_ok=True)


def place_files(out: Path, stem: str, files: Mapping[str, bytes | None]) -> dict[str, str]:
    """Writes the files of one letter, those of an earlier time in their place; ending → path."""
    open_folder(out)
    given = {f"{stem}{ending}": data for ending, data in files.items() if data is not None}
    try:
        for name, data in given.items():
            write_waiting(out, name, data)
        give_names(out, list(given))
    except BaseException:
        drop_waiting(out, list(given))
        raise
    return {Path(name).suffix: str(out / name) for name in given}


def finish_broken_off(out: Path, mine: str, counts: Callable[[str], bool]) -> None:
    """Gives files their names that a power cut left without: their letters count, so they must be there.

    Args:
        out: the folder.
        mine: how the names of this laptop's letters begin.
        counts: whether there is a letter whose files are called this.
    """
    for half in out.glob(f"..{mine}*{WAITING}.part"):
        half.unlink(missing_ok=True)
    for waiting in sorted(out.glob(f".{mine}*{WAITING}")):
        name = waiting.name.removeprefix(".").removesuffix(WAITING)
        with storage_errors(full="print_no_room", refused="letter_out_refused"):
            if counts(Path(name).stem) and not (out / name).exists():
                rename(waiting, out / name)
                sync_folder(out)
            else:
                waiting.unlink()


def plain(text: str) -> str:
    """A code as part of a file's name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:40]


def numbered(name: str, number: str | None) -> str:
    """The name of a letter's files with its number before its id, so that one finds it among twenty."""
    said, (rest, _, id) = plain(number or ""), name.rpartition("-")
    return name if not said or rest.endswith(f"-{said}") else f"{rest}-{said}-{id}"
