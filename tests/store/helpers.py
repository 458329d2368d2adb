"""What the tests of this room share: a small home, a child process that is killed at every named step."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.paths import Paths
from desktop.store.blobs import Blobs
from desktop.store.engine import Store, open_store
from desktop.store.migrations import migrate
from desktop.store.vault import PRACTICE, create_vault
from tests.store.constants import KEY, PASSPHRASE, RECOVERY, WHEN

ROOT = Path(__file__).parents[2]


def new_home(folder: Path, *, vault: bool = False) -> tuple[Paths, Store]:
    paths = Paths(folder)
    paths.home.mkdir(parents=True, exist_ok=True)
    if vault:
        create_vault(paths.vault, PASSPHRASE, RECOVERY, KEY, cost=PRACTICE)
    store = open_store(paths, KEY)
    migrate(store)
    return paths, store


def keep_photo(store: Store, blobs: Blobs, data: bytes) -> str:
    sha = blobs.put(data)
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO blob (sha256, size, type, present, added) VALUES (?, ?, 'image/jpeg', 1, ?)",
            (bytes.fromhex(sha), len(data), WHEN),
        )
    return sha


@contextmanager
def refused(code: str, *, exit_code: int = 3) -> Iterator[None]:
    """The block must raise the UserError of that code."""
    with pytest.raises(UserError) as caught:
        yield
    assert (caught.value.code, caught.value.exit_code) == (code, exit_code)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content; lock and index of the journal say nothing."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock" and not path.name.endswith("-shm")
    }


def killed_everywhere(scenario: str, folder: Path) -> list[tuple[str, Path]]:
    """Runs a scenario of `victim` once whole and once for each step it names, killed there.

    Returns:
        (name of the step, the folder as it was left), the whole run last under the name ``whole``.
    """
    if not hasattr(os, "fork"):
        pytest.skip("the victims are forked")
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.victim", scenario, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    left = [tuple(line.split("\t")) for line in done.stdout.splitlines()]
    assert len(left) > 1
    return [(name, Path(path)) for name, path in left]


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of that size, where this process may mount one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def set_read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def fill(folder: Path, *, leave: int = 0) -> Path:
    """Writes a file until only about `leave` bytes are free."""
    path = folder / "ballast"
    with path.open("wb", buffering=0) as handle:
        for step in (1_048_576, 4096):
            try:
                while shutil.disk_usage(folder).free > leave:
                    handle.write(b"\0" * step)
            except OSError:
                continue
    return path
