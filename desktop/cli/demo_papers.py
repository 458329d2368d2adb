"""The papers of the demonstration: letters made, numbered, delivered; other papers printed."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop.cli.demo_stage import LETTERS, PAPERS, SHIPPED, Paper, Stage

Step = Mapping[str, Any]

_DRAFTS = "naskah"
_PAGE = ("--limit", "500")


def held_codes(stage: Stage, step: Step) -> set[str]:
    """What the home of a step lists at that moment."""
    return {
        item["code"] for item in stage.run(step["home"], step["at"], "aspiration", "list", *_PAGE)["items"]
    }


def _letter(stage: Stage, step: Step) -> list[str]:
    """One letter or, with `all`, one for each SKPD that something waits for: then "label:CODE"."""
    typed: list[str | Path] = ["--kind", step["kind"], "--out", stage.folder / LETTERS]
    for name in ("agency", "number", "reason"):
        typed += [f"--{name}", step[name]] if name in step else []
    typed += ["--all"] if step.get("all") else []
    if "instead_of" in step:
        typed += ["--instead-of", stage.letters[step["instead_of"]]["id"]]
    if "content" in step:
        file = stage.shelf(_DRAFTS) / f"{step['letter']}.json"
        file.write_text(json.dumps(step["content"], ensure_ascii=False, indent=1), encoding="utf-8")
        typed += ["--content", file]
    made = stage.run(step["home"], step["at"], "letter", "make", *typed)["letters"]
    for letter in made:
        label = f"{step['letter']}:{letter['agency']}" if step.get("all") else step["letter"]
        stage.letters[label] = letter
    return [_said(stage, letter) for letter in made]


def _said(stage: Stage, letter: Mapping[str, Any]) -> str:
    carries = letter["kind"] != "penugasan" or letter["data"]
    return stage.words.text(
        "demo_note_letter" if carries else "demo_note_letter_bare",
        file=Path(letter["path"]).name,
        pages=letter["pages"],
        aspirations=letter["aspirations"],
        number=letter["number"] or "–",
    )


def _number(stage: Stage, step: Step) -> list[str]:
    identity = stage.letters[step["letter"]]["id"]
    typed = ("letter", "number", identity, "--number", step["number"])
    given = stage.run(step["home"], step["at"], *typed)["letter"]["number"]
    return [stage.words.text("demo_note_number", number=given)]


def _deliver(stage: Stage, step: Step) -> list[str]:
    identity = stage.letters[step["letter"]]["id"]
    stage.run(
        step["home"], step["at"], "letter", "deliver", identity, "--to", step["to"], "--how", step["how"]
    )
    return [f"{step['to']} ({step['how']})"]


def _attach(stage: Stage, step: Step) -> list[str]:
    identity = stage.letters[step["letter"]]["id"]
    files = [SHIPPED / name for name in step["files"]]
    stage.run(step["home"], step["at"], "letter", "attach", identity, *files)
    return [stage.words.text("demo_note_attached", count=len(files))]


def _print(stage: Stage, step: Step) -> list[str]:
    name, *typed = _PRINTS[step["paper"]](stage, step)
    out = stage.folder / PAPERS / f"{name}.pdf"
    made = stage.run(step["home"], step["at"], *typed, "--out", out)
    stage.papers.append(Paper(step["paper"], step["home"], made["path"], made["pages"]))
    return [stage.words.text("demo_note_printed", file=out.name, pages=made["pages"])]


def _minutes(stage: Stage, step: Step) -> list[str]:
    number = step["visit"]
    return [f"berita-acara-{_place(stage, number)}", "visit", "minutes", stage.visits[number]]


def _receipts(stage: Stage, step: Step) -> list[str]:
    number = step["visit"]
    return [f"tanda-terima-{_place(stage, number)}", "visit", "receipts", stage.visits[number]]


def _receipt(stage: Stage, step: Step) -> list[str]:
    ref = step["aspiration"]
    return [f"tanda-terima-satu-{ref}", "aspiration", "receipt", stage.codes[ref]]


def _answers(stage: Stage, step: Step) -> list[str]:
    number = step["visit"]
    code = next(row["code"] for row in stage.district["villages"] if row["visit"] == number)
    return [f"daftar-jawaban-{_place(stage, number)}", "answers", "--village", code]


def _report(stage: Stage, step: Step) -> list[str]:
    return [f"laporan-tindak-lanjut-{step['agency']}", "followup", "report", "--agency", step["agency"]]


def _disposition(stage: Stage, step: Step) -> list[str]:
    if "letter" in step:
        label = step["letter"]
        return [f"disposisi-surat-{label.replace(':', '-')}", "disposition", stage.letters[label]["id"]]
    ref = step["aspiration"]
    return [f"disposisi-aspirasi-{ref}", "disposition", stage.codes[ref]]


def _recap(stage: Stage, step: Step) -> list[str]:
    name = stage.words.text(f"demo_recap_{step['by']}")
    return [f"rekapitulasi-{name}", "recap", "--by", step["by"], "--format", "pdf"]


def _place(stage: Stage, number: int) -> str:
    """`1-angsana`."""
    name = next(row["name"] for row in stage.district["villages"] if row["visit"] == number)
    return f"{number}-{name.lower().replace(' ', '-')}"


_PRINTS: Mapping[str, Callable[[Stage, Step], list[str]]] = {
    "minutes": _minutes,
    "receipts": _receipts,
    "receipt": _receipt,
    "answers": _answers,
    "report": _report,
    "disposition": _disposition,
    "recap": _recap,
}

PAPER_ACTS: Mapping[str, Callable[[Stage, Step], list[str]]] = {
    "letter": _letter,
    "number": _number,
    "deliver": _deliver,
    "attach": _attach,
    "print": _print,
}
