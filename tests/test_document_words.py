"""Every sentence printed in a document has its words, every word is printed somewhere."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import reports
from desktop.paths import DOCUMENTS
from tests import sources
from tests.test_catalogue import placeholders

ROOM = Path(reports.__file__).parent
# What a letter says of itself is put together where its rows are gathered.
FILES = [*sorted(ROOM.glob("*.py")), *sorted((ROOM.parent / "desktop" / "actions").glob("letter_*.py"))]
ENTRIES = [
    (path.name, code, sentence)
    for path in sorted(DOCUMENTS.glob("*.toml"))
    for code, sentence in tomllib.loads(path.read_text(encoding="utf-8")).items()
]
SENTENCES = {code: sentence for _, code, sentence in ENTRIES}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path, node, called in sources.calls(FILES):
        if re.search(r"(words\.text|^say)$", called):
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
    assert sources.unused(SENTENCES, FILES, (call.args[0] for _, call in calls())) == []
