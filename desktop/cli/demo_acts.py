"""What happens in the demonstration: each step of the story becomes the commands a person would type."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from desktop.cli.demo_enrol import enrol, hand_pack, opening
from desktop.cli.demo_papers import PAPER_ACTS, held_codes
from desktop.cli.demo_stage import SHIPPED, Entry, Scene, Stage, shipped
from desktop.core.dates import format_date

Step = Mapping[str, Any]


def perform_all(stage: Stage) -> None:
    """Plays every scene in order of time, says each on stderr and writes it into the chronicle."""
    play = [*opening(stage), *(_scene(stage, step) for step in shipped("story.json")["steps"])]
    for number, scene in enumerate(play, 1):
        who = stage.people[scene.home].laptop
        stage.say(stage.words.text("demo_progress", number=number, total=len(play), who=who, what=scene.what))
        stage.chronicle.append(Entry(scene.at, scene.home, scene.what, tuple(scene.act())))


def _scene(stage: Stage, step: Step) -> Scene:
    return Scene(step["at"], step["home"], step["why"], partial(_ACTS[step["act"]], stage, step))


def _record(stage: Stage, step: Step) -> list[str]:
    number = step["visit"]
    made = stage.run(step["home"], step["at"], "visit", "add", SHIPPED / "visits" / f"{number}.json")
    stage.visits[number], stage.recorders[number] = made["visit"]["id"], step["home"]
    return _named(stage, number, made["aspirations"])


def _add(stage: Stage, step: Step) -> list[str]:
    """The shipped table also says to which visit it belongs; the command is told that in its own way."""
    number = step["visit"]
    file = stage.shelf("susulan") / step["file"]
    rows = shipped(step["file"])["aspirations"]
    file.write_text(json.dumps({"aspirations": rows}, ensure_ascii=False, indent=1), encoding="utf-8")
    typed = ("aspiration", "add", file, "--visit", stage.visits[number])
    return _named(stage, number, stage.run(step["home"], step["at"], *typed)["aspirations"])


def _named(stage: Stage, visit: int, made: list[dict[str, Any]]) -> list[str]:
    before = sum(ref.startswith(f"{visit}.") for ref in stage.codes)
    stage.codes |= {f"{visit}.{before + index}": row["code"] for index, row in enumerate(made, 1)}
    return [stage.words.text("demo_note_recorded", count=len(made))]


def _finish(stage: Stage, step: Step) -> list[str]:
    stage.run(step["home"], step["at"], "visit", "finish", stage.visits[step["visit"]])
    return []


def _send(stage: Stage, step: Step) -> list[str]:
    kind, divided, name = step["to"].partition(":")
    to = f"writer:{stage.writers[name]}" if divided and kind == "writer" else step["to"]
    label = step["file"]
    made = stage.run(step["home"], step["at"], "export", "--to", to, "--out", stage.parcel_folder(label))
    stage.note_parcel(label, step["home"], step["to"], made["files"])
    return [
        stage.words.text(
            "demo_note_sent",
            file=Path(file["path"]).name,
            events=file["events"],
            photos=file["blobs"],
            size=max(1, round(file["bytes"] / 1024)),
        )
        for file in made["files"]
    ]


def _take(stage: Stage, step: Step) -> list[str]:
    """Files of exports, or the PDF of letters; of those it is noted which aspirations came with them."""
    before = held_codes(stage, step) if "letters" in step else set()
    by_path = {path: label for label in step.get("files", ()) for path in stage.parcels[label].paths}
    by_path |= {str(stage.letters[label]["path"]): label for label in step.get("letters", ())}
    report = stage.run(step["home"], step["at"], "import", *by_path)
    for label in step.get("letters", ()):
        stage.brought[label] = (step["home"], held_codes(stage, step) - before)
    notes = []
    for file in report["files"]:
        stage.reports.setdefault(by_path[file["path"]], []).append(file)
        notes += file["gaps"]
        if file["held"]:
            notes.append(stage.words.text("demo_note_held", count=file["held"]))
    counts = {name: sum(file[name] for file in report["files"]) for name in ("new", "known")}
    notes.insert(0, stage.words.text("demo_note_taken", **counts))
    if report["conflicts"]:
        notes.append(stage.words.text("demo_note_conflicts", count=report["conflicts"]))
    return notes


def _lose(stage: Stage, step: Step) -> list[str]:
    stage.lose(step["file"])
    return []


def _scope(stage: Stage, step: Step) -> list[str]:
    villages = [row["code"] for row in stage.district["villages"] if row["visit"] in step["visits"]]
    writer = stage.writers[step["writer"]]
    stage.run(step["home"], step["at"], "laptop", "scope", writer, "--village", *villages)
    return []


def _late_enrol(stage: Stage, step: Step) -> list[str]:
    enrol(stage, step["home"], step["at"])
    return hand_pack(stage, [step["home"]], step["at"])


def _retire(stage: Stage, step: Step) -> list[str]:
    writer = stage.writers[step["writer"]]
    stage.run(step["home"], step["at"], "retire", writer, "--reason", step["reason"])
    return []


def _review(stage: Stage, step: Step) -> list[str]:
    waiting = stage.run(step["home"], step["at"], "review", "list")["items"]
    decision = ("review", step["decision"])
    for event in [item["event"] for item in waiting]:
        stage.run(step["home"], step["at"], *decision, event, "--reason", step["reason"])
    return [stage.words.text("demo_note_reviewed", count=len(waiting))]


def _assign(stage: Stage, step: Step) -> list[str]:
    typed: list[str] = [*_codes(stage, step), "--agency", step["agency"]]
    for name in ("due", "instruction", "summary"):
        typed += [f"--{name}", step[name]] if name in step else []
    if "support" in step:
        typed += ["--support", *step["support"]]
    if step.get("contact"):
        typed.append("--contact")
    made = stage.run(step["home"], step["at"], "assign", *typed)
    for item in made["items"]:
        stage.assigned.setdefault(step["agency"], {})[item["code"]] = bool(step.get("contact"))
        for helper in step.get("support", ()):
            stage.assigned.setdefault(helper, {}).setdefault(item["code"], False)
    days = sorted({date.fromisoformat(item["due"]) for item in made["items"]})
    return [stage.words.text("demo_note_due", due=format_date(day)) for day in days]


def _followup(stage: Stage, step: Step) -> list[str]:
    typed = [*_codes(stage, step), "--status", step["status"], "--text", step["text"]]
    typed += ["--outcome", step["outcome"]] if "outcome" in step else []
    if "evidence" in step:
        typed += ["--evidence", *(str(SHIPPED / name) for name in step["evidence"])]
    stage.run(step["home"], step["at"], "followup", "add", *typed)
    return [step["text"]]


def _tell(stage: Stage, step: Step) -> list[str]:
    typed = [*_codes(stage, step), "--told", step["told"]]
    satisfied = step.get("satisfied")
    typed += ["--satisfied", str(satisfied)] if satisfied else []
    stage.run(step["home"], step["at"], "feedback", "add", *typed)
    return [stage.words.text("demo_note_satisfied", value=satisfied)] if satisfied else []


def _codes(stage: Stage, step: Step) -> list[str]:
    refs = [*step.get("aspirations", ()), *([step["aspiration"]] if "aspiration" in step else [])]
    return [stage.codes[ref] for ref in refs]


def _plain(*command: str) -> Callable[[Stage, Step], list[str]]:
    """An act that is one command on aspirations, with what the step says of reason, target and recipient."""

    def act(stage: Stage, step: Step) -> list[str]:
        typed = _codes(stage, step)
        for name in ("reason", "recipient"):
            typed += [f"--{name}", step[name]] if name in step else []
        typed += ["--into", stage.codes[step["into"]]] if "into" in step else []
        stage.run(step["home"], step["at"], *command, *typed)
        return [step["reason"]] if "reason" in step else []

    return act


_ACTS: Mapping[str, Callable[[Stage, Step], list[str]]] = {
    **PAPER_ACTS,
    "record": _record,
    "add": _add,
    "finish": _finish,
    "send": _send,
    "take": _take,
    "lose": _lose,
    "verify": _plain("triage", "verify"),
    "join": _plain("triage", "join"),
    "ask": _plain("triage", "ask"),
    "archive": _plain("triage", "archive"),
    "outside": _plain("triage", "outside"),
    "assign": _assign,
    "followup": _followup,
    "return": _plain("followup", "return"),
    "tell": _tell,
    "withdraw": _plain("aspiration", "withdraw"),
    "reopen": _plain("aspiration", "reopen"),
    "close": _plain("aspiration", "close"),
    "retire": _retire,
    "scope": _scope,
    "enrol": _late_enrol,
    "review": _review,
}
