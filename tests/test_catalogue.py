"""Every code has its sentence, every sentence its code, and values are shown as they are."""

import ast
import pickle
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop import prepare
from desktop.catalogue import PLACEHOLDER, Catalogue
from desktop.errors import UserError
from desktop.paths import TRANSLATIONS
from tests import sources

FOLDER = TRANSLATIONS / "id"
DESKTOP = Path(prepare.__file__).parent
FILES = sorted(DESKTOP.rglob("*.py"))
BEFORE_THE_WINDOW = {"cli.toml", "demo.toml", "prepare.toml"}
"""What only a command line says."""
NOT_VALUES = {"exit_code"}


class Use(NamedTuple):
    """A place in the program that names a sentence; values is None where they are not written out."""

    where: str
    code: str
    is_error: bool
    values: set[str] | None


def entries() -> Iterator[tuple[str, str, str | dict[str, str]]]:
    for path in sorted(FOLDER.glob("*.toml")):
        for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield path.name, code, entry


ENTRIES = {code: entry for _, code, entry in entries()}


@cache
def calls() -> list[tuple[Path, ast.Call, bool]]:
    """Every call that names a sentence by its first argument; and whether it raises it."""
    found = []
    for path, node, called in sources.calls(FILES):
        if called.rpartition(".")[2] in {"UserError", "Stop"}:
            found.append((path, node, True))
        elif re.search(r"((catalogue|words|look|self)\.|^)text$", called) or (
            called == "say" and path.name == "prepare.py"
        ):
            found.append((path, node, False))
    return found


def uses() -> Iterator[Use]:
    for path, node, is_error in calls():
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            keywords = {keyword.arg for keyword in node.keywords}
            values = None if None in keywords else {str(name) for name in keywords} - NOT_VALUES
            where = f"{path.relative_to(DESKTOP).as_posix()}:{node.lineno}"
            yield Use(where, first.value, is_error, values)


def placeholders(entry: str | dict[str, str]) -> set[str]:
    texts = [entry] if isinstance(entry, str) else entry.values()
    return {name for text in texts for name in PLACEHOLDER.findall(text)}


def test_every_code_used_has_its_sentence() -> None:
    missing = [f"{use.where} {use.code}" for use in uses() if use.code not in ENTRIES]
    assert missing == []


def test_errors_are_tables_and_texts_are_strings() -> None:
    known = [use for use in uses() if use.code in ENTRIES]
    wrong = [use.where for use in known if isinstance(ENTRIES[use.code], dict) is not use.is_error]
    odd = [
        code
        for _, code, entry in entries()
        if not isinstance(entry, str)
        and (set(entry) - {"here", "window"} != {"message", "hint"} or not all(entry.values()))
    ]
    assert (wrong, odd) == ([], [])


def test_the_window_never_names_a_command() -> None:
    """Whoever has a window has no command line: what names one there has another next step for the window."""
    named = [
        code
        for file, code, entry in entries()
        if file not in BEFORE_THE_WINDOW and re.search(r"`|--\w", told_in_window(entry))
    ]
    assert named == []


def told_in_window(entry: str | dict[str, str]) -> str:
    """The next step the window would name; nothing for a text."""
    return "" if isinstance(entry, str) else entry.get("window", entry["hint"])


# Their keys stand in a file that somebody wrote and the window only passes on, or no page leads to them.
KEYS_OF_FILES = {
    *("json_wrong", "json_twice", "unknown_key", "missing_key", "wrong_type", "wrong_choice", "wrong_length"),
    *("csv_column", "csv_column_twice", "where_unknown", "where_value"),
}


def test_the_window_never_names_the_key_of_a_file() -> None:
    """Beside its own field nobody needs the English name that the field has in a file."""
    named = [
        code
        for _, code, entry in entries()
        if not isinstance(entry, str)
        and code not in KEYS_OF_FILES
        and re.search(r"\{(field|key|table|column)\}", entry.get("here", entry["message"]))
    ]
    assert named == []


def test_placeholders_are_given() -> None:
    short = [
        f"{use.where} {use.code}: {sorted(unmet)}"
        for use in uses()
        if use.values is not None and use.code in ENTRIES
        if (unmet := placeholders(ENTRIES[use.code]) - use.values)
    ]
    assert short == []


def test_no_code_is_defined_twice() -> None:
    codes = [code for _, code, _ in entries()]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_no_sentence_is_orphaned() -> None:
    """A sentence's code stands somewhere as a string, or fits a code that is put together from parts."""
    assert sources.unused(ENTRIES, FILES, (node.args[0] for _, node, _ in calls())) == []


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    (tmp_path / "a.toml").write_text('greeting = "Halo {name}"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('[too_long]\nmessage = "{size} terlalu {what}."\nhint = "Pendekkan."\n')
    return Catalogue.load(tmp_path)


def test_it_goes_along_to_another_process(catalogue: Catalogue) -> None:
    again = pickle.loads(pickle.dumps(catalogue))
    assert again.text("greeting", name="Ani") == "Halo Ani"
    assert pickle.loads(pickle.dumps(again)).text("greeting", name="Budi") == "Halo Budi"


def test_values_are_shown_verbatim(catalogue: Catalogue) -> None:
    assert (
        catalogue.text("greeting", name="{size} {name.__class__} {0}") == "Halo {size} {name.__class__} {0}"
    )
    error = UserError("too_long", size="{what}", what="{size}")
    assert catalogue.sentence(error) == ("{what} terlalu {size}.", "Pendekkan.")


def test_the_window_is_told_in_its_own_words(tmp_path: Path) -> None:
    lines = 'message = "Isian {field} kosong."\nhint = "Lihat `perintah`."\n'
    own = 'here = "Isian ini kosong."\nwindow = "Isi dahulu."\n'
    (tmp_path / "a.toml").write_text(f"[empty]\n{lines}{own}[same]\n{lines}", encoding="utf-8")
    catalogue, told = Catalogue.load(tmp_path), ("Isian name kosong.", "Lihat `perintah`.")
    assert catalogue.sentence(UserError("empty", field="name")) == told
    catalogue.in_window = True
    assert catalogue.sentence(UserError("empty", field="name")) == ("Isian ini kosong.", "Isi dahulu.")
    assert catalogue.sentence(UserError("same", field="name")) == told


def test_a_missing_value_or_code_never_crashes(catalogue: Catalogue) -> None:
    assert catalogue.sentence(UserError("too_long", size=3)) == ("3 terlalu {what}.", "Pendekkan.")
    assert catalogue.sentence(UserError("unheard_of", why="x")) == ("unheard_of (why=x)", "")
    assert catalogue.text("unheard_of") == "unheard_of"


def test_the_start_reads_its_sentences_as_toml_does() -> None:
    """`prepare` reads its file without a TOML library; both readings must agree."""
    expected: dict[str, str] = {}
    for code, entry in tomllib.loads(Path(prepare.SENTENCES).read_text(encoding="utf-8")).items():
        if isinstance(entry, str):
            expected[code] = entry
        else:
            expected |= {f"{code}.{part}": text for part, text in entry.items()}
    assert prepare.sentences() == expected
