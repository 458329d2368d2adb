"""What tests ask the program's own sources: read when a test asks; trees are large and are not kept."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent


def tree(path: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement below a node; ten times as quick as to walk through what they are made of."""
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        below = getattr(node, part, None)
        for one in below if isinstance(below, list) else ():
            yield one
            yield from statements(one)


def calls(paths: Iterable[Path]) -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call with an argument: its file, itself, what is called as it is written."""
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args:
                yield path, node, ast.unparse(node.func)


def unused(codes: Iterable[str], paths: Iterable[Path], named: Iterable[ast.expr]) -> list[str]:
    """Codes that stand nowhere as a string and fit no code that is put together from parts.

    Args:
        codes: what is looked for.
        paths: files in which a string may be one.
        named: first arguments of the calls that name one; an f-string among them stands for many.
    """
    literal = {
        node.value
        for path in paths
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    patterns = [
        re.compile("".join(_pattern(part) for part in code.values))
        for code in named
        if isinstance(code, ast.JoinedStr)
    ]
    left = (code for code in codes if code not in literal)
    return [code for code in left if not any(pattern.fullmatch(code) for pattern in patterns)]


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
