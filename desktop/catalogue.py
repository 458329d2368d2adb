"""The sentences people read: from an error's code or a text's code to Indonesian, filled in at the edge."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TypeVar

from desktop.errors import UserError

_FIRST = ("ui", "ui_frame")
"""What the window begins with."""
_NEXT = "ui_"

Entry = TypeVar("Entry")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Catalogue:
    """Every sentence of one language: a table of its files is an error, a plain string a text.

    A file is read when a code was not found in those before it: the gate needs one of twenty, the other
    nineteen take 30 ms, which is a tenth of its start.

    Args:
        files: ``*.toml``; the first of them are asked most.

    Attributes:
        in_window: where a sentence names a command or a key of a file, it is told for the window: an error's
            ``here`` for its message, ``window`` for the next step.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self.in_window = False
        self._texts: dict[str, str] = {}
        self._errors: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {}
        self._unread = list(reversed(files))
        self._reading = Lock()

    def __getstate__(self) -> dict[str, object]:
        """For work in a process of its own; a lock belongs to the one it was made in."""
        with self._reading:
            return {name: value for name, value in vars(self).items() if name != "_reading"}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        """The same sentences there."""
        vars(self).update(state)
        self._reading = Lock()

    @classmethod
    def load(cls, folder: Path) -> "Catalogue":
        """All ``*.toml`` of a language's folder."""
        return cls(sorted(folder.glob("*.toml"), key=_turn))

    def read_all(self) -> None:
        """Reads what was not asked for yet."""
        while self._read_on():
            pass

    def sentence(self, error: UserError) -> tuple[str, str]:
        """Give an error's message, led by its place if it has one, and next step; unknown: the bare facts."""
        known = self._find(self._errors, error.code)
        if known is None:
            return _facts(error.code, error.values), ""
        sentence, hint = known[self.in_window]
        message, place = fill(sentence, error.values), str(error.values.get("place") or "")
        if place and "{place}" not in sentence:
            # A check of one value does not know which row it stood in; whoever went through the rows does.
            message = f"{place[0].upper()}{place[1:]}: {message}"
        return message, fill(hint, error.values)

    def text(self, code: str, /, **values: object) -> str:
        """Give a text filled in; for an unknown code the bare facts."""
        known = self._find(self._texts, code)
        return _facts(code, values) if known is None else fill(known, values)

    def fill(self, sentence: str, values: Mapping[str, object]) -> str:
        """Fill in a sentence of somebody else's in the same way."""
        return fill(sentence, values)

    def _find(self, table: Mapping[str, Entry], code: str) -> Entry | None:
        while code not in table and self._read_on():
            pass
        return table.get(code)

    def _read_on(self) -> bool:
        """Reads one more file; False when there is none left."""
        with self._reading:
            if not self._unread:
                return False
            for code, entry in tomllib.loads(self._unread[-1].read_text(encoding="utf-8")).items():
                if isinstance(entry, str):
                    self._texts[code] = entry
                else:
                    told = entry["message"], entry["hint"]
                    self._errors[code] = told, (entry.get("here", told[0]), entry.get("window", told[1]))
            self._unread.pop()
            return True


def _turn(path: Path) -> tuple[bool, bool, str]:
    return path.stem not in _FIRST, not path.stem.startswith(_NEXT), path.stem


def fill(sentence: str, values: Mapping[str, object]) -> str:
    """Put values into ``{name}``, verbatim and once: braces inside a value are somebody's text, not ours."""

    def value(match: re.Match[str]) -> str:
        return str(values.get(match[1], match[0]))

    return PLACEHOLDER.sub(value, sentence)


def _facts(code: str, values: Mapping[str, object]) -> str:
    given = ", ".join(f"{name}={value}" for name, value in values.items())
    return f"{code} ({given})" if given else code
