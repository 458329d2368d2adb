"""What a command did to the disk, in order, as strace saw it; and what a power cut could still have taken."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.proofs.homes import NOW, PASSPHRASE

ROOT = Path(__file__).parents[2]
CALLS = (
    "openat,mkdir,mkdirat,write,pwrite64,pwritev,writev,ftruncate,fsync,fdatasync,"
    "rename,renameat,renameat2,link,unlink"
)
# Nothing of these has to outlive a power cut: the lock, and SQLite's index of the journal.
FLEETING = ("lock", "-shm")

_LINE = re.compile(r"(?P<pid>\d+) +(?P<call>\w+)\((?P<rest>.*)\) += (?P<result>-?\d+)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OPEN = re.compile(r"^(\d+)<([^>]*)>")


@dataclass(frozen=True, slots=True)
class Did:
    """One call: its name, the path it worked on (and `to`, for a rename), what was written if it is known."""

    call: str
    path: str
    to: str = ""
    text: str = ""
    number: int = -1
    made: bool = False


def traced(home: Path, *words: str | Path, stdin: str = "") -> list[Did]:
    """Runs a command of the program under strace; skips the test where that is not possible."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not on this machine")
    log = home.parent / "strace.txt"
    around = {
        **os.environ,
        "JEMPUTBOLA_NO_PREPARE": "1",
        "JEMPUTBOLA_PASSPHRASE": PASSPHRASE,
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    tracer = ["strace", "-f", "-y", "-s", "400", "-e", f"trace={CALLS}", "-o", str(log)]
    command = [sys.executable, "-m", "desktop", *map(str, words), "--home", str(home), "--at", NOW]
    ran = subprocess.run(
        [*tracer, *command], cwd=ROOT, env=around, capture_output=True, text=True, check=False
    )
    if not log.exists() or not log.stat().st_size:
        pytest.skip(f"strace can't run here: {ran.stderr.strip()[:200]}")
    assert ran.returncode == 0, ran.stderr
    return list(_read(log.read_text(encoding="utf-8", errors="replace").splitlines()))


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Calls that were interrupted by another thread's are put together, at the place where they ended."""
    begun: dict[str, str] = {}
    for line in lines:
        pid = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            begun[pid] = line.removesuffix("<unfinished ...>").rstrip()
        elif "resumed>" in line:
            yield begun.pop(pid, "") + line.partition("resumed>")[2]
        else:
            yield line


def _read(lines: Iterable[str]) -> Iterator[Did]:
    for line in _whole(lines):
        found = _LINE.match(line)
        if found is None or int(found["result"]) < 0:
            continue
        call, rest = found["call"], found["rest"]
        names = _STRING.findall(rest)
        if call in ("rename", "renameat", "renameat2", "link"):
            yield Did("rename" if call != "link" else call, names[0], names[1])
        elif call in ("unlink", "mkdir", "mkdirat"):
            yield Did(call.removesuffix("at"), names[0])
        elif call == "openat":
            yield Did(call, names[0], made="O_CREAT" in rest)
        elif opened := _OPEN.match(rest):
            text = names[0] if names else ""
            yield Did(call, opened[2], text=text, number=int(opened[1]))


@dataclass
class Disk:
    """What would be missing after a power cut.

    Attributes:
        here: paths that were there before.
        dirty: files with content that is not on the disk.
        unnamed: names that are not on the disk → the folder to be synced.
        renamed: (source, target) of every rename, checked when it was met.
    """

    folder: Path
    here: set[str]
    dirty: set[str] = field(default_factory=set)
    unnamed: dict[str, str] = field(default_factory=dict)
    renamed: list[tuple[str, str]] = field(default_factory=list)

    def see(self, one: Did) -> None:
        if one.call in ("fsync", "fdatasync"):
            self.dirty.discard(one.path)
            self.unnamed = {name: place for name, place in self.unnamed.items() if place != one.path}
        elif not self._ours(one.path):
            return
        elif one.call in ("rename", "link"):
            assert one.path not in self.dirty, f"renamed before its content was on the disk: {one.path}"
            if one.call == "rename":
                self.unnamed.pop(one.path, None)
            self.renamed.append((one.path, one.to))
            self._name(one.to)
        elif one.call == "unlink":
            self.dirty.discard(one.path)
            self.unnamed.pop(one.path, None)
            self.here.discard(one.path)
        elif one.call == "mkdir" or (one.call == "openat" and one.made and one.path not in self.here):
            self._name(one.path)
        elif one.call not in ("openat",):
            self.dirty.add(one.path)

    def _name(self, path: str) -> None:
        self.here.add(path)
        self.unnamed[path] = str(Path(path).parent)

    def _ours(self, path: str) -> bool:
        return path.startswith(f"{self.folder}{os.sep}") and not path.endswith(FLEETING)


def at_the_word(folder: Path, here: set[str], did: Iterable[Did], word: str) -> Disk:
    """The disk at the moment at which the command writes `word` to its output."""
    disk = Disk(folder, set(here))
    for one in did:
        if one.call == "write" and one.number == 1 and word in one.text:
            return disk
        disk.see(one)
    raise AssertionError(f"the command never said {word!r}")
