"""What a mutant is, and where in a file it may be: docstrings, types and matters of taste are left alone."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.operators import Change, changes_of

ROOMS = ("core", "store", "sync")
# How many at a time, and the like: another number changes the speed and nothing else.
_SPEED = frozenset(
    {"BATCH", "CHUNK", "DEPTH", "FEW", "MANY", "PIECE", "WORKERS", "LEVEL", "_PIECE", "_CHUNK", "_LEVEL"}
)
# Keywords that say how an object is made or waited for, not what comes out.
_TASTE = frozenset(
    {"strict", "frozen", "slots", "kw_only", "repr", "init", "compare", "timeout", "wait", "cancel_futures"}
)
_TYPES = frozenset({"Annotated", "Callable", "Literal", "cast", "TypeVar"})
_SILENT = frozenset({"__repr__", "__str__"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small wrong.

    Attributes:
        path: file, from the top of the house.
        line: where, for people.
        what: what was changed, for people.
        start: first byte that is replaced; `end` is the byte after the last, `text` what comes instead.
        function: first line of the function around it, None at the top of a module or class.
    """

    path: str
    line: int
    what: str
    start: int
    end: int
    text: bytes
    function: int | None

    def applied(self, source: bytes) -> bytes:
        """The file with the wrong in it."""
        return source[: self.start] + self.text + source[self.end :]


def candidates(house: Path) -> list[Mutant]:
    """Every mutant of the three rooms, in a fixed order."""
    found: list[Mutant] = []
    for room in ROOMS:
        for file in sorted((house / "desktop" / room).glob("*.py")):
            found += mutants_of(file.relative_to(house).as_posix(), file.read_bytes())
    return found


def mutants_of(path: str, source: bytes) -> list[Mutant]:
    """Every mutant of one file that Python can read at all."""
    finder = _Finder(path, source)
    finder.visit(ast.parse(source))
    unique = {(one.start, one.end, one.text): one for one in finder.found}
    return [one for _, one in sorted(unique.items()) if _compiles(one.applied(source))]


def _compiles(source: bytes) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


class _Finder(ast.NodeVisitor):
    """Walks a module and notes what may be changed."""

    def __init__(self, path: str, source: bytes) -> None:
        self.found: list[Mutant] = []
        self._path = path
        self._source = source
        self._lines = [0]
        for line in source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._function: int | None = None

    def visit(self, node: ast.AST) -> None:
        if _left_alone(node):
            return
        if isinstance(node, ast.FunctionDef):
            self._inside(node)
            return
        for change in changes_of(node):
            self._note(change)
        for child in _children(node):
            self.visit(child)

    def _inside(self, node: ast.FunctionDef) -> None:
        outer = self._function
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        if outer is None:
            self._function = min([node.lineno, *(one.lineno for one in node.decorator_list)])
        for change in changes_of(node):
            self._note(change)
        for child in node.body:
            if not _is_text(child):
                self.visit(child)
        self._function = outer

    def _note(self, change: Change) -> None:
        node = change.node
        if (
            not isinstance(node, ast.expr | ast.stmt)
            or node.end_lineno is None
            or node.end_col_offset is None
        ):
            return
        start = self._lines[node.lineno - 1] + node.col_offset
        end = self._lines[node.end_lineno - 1] + node.end_col_offset
        if change.before:
            text = change.text.encode() + b"\n" + b" " * node.col_offset + self._source[start:end]
        else:
            text = change.text.encode()
        self.found.append(Mutant(self._path, node.lineno, change.what, start, end, text, self._function))


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom):
        return True  # places inside an f-string are not told rightly before Python 3.12
    if isinstance(node, ast.keyword) and node.arg in _TASTE:
        return True
    if isinstance(node, ast.FunctionDef) and node.name in _SILENT:
        return True
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        return True
    if isinstance(node, ast.Subscript | ast.Call):
        head = node.value if isinstance(node, ast.Subscript) else node.func
        return isinstance(head, ast.Name) and head.id in _TYPES
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id in _SPEED or _names_a_type(node.value)
    return False


def _names_a_type(value: ast.expr) -> bool:
    """Whether an assignment gives a type a name: ``A | B`` or ``dict[...]``, with nothing but names in it."""
    if not isinstance(value, ast.BinOp | ast.Subscript):
        return False
    allowed = ast.Name | ast.Attribute | ast.Subscript | ast.BinOp | ast.BitOr | ast.Tuple | ast.List
    inner = allowed | ast.Constant | ast.expr_context
    plain = all(isinstance(node, inner) for node in ast.walk(value))
    head = value.value if isinstance(value, ast.Subscript) else value.left
    return plain and (isinstance(value, ast.BinOp) or isinstance(head, ast.Name)) and _is_typelike(head)


def _is_typelike(node: ast.expr) -> bool:
    name = next((one.id for one in ast.walk(node) if isinstance(one, ast.Name)), "")
    return (
        name in {"dict", "list", "tuple", "set", "frozenset", "str", "int"} or name.lstrip("_")[:1].isupper()
    )


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_text(child):
                yield child


def _is_text(node: ast.AST) -> bool:
    """A docstring, or words that stand under an attribute."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
