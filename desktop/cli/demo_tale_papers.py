"""The papers in the story of the demonstration: the register of letters, and what else was printed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop.cli.demo_stage import Stage
from desktop.core.dates import format_date

_LETTER = ("date", "kind", "agency", "number", "state", "aspirations", "file")
_PAPER = ("laptop", "paper", "pages", "file")


def letters_told(stage: Stage, register: Mapping[str, Mapping[str, Any]]) -> str:
    """Every letter in the order it was made, with the number and state it has at the end."""
    rows = [_letter(letter, register[letter["id"]]) for letter in stage.letters.values()]
    return rows_of([stage.words.text(f"field_{name}") for name in _LETTER], rows)


def _letter(made: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    day = format_date(date.fromisoformat(now["date"]))
    state, kind = (str(now[name]).replace("_", " ") for name in ("state", "kind"))
    agency, number = now["agency"] or "–", now["number"] or "–"
    return [day, kind, agency, number, state, str(made["aspirations"]), f"`{Path(made['path']).name}`"]


def papers_told(stage: Stage) -> str:
    """Everything else that was printed, in the order it was."""
    rows = [
        [
            stage.people[one.home].laptop,
            stage.words.text(f"demo_paper_{one.kind}"),
            str(one.pages),
            f"`{Path(one.path).name}`",
        ]
        for one in stage.papers
    ]
    return rows_of([stage.words.text(f"field_{name}") for name in _PAPER], rows)


def rows_of(labels: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> str:
    """A table in Markdown; the last columns, `right` of them, hold numbers."""
    marks = ["---"] * (len(labels) - right) + ["---:"] * right
    lines = [labels, marks, *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
