"""What a command prints: one JSON document for programs, plain sentences and tables for people."""

import errno
import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TextIO

from desktop.catalogue import Catalogue
from desktop.errors import UserError

Show = Callable[[Catalogue, Mapping[str, Any]], str]

WIDEST = 56
"""Columns of a terminal a cell of a table may take."""

WORTH_TELLING = 4_000_000
"""Bytes below which work is over before a line could be read."""

# Direction marks of a text may not turn the rest of the line around.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CLOSED = {errno.EPIPE, errno.EINVAL}
_DESKS = ("desk", "desks", "to")


class Console:
    """Standard output and error of one call.

    Args:
        as_json: one JSON document instead of text.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A Windows console's own code page has no emoji; half an emoji must not stop the program.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def document(self, data: Mapping[str, Any]) -> None:
        """Prints the one JSON document."""
        _write(sys.stdout, json.dumps(data, ensure_ascii=False, indent=2) + "\n")

    def lines(self, text: str) -> None:
        """Prints what people read."""
        _write(sys.stdout, text.rstrip("\n") + "\n")

    def aside(self, text: str) -> None:
        """Prints progress or a complaint on stderr."""
        _write(sys.stderr, text.rstrip("\n") + "\n")

    def error(self, code: str, message: str, hint: str, technical: str = "") -> None:
        """Prints what went wrong and the next step; with `as_json` also as the document."""
        self.aside("\n".join(line for line in (message, hint, technical) if line))
        if self.as_json:
            self.document({"error": {"code": code, "message": message, "hint": hint}})


class Progress:
    """How far long work is, told at every tenth; short work says nothing.

    Args:
        say: prints a line on stderr.
        words: for the line.
    """

    def __init__(self, say: Callable[[str], None], words: Catalogue) -> None:
        self._say = say
        self._words = words
        self._told = 0

    def __call__(self, done: int, total: int) -> None:
        """Takes in bytes done and bytes in all."""
        tenth = 10 * done // total if total >= WORTH_TELLING else 0
        if tenth != self._told:
            self._told = tenth
            if tenth:
                self._say(self._words.text("progress", percent=10 * tenth))


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # Python would complain again at its end, so what is left goes nowhere.
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
        if error.errno not in _CLOSED:  # else whoever read along has closed the pipe
            raise UserError("output_failed") from error


def facts(words: Catalogue, data: Mapping[str, Any]) -> str:
    """Any answer: a line per value, a table per list of things."""
    data = {name: value for name, value in data.items() if value not in (None, "", [], {})}
    plain = {name: value for name, value in data.items() if not _is_rows(value)}
    width = max((_width(_label(words, name)) for name in plain), default=0)
    lines = [
        _fill(_label(words, name), width) + "  " + _cell(words, value, name) for name, value in plain.items()
    ]
    for name, value in data.items():
        if name not in plain:
            # A list that is the whole answer needs no name.
            lines += ["", *([] if name == "items" else [_label(words, name)]), table(words, value)]
    return "\n".join(lines).strip("\n")


def listing(*columns: str) -> Show:
    """A list's table with these columns, and how to see more."""

    def show(words: Catalogue, data: Mapping[str, Any]) -> str:
        items = data["items"]
        if not items:
            return words.text("list_empty")
        text = table(words, items, columns)
        return text + "\n" + words.text("list_more", cursor=data["next"]) if data.get("next") else text

    return show


def table(words: Catalogue, rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """Rows below their headings, aligned; columns nobody filled are left out."""
    names = columns or list(dict.fromkeys(name for row in rows for name in row))
    names = [name for name in names if any(row.get(name) not in (None, "", [], {}) for row in rows)]
    cells = [[_cut(_label(words, name)) for name in names]]
    cells += [[_cut(_cell(words, row.get(name), name)) for name in names] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    return "\n".join(_row(row, widths) for row in cells)


def printable(text: str) -> str:
    """A text on one line, with nothing in it that commands a terminal."""
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in text if sign not in _TURNING)
    return "".join(kept)


def _row(cells: Iterable[str], widths: Iterable[int]) -> str:
    return "  ".join(_fill(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _label(words: Catalogue, name: str) -> str:
    code = f"field_{name}"
    known = words.text(f"field_{name}")
    return name if known == code else known


def _cell(words: Catalogue, value: Any, name: str = "") -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return words.text("word_yes") if value else words.text("word_no")
    if isinstance(value, Mapping):
        if isinstance(value.get("text"), str):
            return printable(value["text"])
        return ", ".join(f"{_label(words, one)} {_cell(words, held, one)}" for one, held in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_cell(words, one, name) for one in value)
    return _word(words, name, printable(str(value)))


def _word(words: Catalogue, name: str, value: str) -> str:
    """What people call one of the program's own words, in the columns that hold such words."""
    if name in _DESKS and value.startswith("agency:"):
        return words.text("word_agency", code=value.partition(":")[2])
    kind = "desk" if name in _DESKS else name
    if kind not in ("desk", "result"):
        return value
    known = words.text(f"value_{kind}_{value}")
    return value if known == f"value_{kind}_{value}" else known


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _cut(text: str) -> str:
    if _width(text) <= WIDEST:
        return text
    while _width(text) >= WIDEST:
        text = text[: -max(1, (_width(text) - WIDEST) // 2)]
    return text + "…"


def _fill(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns of a terminal."""
    return sum(map(_columns, text))


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
