"""The sentences people read: from an error's code or a text's code to Indonesian, filled in at the edge."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from desktop.errors import UserError

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Catalogue:
    """Every sentence of one language.

    Args:
        texts: code → sentence, for what is not an error.
        errors: code → (message, hint), for every `UserError`.
    """

    def __init__(self, texts: Mapping[str, str], errors: Mapping[str, tuple[str, str]]) -> None:
        self._texts = texts
        self._errors = errors

    @classmethod
    def load(cls, folder: Path) -> "Catalogue":
        """Merge all ``*.toml`` of a language's folder: a table is an error, a plain string a text."""
        texts: dict[str, str] = {}
        errors: dict[str, tuple[str, str]] = {}
        for path in sorted(folder.glob("*.toml")):
            for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
                if isinstance(entry, str):
                    texts[code] = entry
                else:
                    errors[code] = (entry["message"], entry["hint"])
        return cls(texts, errors)

    def sentence(self, error: UserError) -> tuple[str, str]:
        """Give an error's message, led by its place if it has one, and next step; unknown: the bare facts."""
        known = self._errors.get(error.code)
        if known is None:
            return _facts(error.code, error.values), ""
        message, place = fill(known[0], error.values), str(error.values.get("place") or "")
        if place and "{place}" not in known[0]:
            # A check of one value does not know which row it stood in; whoever went through the rows does.
            message = f"{place[0].upper()}{place[1:]}: {message}"
        return message, fill(known[1], error.values)

    def text(self, code: str, /, **values: object) -> str:
        """Give a text filled in; for an unknown code the bare facts."""
        known = self._texts.get(code)
        return _facts(code, values) if known is None else fill(known, values)

    def fill(self, sentence: str, values: Mapping[str, object]) -> str:
        """Fill in a sentence of somebody else's in the same way."""
        return fill(sentence, values)


def fill(sentence: str, values: Mapping[str, object]) -> str:
    """Put values into ``{name}``, verbatim and once: braces inside a value are somebody's text, not ours."""

    def value(match: re.Match[str]) -> str:
        return str(values.get(match[1], match[0]))

    return PLACEHOLDER.sub(value, sentence)


def _facts(code: str, values: Mapping[str, object]) -> str:
    given = ", ".join(f"{name}={value}" for name, value in values.items())
    return f"{code} ({given})" if given else code
