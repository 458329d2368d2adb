"""A file is the old one or the new one; and on the disk before anybody says so."""

import errno
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.store.durable import storage_errors, write_atomically
from tests.store.helpers import (
    ROOT,
    fill,
    killed_everywhere,
    refused,
    set_read_only,
    small_disk,
)

SAVER = """
import sys
from pathlib import Path
from desktop.store.durable import write_atomically
from desktop.paths import Paths
from desktop.store.blobs import Blobs
from desktop.store.engine import open_store
from desktop.store.sequence import Sequence
write_atomically(Path(sys.argv[1]) / "vault.json", b"isi")
print("tersimpan", flush=True)
Sequence(Path(sys.argv[1]) / "sequence").reserve(100)
print("tersimpan", flush=True)
paths = Paths(Path(sys.argv[1]) / "home")
store = open_store(paths, bytes(32))
store.connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB)")
Blobs(paths.blobs, bytes(32)).put(b"foto")
with store.transaction():
    store.set_meta("a", b"1")
print("tersimpan", flush=True)
"""


def test_old_or_new_whatever_the_step(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "file").write_bytes(b"old")
    for step, folder in killed_everywhere("write", home):
        after = step in {"renamed", "folder_synced", "whole"}
        assert (folder / "file").read_bytes() == (b"new" if after else b"old"), step
        write_atomically(folder / "file", b"next")
        assert [path.name for path in folder.iterdir()] == ["file"], step


def test_fsync_before_rename_before_folder_before_word(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    trace = tmp_path / "trace"
    home = tmp_path / "home"
    home.mkdir()
    calls = "trace=openat,fsync,fdatasync,rename,renameat,renameat2,write"
    command = [strace, "-f", "-y", "-e", calls, "-o", str(trace), sys.executable, "-c", SAVER, str(home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if not trace.exists() or "tersimpan" not in done.stdout:
        pytest.skip("strace may not trace here")
    lines = trace.read_text()
    for name in ("vault.json", "sequence"):
        steps = [
            rf"fsync\(\d+<{re.escape(str(home))}/\.{name}\.tmp>\) += 0",
            rf'rename\w*\(.*/\.{name}\.tmp.*/{name}".*\) = 0',
            rf"fsync\(\d+<{re.escape(str(home))}>\) += 0",
            r'write\(1<.*"tersimpan',
        ]
        assert re.search(".*?".join(steps), lines, re.DOTALL), f"{name}: {lines[-2000:]}"
    photo_then_row = [
        r"fsync\(\d+<[^>]*/blobs/tmp/\w+\.tmp>\) += 0",
        r"rename\w*\(.*/blobs/tmp/.*/blobs/[0-9a-f]{2}/.*\) = 0",
        r"fsync\(\d+<[^>]*/blobs>\) += 0",
        r"fsync\(\d+<[^>]*/blobs/[0-9a-f]{2}>\) += 0",
        r"(fsync|fdatasync)\(\d+<[^>]*jemputbola\.db-wal>\) += 0",
        r'write\(1<.*"tersimpan',
    ]
    assert re.search(".*?".join(photo_then_row), lines, re.DOTALL), lines[-4000:]


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    write_atomically(tmp_path / "file", b"x")
    if sys.platform != "win32":
        assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EROFS, "home_read_only"), (errno.EIO, "disk_failed")],
)
def test_the_disk_speaks_in_sentences(number: int, code: str) -> None:
    with refused(code), storage_errors():
        raise OSError(number, "")


def test_other_errors_stay_bugs() -> None:
    with pytest.raises(FileNotFoundError), storage_errors():
        raise FileNotFoundError(errno.ENOENT, "")


def test_full_and_read_only_disk_keep_the_old_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "256k") as disk:
        write_atomically(disk / "file", b"old")
        ballast = fill(disk)
        with refused("disk_full"):
            write_atomically(disk / "file", b"n" * 100_000)
        assert (disk / "file").read_bytes() == b"old"
        assert not list(disk.glob(".*"))
        ballast.unlink()
        set_read_only(disk)
        with refused("home_read_only"):
            write_atomically(disk / "file", b"new")
