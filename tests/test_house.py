"""The house keeps its shape: layout, sizes, docstrings, and nothing in it that belongs to one machine."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.sources import HOUSE, statements, tree

ROOMS = ("desktop", "reports", "tests")
TOP = {
    *("README.md", "LICENSE", "pyproject.toml", "build.spec", ".ci", ".github", ".gitignore"),
    *("desktop", "reports", "resources", "tests"),
}
# Made by tools, named in .gitignore; .git is a file in a worktree.
MADE = {".git", *(line.strip().rstrip("/") for line in (HOUSE / ".gitignore").read_text().splitlines())}
CODE = sorted(path for room in ROOMS for path in (HOUSE / room).rglob("*.py"))
TEXT_ENDINGS = {".py", ".toml", ".lock", ".md", ".yml", ".json", ".csv", ".txt", ".spec", ""}

# Written in pieces, so that this file does not find itself.
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.(org|io)", "python" + "hosted", "index" + r"-url\s*[=h]", "/sim" + "ple/"])
)
MACHINES = re.compile(
    "|".join(["/ro" + "ot/", "/ho" + r"me/\w", "/wo" + "rk/", r"(?<!\w)/tm" + "p/", r"[A-Z]:\\+" + "Users"])
)


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(HOUSE).as_posix() for path in paths]


def files() -> Iterator[Path]:
    """Every file of the checkout that a tool did not make."""
    for path in sorted(HOUSE.rglob("*")):
        parts = path.relative_to(HOUSE).parts
        if path.is_file() and not MADE.intersection(parts) and path.suffix != ".pyc":
            yield path


def test_nothing_else_lies_at_the_top() -> None:
    assert {path.name for path in HOUSE.iterdir()} - TOP - MADE == set()


def test_at_most_two_folders_below_desktop() -> None:
    """The pages of the window may stand in a folder for each desk."""
    deep = [path for path in CODE if len(path.relative_to(HOUSE).parts) > 4 + ("pages" in path.parts)]
    assert names(deep) == []


class Facts(NamedTuple):
    """What is asked of a file: whether it says what lives in it, functions past 50 lines, what it imports."""

    told: bool
    long: list[str]
    imported: set[str]


@cache
def facts(path: Path) -> Facts:
    """Read once; the tree itself is not kept."""
    root = tree(path)
    long, imported = [], set()
    for node in statements(root):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            long += [node.name] if (node.end_lineno or 0) - node.lineno >= 50 else []
        elif isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    return Facts(ast.get_docstring(root) is not None, long, imported)


def test_a_file_opens_with_what_lives_in_it() -> None:
    assert names([path for path in CODE if not facts(path).told]) == []


def test_files_keep_to_300_lines() -> None:
    assert names([path for path in CODE if len(path.read_text(encoding="utf-8").splitlines()) > 300]) == []


def test_functions_keep_to_50_lines() -> None:
    assert [(*names([path]), *facts(path).long) for path in CODE if facts(path).long] == []


def test_every_folder_with_code_says_what_it_is() -> None:
    bare = {path.parent for path in CODE} - {path.parent for path in CODE if path.name == "__init__.py"}
    assert names(sorted(bare)) == []


def test_qt_stays_in_its_room() -> None:
    """Its room is the window; the tests look at it from their own rooms, measure it and draw it."""
    looking = {"ui", "frozen", "gallery", "bench"}
    outside = [
        path
        for path in CODE
        if "PySide6" in facts(path).imported
        and not (looking if "tests" in path.relative_to(HOUSE).parts else {"ui"}).intersection(path.parts)
    ]
    assert names(outside) == []


def test_only_the_engine_speaks_to_the_sqlite_driver() -> None:
    """By its text, because import-linter does not see an import by name."""
    engine = HOUSE / "desktop" / "store" / "engine.py"
    program = [path for path in CODE if "tests" not in path.relative_to(HOUSE).parts and path != engine]
    driver = re.compile(
        r"\b(sqlcipher3|pysqlite3)\b|\bimport_module\(.sqlite3|^\s*(import|from) sqlite3\b", re.MULTILINE
    )
    assert names([path for path in program if driver.search(path.read_text(encoding="utf-8"))]) == []


def test_the_core_reads_no_clock_and_opens_no_file() -> None:
    clocks = re.compile(r"\.(now|today|utcnow)\(\)|(?<![.\w])open\(")
    guilty = [
        path for path in (HOUSE / "desktop" / "core").rglob("*.py") if clocks.search(path.read_text("utf-8"))
    ]
    assert names(guilty) == []


def test_no_file_names_a_registry_or_a_machine() -> None:
    guilty = []
    for path in files():
        if path.suffix in TEXT_ENDINGS:
            text = path.read_text(encoding="utf-8", errors="replace")
            guilty += [f"{names([path])[0]}: {hit[0]}" for hit in REGISTRIES.finditer(text)]
            guilty += [f"{names([path])[0]}: {hit[0]}" for hit in MACHINES.finditer(text)]
    assert guilty == []


def pins(lock: str) -> dict[str, list[str]]:
    """Each requirement of a lock with its hashes."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (HOUSE / lock).read_text(encoding="utf-8").splitlines():
        if line.strip().startswith("--hash=sha256:"):
            lines.append(line.strip(" \\"))
        elif not line.startswith("#"):
            lines = found.setdefault(line.rstrip(" \\"), [])
    return found


def test_locks_hold_hashes_and_the_tests_see_what_runs() -> None:
    running, testing = pins("resources/requirements.lock"), pins("tests/requirements.lock")
    assert all(hashes and "==" in pin for pin, hashes in {**running, **testing}.items())
    assert running.items() <= testing.items()
