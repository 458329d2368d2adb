"""Every sentence printed in a document has its words, every word is printed somewhere."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import reports
from desktop.paths import DOCUMENTS
from tests.test_catalogue import placeholders

ROOM = Path(reports.__file__).parent
# What a letter says of itself is put together where its rows are gathered.
FILES = [*sorted(ROOM.glob("*.py")), *sorted((ROOM.parent / "desktop" / "actions").glob("letter_*.py"))]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
ENTRIES = [
    (path.name, code, sentence)
    for path in sorted(DOCUMENTS.glob("*.toml"))
    for code, sentence in tomllib.loads(path.read_text(encoding="utf-8")).items()
]
SENTENCES = {code: sentence for _, code, sentence in ENTRIES}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and node.args
                and re.search(r"(words\.text|^say)$", ast.unparse(node.func))
            ):
                yield f"{path.name}:{node.lineno}", node


def test_every_sentence_used_is_there_with_its_values() -> None:
    wrong = []
    for where, call in calls():
        code = call.args[0]
        if not (isinstance(code, ast.Constant) and isinstance(code.value, str)):
            continue
        given = {keyword.arg for keyword in call.keywords}
        if code.value not in SENTENCES:
            wrong.append(f"{where} {code.value}")
        elif None not in given and (unmet := placeholders(SENTENCES[code.value]) - given):
            wrong.append(f"{where} {code.value}: {sorted(unmet)}")
    assert wrong == []


def test_sentences_are_plain_and_defined_once() -> None:
    codes = [code for _, code, _ in ENTRIES]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []
    assert [code for _, code, sentence in ENTRIES if not isinstance(sentence, str) or not sentence] == []


def test_no_sentence_is_orphaned() -> None:
    literal = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    patterns = [
        "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in code.values
        )
        for _, call in calls()
        if isinstance(code := call.args[0], ast.JoinedStr)
    ]
    orphans = [
        f"{file}: {code}"
        for file, code, _ in ENTRIES
        if code not in literal and not any(re.fullmatch(pattern, code) for pattern in patterns)
    ]
    assert orphans == []
