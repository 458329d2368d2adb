"""The wrongs themselves: what may be put in the place of one node of the syntax tree."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
_LOG = frozenset({"debug", "info", "warning", "error", "exception", "print"})
_HASHED = "jb."
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Change:
    """`text` in the place of `node`, or on the line before it; `what` tells a person."""

    node: ast.AST
    text: str
    what: str
    before: bool = False


def changes_of(node: ast.AST) -> Iterator[Change]:
    """Everything that can be done to one node, its children not looked at."""
    for put in _expressions(node):
        yield Change(node, f"({ast.unparse(put)})", _told(node, put))
    yield from _tests(node)
    yield from _statements(node)
    if isinstance(node, ast.FunctionDef):
        yield from _early(node)


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        yield from _compare(node)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BinOp):
        yield from _arithmetic(node)
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        yield from _slice(node, node.slice)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLED:
        name = _CALLED[node.func.id]
        keywords = [] if name == "list" else node.keywords
        if not isinstance(node.args[0], ast.Starred):
            yield ast.Call(ast.Name(name), node.args, keywords)


def _compare(node: ast.Compare) -> Iterator[ast.expr]:
    for place, op in enumerate(node.ops):
        for other in _COMPARED[type(op)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)


def _arithmetic(node: ast.BinOp) -> Iterator[ast.expr]:
    # Text has no minus: such a wrong would be found by anybody, and only flatter the tests.
    if _is_text(node.left) or _is_text(node.right) or type(node.op) not in _COUNTED:
        return
    yield ast.BinOp(node.left, _COUNTED[type(node.op)](), node.right)


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )


def _constant(node: ast.Constant) -> Iterator[ast.expr]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        if value:
            yield ast.Constant(value - 1)
    elif isinstance(value, str) and value.startswith(_HASHED):
        yield ast.Constant("jx." + value[len(_HASHED) :])
    elif isinstance(value, bytes) and value.startswith(_HASHED.encode()):
        yield ast.Constant(b"jx." + value[len(_HASHED) :])


def _slice(node: ast.Subscript, part: ast.Slice) -> Iterator[ast.expr]:
    if part.lower is not None:
        yield ast.Subscript(node.value, ast.Slice(None, part.upper, part.step), node.ctx)
    if part.upper is not None:
        yield ast.Subscript(node.value, ast.Slice(part.lower, None, part.step), node.ctx)


def _tests(node: ast.AST) -> Iterator[Change]:
    tests = [node.test] if isinstance(node, ast.If | ast.IfExp | ast.While) else []
    tests += node.ifs if isinstance(node, ast.comprehension) else []
    for test in tests:
        if isinstance(test, ast.Compare) or (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
            continue  # that is the turned comparison, or the `not` left out
        put = ast.UnaryOp(ast.Not(), test)
        yield Change(test, f"({ast.unparse(put)})", f"turned: if {_brief(test)}")


def _statements(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Return) and node.value is not None:
        # Where yes or no is answered, None is just another no.
        if not isinstance(node.value, ast.Constant | ast.Compare | ast.BoolOp | ast.UnaryOp):
            yield Change(node, "return None", f"{_brief(node)} -> return None")
    elif _can_go(node):
        yield Change(node, "pass", f"removed: {_brief(node)}")


def _can_go(node: ast.AST) -> bool:
    """Statements without which Python still knows every name."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call) and not _is_log(node.value)
    if isinstance(node, ast.Assign):
        return isinstance(node.targets[0], ast.Attribute | ast.Subscript)
    return isinstance(node, ast.Return | ast.Raise | ast.Continue | ast.Break | ast.AugAssign | ast.Delete)


def _early(node: ast.FunctionDef) -> Iterator[Change]:
    """Functions that are called for what they do, left at once."""
    inner = [one for child in node.body for one in ast.walk(child)]
    if any(isinstance(one, ast.Yield | ast.YieldFrom) for one in inner):
        return
    if any(isinstance(one, ast.Return) and one.value is not None for one in inner):
        return
    body = [one for one in node.body if not _is_docstring(one)]
    if len(body) > 1 and not isinstance(body[0], ast.FunctionDef):
        yield Change(body[0], "return None", f"{node.name}: returns at once", before=True)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_log(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in _LOG


def _brief(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


def _told(node: ast.AST, put: ast.AST) -> str:
    """Both texts, from a little before the place where they part."""
    old, new = " ".join(ast.unparse(node).split()), " ".join(ast.unparse(put).split())
    same = next((at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), 0)
    start = max(0, same - _SHORT // 2) if max(len(old), len(new)) > _SHORT else 0
    cut = slice(start, start + _SHORT)
    return f"{'…' * bool(start)}{old[cut]} -> {'…' * bool(start)}{new[cut]}"
