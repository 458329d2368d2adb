"""Every refusal of the rules has its sentence, its next step, and only placeholders that it fills."""

import ast
import string
import tomllib

import pytest

from tests.sources import HOUSE, tree

CATALOGUE = tomllib.loads((HOUSE / "resources/translations/id/core.toml").read_text(encoding="utf-8"))


def _refusals() -> dict[str, set[str]]:
    """Each code raised in the core with the values that every place gives it."""
    found: dict[str, set[str]] = {}
    for path in (HOUSE / "desktop/core").glob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UserError":
                code = node.args[0]
                assert isinstance(code, ast.Constant)
                values = {word.arg or "" for word in node.keywords} - {"exit_code"}
                found[str(code.value)] = found.get(str(code.value), values) & values
    return found


REFUSALS = _refusals()


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_has_its_sentence(code: str) -> None:
    sentence = CATALOGUE[code]
    assert set(sentence) - {"here", "window"} == {"message", "hint"}
    for text in sentence.values():
        assert text.endswith(".")
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= REFUSALS[code]


def test_no_sentence_is_left_over() -> None:
    assert set(CATALOGUE) == set(REFUSALS)
